// SPDX-License-Identifier: GPL-3.0-or-later
/// From a name to a page: what a file is, and which page shows it.
#pragma once

#include "gui/page.h"

#include <QMimeData>
#include <QString>
#include <QStringList>

namespace headroom::gui {

enum class FileKind { trace, sweep, scenario };

/// By its content where it says so. HDF5 files are first read by another process, as damaged ones can crash or stop
/// their reader: `headroom-gui --check FILE`. `source`: a file, or the name of a library scenario. Throws Failure.
FileKind kindOf(const QString& source);

/// A new page for a source; what Page::source() says opens the same page again. Throws Failure with a sentence.
Page* pageOf(const QString& source);

/// What `headroom-gui --check FILE` does: reads the file, prints its kind, or what is wrong; the exit code.
int checkFile(const char* file);

/// Asks for files; empty: none were chosen.
QStringList chooseFiles(QWidget* parent);
/// Local files of what was dropped.
QStringList filesIn(const QMimeData*);

}  // namespace headroom::gui
