// SPDX-License-Identifier: GPL-3.0-or-later
/// The loader of the command line over a text that is being written, in a thread of its own.
///
/// Of texts that come faster than they can be read only the newest is. A result says which text it is about. Left out:
/// a load is not cut short, so the end of this object waits for the one in flight.
#pragma once

#include "gui/editor/latest.h"
#ifndef Q_MOC_RUN  // it stumbles over <compare>
#include "scenarios/load.h"
#endif

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

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
  using QObject::QObject;
  void ask(std::string text, std::string file, std::uint64_t revision);

 Q_SIGNALS:
  void done(const headroom::gui::CheckedText&);

 private:
  Latest latest_;
};

}  // namespace headroom::gui
