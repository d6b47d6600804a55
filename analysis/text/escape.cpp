#include "analysis/text/escape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace headroom {
namespace {

/// A character and how many bytes it takes; of bytes that are not UTF-8 one at a time, as `bad`.
struct Character {
  std::uint32_t point = 0;
  std::size_t length = 1;
  bool bad = false;
};

Character characterAt(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[k])); };
  const std::uint32_t first = byte(i);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || i + length > s.size()) return {first, 1, true};
  std::uint32_t point = first & (0xFFu >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(i + k) & 0xC0) != 0x80) return {first, 1, true};
    point = point << 6 | (byte(i + k) & 0x3F);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {first, 1, true};
  return {point, length};
}

bool unseen(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || (c >= 0xE0000 && c <= 0xE007F);
}

std::string hex(std::uint32_t value, std::size_t digits) {
  std::string text;
  for (; value || text.size() < digits; value >>= 4) text.insert(text.begin(), "0123456789abcdef"[value & 15]);
  return text;
}

std::string shown(const Character& c) {
  return c.bad || c.point < 0x100 ? "\\x" + hex(c.point, 2) : "\\u{" + hex(c.point, 4) + "}";
}

template <class F>
void eachCharacter(std::string_view s, F&& f) {
  for (std::size_t i = 0; i < s.size();) {
    const Character c = characterAt(s, i);
    f(c, s.substr(i, c.length));
    i += c.length;
  }
}

bool beginsLikeAFormula(std::string_view s) {
  if (s.empty()) return false;
  if (std::string_view("=+-@\t\r\n").find(s.front()) != std::string_view::npos) return true;
  // The same signs in full width, which some spreadsheets take for them.
  return s.starts_with("\uFF1D") || s.starts_with("\uFF0B") || s.starts_with("\uFF0D") || s.starts_with("\uFF20");
}

}  // namespace

std::string visibleText(std::string_view s) {
  std::string out;
  eachCharacter(s, [&](const Character& c, std::string_view bytes) {
    if (c.bad || unseen(c.point))
      out += shown(c);
    else
      out += bytes;
  });
  return out;
}

std::string xmlText(std::string_view s) {
  std::string out;
  for (const char c : visibleText(s)) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  return out;
}

std::string markdownText(std::string_view s) {
  const std::string text = visibleText(s);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = std::string_view(text).substr(i);
    const bool first = i == 0 && (c == '-' || c == '+' || c == '=' || c == '#');  // a list, a heading
    // `http://…`, `www.…` and addresses become links without any markup.
    const bool link = rest.starts_with("://") || (c == '.' && i >= 3 && text.compare(i - 3, 3, "www") == 0);
    if (first || link || std::string_view("\\`*_[]<>|~&!@$").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string csvCell(std::string_view s) {
  std::string text(s);
  if (beginsLikeAFormula(s)) text.insert(text.begin(), '\'');
  // Where the list separator is `;`, or text is pasted, cells end there too.
  if (text.find_first_of(",;\t\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string exact(double x) {
  std::array<char, 32> digits{};
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), x).ptr};
}

std::string csvCell(double x) { return std::isnan(x) ? std::string() : exact(x); }

std::string jsonString(std::string_view s) {
  std::string out = "\"";
  eachCharacter(s, [&](const Character& c, std::string_view bytes) {
    if (c.bad)
      out += "\uFFFD";
    else if (c.point == '"' || c.point == '\\')
      (out += '\\') += bytes;
    else if (c.point < 0x20 || c.point == 0x7F)
      out += "\\u" + hex(c.point, 4);
    else
      out += bytes;
  });
  return out + "\"";
}

std::string shellWord(std::string_view s) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./=:,+@%").find(c) != std::string_view::npos;
  };
  if (!s.empty() && std::all_of(s.begin(), s.end(), plain)) return std::string(s);
  std::string out = "'";
  for (const char c : s) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

}  // namespace headroom
