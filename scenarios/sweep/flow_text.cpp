#include "scenarios/sweep/flow_text.h"

#include <algorithm>

namespace headroom::sweep {
namespace {

/// Text that means itself anywhere in a flow; everything else is quoted.
bool isPlain(const std::string& text) {
  const auto harmless = [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 ||
           std::string_view("-_./+% ()=<>").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (text.empty() || text == "null" || text.front() == ' ' || text.back() == ' ') return false;
  if (std::string_view("-%=<>").find(text.front()) != std::string_view::npos && text.size() == 1) return false;
  if (text.front() == '%') return false;  // a directive
  return std::all_of(text.begin(), text.end(), harmless);
}

std::string flowQuoted(const std::string& text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (code < 0x20) {
      out += "\\x";
      out += hex[code >> 4];
      out += hex[code & 15];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string scalar(const Node& n) { return !n.quoted && isPlain(n.text) ? n.text : flowQuoted(n.text); }

}  // namespace

std::string flowText(const Node& n) {
  const bool map = n.isMap();
  if (n.isScalar()) return scalar(n);
  if (!map && !n.isList()) return n.form == Node::Form::nothing ? "" : "null";
  std::string out;
  for (const Node& each : n.items) {
    out += out.empty() ? "" : ", ";
    if (map) out += (isPlain(each.key) ? each.key : flowQuoted(each.key)) + ": ";
    out += flowText(each);
  }
  return (map ? "{" : "[") + out + (map ? "}" : "]");
}

}  // namespace headroom::sweep
