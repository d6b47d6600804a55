/// Foreign text made harmless for where it is shown: names, titles and file names may hold anything.
///
/// Every function takes bytes and gives UTF-8 that the target shows as text and never obeys. What cannot be seen
/// (control characters, bytes that are not UTF-8, marks that turn the direction of writing) becomes visible first:
/// `\x1b`, `\u{202e}`. Left out: characters that only look like others.
#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// As a terminal may show it: one line, nothing that moves the cursor.
std::string visibleText(std::string_view);
/// Between the tags of HTML, SVG and XML, and in a quoted attribute.
std::string xmlText(std::string_view);
/// In a line of Markdown, also in a cell of a table: no markup, no link, no HTML.
std::string markdownText(std::string_view);
/// A cell of CSV (RFC 4180) that a spreadsheet takes for text: what begins like a formula gets an apostrophe.
std::string csvCell(std::string_view);
/// As many digits as tell it from every other number.
std::string exact(double);
/// The same; of NaN nothing, for it is not known.
std::string csvCell(double);
/// With its quotes. Bytes that are not UTF-8 become U+FFFD.
std::string jsonString(std::string_view);
/// One word of a POSIX shell.
std::string shellWord(std::string_view);

}  // namespace headroom
