#include "scenarios/render_issues.h"

#include "scenarios/tree.h"

#include <algorithm>

namespace headroom {
namespace {

std::string_view lineOf(const std::string& text, int line) {
  std::size_t from = 0;
  for (int i = 1; i < line; ++i) {
    from = text.find('\n', from);
    if (from == std::string::npos) return {};
    ++from;
  }
  std::string_view s = std::string_view(text).substr(from, text.find('\n', from) - from);
  if (s.ends_with('\r')) s.remove_suffix(1);
  return s;
}

bool isTail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// A window of at most 100 characters around the column; `column` becomes its column in the window.
std::string excerpt(std::string_view line, int& column) {
  constexpr int before = 70, width = 100;
  const int from = std::max(0, column - 1 - before);
  std::string out;
  int k = -1;
  for (const char c : line) {
    if (!isTail(c)) ++k;
    if (k < from || k >= from + width) continue;
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    out += control ? (c == '\t' ? ' ' : '?') : c;
  }
  column -= from;
  if (from > 0) {
    out = "…" + out;
    ++column;
  }
  return out + (k >= from + width ? "…" : "");
}

struct Paint {
  bool on;
  std::string operator()(std::string_view code, const std::string& s) const {
    return on ? "\x1b[" + std::string(code) + "m" + s + "\x1b[0m" : s;
  }
};

std::string placeOf(const Issue& i) {
  if (i.place.file.empty()) return i.path.empty() ? "" : i.path + ": ";
  std::string s = i.place.file;
  if (i.place.line > 0) s += ":" + std::to_string(i.place.line) + ":" + std::to_string(i.place.column);
  return s + ": ";
}

std::string wordOf(const Issue& i) { return i.severity == Issue::Severity::error ? "error" : "warning"; }

}  // namespace

std::string issueLine(const Issue& i) { return placeOf(i) + wordOf(i) + ": " + i.what; }

std::string renderIssues(const Issues& issues, const std::vector<LoadedText>& sources, bool colour, std::size_t most) {
  const Paint paint{colour};
  std::string out;
  for (std::size_t n = 0; n < issues.size() && n < most; ++n) {
    const Issue& i = issues[n];
    const bool isError = i.severity == Issue::Severity::error;
    out += paint("1", placeOf(i)) + paint(isError ? "1;31" : "1;33", wordOf(i) + ":") + " " + i.what + "\n";
    const auto source =
        std::find_if(sources.begin(), sources.end(), [&](const auto& s) { return s.file == i.place.file; });
    const std::string number = std::to_string(i.place.line);
    const std::string margin(number.size() + 2, ' ');
    if (source != sources.end() && i.place.line > 0) {
      int column = i.place.column;
      const std::string line = excerpt(lineOf(source->text, i.place.line), column);
      out += "  " + number + " | " + line + "\n";
      out += margin + " | " + std::string(static_cast<std::size_t>(std::max(0, column - 1)), ' ') + paint("1;31", "^") +
             (i.wanted.empty() ? "" : " " + i.wanted) + "\n";
    } else if (!i.wanted.empty()) {
      out += margin + " = " + i.wanted + "\n";
    }
    if (!i.hint.empty()) out += margin + " = " + paint("1;36", i.hint) + "\n";
  }
  if (issues.size() > most) out += "… and " + std::to_string(issues.size() - most) + " more\n";
  return out;
}

}  // namespace headroom
