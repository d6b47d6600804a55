#include "analysis/report/markdown.h"

#include "analysis/report/prose.h"
#include "analysis/text/escape.h"

#include <algorithm>

namespace headroom::report {
namespace {

/// Code spans end at their fence: it is longer than any run of ticks inside.
std::string codeSpan(const std::string& line) {
  const std::string shown = visibleText(line);
  std::size_t longest = 0, run = 0;
  for (const char c : shown) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  return longest ? fence + " " + shown + " " + fence : fence + shown + fence;
}

std::string sentence(const std::string& s) {
  std::string out;
  for (const ProsePiece& p : proseOf(s)) out += p.code ? codeSpan(p.text) : markdownText(p.text);
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& c : cells) line += " " + c + " |";
  return line + "\n";
}

std::string draw(const Paragraph& p) {
  const bool loud = p.tone == Tone::good || p.tone == Tone::bad;
  return (loud ? "**" + sentence(p.text) + "**" : sentence(p.text)) + "\n";
}

std::string draw(const Bullets& b) {
  std::string text;
  for (const std::string& item : b.items) text += "- " + sentence(item) + "\n";
  return text;
}

std::string draw(const Facts& f) {
  std::string text = row({"", "", ""}) + row({"---", "--:", "---"});
  for (const Fact& fact : f.rows)
    text += row({markdownText(fact.label), markdownText(fact.value.text), markdownText(fact.note)});
  return text;
}

std::string draw(const TableBlock& t) {
  std::vector<std::string> headings, rules;
  for (const Heading& c : t.columns) {
    headings.push_back(markdownText(c.text));
    rules.push_back(c.numbers ? "--:" : "---");
  }
  std::string text = (t.caption.empty() ? "" : sentence(t.caption) + "\n\n") + row(headings) + row(rules);
  for (const auto& values : t.rows) {
    std::vector<std::string> cells;
    for (const Value& v : values) cells.push_back(markdownText(v.text));
    text += row(cells);
  }
  return text;
}

std::string draw(const Chart& c) { return "*Figure: " + markdownText(c.caption) + "*\n"; }

std::string draw(const Picture& p) { return "*Figure: " + markdownText(p.caption) + "*\n"; }

std::string draw(const Command& c) {
  return markdownText(c.why) + (c.why.empty() ? "" : " ") + codeSpan(c.line) + "\n";
}

/// Indented: nothing in it can end it.
std::string draw(const Listing& s) {
  std::string text = markdownText(s.title) + ":\n\n";
  for (std::size_t begin = 0; begin < s.text.size();) {
    const std::size_t end = std::min(s.text.find('\n', begin), s.text.size());
    text += "    " + visibleText(s.text.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string markdownOf(const Document& d) {
  std::string text = "# " + markdownText(d.title) + "\n";
  if (!d.subtitle.empty()) text += "\n" + markdownText(d.subtitle) + "\n";
  for (const Section& s : d.sections) {
    text += "\n" + std::string(static_cast<std::size_t>(s.level), '#') + " " + markdownText(s.title) + "\n";
    for (const Block& b : s.blocks) text += "\n" + std::visit([](const auto& block) { return draw(block); }, b);
  }
  return text + "\n---\n\nMade by " + markdownText(d.program) + ".\n";
}

}  // namespace headroom::report
