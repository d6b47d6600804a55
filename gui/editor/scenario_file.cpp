// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/scenario_file.h"

#include "scenarios/library.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringDecoder>

namespace headroom::gui {
namespace {

constexpr qint64 largest = 8 << 20;  // what the loader takes
const QByteArray byteOrderMark("\xEF\xBB\xBF");

}  // namespace

QString ScenarioFile::open(const QString& fileOrName) {
  const auto library = libraryFile(fileOrName.toStdString());
  const bool fromLibrary = library && !QFileInfo(fileOrName).isFile();
  const QString path = fromLibrary ? QString::fromStdString(*library) : fileOrName;
  QFile file(path);
  if (!QFileInfo(path).isFile()) return QString("there is no file %1").arg(path);
  if (file.size() > largest) return QString("%1 is larger than 8 MiB").arg(path);
  if (!file.open(QIODevice::ReadOnly)) return QString("%1 cannot be read: %2").arg(path, file.errorString());
  QByteArray bytes = file.readAll();
  QStringDecoder decoder(QStringDecoder::Utf8);
  const QString words = decoder.decode(bytes);
  if (decoder.hasError() || words.contains(QChar::Null)) return QString("%1 is not a text in UTF-8").arg(path);
  path_ = path;
  name_ = fileOrName;
  const std::string inLibrary = libraryDirectory();
  readOnly_ = fromLibrary ||
              (!inLibrary.empty() && QFileInfo(path).canonicalFilePath().startsWith(
                                         QFileInfo(QString::fromStdString(inLibrary)).canonicalFilePath() + "/"));
  known_ = bytes;
  mark_ = bytes.startsWith(byteOrderMark);
  if (mark_) bytes.remove(0, byteOrderMark.size());
  crlf_ = bytes.contains("\r\n");
  if (crlf_) bytes.replace("\r\n", "\n");
  text_ = bytes.toStdString();
  return {};
}

QString ScenarioFile::save(const QString& path, const std::string& text) {
  QByteArray bytes = QByteArray::fromStdString(text);
  if (crlf_) bytes.replace("\n", "\r\n");
  if (mark_) bytes.prepend(byteOrderMark);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
    return QString("%1 cannot be written: %2").arg(path, file.errorString());
  path_ = name_ = path;
  readOnly_ = false;
  known_ = bytes;
  text_ = text;
  return {};
}

bool ScenarioFile::changedOnDisk() const {
  if (path_.isEmpty()) return false;
  QFile file(path_);
  return !file.open(QIODevice::ReadOnly) || file.size() != known_.size() || file.readAll() != known_;
}

void ScenarioFile::acceptDisk() {
  QFile file(path_);
  known_ = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace headroom::gui
