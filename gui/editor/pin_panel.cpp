// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/pin_panel.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::gui {
namespace {

/// "web.fleet.min" of "services.web.fleet.min": sections say nothing that the rest does not.
QString shortName(const std::string& path) {
  const auto dot = path.find('.');
  return QString::fromStdString(dot == std::string::npos ? path : path.substr(dot + 1));
}

}  // namespace

PinPanel::PinPanel(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Sliders"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 10, 8);
  column->setSpacing(4);
  auto* head = new QHBoxLayout;
  curve_ = new QComboBox;
  curve_->setAccessibleName(tr("Curve of the preview"));
  for (int i = 0; i < previewCurves; ++i) curve_->addItem(nameOf(static_cast<PreviewCurve>(i)));
  state_ = new QLabel;
  state_->setAccessibleName(tr("State of the preview"));
  write_ = new QPushButton(tr("&Write into the text"));
  write_->setAccessibleName(tr("Write into the text"));
  reset_ = new QPushButton(tr("Rese&t"));
  reset_->setAccessibleName(tr("All sliders back to the text"));
  head->addWidget(curve_);
  head->addWidget(state_, 1);
  head->addWidget(reset_);
  head->addWidget(write_);
  column->addLayout(head);
  column->addWidget(preview_ = new Preview, 1);
  rows_ = new QVBoxLayout;
  rows_->setSpacing(2);
  column->addLayout(rows_);
  connect(curve_, &QComboBox::currentIndexChanged, this,
          [this](int i) { preview_->setCurve(static_cast<PreviewCurve>(i)); });
  connect(reset_, &QPushButton::clicked, this, &PinPanel::reset);
  connect(write_, &QPushButton::clicked, this, &PinPanel::writeWished);
  connect(&trial_, &Trial::grew, this, &PinPanel::refresh);
  refresh();
}

void PinPanel::pin(const FormField& f) {
  if (find(f.path)) return;
  const auto scale = scaleOf(f);
  if (!scale) return;
  Pin& p = pins_.emplace_back();
  p.path = f.path;
  build(p);
  place(p, f);
  if (pins_.size() == 1) run();
  refresh();
}

void PinPanel::build(Pin& p) {
  p.row = new QWidget;
  auto* row = new QHBoxLayout(p.row);
  row->setContentsMargins(0, 0, 0, 0);
  const QString path = QString::fromStdString(p.path);
  auto* name = new QLabel(shortName(p.path));
  name->setToolTip(path);
  name->setMinimumWidth(210);  // the sliders below one another
  p.slider = new QSlider(Qt::Horizontal);
  p.slider->setAccessibleName(path);
  p.slider->setToolTip(path);
  p.value = new QLabel;
  p.value->setAccessibleName(tr("Value of %1").arg(path));
  p.value->setMinimumWidth(fontMetrics().horizontalAdvance("0000 USD/h"));
  p.value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* close = new QToolButton;
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setAccessibleName(tr("No slider for %1").arg(path));
  close->setToolTip(tr("No slider for this"));
  row->addWidget(name);
  row->addWidget(p.slider, 1);
  row->addWidget(p.value);
  row->addWidget(close);
  rows_->addWidget(p.row);
  connect(p.slider, &QSlider::valueChanged, this, [this, key = p.path] { slid(key); });
  connect(
      close, &QToolButton::clicked, this, [this, path] { Q_EMIT unpinned(path); }, Qt::QueuedConnection);
}

/// The scale that the text's value has, the slider there.
void PinPanel::place(Pin& p, const FormField& f) {
  const auto scale = scaleOf(f);
  if (!scale) return;
  p.written = f.value;
  p.scale = *scale;
  p.moved = false;
  placing_ = true;
  p.slider->setRange(0, scale->steps);
  p.slider->setPageStep(std::max(1, scale->steps / 10));
  p.slider->setValue(scale->stepOf(numberOf(f.value).value_or(scale->least)));
  placing_ = false;
  p.value->setText(QString::fromStdString(p.text()));
}

PinPanel::Pin* PinPanel::find(const std::string& path) {
  const auto it = std::find_if(pins_.begin(), pins_.end(), [&](const Pin& p) { return p.path == path; });
  return it == pins_.end() ? nullptr : &*it;
}

QSlider* PinPanel::slider(const std::string& path) const {
  for (const Pin& p : pins_)
    if (p.path == path) return p.slider;
  return nullptr;
}

void PinPanel::unpin(const std::string& path) {
  Pin* p = find(path);
  if (!p) return;
  const bool moved = p->moved;
  delete p->row;
  pins_.erase(pins_.begin() + (p - pins_.data()));
  if (pins_.empty())
    trial_.stop();
  else if (moved)
    run();
  refresh();
}

std::set<std::string> PinPanel::paths() const {
  std::set<std::string> all;
  for (const Pin& p : pins_) all.insert(p.path);
  return all;
}

std::vector<std::pair<std::string, std::string>> PinPanel::values() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Pin& p : pins_)
    if (p.moved && p.text() != p.written) all.emplace_back(p.path, p.text());
  return all;
}

std::vector<std::string> PinPanel::sets() const {
  std::vector<std::string> all;
  for (const auto& [path, value] : values()) all.push_back(path + "=" + value);
  return all;
}

void PinPanel::slid(const std::string& path) {
  Pin* p = find(path);
  if (!p || placing_) return;
  p->moved = true;
  p->value->setText(QString::fromStdString(p->text()));
  run();
  refresh();
  Q_EMIT moved();
}

void PinPanel::follow(const Checked& checked, const FormField& form) {
  const bool changed = file_ != checked.file || text_ != checked.text;
  file_ = checked.file;
  text_ = checked.text;
  if (!checked.spec) return;
  for (const std::string& path : paths()) {
    const auto chain = chainTo(form, path);
    Pin* p = find(path);
    if (chain.empty() || !scaleOf(*chain.back())) {
      Q_EMIT unpinned(QString::fromStdString(path));
    } else if (!p->moved || p->text() == chain.back()->value) {
      place(*p, *chain.back());
    } else {
      p->written = chain.back()->value;
    }
  }
  if (changed && checked.loaded.ok() && !pins_.empty()) run();
  refresh();
}

void PinPanel::reset() {
  for (Pin& p : pins_) {
    p.moved = false;
    placing_ = true;
    p.slider->setValue(p.scale.stepOf(numberOf(p.written).value_or(p.scale.least)));
    placing_ = false;
    p.value->setText(QString::fromStdString(p.text()));
  }
  run();
  refresh();
  Q_EMIT moved();
}

void PinPanel::run() {
  Recipe recipe;
  recipe.file = file_;
  recipe.text = text_;
  recipe.sets = sets();
  trial_.start(recipe);
}

void PinPanel::refresh() {
  preview_->present(trial_.now(), trial_.ghost(), trial_.trouble());
  const RunProgress& p = trial_.session().progress();
  const bool running = p.state == RunState::running;
  state_->setText(running ? QString("%1 %").arg(static_cast<int>(100 * p.share())) : QString());
  const bool moved = !values().empty();
  write_->setEnabled(moved);
  reset_->setEnabled(moved);
}

}  // namespace headroom::gui
