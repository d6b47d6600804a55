// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/fork_page.h"

#include "gui/charts/chart_stack.h"
#include "gui/figure/save_dialog.h"
#include "gui/run/trace_saver.h"
#include "gui/text.h"
#include "gui/trace_page.h"

#include <algorithm>

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

std::shared_ptr<const TraceView> viewIfAny(const std::shared_ptr<const RunData>& run) {
  return run && run->buckets() > 0 ? std::make_shared<const TraceView>(viewOf(*run)) : nullptr;
}

}  // namespace

ForkPage::ForkPage(const Recipe& base, const ForkChange& change, QWidget* parent) : Page(parent) {
  setAccessibleName("Fork");
  makeHead();
  charts_ = new ChartStack(time_, this);
  charts_->setAccessibleName("Both branches and their difference");
  figures_ = new QTableWidget(0, 4, this);
  figures_->setObjectName("fork.figures");
  figures_->setAccessibleName("Figures of both branches");
  figures_->setHorizontalHeaderLabels({"Figure", "A", "B", "B − A"});
  figures_->verticalHeader()->hide();
  figures_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  figures_->horizontalHeader()->setStretchLastSection(true);
  figures_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  figures_->setShowGrid(false);
  figures_->setAlternatingRowColors(true);
  figures_->hide();
  makeVerbs();
  lay();
  connect(&fork_, &Fork::moved, this, &ForkPage::follow);
  connect(quantity_, &QComboBox::activated, this, &ForkPage::present);
  fork_.start(base, change);
  change_->setText("B: " + text(change.sentence));
  follow();
}

ForkPage::~ForkPage() = default;

QString ForkPage::title() const {
  const auto a = fork_.a().prepared();
  return "Fork of " + text(a ? a->title().scenario : std::string("a run"));
}

QString ForkPage::source() const { return {}; }

void ForkPage::makeHead() {
  title_ = new QLabel(this);
  title_->setAccessibleName("Title");
  title_->setTextFormat(Qt::PlainText);
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  large.setBold(true);
  title_->setFont(large);
  change_ = new QLabel(this);
  change_->setObjectName("fork.change");
  change_->setAccessibleName("What is different in B");
  change_->setTextFormat(Qt::PlainText);
  state_ = new QLabel(this);
  state_->setObjectName("fork.state");
  state_->setAccessibleName("Where the branches are");
  state_->setTextFormat(Qt::PlainText);
  state_->setWordWrap(true);
  quantity_ = new QComboBox(this);
  quantity_->setObjectName("fork.quantity");
  quantity_->setAccessibleName("Curve");
  quantity_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
}

void ForkPage::makeVerbs() {
  const auto verb = [this](const char* name, const char* words, const char* tip, const QKeySequence& keys, auto what) {
    auto* action = new QAction(words, this);
    action->setObjectName(name);
    action->setStatusTip(tip);
    action->setProperty("menu", "Run");
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
  };
  verb("fork.open-a", "Open branch &A", "All charts of the run as it was", Qt::ALT | Qt::Key_1,
       [this] { openBranch(fork_.a()); });
  verb("fork.open-b", "Open branch &B", "All charts of the run with the change", Qt::ALT | Qt::Key_2,
       [this] { openBranch(fork_.b()); });
  verb("fork.stop", "S&top both", "Ends both branches here", Qt::CTRL | Qt::SHIFT | Qt::Key_Period,
       [this] { fork_.stop(); });
  verb("figure.save", "&Save figure…", "Saves both branches and their difference as PNG, SVG, PDF or CSV",
       Qt::CTRL | Qt::SHIFT | Qt::Key_S, [this] {
         if (!shown_) return;
         const Figure figure = figureOf(*charts_, shown_, {shownA_->head(), shownB_->head()}, time_);
         if (const QString what = saveAsked(this, drawnOf(figure)); !what.isEmpty()) Q_EMIT said(what);
       });
  verb("fork.all", "Whole &run", "Shows the branches from the start of the run", Qt::Key_Home,
       [this] { time_.showAll(); });
}

void ForkPage::lay() {
  auto* texts = new QVBoxLayout;
  texts->setSpacing(2);
  texts->addWidget(title_);
  texts->addWidget(change_);
  texts->addWidget(state_);
  auto* name = new QLabel("&Curve", this);
  name->setBuddy(quantity_);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(10, 8, 10, 8);
  head->addLayout(texts, 1);
  auto* choice = new QHBoxLayout;
  choice->setSpacing(6);
  choice->addWidget(name);
  choice->addWidget(quantity_);
  head->addLayout(choice);
  head->setAlignment(choice, Qt::AlignTop);
  auto* split = new QSplitter(Qt::Horizontal, this);
  split->setAccessibleName("Charts and figures");
  split->addWidget(charts_);
  split->addWidget(figures_);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 0);
  split->setSizes({860, 380});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(split, 1);
}

void ForkPage::follow() {
  title_->setText(title());
  const RunProgress &a = fork_.a().progress(), &b = fork_.b().progress();
  QString state;
  if (a.state == RunState::failed || b.state == RunState::failed)
    state = text(a.state == RunState::failed ? a.trouble : b.trouble);
  else if (!fork_.parted())
    state = "Both are on their way to the moment of the fork…";
  else if (*fork_.parted())
    state = fork_.change().fromTheStart
                ? "Same seed. B has this from the start of the run: the branches differ before the fork, too."
                : "Same seed. The branches differ before the fork, too: something plans ahead from what is known.";
  else
    state = "Same seed, same random numbers. Until the fork both are the same run, event by event.";
  state_->setText(state);
  if (fork_.a().data() == shownA_ && fork_.b().data() == shownB_) return fillFigures();
  if (fork_.a().data() != shownA_) a_ = viewIfAny(shownA_ = fork_.a().data());
  if (fork_.b().data() != shownB_) b_ = viewIfAny(shownB_ = fork_.b().data());
  if (a_ && b_) {
    offerQuantities();
    present();
  }
  fillFigures();
}

/// Those that either branch has so far; what is chosen stays chosen.
void ForkPage::offerQuantities() {
  auto now = quantitiesOf(*a_);
  for (const Quantity& q : quantitiesOf(*b_))
    if (std::none_of(now.begin(), now.end(), [&](auto& x) { return x.text == q.text; })) now.push_back(q);
  if (now.size() == quantities_.size()) return;
  const QString chosen = quantity_->currentText();
  quantities_ = std::move(now);
  quantity_->clear();
  for (const Quantity& q : quantities_) quantity_->addItem(text(q.text));
  quantity_->setCurrentIndex(std::max(0, quantity_->findText(chosen)));
}

void ForkPage::present() {
  if (!a_ || !b_ || quantities_.empty()) return;
  const bool first = charts_->charts().empty();
  const auto which = static_cast<std::size_t>(std::max(0, quantity_->currentIndex()));
  shown_ = std::make_shared<const TraceView>(forkView(*a_, *b_, quantities_[which]));
  const double end = shown_->end(), bucket = shown_->edges[1] - shown_->edges[0];
  if (first)
    time_.setRun(end, std::min(4 * bucket, end));
  else
    time_.grow(end);
  charts_->show(shown_);
  time_.point(fork_.change().at.inSeconds());
}

void ForkPage::fillFigures() {
  const auto a = fork_.a().outcome(), b = fork_.b().outcome();
  if (!a || !b || figures_->rowCount() > 0) return;
  for (const FigureRow& row : figuresOf(a->result.summary, b->result.summary)) {
    const int r = figures_->rowCount();
    figures_->insertRow(r);
    const std::string* cells[] = {&row.name, &row.a, &row.b, &row.difference};
    for (int c = 0; c < 4; ++c) {
      auto* item = new QTableWidgetItem(text(*cells[c]));
      item->setTextAlignment((c ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
      figures_->setItem(r, c, item);
    }
  }
  figures_->show();
}

void ForkPage::openBranch(const RunSession& branch) {
  if (!branch.data() || branch.data()->buckets() == 0) return;
  auto* page = new TracePage;
  page->show(branch.data());
  auto* saver = new TraceSaver(page);
  const QString name = QFileInfo(text(branch.prepared()->recipe.file)).completeBaseName() + ".h5";
  page->keepBy([saver, name, run = branch.soFar()](const Kept& kept) { saver->keep(run, name, kept); });
  Q_EMIT opens(page);
}

}  // namespace headroom::gui
