// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/palette.h"

#include "gui/charts/look.h"
#include "gui/shell/fuzzy.h"

#include <algorithm>

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

constexpr int besideRole = Qt::UserRole + 1;

/// The name at the left, its menu and keys quietly at the right.
class CommandDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    const bool chosen = option.state & QStyle::State_Selected;
    painter->setPen(chosen ? option.palette.color(QPalette::HighlightedText) : quietText(option.palette));
    painter->drawText(option.rect.adjusted(8, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter,
                      index.data(besideRole).toString());
  }
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), size.height() + 6};
  }
};

}  // namespace

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Popup), commands_(std::move(commands)) {
  setObjectName("palette");
  setAccessibleName("Commands");
  setAttribute(Qt::WA_DeleteOnClose);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(6, 6, 6, 6);
  typed_ = new QLineEdit(this);
  typed_->setAccessibleName("Name of a command");
  typed_->setPlaceholderText("What do you want to do?");
  typed_->installEventFilter(this);
  list_ = new QListWidget(this);
  list_->setAccessibleName("Commands that fit");
  list_->setItemDelegate(new CommandDelegate(list_));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setFrameShape(QFrame::NoFrame);
  rows->addWidget(typed_);
  rows->addWidget(list_);
  connect(typed_, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::act);
  filter({});
  const QRect over = parent->window()->geometry();
  resize(std::min(620, over.width() - 40), std::min(420, over.height() - 80));
  move(over.center().x() - width() / 2, over.top() + 60);
  typed_->setFocus();
}

void CommandPalette::filter(const QString& typed) {
  std::vector<std::pair<int, std::size_t>> found;
  for (std::size_t i = 0; i < commands_.size(); ++i)
    if (const auto score = fuzzyScore(typed, commands_[i].text)) found.emplace_back(typed.isEmpty() ? 0 : *score, i);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  list_->clear();
  for (const auto& [score, i] : found) {
    auto* item = new QListWidgetItem(commands_[i].text, list_);
    item->setData(Qt::UserRole, static_cast<qulonglong>(i));
    item->setData(besideRole, commands_[i].beside);
  }
  list_->setCurrentRow(0);
}

void CommandPalette::act(QListWidgetItem* item) {
  if (!item) return;
  const auto act = commands_[item->data(Qt::UserRole).toULongLong()].act;
  accept();  // first, so that what is done finds the focus where it was
  QMetaObject::invokeMethod(
      parent(), [act] { act(); }, Qt::QueuedConnection);
}

bool CommandPalette::eventFilter(QObject* on, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
      case Qt::Key_Up:
      case Qt::Key_Down:
      case Qt::Key_PageUp:
      case Qt::Key_PageDown: QApplication::sendEvent(list_, event); return true;
      case Qt::Key_Return:
      case Qt::Key_Enter: act(list_->currentItem()); return true;
      default: break;
    }
  }
  return QDialog::eventFilter(on, event);
}

}  // namespace headroom::gui
