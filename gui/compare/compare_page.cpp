// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_page.h"

#include "analysis/text/escape.h"
#include "gui/charts/look.h"
#include "gui/figure/save_dialog.h"
#include "gui/shell/verbs.h"
#include "gui/text.h"
#include "sim/issue.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr double shortestView = 4;  // buckets

QString nameOf(const RunData& run) {
  const QString file = QFileInfo(text(run.head().file)).fileName();
  return text(run.head().title) + (file.isEmpty() ? QString() : "   " + file);
}

}  // namespace

ComparePage::ComparePage(std::vector<std::shared_ptr<const RunData>> runs, QWidget* parent)
    : Page(parent), runs_(std::move(runs)) {
  setAccessibleName("Comparison");
  for (const auto& run : runs_) views_.push_back(std::make_shared<const TraceView>(viewOf(*run)));
  time_.setRun(views_[0]->end(), shortestView * (views_[0]->edges[1] - views_[0]->edges[0]));
  charts_ = new ChartStack(time_, this);
  charts_->setAccessibleName("Curves of all runs");
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setAccessibleName("Charts and figures");
  split->addWidget(charts_);
  split->addWidget(makeSide());
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 0);
  split->setSizes({820, 380});
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(makeHead());
  rows->addWidget(split, 1);
  makeVerbs();
  fillFigures();
  fillCurves();
  present();
}

ComparePage::~ComparePage() = default;

QString ComparePage::title() const {
  QStringList names;
  for (const auto& run : runs_) {
    const QString file = QFileInfo(text(run->head().file)).completeBaseName();
    names << (file.isEmpty() ? text(run->head().title) : file);
  }
  return names.join(" | ");
}

QString ComparePage::source() const {
  QStringList files;
  for (const auto& run : runs_) {
    if (run->head().file.empty()) return {};
    files << text(run->head().file);
  }
  return "compare:" + files.join('\n');
}

/// Of the services that all runs have.
QLayout* ComparePage::makeChoice(QWidget* side) {
  auto* row = new QHBoxLayout;
  row->addWidget(new QLabel("Curves", side), 1);
  service_ = new QComboBox(side);
  service_->setObjectName("service");
  service_->setAccessibleName("Service");
  service_->setToolTip("Whose workers, utilisation and calls");
  service_->view()->setAccessibleName("Service");
  const auto has = [](const std::string& name) {
    return [&name](const std::shared_ptr<const TraceView>& v) {
      return std::find(v->services.begin(), v->services.end(), name) != v->services.end();
    };
  };
  const TraceView& first = *views_[0];
  for (const std::string& name : first.services)
    if (std::all_of(views_.begin(), views_.end(), has(name))) service_->addItem(text(name));
  if (!first.services.empty()) service_->setCurrentText(text(first.services[first.service]));
  service_->setVisible(service_->count() > 1);
  row->addWidget(service_);
  connect(service_, &QComboBox::currentTextChanged, this, &ComparePage::chooseService);
  return row;
}

void ComparePage::chooseService(const QString& service) {
  views_.clear();
  for (const auto& run : runs_)
    views_.push_back(std::make_shared<const TraceView>(viewOf(*run, service.toStdString())));
  fillCurves();
  present();
}

/// What was ticked stays so; at first what is telling is.
void ComparePage::fillCurves() {
  const bool first = all_.empty();
  const std::vector<ComparedCurve> before = ticked();
  const auto wanted = [&](const ComparedCurve& c) {
    const auto same = [&](const ComparedCurve& b) {
      return b.plot == c.plot && b.curve == c.curve && b.label == c.label;
    };
    return first ? isTelling(c) : std::any_of(before.begin(), before.end(), same);
  };
  const QSignalBlocker quiet(curves_);
  all_ = curvesOf(views_);
  curves_->clear();
  for (const ComparedCurve& c : all_) {
    auto* item = new QListWidgetItem(text(c.text), curves_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(wanted(c) ? Qt::Checked : Qt::Unchecked);
  }
}

std::vector<ComparedCurve> ComparePage::ticked() const {
  std::vector<ComparedCurve> chosen;
  for (int i = 0; i < curves_->count(); ++i)
    if (curves_->item(i)->checkState() == Qt::Checked) chosen.push_back(all_[static_cast<std::size_t>(i)]);
  return chosen;
}

QWidget* ComparePage::makeHead() {
  auto* head = new QWidget(this);
  auto* rows = new QVBoxLayout(head);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(2);
  for (std::size_t r = 0; r < runs_.size(); ++r) {
    auto* label = new QLabel(text(letterOf(r)) + "   " + nameOf(*runs_[r]), head);
    label->setTextFormat(Qt::PlainText);
    label->setToolTip(text(runs_[r]->head().file));
    QFont font = label->font();
    font.setBold(r == 0);
    label->setFont(font);
    rows->addWidget(label);
  }
  return head;
}

QWidget* ComparePage::makeSide() {
  auto* side = new QWidget(this);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(8, 8, 8, 8);
  figures_ = new QTableWidget(side);
  figures_->setAccessibleName("Figures of all runs");
  figures_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  figures_->setSelectionBehavior(QAbstractItemView::SelectRows);
  figures_->setShowGrid(false);
  figures_->setAlternatingRowColors(true);
  figures_->verticalHeader()->hide();
  noFigures_ = new QLabel(side);
  noFigures_->setAccessibleName("Why there are no figures");
  noFigures_->setWordWrap(true);
  noFigures_->hide();
  curves_ = new QListWidget(side);
  curves_->setAccessibleName("Curves to compare");
  curves_->setFrameShape(QFrame::NoFrame);
  rows->addWidget(figures_, 3);
  rows->addWidget(noFigures_);
  rows->addLayout(makeChoice(side));
  rows->addWidget(curves_, 2);
  connect(curves_, &QListWidget::itemChanged, this, &ComparePage::present);
  return side;
}

void ComparePage::makeVerbs() {
  const auto middle = [this] { return (time_.from() + time_.until()) / 2; };
  addVerb(*this, "view.zoom-in", "View", "&Closer", QKeySequence::ZoomIn, [=, this] { time_.zoom(middle(), 0.5); });
  addVerb(*this, "view.zoom-out", "View", "&Farther", QKeySequence::ZoomOut, [=, this] { time_.zoom(middle(), 2); });
  addVerb(*this, "view.earlier", "View", "&Earlier", Qt::ALT | Qt::Key_Left,
          [this] { time_.pan(-0.2 * time_.length()); });
  addVerb(*this, "view.later", "View", "&Later", Qt::ALT | Qt::Key_Right, [this] { time_.pan(0.2 * time_.length()); });
  addVerb(*this, "view.all", "View", "Whole &run", Qt::ALT | Qt::Key_Home, [this] { time_.showAll(); });
  QAction* verb = addVerb(*this, "compare.differences", "View", "&Differences from A", Qt::Key_D, [this] {
    differences_ = !differences_;
    present();
  });
  verb->setCheckable(true);
  verb->setChecked(differences_);
  addVerb(*this, "figure.save", "Figure", "&Save figure…", Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] {
    std::vector<RunHead> heads;
    for (const auto& run : runs_) heads.push_back(run->head());
    if (const QString what = saveAsked(this, drawnOf(figureOf(*charts_, shown_, heads, time_))); !what.isEmpty())
      Q_EMIT said(what);
  });
  addVerb(*this, "figure.copy-command", "Figure", "Copy as &command", Qt::CTRL | Qt::ALT | Qt::Key_C, [this] {
    if (source().isEmpty()) return said("there is no command for runs that are in no file");
    std::string command = "headroom compare";
    for (const auto& run : runs_) command += " " + shellWord(run->head().file);
    QGuiApplication::clipboard()->setText(text(command));
    Q_EMIT said("copied the command");
  });
}

void ComparePage::fillFigures() {
  std::vector<std::string> summaries;
  for (const auto& run : runs_) summaries.push_back(run->head().summaryJson);
  std::vector<ComparedFigure> rows;
  try {
    rows = comparedFigures(summaries);
  } catch (const Failure& e) {
    noFigures_->setText(QString("No figures: ") + e.what());
    noFigures_->show();
  }
  QStringList heads{"Figure", "A"};
  for (std::size_t r = 1; r < runs_.size(); ++r) heads << text(letterOf(r)) << text(letterOf(r) + " − A");
  figures_->setColumnCount(static_cast<int>(heads.size()));
  figures_->setRowCount(static_cast<int>(rows.size()));
  figures_->setHorizontalHeaderLabels(heads);
  for (int i = 0; i < figures_->rowCount(); ++i) {
    const ComparedFigure& f = rows[static_cast<std::size_t>(i)];
    QStringList cells{text(f.name), text(f.values[0])};
    for (std::size_t r = 1; r < f.values.size(); ++r) cells << text(f.values[r]) << text(f.differences[r - 1]);
    for (int c = 0; c < cells.size(); ++c) {
      auto* item = new QTableWidgetItem(cells[c]);
      item->setTextAlignment((c == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
      figures_->setItem(i, c, item);
    }
  }
  figures_->resizeColumnsToContents();
}

void ComparePage::present() {
  shown_ = std::make_shared<const TraceView>(compareView(views_, ticked(), differences_));
  charts_->show(shown_);
}

}  // namespace headroom::gui
