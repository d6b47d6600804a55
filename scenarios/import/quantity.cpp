#include "scenarios/import/quantity.h"

#include <charconv>

namespace headroom {

std::optional<double> readQuantity(std::string_view text) {
  struct Suffix {
    std::string_view text;
    double factor;
  };
  constexpr Suffix suffixes[] = {{"", 1},        {"n", 1e-9},    {"u", 1e-6},    {"m", 1e-3},
                                 {"k", 1e3},     {"M", 1e6},     {"G", 1e9},     {"T", 1e12},
                                 {"P", 1e15},    {"E", 1e18},    {"Ki", 0x1p10}, {"Mi", 0x1p20},
                                 {"Gi", 0x1p30}, {"Ti", 0x1p40}, {"Pi", 0x1p50}, {"Ei", 0x1p60}};
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc()) return std::nullopt;
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Suffix& s : suffixes)
    if (rest == s.text) return s.factor < 1 ? x / (1 / s.factor) : x * s.factor;
  return std::nullopt;
}

}  // namespace headroom
