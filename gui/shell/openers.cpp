// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/openers.h"

#include "analysis/sweep/read_sweep_file.h"
#include "analysis/sweep/sweep_result.h"
#include "gui/compare/compare_page.h"
#include "gui/compare/sweep_page.h"
#include "gui/data/guarded_read.h"
#include "gui/editor/editor_page.h"
#include "gui/run/run_page.h"
#include "gui/trace_page.h"
#include "gui/world/world_page.h"
#include "scenarios/library.h"
#include "scenarios/suggest.h"
#include "sim/issue.h"

#include <cstdio>
#include <memory>

#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>
#include <fmt/format.h>

namespace headroom::gui {
namespace {

std::string noSuch(const std::string& source) {
  std::vector<std::string> names;
  for (const LibraryScenario& s : libraryScenarios()) names.push_back(s.name);
  const std::string hint = didYouMean(source, names);
  return "there is no file " + source + ", and no library scenario of that name" + (hint.empty() ? "" : "; " + hint);
}

bool isScenario(const QFileInfo& file) {
  const QString suffix = file.suffix().toLower();
  return suffix == "yaml" || suffix == "yml";
}

/// What WorldPage::source() and ComparePage::source() begin with.
const QString worldOf = "world:", comparisonOf = "compare:";
/// A library scenario is run when it is opened; this is how it is opened to be changed.
const QString editorOf = "edit:";

std::shared_ptr<const RunData> checkedTrace(const QString& file) {
  if (kindOf(file) != FileKind::trace) throw Failure(file.toStdString() + " is no trace");
  return guardedOpen(file.toStdString());
}

Page* comparison(const QStringList& files) {
  std::vector<std::shared_ptr<const RunData>> runs;
  for (const QString& file : files) runs.push_back(checkedTrace(file));
  if (runs.size() < 2) throw Failure("a comparison wants two traces at least");
  return new ComparePage(std::move(runs));
}

/// What is run from it stands in a tab beside it.
Page* editorPage(const QString& source) {
  auto page = std::make_unique<EditorPage>();
  if (!page->open(source)) throw Failure(page->notice().toStdString());
  EditorPage* editor = page.get();
  QObject::connect(editor, &EditorPage::runRequested, editor, [editor](const Loaded& loaded) {
    Q_EMIT editor->opens(new RunPage(Recipe{.file = editor->source().toStdString(), .text = loaded.resolved}));
  });
  return page.release();
}

Page* tracePage(std::shared_ptr<const RunData> run) {
  auto page = std::make_unique<TracePage>();
  page->show(std::move(run));
  return page.release();
}

}  // namespace

FileKind kindOf(const QString& source) {
  const QFileInfo file(source);
  if (!file.exists()) {
    if (libraryFile(source.toStdString())) return FileKind::scenario;
    throw Failure(noSuch(source.toStdString()));
  }
  if (file.isDir()) throw Failure(source.toStdString() + " is a directory");
  if (isScenario(file)) return FileKind::scenario;
  return guardedLook(source.toStdString()) == "sweep" ? FileKind::sweep : FileKind::trace;
}

Page* pageOf(const QString& source) {
  if (source.startsWith(comparisonOf)) return comparison(source.mid(comparisonOf.size()).split('\n'));
  if (source.startsWith(editorOf)) return editorPage(source.mid(editorOf.size()));
  if (source.startsWith(worldOf)) return new WorldPage(checkedTrace(source.mid(worldOf.size())));
  switch (kindOf(source)) {
    case FileKind::trace: return tracePage(guardedOpen(source.toStdString()));
    case FileKind::sweep: return new SweepPage(source, readSweepResult(source.toStdString()));
    case FileKind::scenario: break;
  }
  if (QFileInfo::exists(source)) return editorPage(source);
  return new RunPage(Recipe{.file = source.toStdString()});
}

int checkFile(const char* file) {
  try {
    if (isSweep(file)) {
      readSweepResult(file);
      fmt::print("sweep\n");
      return 0;
    }
    openTrace(file);  // all of it is read where it is handed over
    fmt::print("trace\n");
    return 0;
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 2;
  }
}

QStringList chooseFiles(QWidget* parent) {
  return QFileDialog::getOpenFileNames(parent, "Open", {},
                                       "Headroom's files (*.h5 *.h5.part *.h5.part.* *.yaml *.yml);;All files (*)");
}

QStringList filesIn(const QMimeData* dropped) {
  QStringList files;
  for (const QUrl& url : dropped->urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  return files;
}

}  // namespace headroom::gui
