#include "analysis/report/html.h"
#include "analysis/report/markdown.h"
#include "tests/analysis/scratch.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::report {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string hostileText = "</title><script>alert(1)</script>\" onload=\"x|`y`![z](http://a.b)\x1b[2J\n# h";

/// Every word of it tries to be something else.
Document evil() {
  Document d{hostileText, hostileText, hostileText, {}};
  Drawing figure;
  figure.title = hostileText;
  figure.until = 10;
  figure.panels = {{hostileText, hostileText, {{hostileText, LineShape::step, {0, 10}, {1}, 0}}, false}};
  d.sections = {{"a",
                 hostileText,
                 2,
                 {Paragraph{hostileText, Tone::bad}, Bullets{{hostileText}, Tone::warning},
                  Facts{{{"x", hostileText, word(hostileText), hostileText}}},
                  TableBlock{"t", hostileText, {{hostileText, false}}, {{word(hostileText)}}},
                  Picture{figure, hostileText}, Command{hostileText, hostileText}, Listing{hostileText, hostileText}}}};
  return d;
}

/// Text between tags, and attributes, as a browser would read it.
TEST(ReportHtml, ShowsHostileNamesAsText) {
  const std::string html = htmlOf(evil());
  EXPECT_EQ(html.find("<script"), html.rfind("<script")) << "one script, the page's own";
  EXPECT_THAT(html, Not(HasSubstr("\" onload")));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)"));
}

TEST(ReportMarkdown, ShowsHostileNamesAsText) {
  const std::string text = markdownOf(evil());
  EXPECT_THAT(text, Not(HasSubstr("\n# h"))) << "no heading of its own";
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  const std::string code = "`` ";
  for (std::size_t at = text.find("![z]"); at != std::string::npos; at = text.find("![z]", at + 1)) {
    const std::size_t begin = text.rfind('\n', at) + 1;
    const bool inCode =
        text.compare(begin, 4, "    ") == 0 || text.substr(begin, at - begin).find(code) != std::string::npos;
    EXPECT_TRUE(inCode) << "a picture outside of code: " << text.substr(begin, at - begin + 20);
  }
}

TEST(Report, WhatASentenceHasBetweenTicksIsCode) {
  Document d{"t", "s", "headroom", {}};
  d.sections = {{"a", "A", 2, {Paragraph{"say `--replicas 59`, or ``, or `<b>`, not ` alone", Tone::plain}}}};
  EXPECT_THAT(htmlOf(d), HasSubstr("say <code>--replicas 59</code>, or ``, or <code>&lt;b&gt;</code>, not ` alone"));
  EXPECT_THAT(markdownOf(d), HasSubstr("say `--replicas 59`, or \\`\\`, or `<b>`, not \\` alone"));
}

/// WeasyPrint gives no style of the page to what is in a figure, which is black then.
TEST(ReportHtml, ForAPrinterEveryFigureBringsItsStyleAndThereIsNoScript) {
  Document d{"t", "s", "headroom", {}};
  Drawing figure;
  figure.until = 10;
  figure.panels = {{"p", "", {{"l", LineShape::step, {0, 10}, {1}, 0}}, false}};
  d.sections = {{"a", "A", 2, {Picture{figure, "c"}, Picture{figure, "d"}}}};
  const auto styles = [](const std::string& page) {
    std::size_t n = 0;
    for (std::size_t at = page.find("<style>"); at != std::string::npos; at = page.find("<style>", at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(styles(htmlOf(d)), 1u);
  EXPECT_EQ(styles(htmlOf(d, PageFor::printers)), 3u);
  EXPECT_THAT(htmlOf(d, PageFor::printers), Not(HasSubstr("<script")));
}

TEST(ReportHtml, AsksNoNetworkForAnything) {
  Document d{"t", "s", "headroom", {}};
  Drawing figure;
  figure.until = 10;
  figure.panels = {{"p", "", {{"l", LineShape::step, {0, 10}, {1}, 0}}, false}};
  d.sections = {{"a", "A", 2, {Picture{figure, "c"}}}};
  const std::string html = htmlOf(d);
  for (const char* outside :
       {"http:", "https:", "src=", "url(", "@import", "<link", "<img", "<iframe", "fetch(", "XMLHttp"})
    EXPECT_THAT(html, Not(HasSubstr(outside)));
  EXPECT_THAT(html, HasSubstr("default-src &#39;none&#39;"));
}

/// By a program that is not ours. The policy would stop the page's own style and script if they were others.
TEST(ReportHtml, ItsPolicyAdmitsItsOwnStyleAndScriptOnly) {
  const auto hash = [](const std::string& text) {
    const Scratch dir;
    dir.put("text", text);
    const std::string command =
        "/usr/bin/python3 -c 'import "
        "base64,hashlib,sys;print(base64.b64encode(hashlib.sha256(open(sys.argv[1],\"rb\").read())"
        ".digest()).decode(),end=\"\")' " +
        (dir / "text");
    std::array<char, 128> answer{};
    FILE* pipe = popen(command.c_str(), "r");
    const std::size_t n = std::fread(answer.data(), 1, answer.size(), pipe);
    pclose(pipe);
    return std::string(answer.data(), n);
  };
  EXPECT_EQ(hash(pageStyle()), pageStyleHash) << "the style was changed: this is its hash";
  EXPECT_EQ(hash(pageScript()), pageScriptHash) << "the script was changed: this is its hash";
}

TEST(ReportHtml, StaysBelowAMegabyteWithAllTheFiguresAReportHas) {
  FigureLine line{"noise", LineShape::step, {0}, {}, 0};
  for (int i = 0; i < 20'000; ++i) {
    line.value.push_back(std::fmod(i * 7919.0, 1000.0));
    line.time.push_back(i + 1);
  }
  Drawing figure;
  figure.until = 20'000;
  figure.panels = {
      {"a", "", {line, line, line}, false}, {"b", "", {line, line, line}, true}, {"c", "", {line, line}, false}};
  for (const std::size_t figures : {1u, 10u, 25u}) {
    Document d{"t", "", "headroom", {{"a", "A", 2, {}}}};
    for (std::size_t i = 0; i < figures; ++i) d.sections[0].blocks.emplace_back(Picture{figure, "c"});
    EXPECT_LT(htmlOf(d).size(), 1'000'000u) << figures;
  }
}

TEST(ReportValues, AreWrittenOnceForAllTargets) {
  EXPECT_EQ(share(0.9792171635995035).text, "97.92 %");
  EXPECT_EQ(share(0.999999).text, "99.9999 %") << "what is lost is what matters";
  EXPECT_EQ(share(1).text, "100 %");
  EXPECT_EQ(share(std::nan("")).text, "n = 0");
  EXPECT_EQ(seconds(0.458).text, "458 ms");
  EXPECT_EQ(seconds(1680).text, "28 min");
  EXPECT_EQ(money(3.90881).text, "3.91 USD");
  EXPECT_EQ(money(0.000178567).text, "0.000179 USD");
  EXPECT_EQ(count(1704728).text, "1,704,728");
  EXPECT_EQ(headroomShare(-0.44).text, "-44.0 %");
  EXPECT_EQ(spareWorkers(-1.26).text, "1.3 workers short");
}

}  // namespace
}  // namespace headroom::report
