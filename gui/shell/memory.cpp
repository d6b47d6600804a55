// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/memory.h"

#include <QFileInfo>

namespace headroom::gui {
namespace {

/// Files by their whole path, or they would not be found from another directory.
QString wholeName(const QString& source) {
  const QFileInfo info(source);
  return info.exists() ? info.absoluteFilePath() : source;
}

}  // namespace

Memory::Memory()
    : settings_(std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, "headroom", "headroom-gui")) {}

Memory::Memory(const QString& file) {
  if (!file.isEmpty()) settings_ = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

QVariant Memory::value(const QString& key) const { return settings_ ? settings_->value(key) : unkept_.value(key); }

void Memory::keep(const QString& key, const QVariant& value) {
  settings_ ? settings_->setValue(key, value) : void(unkept_.insert(key, value));
}

QStringList Memory::recent() const { return value("recent").toStringList(); }

void Memory::opened(const QString& source) {
  QStringList all = recent();
  const QString name = wholeName(source);
  all.removeAll(name);
  all.prepend(name);
  keep("recent", QStringList(all.mid(0, mostRecent)));
}

void Memory::forgetRecent() { keep("recent", QStringList()); }

QStringList Memory::tabs() const { return value("session/tabs").toStringList(); }
int Memory::currentTab() const { return value("session/current").toInt(); }

void Memory::keepTabs(const QStringList& sources, int current) {
  QStringList whole;
  for (const QString& s : sources) whole << wholeName(s);
  keep("session/tabs", whole);
  keep("session/current", current);
}

QString Memory::theme() const { return value("theme").toString(); }
void Memory::keepTheme(const QString& theme) { keep("theme", theme); }
int Memory::textSize() const { return value("text_size").toInt(); }
void Memory::keepTextSize(int points) { keep("text_size", points); }

QStringList Memory::layouts() const { return value("layouts/names").toStringList(); }
QByteArray Memory::layout(const QString& name) const { return value("layouts/of/" + name).toByteArray(); }

void Memory::keepLayout(const QString& name, const QByteArray& state) {
  QStringList names = layouts();
  if (!names.contains(name)) names << name;
  names.sort(Qt::CaseInsensitive);
  keep("layouts/names", names);
  keep("layouts/of/" + name, state);
}

void Memory::forgetLayout(const QString& name) {
  QStringList names = layouts();
  names.removeAll(name);
  keep("layouts/names", names);
  keep("layouts/of/" + name, QByteArray());
}

QByteArray Memory::geometry() const { return value("geometry").toByteArray(); }
void Memory::keepGeometry(const QByteArray& geometry) { keep("geometry", geometry); }

}  // namespace headroom::gui
