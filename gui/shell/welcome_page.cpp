// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/welcome_page.h"

#include "gui/charts/look.h"
#include "gui/shell/scenario_picture.h"
#include "gui/shell/verbs.h"
#include "scenarios/library.h"

#include <algorithm>
#include <map>

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int summaryRole = Qt::UserRole + 1;
constexpr std::size_t points = 110;
constexpr int cardWidth = 264, pictureHeight = 62, inset = 10;

/// Of the library, which does not change while the program runs.
std::map<QString, std::optional<ScenarioPicture>>& pictures() {
  static std::map<QString, std::optional<ScenarioPicture>> all;
  return all;
}

class CardDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {cardWidth, pictureHeight + 3 * inset + 3 * option.fontMetrics.height() + 4};
  }

  void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QPalette& palette = option.palette;
    const bool chosen = option.state & QStyle::State_Selected, under = option.state & QStyle::State_MouseOver;
    const QRectF card = QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette.color(QPalette::Highlight);
    p->setPen(QPen(chosen || under ? accent : gridColour(palette), chosen ? 2 : 1));
    p->setBrush(palette.color(QPalette::Base));
    p->drawRoundedRect(card, 4, 4);
    const QRectF inner = card.adjusted(inset, inset, -inset, -inset + 2);
    const QString name = index.data(Qt::UserRole).toString();
    const auto found = pictures().find(name);
    const QRectF box(inner.left(), inner.top(), inner.width(), pictureHeight);
    const bool drawn = found != pictures().end() && found->second;
    if (drawn) drawPicture(*p, box, *found->second, palette);
    const double line = option.fontMetrics.height();
    QRectF text(inner.left(), box.bottom() + 6, inner.width(), line);
    p->setPen(quietText(palette));
    if (drawn)
      p->drawText(text, Qt::AlignRight | Qt::AlignVCenter,
                  QString::fromStdString(found->second->most + ", " + found->second->lasts));
    QFont bold = option.font;
    bold.setBold(true);
    p->setFont(bold);
    p->setPen(palette.color(QPalette::WindowText));
    p->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, name);
    p->setFont(option.font);
    p->setPen(quietText(palette));
    text = QRectF(inner.left(), text.bottom() + 1, inner.width(), 2 * line + 2);
    p->setClipRect(text);
    p->drawText(text, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(summaryRole).toString());
    p->restore();
  }
};

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  QFont bold = label->font();
  bold.setBold(true);
  label->setFont(bold);
  return label;
}

}  // namespace

WelcomePage::WelcomePage(std::function<QStringList()> recent, QWidget* parent)
    : Page(parent), askRecent_(std::move(recent)) {
  setAccessibleName("Welcome");
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(16, 14, 16, 14);
  columns->setSpacing(18);
  columns->addWidget(makeLibrary(), 1);
  columns->addWidget(makeSide());
  addVerb(*this, "welcome.filter", "Edit", "&Find a scenario", QKeySequence::Find, [this] { filter_->setFocus(); });
  connect(&drawing_, &QTimer::timeout, this, &WelcomePage::drawNext);
  fill();
  setFocusProxy(filter_);
}

QWidget* WelcomePage::makeLibrary() {
  auto* library = new QWidget(this);
  auto* rows = new QVBoxLayout(library);
  rows->setContentsMargins(0, 0, 0, 0);
  auto* head = new QHBoxLayout;
  head->addWidget(heading("Run a scenario of the library", library), 1);
  filter_ = new QLineEdit(library);
  filter_->setAccessibleName("Find a scenario");
  filter_->setPlaceholderText("Find: zone, retry, spot …");
  filter_->setClearButtonEnabled(true);
  filter_->setFixedWidth(cardWidth);
  filter_->installEventFilter(this);
  head->addWidget(filter_);
  rows->addLayout(head);
  scenarios_ = new QListWidget(library);
  scenarios_->setAccessibleName("Scenarios of the library");
  scenarios_->setViewMode(QListView::IconMode);
  scenarios_->setResizeMode(QListView::Adjust);
  scenarios_->setMovement(QListView::Static);
  scenarios_->setUniformItemSizes(true);
  scenarios_->setMouseTracking(true);
  scenarios_->setFrameShape(QFrame::NoFrame);
  scenarios_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  scenarios_->setItemDelegate(new CardDelegate(scenarios_));
  scenarios_->viewport()->setAutoFillBackground(false);
  rows->addWidget(scenarios_, 1);
  connect(filter_, &QLineEdit::textChanged, this, &WelcomePage::filter);
  connect(filter_, &QLineEdit::returnPressed, this, [this] {
    if (QListWidgetItem* item = scenarios_->currentItem()) Q_EMIT chosen(item->data(Qt::UserRole).toString());
  });
  // activated() comes of Enter; of a double click too, where the first click has chosen already.
  connect(scenarios_, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { Q_EMIT chosen(item->data(Qt::UserRole).toString()); });
  scenarios_->installEventFilter(this);
  return library;
}

QWidget* WelcomePage::makeSide() {
  auto* side = new QWidget(this);
  side->setFixedWidth(280);
  auto* rows = new QVBoxLayout(side);
  rows->setContentsMargins(0, 0, 0, 0);
  auto* open = new QPushButton("Open a file…", side);
  open->setToolTip("A trace or a sweep (.h5), a scenario (.yaml)");
  auto* drop = new QLabel("or drop traces and scenarios anywhere on this window", side);
  drop->setWordWrap(true);
  drop->setAlignment(Qt::AlignCenter);
  drop->setEnabled(false);
  recent_ = new QListWidget(side);
  recent_->setAccessibleName("Open lately");
  recent_->setFrameShape(QFrame::NoFrame);
  recent_->setTextElideMode(Qt::ElideMiddle);
  recent_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  recent_->viewport()->setAutoFillBackground(false);
  recent_->installEventFilter(this);
  rows->addWidget(heading("Open", side));
  rows->addWidget(open);
  rows->addWidget(drop);
  rows->addSpacing(12);
  rows->addWidget(heading("Open lately", side));
  rows->addWidget(recent_, 1);
  connect(open, &QPushButton::clicked, this, &WelcomePage::wantsFile);
  connect(recent_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
    if (item->flags()) Q_EMIT chosen(item->data(Qt::UserRole).toString());
  });
  return side;
}

void WelcomePage::fill() {
  for (const LibraryScenario& s : libraryScenarios()) {
    const QString name = QString::fromStdString(s.name), summary = QString::fromStdString(s.summary);
    auto* item = new QListWidgetItem(name + ": " + summary, scenarios_);
    item->setData(Qt::UserRole, name);
    item->setData(summaryRole, summary);
    item->setToolTip(summary);
  }
  scenarios_->setCurrentRow(0);
}

void WelcomePage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  drawing_.start(0);
  recent_->clear();
  for (const QString& source : askRecent_()) {
    const QFileInfo file(source);
    auto* item = new QListWidgetItem(file.exists() ? file.fileName() : source, recent_);
    item->setData(Qt::UserRole, source);
    item->setToolTip(source);
  }
  if (recent_->count() == 0) (new QListWidgetItem("nothing yet", recent_))->setFlags(Qt::NoItemFlags);
}

/// One a turn, so that whoever types or clicks meanwhile is served in between.
void WelcomePage::drawNext() {
  for (int i = 0; i < scenarios_->count() && isVisible(); ++i) {
    QListWidgetItem* item = scenarios_->item(i);
    const QString name = item->data(Qt::UserRole).toString();
    if (item->isHidden() || pictures().contains(name)) continue;
    pictures()[name] = pictureOf(name.toStdString(), points);
    scenarios_->viewport()->update();
    return;
  }
  drawing_.stop();
}

void WelcomePage::filter(const QString& typed) {
  const QStringList words = typed.split(' ', Qt::SkipEmptyParts);
  QListWidgetItem* first = nullptr;
  for (int i = 0; i < scenarios_->count(); ++i) {
    QListWidgetItem* item = scenarios_->item(i);
    const bool fits = std::all_of(words.begin(), words.end(),
                                  [&](const QString& w) { return item->text().contains(w, Qt::CaseInsensitive); });
    item->setHidden(!fits);
    if (fits && !first) first = item;
  }
  scenarios_->setCurrentItem(first);
  drawing_.start(0);
}

bool WelcomePage::eventFilter(QObject* on, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (on == filter_ && (key == Qt::Key_Down || key == Qt::Key_PageDown)) {
      scenarios_->setFocus();
      return true;
    }
    auto* list = qobject_cast<QListWidget*>(on);
    if (list && list->currentItem() && list->currentItem()->flags() &&
        (key == Qt::Key_Return || key == Qt::Key_Enter)) {
      Q_EMIT chosen(list->currentItem()->data(Qt::UserRole).toString());
      return true;
    }
  }
  return Page::eventFilter(on, event);
}

}  // namespace headroom::gui
