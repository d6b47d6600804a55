// SPDX-License-Identifier: GPL-3.0-or-later
/// The loader of the command line over a text that is being written, in a thread of its own.
///
/// Of texts that come faster than they can be read only the newest is. A result says which text it is about. Left out:
/// a load is not cut short, so the end of this object waits for the one in flight.
#pragma once

#include "scenarios/load.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <QObject>

namespace headroom::gui {

struct Checked {
  std::string text, file;
  std::uint64_t revision = 0;
  Loaded loaded;
  /// What the text says, whatever it means: there also where names lead nowhere or figures contradict one another.
  std::optional<ScenarioSpec> spec;
  std::map<std::string, Place> places;
};
using CheckedText = std::shared_ptr<const Checked>;

/// At once, in the caller's thread.
CheckedText checkText(std::string text, std::string file, std::uint64_t revision = 0);

class TextCheck : public QObject {
  Q_OBJECT

 public:
  explicit TextCheck(QObject* parent = nullptr);
  ~TextCheck() override;
  void ask(std::string text, std::string file, std::uint64_t revision);

 Q_SIGNALS:
  void done(const headroom::gui::CheckedText&);

 private:
  void work();

  struct Wish {
    std::string text, file;
    std::uint64_t revision = 0;
  };
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Wish> wish_;
  bool over_ = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace headroom::gui
