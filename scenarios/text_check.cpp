#include "scenarios/tree.h"

namespace headroom {
namespace {

/// Length of the UTF-8 character at i; 0 if it is none (overlong, surrogate, beyond U+10FFFF, cut off).
std::size_t characterAt(std::string_view s, std::size_t i) {
  const auto at = [&](std::size_t k) { return k < s.size() ? static_cast<unsigned char>(s[k]) : 0u; };
  const unsigned c = at(i);
  const auto tail = [&](std::size_t k) { return (at(k) & 0xC0u) == 0x80u; };
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c <= 0xDF) return tail(i + 1) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    if (!tail(i + 1) || !tail(i + 2)) return 0;
    if ((c == 0xE0 && at(i + 1) < 0xA0) || (c == 0xED && at(i + 1) > 0x9F)) return 0;
    return 3;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    if (!tail(i + 1) || !tail(i + 2) || !tail(i + 3)) return 0;
    if ((c == 0xF0 && at(i + 1) < 0x90) || (c == 0xF4 && at(i + 1) > 0x8F)) return 0;
    return 4;
  }
  return 0;
}

/// What a file is that is not a scenario; empty: it may be one.
struct Signature {
  std::string_view begins, what, hint;
};
constexpr Signature signatures[] = {
    {"\x89HDF\r\n\x1a\n", "this is an HDF5 trace, not a scenario",
     "did you mean `headroom info`? To repeat its run: `headroom run --from`"},
    {"\x7f"
     "ELF",
     "this is a program, not a scenario", ""},
    {"\x89PNG", "this is a picture, not a scenario", ""},
    {"\x1f\x8b", "this is compressed, not a scenario", "unpack it first: `gunzip`"},
    {"PK\x03\x04", "this is a zip archive, not a scenario", "unpack it first"},
    {"%PDF", "this is a PDF, not a scenario", ""},
    {"\xff\xfe", "this is UTF-16, not UTF-8", "save it as UTF-8"},
    {"\xfe\xff", "this is UTF-16, not UTF-8", "save it as UTF-8"},
};

std::string hexOf(unsigned char c) {
  constexpr char hex[] = "0123456789abcdef";
  return std::string("\\x") + hex[c >> 4] + hex[c & 15];
}

}  // namespace

bool checkText(Reading& reading, int source) {
  const std::string& text = reading.sources[static_cast<std::size_t>(source)].text;
  for (const auto& s : signatures)
    if (std::string_view(text).starts_with(s.begins)) {
      reading.error({source, 1, 1}, "", std::string(s.what), "a YAML text", std::string(s.hint));
      return false;
    }
  int line = 1, column = 1;
  bool indentation = true, tabReported = false;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const Spot here{source, line, column};
    const std::size_t length = characterAt(text, i);
    if (length == 0) {
      reading.error(here, "", "the byte " + hexOf(c) + " is not UTF-8", "a text in UTF-8", "save the file as UTF-8");
      return false;
    }
    if (c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n')) {
      reading.error(here, "", "a line ends in CR alone", "line ends LF or CR LF");
      return false;
    }
    if (c == 0) {
      reading.error(here, "", "a NUL character", "a text", "");
      return false;
    }
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F ||
        (c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0)) {
      reading.error(here, "", "a control character, " + hexOf(c), "a text without control characters");
      return false;
    }
    if (c == '\n') {
      ++line;
      column = 1;
      indentation = true;
    } else {
      if (c == '\t' && indentation && !tabReported) {
        const auto next = text.find_first_not_of(" \t\r", i);
        if (next != std::string::npos && text[next] != '\n') {
          reading.error(here, "", "a tab in the indentation", "spaces", "YAML indents with spaces only");
          tabReported = true;
        }
      } else if (c != ' ' && c != '\t') {
        indentation = false;
      }
      ++column;
    }
    i += length;
  }
  return !tabReported;
}

}  // namespace headroom
