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

TextCheck::TextCheck(QObject* parent) : QObject(parent), thread_([this] { work(); }) {}

TextCheck::~TextCheck() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void TextCheck::ask(std::string text, std::string file, std::uint64_t revision) {
  {
    const std::lock_guard lock(mutex_);
    wish_ = Wish{std::move(text), std::move(file), revision};
  }
  changed_.notify_all();
}

void TextCheck::work() {
  while (true) {
    Wish wish;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return over_ || wish_; });
      if (over_) return;
      wish = std::move(*wish_);
      wish_.reset();
    }
    CheckedText result = checkText(std::move(wish.text), std::move(wish.file), wish.revision);
    QMetaObject::invokeMethod(
        this, [this, result] { Q_EMIT done(result); }, Qt::QueuedConnection);
  }
}

}  // namespace headroom::gui
