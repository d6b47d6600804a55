/// JSON as it is printed: indented, ending its line; a byte that is not UTF-8 (a file's name may hold some) becomes
/// U+FFFD.
#pragma once

#include <cmath>
#include <string>

#include <nlohmann/json.hpp>

namespace headroom {

/// What is not known is null, never 0.
inline nlohmann::ordered_json jsonNumber(double x) {
  return std::isfinite(x) ? nlohmann::ordered_json(x) : nlohmann::ordered_json(nullptr);
}

inline std::string jsonText(const nlohmann::ordered_json& json) {
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace headroom
