// SPDX-License-Identifier: GPL-3.0-or-later
/// What the form and the sliders of the page do to its text.
#include "gui/editor/editor_page.h"
#include "gui/editor/form_parts.h"

#include <algorithm>

namespace headroom::gui {

void EditorPage::change(const QString& path, const Changing& changing) {
  if (code_->isReadOnly()) return Q_EMIT said(tr("This scenario is read only"));
  const CheckedText now = checkedNow();
  std::string trouble;
  const auto edit = changing(*now, trouble);
  if (!edit) return Q_EMIT said(path + ": " + QString::fromStdString(trouble));
  code_->apply(*edit);
  checkedNow();
}

void EditorPage::setValue(const QString& path, const QString& value) {
  change(path, [&](const Checked& now, std::string& trouble) -> std::optional<Edit> {
    if (!now.spec) return {};
    return editTo(now, *form_->model().root(), path.toStdString(), value.toStdString(), trouble);
  });
}

void EditorPage::setDefault(const QString& path) {
  if (code_->isReadOnly()) return Q_EMIT said(tr("This scenario is read only"));
  const auto chain = chainTo(*form_->model().root(), path.toStdString());
  if (chain.empty() || !chain.back()->isLeaf() || !chain.back()->written) return;
  if (chain.back()->field.required) return Q_EMIT said(tr("%1 has no default").arg(path));
  const auto edit = editToDefault(*checkedNow(), path.toStdString());
  if (!edit) return Q_EMIT said(tr("%1 is not written by itself: change it in the text").arg(path));
  code_->apply(*edit);
  checkedNow();
}

/// The name of what is new is where the cursor goes: it is to be written over.
void EditorPage::addPart(const QString& path, const QString& kind) {
  if (code_->isReadOnly()) return Q_EMIT said(tr("This scenario is read only"));
  const CheckedText now = checkedNow();
  std::string trouble;
  const auto part = editToAdd(*now, *form_->model().root(), path.toStdString(), kind.toStdString(), trouble);
  if (!part) return Q_EMIT said(path + ": " + QString::fromStdString(trouble));
  code_->apply(part->edit);
  const auto name = part->edit.with.find(part->name.empty() ? kind.toStdString() : part->name);
  code_->goTo(part->edit.span.begin + (name == std::string::npos ? 0 : name));
  checkedNow();
}

void EditorPage::removePart(const QString& path) {
  change(path, [&](const Checked& now, std::string& trouble) {
    return editToRemove(now, *form_->model().root(), path.toStdString(), trouble);
  });
}

void EditorPage::setKind(const QString& path, const QString& kind) {
  change(path, [&](const Checked& now, std::string& trouble) {
    return editToKind(now, *form_->model().root(), path.toStdString(), kind.toStdString(), trouble);
  });
}

void EditorPage::goToField(const QString& path) {
  const CheckedText now = checkedNow();
  const auto it = now->places.find(path.toStdString());
  if (it != now->places.end() && it->second.file == now->file) code_->goTo(offsetOf(now->text, it->second));
}

void EditorPage::pinAtCursor() {
  const CheckedText now = checkedNow();
  const std::string path = pathAt(*now, *form_->model().root(), code_->cursor());
  if (path.empty()) return Q_EMIT said(tr("There is no value at the cursor"));
  setPinned(QString::fromStdString(path), !pins_->paths().contains(path));
}

void EditorPage::setPinned(const QString& path, bool on) {
  checkedNow();
  const auto chain = chainTo(*form_->model().root(), path.toStdString());
  if (on && (chain.empty() || !scaleOf(*chain.back()))) return Q_EMIT said(tr("%1 cannot be a slider").arg(path));
  if (on)
    pins_->pin(*chain.back());
  else
    pins_->unpin(path.toStdString());
  pins_->setVisible(!pins_->paths().empty());
  form_->model().setPinned(pins_->paths());
}

/// What the sliders say becomes the text, in one step of undo.
void EditorPage::writePins() {
  if (code_->isReadOnly()) return Q_EMIT said(tr("This scenario is read only: save it as a file of yours first"));
  std::string text = checkedNow()->text;
  QTextCursor step(code_->document());
  step.beginEditBlock();
  for (const auto& [path, value] : pins_->values()) {
    const CheckedText now = headroom::gui::checkText(text, fileName());
    std::string trouble;
    const auto edit = editTo(*now, formOf(*now), path, value, trouble);
    if (!edit) {
      Q_EMIT said(QString::fromStdString(path + ": " + trouble));
      continue;
    }
    code_->apply(*edit);
    text = applied(text, *edit);
  }
  step.endEditBlock();
  checkedNow();
}

}  // namespace headroom::gui
