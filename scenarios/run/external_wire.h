/// What is said to a program that decides, and what it may say: docs/external-policy.md, schema 1.
#pragma once

#include "models/scaling/control.h"

#include <cstdint>
#include <string>

namespace headroom {

/// One line, without its end.
std::string questionText(const std::string& service, const PolicySpec&, const Question&);

/// How many workers a line wants; a Failure if it is no answer.
std::int64_t answerOf(const std::string& line);

}  // namespace headroom
