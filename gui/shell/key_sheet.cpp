// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/key_sheet.h"

#include "gui/shell/verbs.h"

#include <algorithm>

#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

/// What the mouse does has no QAction that could say it.
const std::vector<std::array<QString, 3>>& mouse() {
  static const std::vector<std::array<QString, 3>> rows{{"Mouse", "Wheel", "Closer and farther, at the cursor"},
                                                        {"Mouse", "Drag", "Along time"},
                                                        {"Mouse", "Double click", "The whole run"},
                                                        {"Mouse", "Drop a file", "Open it"}};
  return rows;
}

}  // namespace

KeySheet::KeySheet(const std::vector<QAction*>& verbs, QWidget* parent) : QDialog(parent) {
  setObjectName("keys");
  setWindowTitle("Keys");
  setAccessibleName("Keys");
  setAttribute(Qt::WA_DeleteOnClose);
  resize(560, 620);
  std::vector<std::array<QString, 3>> rows;
  for (const QAction* a : verbs)
    if (!a->shortcut().isEmpty()) rows.push_back({menuOf(*a), keysOf(*a), nameOf(*a)});
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a[0] < b[0]; });
  rows.insert(rows.end(), mouse().begin(), mouse().end());

  auto* search = new QLineEdit(this);
  search->setAccessibleName("Search in keys");
  search->setPlaceholderText("Search");
  search->setClearButtonEnabled(true);
  auto* table = new QTableWidget(static_cast<int>(rows.size()), 3, this);
  table->setAccessibleName("Keys and what they do");
  table->setHorizontalHeaderLabels({"Menu", "Keys", "What"});
  table->horizontalHeader()->setStretchLastSection(true);
  table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table->verticalHeader()->hide();
  table->setShowGrid(false);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  for (int r = 0; r < table->rowCount(); ++r)
    for (int c = 0; c < 3; ++c)
      table->setItem(r, c, new QTableWidgetItem(rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]));
  table->resizeColumnsToContents();
  connect(search, &QLineEdit::textChanged, table, [table](const QString& typed) {
    for (int r = 0; r < table->rowCount(); ++r) {
      bool fits = false;
      for (int c = 0; c < 3; ++c) fits = fits || table->item(r, c)->text().contains(typed, Qt::CaseInsensitive);
      table->setRowHidden(r, !fits);
    }
  });
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(search);
  layout->addWidget(table);
}

}  // namespace headroom::gui
