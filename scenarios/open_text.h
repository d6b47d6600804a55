/// Gets a scenario's text from a file, the standard input or the library, within limits.
#pragma once

#include "scenarios/tree.h"

#include <string>

namespace headroom {

/// Appends the text to reading.sources and returns its index; -1: it could not be read, and the issue is written.
/// `from` is the directory that a relative path starts from; the issue is written at `at` (line 0: at no place).
int openText(Reading&, const std::string& file, const std::string& from, Spot at);

/// Appends a text at hand.
int addText(Reading&, std::string text, std::string fileName, std::string directory);

}  // namespace headroom
