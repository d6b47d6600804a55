#include "scenarios/run/figure_text.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace headroom::shown {
namespace {

/// How many bytes the character at the begin of `text` has; 0: it is not UTF-8, or drives what shows it.
std::size_t lengthOfHarmless(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
  const std::size_t length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first >= 0xf5 || text.size() < length) return 0;
  std::uint32_t code = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0u) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3fu);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool malformed = code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
  const bool steers = code < 0xa0 || (code >= 0x200e && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                      (code >= 0x2066 && code <= 0x2069);
  return malformed || steers ? 0 : length;
}

}  // namespace

std::string share(double x) {
  if (std::isnan(x)) return "n = 0";
  std::string text = fmt::format("{:.4g}", x * 100);
  for (int digits = 5; text == "100" && x < 1 && digits <= 15; ++digits) text = fmt::format("{:.{}g}", x * 100, digits);
  return text + " %";
}
std::string money(double x) { return std::isnan(x) ? "unknown" : fmt::format("{:.2f} USD", x); }

std::string time(double s) {
  if (std::isnan(s)) return "n = 0";
  if (s < 1e-3) return fmt::format("{:.3g} us", s * 1e6);
  if (s < 1) return fmt::format("{:.3g} ms", s * 1e3);
  if (s < 120) return fmt::format("{:.3g} s", s);
  if (s < 7200) return fmt::format("{:.3g} min", s / 60);
  if (s < 259200) return fmt::format("{:.3g} h", s / 3600);
  return fmt::format("{:.4g} d", s / 86400);
}

std::string moment(double s) {
  if (std::isnan(s)) return "never";
  const long long t = std::llround(s);
  return fmt::format("{}{:02}:{:02}:{:02}", t >= 86400 ? fmt::format("{} d ", t / 86400) : "", t / 3600 % 24,
                     t / 60 % 60, t % 60);
}

std::string recovery(double s, bool judged) {
  if (s == 0) return "never missed";
  return "kept again " + (!std::isnan(s) ? "after " + time(s)
                          : judged       ? "not before the end"
                                         : "unknown (no objectives)");
}

std::string count(double x) {
  std::string digits = fmt::format("{:.0f}", x);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), 1, ',');
  return digits;
}

std::string name(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = lengthOfHarmless(text);
    out += length ? text.substr(0, length) : std::string_view("?");
    text.remove_prefix(length ? length : 1);
  }
  return out;
}

}  // namespace headroom::shown
