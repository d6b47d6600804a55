// SPDX-License-Identifier: GPL-3.0-or-later
/// A scenario's file while it is being edited: read with what its bytes had of their own (CR LF, a byte order mark),
/// written whole or not at all, and compared with what another program may have made of it meanwhile.
#pragma once

#include <string>

#include <QByteArray>
#include <QString>

namespace headroom::gui {

class ScenarioFile {
 public:
  /// A path, or the name of a library scenario: that is read only. Not empty: why it cannot be read.
  QString open(const QString& fileOrName);
  /// Not empty: why it cannot be written; then the file is as it was. A new place makes it this file's.
  QString save(const QString& path, const std::string& text);

  const QString& path() const { return path_; }
  /// What opens it again: the path, or the name in the library.
  const QString& name() const { return name_; }
  bool isReadOnly() const { return readOnly_; }
  const std::string& text() const { return text_; }
  /// Has somebody else written it since it was read or saved here?
  bool changedOnDisk() const;
  /// From now on what is on disk counts as known.
  void acceptDisk();

 private:
  QString path_, name_;
  std::string text_;  // lines end in LF
  QByteArray known_;
  bool readOnly_ = false, crlf_ = false, mark_ = false;
};

}  // namespace headroom::gui
