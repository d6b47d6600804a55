// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/tables/happenings_panel.h"

#include "gui/tables/typing.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

void fill(QComboBox* box, const QString& all, const std::vector<std::string>& words) {
  if (box->count() == static_cast<int>(words.size()) + 1) return;
  const QString was = box->currentIndex() > 0 ? box->currentText() : QString();
  const QSignalBlocker quiet(box);
  box->clear();
  box->addItem(all);
  for (const std::string& word : words) box->addItem(QString::fromStdString(word));
  if (!was.isEmpty()) box->setCurrentText(was);
}

}  // namespace

HappeningsPanel::HappeningsPanel(const QString& name, bool suppressible, QWidget* parent)
    : QWidget(parent), name_(name), model_(new HappeningsModel(this)) {
  setAccessibleName(name);
  new QVBoxLayout(this);
  layout()->setContentsMargins(0, 0, 0, 0);
  layout()->setSpacing(0);
  makeLine(suppressible);
  makeTable();
  count();
}

void HappeningsPanel::makeLine(bool suppressible) {
  auto* line = new QHBoxLayout;
  line->setContentsMargins(8, 6, 8, 6);
  text_ = new QLineEdit(this);
  text_->setAccessibleName("Filter of " + name_);
  text_->setPlaceholderText("Filter");
  text_->setClearButtonEnabled(true);
  for (auto* button : text_->findChildren<QToolButton*>()) button->setAccessibleName("Clear the filter");
  kind_ = new QComboBox(this);
  kind_->setAccessibleName("Kind of " + name_);
  kind_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  service_ = new QComboBox(this);
  service_->setAccessibleName("Service of " + name_);
  service_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  for (QComboBox* box : {kind_, service_}) {
    box->view()->setAccessibleName(box->accessibleName());
    keepLetters(box);
  }
  count_ = new QLabel(this);
  count_->setAccessibleName("Number of " + name_);
  line->addWidget(text_, 1);
  line->addWidget(kind_);
  line->addWidget(service_);
  if (suppressible) {
    suppressed_ = new QCheckBox("Only suppressed", this);
    suppressed_->setAccessibleName("Only suppressed");
    line->addWidget(suppressed_);
    connect(suppressed_, &QCheckBox::toggled, this, &HappeningsPanel::filter);
  }
  line->addWidget(count_);
  static_cast<QVBoxLayout*>(layout())->addLayout(line);
  fill(kind_, "All kinds", {});
  fill(service_, "All services", {});
  connect(text_, &QLineEdit::textChanged, this, &HappeningsPanel::filter);
  connect(kind_, &QComboBox::currentIndexChanged, this, &HappeningsPanel::filter);
  connect(service_, &QComboBox::currentIndexChanged, this, &HappeningsPanel::filter);
}

void HappeningsPanel::makeTable() {
  table_ = new QTableView(this);
  table_->setAccessibleName(name_);
  table_->viewport()->setAccessibleName(name_);
  table_->setModel(model_);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(22);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setStretchLastSection(true);
  table_->horizontalHeader()->setDefaultSectionSize(100);
  for (auto* header : {table_->horizontalHeader(), table_->verticalHeader()}) {
    header->setAccessibleName(name_ + ", head");
    header->viewport()->setAccessibleName(name_ + ", head");
  }
  layout()->addWidget(table_);
  const auto jump = [this](const QModelIndex& at) { Q_EMIT jumped(model_->row(at.row()).at); };
  connect(table_, &QTableView::clicked, this, jump);
  connect(table_, &QTableView::activated, this, jump);
}

void HappeningsPanel::show(HappeningTable table, const std::vector<std::string>& services) {
  fill(kind_, "All kinds", table.kinds);
  fill(service_, "All services", services);
  service_->setVisible(services.size() > 1);
  const bool first = model_->columnCount() == 0;
  model_->show(std::move(table));
  if (first) table_->setColumnWidth(0, 150);
  count();
}

void HappeningsPanel::narrow(double from, double until, const std::string& zone) {
  HappeningFilter f = model_->filter();
  f.from = from;
  f.until = until;
  f.zone = zone;
  model_->setFilter(f);
  count();
}

void HappeningsPanel::setKind(const QString& kind) { kind_->setCurrentIndex(std::max(0, kind_->findText(kind))); }
void HappeningsPanel::setService(const QString& s) { service_->setCurrentIndex(std::max(0, service_->findText(s))); }

void HappeningsPanel::filter() {
  HappeningFilter f = model_->filter();
  f.kind = kind().toStdString();
  f.service = service().toStdString();
  f.text = text_->text().toStdString();
  f.onlySuppressed = suppressed_ && suppressed_->isChecked();
  model_->setFilter(f);
  count();
  Q_EMIT narrowed();
}

void HappeningsPanel::count() {
  count_->setText(QString("%1 of %2").arg(model_->rowCount()).arg(model_->table().rows.size()));
}

}  // namespace headroom::gui
