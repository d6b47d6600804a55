// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/form_view.h"

#include "gui/charts/look.h"
#include "gui/editor/form_parts.h"

#include <algorithm>

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

QString textOf(std::string_view s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); }

/// Words to choose from where there are some; else a line that is red while the parser would refuse it.
class FieldDelegate : public QStyledItemDelegate {
 public:
  FieldDelegate(const QSortFilterProxyModel& proxy, const FormModel& model, QObject* parent)
      : QStyledItemDelegate(parent), proxy_(proxy), model_(model) {}

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const QSize s = QStyledItemDelegate::sizeHint(option, index);
    return {s.width(), std::max(s.height(), option.fontMetrics.height() + 6)};
  }

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const FormField& row = *model_.at(proxy_.mapToSource(index));
    const FormField* f = editedIn(row);
    const bool choice = f && f->field.type->form == Type::Form::scalar && f->field.type->quantity == Quantity::choice;
    if (f && !choice) {
      auto* line = static_cast<QLineEdit*>(QStyledItemDelegate::createEditor(parent, option, index));
      line->setAccessibleName(QString::fromStdString(f->path));
      line->setToolTip(describe(*f));
      connect(line, &QLineEdit::textChanged, line, [line, f](const QString& words) {
        const auto refusal = refusalOf(*f, words.trimmed().toStdString());
        QPalette p;
        if (!refusal.empty()) p.setColor(QPalette::Text, faultColour(p));
        line->setPalette(p);
        line->setToolTip(refusal.empty() ? describe(*f) : QString::fromStdString(refusal));
      });
      return line;
    }
    auto* box = new QComboBox(parent);
    box->setAccessibleName(QString::fromStdString(row.path));
    const auto offer = [box](std::string_view word, std::string_view sentence) {
      box->addItem(textOf(word));
      box->setItemData(box->count() - 1, textOf(sentence), Qt::ToolTipRole);
    };
    if (choice)
      for (const Word& w : f->field.type->words) offer(w.name, w.sentence);
    else
      for (const PartKind& k : kindsFor(row)) offer(k.kind, k.sentence);
    auto* self = const_cast<FieldDelegate*>(this);
    connect(box, &QComboBox::activated, self, [self, box] {
      Q_EMIT self->commitData(box);
      Q_EMIT self->closeEditor(box);
    });
    return box;
  }

  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    if (auto* box = qobject_cast<QComboBox*>(editor))
      box->setCurrentText(index.data(Qt::EditRole).toString());
    else
      QStyledItemDelegate::setEditorData(editor, index);
  }

  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    if (const auto* box = qobject_cast<QComboBox*>(editor))
      model->setData(index, box->currentText());
    else
      QStyledItemDelegate::setModelData(editor, model, index);
  }

 private:
  const QSortFilterProxyModel& proxy_;
  const FormModel& model_;
};

}  // namespace

FormView::FormView(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  filter_ = new QLineEdit;
  filter_->setPlaceholderText(tr("Filter fields"));
  filter_->setAccessibleName(tr("Filter fields"));
  filter_->setClearButtonEnabled(true);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(8, 5, 8, 5);
  top->addWidget(filter_);
  add_ = new QToolButton;
  add_->setText(tr("Add"));
  add_->setAccessibleName(tr("Add a part"));
  add_->setToolTip(tr("One more service, zone, fault, policy … (Alt+Ins)"));
  add_->setPopupMode(QToolButton::InstantPopup);
  add_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  auto* parts = new QMenu(add_);
  parts->setAccessibleName(tr("Add a part"));
  parts->setObjectName("parts");
  connect(parts, &QMenu::aboutToShow, this, [this, parts] { fillParts(*parts); });
  add_->setMenu(parts);
  top->addWidget(add_);
  column->addLayout(top);
  waits_ = new QLabel(tr("The text cannot be read as it stands. The form shows what it said last."));
  waits_->setAccessibleName(tr("State of the form"));
  waits_->setWordWrap(true);
  waits_->setContentsMargins(10, 2, 10, 6);
  waits_->hide();
  column->addWidget(waits_);
  proxy_.setSourceModel(&model_);
  proxy_.setRecursiveFilteringEnabled(true);
  proxy_.setAutoAcceptChildRows(true);
  proxy_.setFilterCaseSensitivity(Qt::CaseInsensitive);
  proxy_.setFilterKeyColumn(FormModel::name);
  tree_ = new QTreeView;
  tree_->setModel(&proxy_);
  tree_->setItemDelegate(new FieldDelegate(proxy_, model_, tree_));
  tree_->setAccessibleName(tr("Fields"));
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setAlternatingRowColors(false);
  tree_->setUniformRowHeights(true);
  tree_->setIndentation(14);
  tree_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                         QAbstractItemView::AnyKeyPressed);
  tree_->header()->setStretchLastSection(false);
  tree_->header()->setSectionResizeMode(FormModel::name, QHeaderView::Interactive);
  tree_->header()->setSectionResizeMode(FormModel::value, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(FormModel::slider, QHeaderView::ResizeToContents);
  tree_->header()->resizeSection(FormModel::name, 190);
  tree_->setContextMenuPolicy(Qt::CustomContextMenu);
  tree_->installEventFilter(this);
  column->addWidget(tree_, 1);
  facts_ = new QLabel;
  facts_->setAccessibleName(tr("About the field"));
  facts_->setWordWrap(true);
  facts_->setContentsMargins(10, 6, 10, 6);
  facts_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  facts_->setMinimumHeight(fontMetrics().height() * 4 + 12);
  facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  facts_->setFocusPolicy(Qt::NoFocus);
  column->addWidget(facts_);
  connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
    proxy_.setFilterFixedString(words);
    if (!words.isEmpty()) tree_->expandAll();
  });
  connect(tree_, &QTreeView::customContextMenuRequested, this, &FormView::menuAt);
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this, &FormView::explain);
}

void FormView::present(const Checked& checked) {
  waits_->setVisible(!checked.spec && shown_);
  model_.setReadOnly(!checked.spec || readOnly_);
  add_->setEnabled(checked.spec && !readOnly_);
  if (!checked.spec) return;
  const auto opened = open();
  const FormField* now = chosen();
  const std::string path = now ? now->path : "";
  const auto before = model_.root()->below.size();
  bool reset = false;
  const auto watch = connect(&model_, &QAbstractItemModel::modelReset, this, [&] { reset = true; });
  model_.show(std::make_unique<FormField>(formOf(checked)));
  disconnect(watch);
  if (reset) {
    if (before == 0)
      for (const char* section : {"demand", "region", "services"}) reveal(section);
    reopen(opened);
    if (!path.empty()) tree_->setCurrentIndex(reveal(path));
  }
  if (!shown_ || before == 0) {
    for (const FormField& f : model_.root()->below)
      if (f.label == "services")
        for (const FormField& s : f.below) tree_->expand(reveal(s.path));
    tree_->scrollToTop();
  }
  shown_ = true;
  explain();
}

std::set<std::string> FormView::open() const {
  std::set<std::string> paths;
  const auto look = [&](const auto& self, const QModelIndex& parent) -> void {
    for (int i = 0; i < proxy_.rowCount(parent); ++i) {
      const QModelIndex row = proxy_.index(i, 0, parent);
      if (!tree_->isExpanded(row)) continue;
      paths.insert(model_.at(proxy_.mapToSource(row))->path);
      self(self, row);
    }
  };
  look(look, {});
  return paths;
}

void FormView::reopen(const std::set<std::string>& paths) {
  for (const std::string& p : paths)
    if (const QModelIndex i = proxy_.mapFromSource(model_.indexOf(p)); i.isValid()) tree_->expand(i);
}

QModelIndex FormView::reveal(const std::string& path, int column) {
  const QModelIndex i = proxy_.mapFromSource(model_.indexOf(path, column));
  for (QModelIndex p = i.parent(); p.isValid(); p = p.parent()) tree_->expand(p);
  if (i.isValid()) tree_->scrollTo(i);
  return i;
}

const FormField* FormView::chosen() const {
  const QModelIndex i = tree_->currentIndex();
  return i.isValid() ? model_.at(proxy_.mapToSource(i)) : nullptr;
}

void FormView::explain() {
  const FormField* f = chosen();
  facts_->setText(f ? "<b>" + QString::fromStdString(f->path).toHtmlEscaped() + "</b><br>" +
                          describe(*f).toHtmlEscaped().replace("\n", "<br>")
                    : tr("Bold: written in this text. Plain: in a file that it extends. Grey: by default."));
}

/// What can come below the chosen field and those that hold it; then below the sections.
void FormView::fillParts(QMenu& menu) {
  menu.clear();
  std::vector<const FormField*> lists;
  const auto offer = [&](const FormField& f) {
    if (!partsFor(f).empty() && std::find(lists.begin(), lists.end(), &f) == lists.end()) lists.push_back(&f);
  };
  const FormField* now = chosen();
  auto chain = chainTo(*model_.root(), now ? now->path : std::string());
  for (std::size_t i = chain.size(); i-- > 1;) offer(*chain[i]);
  for (const FormField& section : model_.root()->below) {
    offer(section);
    if (section.path == "region")
      for (const FormField& f : section.below) offer(f);
  }
  for (const FormField* f : lists) addPartsOf(menu, *f, QString::fromStdString(f->path));
}

void FormView::addPartsOf(QMenu& menu, const FormField& f, const QString& title) {
  const QString path = QString::fromStdString(f.path);
  const auto kinds = partsFor(f);
  if (kinds.size() == 1 && kinds[0].kind.empty()) {
    QAction* action = menu.addAction(title, this, [this, path] { Q_EMIT partWished(path, {}); });
    action->setToolTip(textOf(kinds[0].sentence));
    return;
  }
  QMenu* below = menu.addMenu(title);
  below->setAccessibleName(title);
  below->setToolTipsVisible(true);
  for (const PartKind& k : kinds) {
    QAction* action =
        below->addAction(textOf(k.kind), this, [this, path, kind = textOf(k.kind)] { Q_EMIT partWished(path, kind); });
    action->setToolTip(textOf(k.sentence));
  }
}

void FormView::offerParts() { add_->isEnabled() ? add_->showMenu() : void(); }

void FormView::removeChosen() {
  if (const FormField* f = chosen()) Q_EMIT removalWished(QString::fromStdString(f->path));
}

void FormView::menuAt(const QPoint& where) {
  const QModelIndex i = tree_->indexAt(where);
  if (!i.isValid()) return;
  const FormField* f = model_.at(proxy_.mapToSource(i));
  const QString path = QString::fromStdString(f->path);
  auto* menu = new QMenu(this);
  menu->setAccessibleName(tr("Field"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* text = menu->addAction(tr("Show in the &text"), this, [this, path] { Q_EMIT textWished(path); });
  QAction* reset = menu->addAction(tr("Back to the &default\tDel"), this, [this, path] { Q_EMIT defaultWished(path); });
  text->setEnabled(f->written);
  if (readOnly_) return menu->popup(tree_->viewport()->mapToGlobal(where));
  if (!partsFor(*f).empty()) addPartsOf(*menu, *f, tr("&Add"));
  if (const auto kinds = kindsFor(*f); !kinds.empty()) {
    QMenu* below = menu->addMenu(tr("&Kind"));
    below->setAccessibleName(tr("Kind"));
    for (const PartKind& k : kinds)
      below->addAction(textOf(k.kind), this,
                       [this, path, kind = textOf(k.kind)] { Q_EMIT model_.kindWished(path, kind); });
  }
  if (isPart(*model_.root(), f->path))
    menu->addAction(tr("Re&move\tDel"), this, [this, path] { Q_EMIT removalWished(path); })->setEnabled(f->written);
  reset->setEnabled(f->written && f->isLeaf() && !f->field.required);
  menu->popup(tree_->viewport()->mapToGlobal(where));
}

bool FormView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == tree_ && event->type() == QEvent::KeyPress) {
    const auto key = static_cast<QKeyEvent*>(event)->key();
    const FormField* f = chosen();
    if (key == Qt::Key_Delete && f && isPart(*model_.root(), f->path)) return removeChosen(), true;
    if (key == Qt::Key_Delete && f) return Q_EMIT defaultWished(QString::fromStdString(f->path)), true;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && f && (editedIn(*f) || isKindRow(*f))) {
      tree_->edit(tree_->currentIndex().siblingAtColumn(FormModel::value));
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace headroom::gui
