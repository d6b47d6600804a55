// SPDX-License-Identifier: GPL-3.0-or-later
/// headroom-shots DIRECTORY A.h5 B.h5 SWEEP.h5 SCENARIO [THEME]: a picture of every screen, light and dark, or one.
///
/// The scale is Qt's (QT_SCALE_FACTOR); it is part of the files' names: "world-dark-2x.png". Needs no display.
#include "gui/editor/editor_page.h"
#include "gui/run/fork_dialog.h"
#include "gui/run/fork_page.h"
#include "gui/run/run_page.h"
#include "gui/shell/key_sheet.h"
#include "gui/shell/main_window.h"
#include "gui/shell/palette.h"
#include "gui/shell/theme.h"
#include "gui/trace_page.h"
#include "gui/world/world_page.h"
#include "sim/issue.h"

#include <cmath>
#include <cstdio>
#include <exception>

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QRadioButton>
#include <QTabWidget>
#include <fmt/format.h>

namespace {

using namespace headroom::gui;
using headroom::Failure;

constexpr qint64 patience = 60'000;  // ms

class Tour {
 public:
  Tour(const QDir& to, const QStringList& files, const QString& theme) : to_(to), files_(files), theme_(theme) {
    useTheme(theme);
    window_.resize(1200, 820);
    window_.welcome();
    window_.show();
  }

  void walk() {
    wait([this] { return !window_.busy(); });
    shoot(window_, "welcome");
    open(files_[0]);
    shoot(window_, "trace");
    tables();
    shootOver("help.commands", "palette");
    shootOver("help.keys", "keys");
    world(files_[0], "world");
    do_("file.close-tab");
    dock();
    open("compare:" + files_[0] + "\n" + files_[1]);
    shoot(window_, "compare");
    open(files_[2]);
    sweep();
    run();
  }

 private:
  void wait(const std::function<bool()>& until) {
    QElapsedTimer clock;
    clock.start();
    do QApplication::processEvents(QEventLoop::AllEvents, 20);
    while (!until() && clock.elapsed() < patience);
  }
  void open(const QString& source) {
    if (!window_.open(source)) throw Failure(window_.message().toStdString());
    wait([] { return true; });
  }
  /// Of the page in front, else of the window.
  void do_(const char* verb) {
    auto* action = window_.page()->findChild<QAction*>(verb);
    if (!action) action = window_.findChild<QAction*>(verb);
    if (!action) throw Failure(std::string("there is no verb ") + verb);
    action->trigger();
    wait([] { return true; });
  }
  void shoot(QWidget& widget, const QString& screen) {
    wait([] { return true; });
    const int scale = static_cast<int>(std::lround(widget.devicePixelRatioF()));
    const QString file = to_.filePath(QString("%1-%2-%3x.png").arg(screen, theme_).arg(scale));
    if (!widget.grab().save(file)) throw Failure("cannot write " + file.toStdString());
    fmt::print("{}\n", file.toStdString());
  }
  /// A window that a verb opens above the others.
  void shootOver(const char* verb, const QString& screen) {
    do_(verb);
    for (QWidget* w : QApplication::topLevelWidgets())
      if (w != &window_ && w->isVisible() && qobject_cast<QDialog*>(w)) {
        shoot(*w, screen);
        w->close();
      }
  }
  /// At the first fault, a little after its begin: the loss of a zone is what is to be seen.
  void world(const QString& file, const QString& screen) {
    open("world:" + file);
    auto* page = qobject_cast<WorldPage*>(window_.page());
    page->world().findChild<QAction*>("world.next-fault")->trigger();
    for (int i = 0; i < 5; ++i) page->world().findChild<QAction*>("world.later")->trigger();
    shoot(window_, screen);
  }
  /// Decisions, then events of a kind, which stand on the charts; a stretch is selected, a mark is set.
  void tables() {
    auto* page = qobject_cast<TracePage*>(window_.page());
    do_("tables.decisions");
    shoot(window_, "decisions");
    do_("tables.events");
    for (auto* box : page->findChildren<QComboBox*>())
      if (box->accessibleName() == "Kind of Events") box->setCurrentText("lost");
    const FaultSpan& fault = page->view()->faults.at(0);
    const double lasts = fault.until - fault.from;
    page->time().select(fault.from - lasts, fault.until + lasts);
    page->time().setMark(fault.from - lasts / 2);
    page->time().point(fault.until);
    shoot(window_, "events");
    do_("tables.events");
    for (const auto& [format, name] : {std::pair(FigureFormat::png, "figure.png"),
                                       {FigureFormat::png2, "figure-2x.png"},
                                       {FigureFormat::svg, "figure.svg"},
                                       {FigureFormat::pdf, "figure.pdf"}})
      if (const QString wrong = save(drawnOf(page->figure()), format, to_.filePath(name)); !wrong.isEmpty())
        throw Failure(wrong.toStdString());
  }
  void dock() {
    do_("window.world-dock");
    shoot(window_, "trace-and-world");
    do_("window.world-dock");
  }
  void sweep() {
    auto* views = window_.page()->findChild<QTabWidget*>();
    for (int i = 0; views && i < views->count(); ++i) {
      views->setCurrentIndex(i);
      shoot(window_, "sweep-" + views->tabText(i).toLower().replace(' ', '-'));
    }
  }
  void run() {
    open("edit:" + files_[3]);
    const auto* editor = qobject_cast<EditorPage*>(window_.page());
    wait([&] { return editor->checked() != nullptr; });
    shoot(window_, "editor");
    do_("editor.run");
    wait([this] { return qobject_cast<RunPage*>(window_.page()) != nullptr; });
    auto* page = qobject_cast<RunPage*>(window_.page());
    if (!page) throw Failure(files_[3].toStdString() + " does not run");
    auto& session = page->experiment().session();
    session.setPace(0);
    wait([&] { return session.progress().over(); });
    shoot(window_, "run");
    fork(*page);
  }
  /// From the middle, with workers in reserve.
  void fork(RunPage& page) {
    const auto prepared = page.experiment().session().prepared();
    const auto middle = headroom::Instant::at(prepared->blueprint->duration / 2);
    const std::string set = "services." + prepared->loaded.spec->services.front().name + ".fleet.min=9";
    ForkDialog dialog(prepared, middle);
    dialog.show();
    dialog.findChild<QRadioButton*>("fork.setting")->click();
    dialog.findChild<QLineEdit*>("fork.set")->setText(QString::fromStdString(set));
    wait([&] { return dialog.change().has_value(); });
    shoot(dialog, "fork-dialog");
    auto* fork = new ForkPage(prepared->recipe, changeOf(set, middle, *prepared->loaded.spec));
    window_.add(fork);
    wait([&] { return fork->fork().over(); });
    shoot(window_, "fork");
  }

  QDir to_;
  QStringList files_;
  QString theme_;
  MainWindow window_{Memory(QString())};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6 && argc != 7) {
    fmt::print(stderr, "headroom-shots DIRECTORY A.h5 B.h5 SWEEP.h5 SCENARIO [THEME]\n");
    return 2;
  }
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtCriticalMsg || type == QtFatalMsg) fmt::print(stderr, "headroom-shots: {}\n", text.toStdString());
  });
  QApplication app(argc, argv);
  const QStringList words = QCoreApplication::arguments();
  QDir().mkpath(words[1]);
  try {
    const QStringList themes = words.size() > 6 ? words.mid(6) : QStringList{"light", "dark"};
    for (const QString& theme : themes) Tour(QDir(words[1]), words.mid(2, 4), theme).walk();
  } catch (const std::exception& e) {
    fmt::print(stderr, "headroom-shots: error: {}\n", e.what());
    return 1;
  }
  return 0;
}
