/// The user's own words in a message.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// At most 80 bytes of the user's text, control characters shown as \xNN, fit for a message.
std::string quoteForMessage(std::string_view);

}  // namespace headroom
