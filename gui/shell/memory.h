// SPDX-License-Identifier: GPL-3.0-or-later
/// What the window remembers from one start to the next: files opened lately, open tabs, looks, layouts of docks.
///
/// A thin layer over QSettings. A memory without a file forgets everything at its end, as pictures and tests want it.
#pragma once

#include <memory>

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace headroom::gui {

class Memory {
 public:
  static constexpr qsizetype mostRecent = 10;

  /// Of the user.
  Memory();
  /// Of a file; empty: of nobody.
  explicit Memory(const QString& file);

  /// The last one first; each once.
  QStringList recent() const;
  void opened(const QString& source);
  void forgetRecent();

  QStringList tabs() const;
  int currentTab() const;
  void keepTabs(const QStringList& sources, int current);

  QString theme() const;
  void keepTheme(const QString&);
  int textSize() const;
  void keepTextSize(int points);

  /// Where windows and docks stand, by name.
  QStringList layouts() const;
  QByteArray layout(const QString& name) const;
  void keepLayout(const QString& name, const QByteArray&);
  void forgetLayout(const QString& name);
  QByteArray geometry() const;
  void keepGeometry(const QByteArray&);

 private:
  std::unique_ptr<QSettings> settings_;  // none: nothing is kept
  QVariant value(const QString& key) const;
  void keep(const QString& key, const QVariant&);
  QMap<QString, QVariant> unkept_;
};

}  // namespace headroom::gui
