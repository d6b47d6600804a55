// SPDX-License-Identifier: GPL-3.0-or-later
/// The report of a trace or a sweep, written by `headroom report` in a process of its own: foreign files are read there
/// and not here, and the page is that of the command line to the byte.
#pragma once

#include <functional>

#include <QString>
#include <QWidget>

namespace headroom::gui {

/// Tells in which file the run is that a report is made of, at once or later; `wrong`: why it is in none.
using Kept = std::function<void(const QString& file, const QString& wrong)>;
using Keep = std::function<void(const Kept&)>;

/// Asks where to, writes, and shows the page in the browser; `say` gets what became of it, at once or later. `name`: of
/// the report, until another is given.
void reportFrom(QWidget* page, const QString& name, const Keep& keep, const std::function<void(const QString&)>& say);
/// The same without asking and showing. What is left to do ends with `page`.
void writeReport(QObject* page, const QString& file, const QString& to,
                 const std::function<void(bool written, const QString& what)>& then);

}  // namespace headroom::gui
