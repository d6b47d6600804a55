#include "analysis/text/escape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Escape, WhatMovesACursorOrTurnsTheWritingBecomesVisible) {
  EXPECT_EQ(visibleText("a\x1b[2J\x07"
                        "b"),
            "a\\x1b[2J\\x07b");
  EXPECT_EQ(visibleText("\u202e"
                        "abc\u2066"),
            "\\u{202e}abc\\u{2066}");
  EXPECT_EQ(visibleText("\u009b"
                        "31m\r\n\t"),
            "\\x9b31m\\x0d\\x0a\\x09");
  EXPECT_EQ(visibleText("päckchen → 7"), "päckchen → 7");
}

TEST(Escape, BytesThatAreNotUtf8AreShownOneByOne) {
  EXPECT_EQ(visibleText("\xff"
                        "a\xc3"),
            "\\xffa\\xc3");
  EXPECT_EQ(visibleText("\xc0\xaf"), "\\xc0\\xaf") << "an overlong /";
  EXPECT_EQ(visibleText("\xed\xa0\x80"), "\\xed\\xa0\\x80") << "a surrogate";
  EXPECT_EQ(jsonString("\xff"), "\"\uFFFD\"");
}

TEST(Escape, HtmlSeesNoTagAndNoEndOfAnAttribute) {
  EXPECT_EQ(xmlText("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
  EXPECT_EQ(xmlText("\" onload='x' &lt;"), "&quot; onload=&#39;x&#39; &amp;lt;");
  EXPECT_EQ(xmlText("]]>"), "]]&gt;");
}

TEST(Escape, MarkdownSeesNoMarkupNoLinkAndNoEndOfACell) {
  EXPECT_EQ(markdownText("a|b`c`"), "a\\|b\\`c\\`");
  EXPECT_EQ(markdownText("![x](http://a.b)"), "\\!\\[x\\](http\\://a.b)");
  EXPECT_EQ(markdownText("<img>\n# x"), "\\<img\\>\\\\x0a# x") << "read as \\x0a";
  EXPECT_EQ(markdownText("www.a.b"), "www\\.a.b");
  EXPECT_EQ(markdownText("- item"), "\\- item");
  EXPECT_EQ(markdownText("97.92 %"), "97.92 %") << "numbers stay as they are";
}

TEST(Escape, ASpreadsheetSeesNoFormula) {
  for (const char* formula : {"=1+1", "+1", "-1", "@A1", "\tx", "\rx",
                              "\uFF1D"
                              "1"})
    EXPECT_THAT(csvCell(formula), testing::AnyOf(testing::StartsWith("'"), testing::StartsWith("\"'"))) << formula;
  EXPECT_EQ(csvCell("a,b"), "\"a,b\"");
  EXPECT_EQ(csvCell("a;=1"), "\"a;=1\"") << "where `;` parts cells this would be a formula";
  EXPECT_EQ(csvCell("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csvCell("web"), "web");
}

TEST(Escape, ANumberInCsvIsAsLongAsItMustBe) {
  EXPECT_EQ(csvCell(0.1), "0.1");
  EXPECT_EQ(csvCell(-3.0), "-3") << "a number may begin like a formula";
  EXPECT_EQ(std::stod(csvCell(0.1 + 0.2)), 0.1 + 0.2);
  EXPECT_EQ(csvCell(std::nan("")), "") << "what is not known is no number";
}

TEST(Escape, JsonIsOneString) { EXPECT_EQ(jsonString("a\"\\\n"), "\"a\\\"\\\\\\u000a\""); }

TEST(Escape, AShellSeesOneWord) {
  EXPECT_EQ(shellWord("az-outage.h5"), "az-outage.h5");
  EXPECT_EQ(shellWord("a b; rm -rf $HOME"), "'a b; rm -rf $HOME'");
  EXPECT_EQ(shellWord("it's"), "'it'\\''s'");
  EXPECT_EQ(shellWord(""), "''");
}

}  // namespace
}  // namespace headroom
