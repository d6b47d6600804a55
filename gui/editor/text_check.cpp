// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/text_check.h"

#include <utility>

namespace headroom::gui {

CheckedText checkText(std::string text, std::string file, std::uint64_t revision) {
  auto result = std::make_shared<Checked>();
  result->revision = revision;
  try {
    result->loaded = loadText(text, file);
    result->places = result->loaded.places;
    result->spec = result->loaded.spec;
    if (!result->spec) {
      LoadOptions options;
      options.asItStands = true;
      result->spec = loadText(text, file, options).spec;
    }
  } catch (const std::exception& e) {
    result->loaded.issues.push_back({Issue::Severity::error, {file, 1, 1}, "", e.what(), "", ""});
  }
  result->text = std::move(text);
  result->file = std::move(file);
  return result;
}

void TextCheck::ask(std::string text, std::string file, std::uint64_t revision) {
  latest_.ask([this, text = std::move(text), file = std::move(file), revision] {
    CheckedText result = checkText(text, file, revision);
    QMetaObject::invokeMethod(
        this, [this, result] { Q_EMIT done(result); }, Qt::QueuedConnection);
  });
}

}  // namespace headroom::gui
