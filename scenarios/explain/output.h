/// The answers of `headroom explain`, for people and for programs.
#pragma once

#include "scenarios/explain/moment.h"

#include <optional>
#include <string>

namespace headroom::why {

struct Question {
  std::optional<double> at;            // [s]; nothing: all decisions
  std::optional<std::size_t> service;  // its index; nothing: all of them
  bool whyNot = false;                 // wants an instant
};

std::string textOf(const History&, const Question&);
/// Its shape is docs/definitions.md 10.
std::string jsonOf(const History&, const Question&);

}  // namespace headroom::why
