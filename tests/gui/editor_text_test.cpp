/// Spans, edits and offers over a scenario's text; no window.
#include "gui/editor/highlighter.h"
#include "gui/editor/quick_fix.h"
#include "gui/editor/span_edit.h"
#include "gui/editor/text_check.h"
#include "scenarios/library.h"
#include "tests/text_of_file.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

std::string at(const std::string& text, TextSpan s) { return text.substr(s.begin, s.size()); }

const char* const sample = R"(# first
version: 1
region: {zones: [a, "b c", c]}  # three
services:
  web:
    # why three
    fleet: {min: 3, max: 9}   # so
    scaling:
      - target_tracking: {metric: cpu,
                          target: 60 %}
      - fixed
faults:
- zone_outage:
    zone: a
about: >
  Words: here
  # no comment

seed:
)";

TEST(Outline, SaysWhereEveryValueStands) {
  const std::string text = sample;
  const Item root = outlineOf(text);
  ASSERT_EQ(root.items.size(), 6u);
  EXPECT_EQ(root.items[0].text, "1");
  const Item& zones = *root.find("region")->find("zones");
  EXPECT_EQ(at(text, zones.value), "[a, \"b c\", c]");
  EXPECT_EQ(zones.items[1].text, "b c");
  const Item& web = *root.find("services")->find("web");
  EXPECT_EQ(at(text, web.find("fleet")->find("max")->value), "9");
  const Item& scaling = *web.find("scaling");
  ASSERT_EQ(scaling.items.size(), 2u);
  EXPECT_EQ(at(text, scaling.items[0].find("target_tracking")->find("target")->value), "60 %");
  EXPECT_EQ(scaling.items[1].text, "fixed");
  EXPECT_EQ(root.find("faults")->items.at(0).find("zone_outage")->find("zone")->text, "a");
  EXPECT_EQ(at(text, root.find("about")->value), ">\n  Words: here\n  # no comment");
  EXPECT_EQ(root.find("seed")->form, Item::Form::nothing);
}

/// What the loader says of places is an independent reader of the same text.
TEST(Outline, AgreesWithTheLoaderOnThePlaceOfEveryValueOfTheLibrary) {
  std::size_t values = 0;
  for (const LibraryScenario& s : libraryScenarios()) {
    LoadOptions options;
    options.asItStands = true;
    const std::string text = textOfFile(s.file);
    const Loaded loaded = loadText(text, s.file, options);
    const Item whole = outlineOf(text);
    for (const auto& [path, place] : loaded.places) {
      if (place.file != s.file) continue;
      ++values;
      const std::size_t begin = offsetOf(text, place);
      EXPECT_FALSE(chainTo(whole, begin).empty())
          << s.name << ": " << path << " at " << place.line << ":" << place.column;
    }
  }
  EXPECT_GT(values, 1000u);
}

TEST(Outline, ReadsTextThatIsHalfWritten) {
  for (const std::string& text : {std::string(sample), textOfFile(*libraryFile("az-outage"))})
    for (std::size_t n = 0; n < text.size(); ++n) {
      const Item whole = outlineOf(text.substr(0, n));
      EXPECT_LE(whole.value.end, n);
    }
  const Item whole = outlineOf("a: {b: [1, 2\nc: 3\n");
  ASSERT_TRUE(whole.find("c")) << "an open bracket does not eat the rest";
  EXPECT_EQ(whole.find("c")->text, "3");
}

std::vector<const Item*> chain(const Item& root, const std::vector<std::string>& keys) {
  std::vector<const Item*> c{&root};
  for (const auto& k : keys)
    c.push_back(k.starts_with('#') ? &c.back()->items[std::stoul(k.substr(1))] : c.back()->find(k));
  return c;
}

TEST(SpanEdit, AValueChangesAndNothingElse) {
  const std::string text = sample;
  const Item root = outlineOf(text);
  const Item& max = *chain(root, {"services", "web", "fleet", "max"}).back();
  const std::string changed = applied(text, replaced(text, max, "12"));
  EXPECT_EQ(changed, std::string(sample).replace(text.find("9}"), 1, "12"));
  EXPECT_EQ(applied(text, replaced(text, *root.find("seed"), "4")), text.substr(0, text.size() - 1) + " 4\n");
}

TEST(SpanEdit, QuotesStayAndComeWhereTheyMust) {
  EXPECT_EQ(scalarText("20:10", "\"19:00\""), "\"20:10\"");
  EXPECT_EQ(scalarText("it's", "'a'"), "'it''s'");
  EXPECT_EQ(scalarText("60 %"), "60 %");
  EXPECT_EQ(scalarText("a: b"), "\"a: b\"");
  EXPECT_EQ(scalarText("a, b"), "\"a, b\"");
  EXPECT_EQ(scalarText("${N:-3} rps"), "${N:-3} rps");
  EXPECT_EQ(scalarText("-5"), "-5");
  EXPECT_EQ(scalarText("null"), "\"null\"");
  EXPECT_EQ(scalarText(""), "\"\"");
}

TEST(SpanEdit, ANewFieldStandsInItsBlockWithItsIndentation) {
  const std::string text = sample;
  const Item root = outlineOf(text);
  EXPECT_EQ(applied(text, *inserted(text, chain(root, {"services", "web", "fleet"}), {"initial"}, "4")),
            std::string(sample).replace(text.find("9}"), 1, "9, initial: 4"));
  EXPECT_EQ(applied(text, *inserted(text, chain(root, {"services", "web", "fleet"}), {"initial"}, "4",
                                    {"min", "initial", "max"})),
            std::string(sample).replace(text.find("3, max"), 1, "3, initial: 4"));
  std::string expected = text;
  expected.insert(text.find("\nfaults:"), "\n    balancer: {policy: random}");
  EXPECT_EQ(applied(text, *inserted(text, chain(root, {"services", "web"}), {"balancer", "policy"}, "random")),
            expected);
  expected = text;
  expected.insert(text.find("   # so"), "");
  const std::string after = "    # why three\n    fleet: {min: 3, max: 9}   # so";
  expected.insert(text.find(after) + after.size(), "\n    rated: 3 rps");
  EXPECT_EQ(applied(text, *inserted(text, chain(root, {"services", "web"}), {"rated"}, "3 rps",
                                    {"fleet", "rated", "scaling"})),
            expected)
      << "behind the comment of the line before, in the order of the table";
  expected = text;
  expected.insert(text.find("\nabout"), "\n    lasts: 3min");
  EXPECT_EQ(applied(text, *inserted(text, chain(root, {"faults", "#0", "zone_outage"}), {"lasts"}, "3min")), expected);
}

TEST(SpanEdit, WhatIsTakenAwayTakesItsLineWithIt) {
  const std::string text = sample;
  const Item root = outlineOf(text);
  EXPECT_EQ(applied(text, *removed(text, chain(root, {"services", "web", "fleet", "min"}))),
            std::string(sample).replace(text.find("min: 3, "), 8, ""));
  EXPECT_EQ(applied(text, *removed(text, chain(root, {"services", "web", "fleet", "max"}))),
            std::string(sample).replace(text.find(", max: 9"), 8, ""));
  EXPECT_EQ(applied(text, *removed(text, chain(root, {"region"}))),
            std::string(sample).replace(text.find("region"),
                                        std::string("region: {zones: [a, \"b c\", c]}  # three\n").size(), ""));
  const auto from = text.find("\n    zone: a");
  EXPECT_EQ(applied(text, *removed(text, chain(root, {"faults", "#0", "zone_outage", "zone"}))),
            std::string(sample).replace(from, std::string("\n    zone: a").size(), " {}"));
  EXPECT_EQ(applied(text, *removed(text, chain(root, {"seed"}))), text.substr(0, text.size() - 6));
}

std::string projectFile(const std::string& file) { return std::string("tests/bad/") + file; }

/// Every offer of every bad file that there is: it must do away with the issue that made it.
TEST(QuickFix, WhatAnIssueOffersTakesTheIssueAway) {
  std::size_t offers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(projectFile(""))) {
    if (entry.path().extension() != ".yaml") continue;
    const std::string text = textOfFile(entry.path()), file = entry.path().string();
    for (const Issue& issue : loadText(text, file).issues)
      for (const QuickFix& fix : quickFixes(text, file, issue)) {
        ++offers;
        const Loaded after = loadText(applied(text, fix.edit), file);
        for (const Issue& left : after.issues)
          EXPECT_FALSE(left.place.line == issue.place.line && left.place.column == issue.place.column &&
                       left.what == issue.what)
              << file << ": " << issue.what << " / " << fix.label;
      }
  }
  EXPECT_GT(offers, 20u);
}

TEST(QuickFix, ReplacesExactlyTheWord) {
  const std::string text = "version: 1\nservices:\n  web: {fleet: {min: 3, mxa: 9}}  # keep\n";
  for (const Issue& i : loadText(text, "a.yaml").issues) {
    if (i.what.find("mxa") == std::string::npos) continue;
    const auto fixes = quickFixes(text, "a.yaml", i);
    ASSERT_EQ(fixes.size(), 1u);
    EXPECT_EQ(fixes[0].edit.with, "max");
    EXPECT_EQ(at(text, fixes[0].edit.span), "mxa");
    EXPECT_EQ(at(text, spanOf(text, "a.yaml", i)), "mxa");
    return;
  }
  FAIL() << "no such issue";
}

TEST(QuickFix, APartOfALongerDurationIsNotReplacedByAnother) {
  const std::string text = "version: 1\nduration: 1h5m\nservices: {web: {worker: {service_time: 1s}}}\n";
  for (const Issue& i : loadText(text, "a.yaml").issues)
    EXPECT_TRUE(quickFixes(text, "a.yaml", i).empty()) << i.what << i.hint;
}

/// The offer is about the duration, and stands for all that is written.
TEST(QuickFix, WhatStandsAroundANumberStays) {
  const std::string text =
      "version: 1\nservices: {web: {worker: {service_time: 1s}}}\nobjectives: {fast: {good: served within 250}}\n";
  std::vector<std::string> offered;
  for (const Issue& i : loadText(text, "a.yaml").issues)
    for (const QuickFix& fix : quickFixes(text, "a.yaml", i)) offered.push_back(fix.edit.with);
  EXPECT_THAT(offered, testing::ElementsAre("served within 250ms", "served within 250s", "served within 250min"));
}

TEST(Tokens, KeysNumbersTextsVariablesAndComments) {
  int state = -1;
  const auto kinds = [&](const QString& line) {
    QString s;
    for (const TokenSpan& t : tokensOf(line, state))
      if (t.token != Token::mark)
        s += QString(line.mid(t.from, t.length)) + "=" + QString("knwtvc")[int(t.token)] + " ";
    return s.toStdString();
  };
  EXPECT_EQ(kinds("  fleet: {min: 3, warm_up: 1h30min}  # why"), "fleet=k min=k 3=n warm_up=k 1h30min=n # why=c ");
  EXPECT_EQ(kinds("at: \"20:10\""), "at=k \"20:10\"=t ");
  EXPECT_EQ(kinds("- {target: 60 %, on: true}"), "target=k 60 %=n on=k true=w ");
  EXPECT_EQ(kinds("rate: ${R:-5 rps}"), "rate=k ${R:-5 rps}=v ");
  EXPECT_EQ(kinds("name: a zone # lost"), "name=k # lost=c ");
  EXPECT_EQ(kinds("about: >"), "about=k ");
  EXPECT_EQ(kinds("  min: 3 # text"), "  min: 3 # text=t ");
  EXPECT_EQ(kinds("next: 4"), "next=k 4=n ");
}

}  // namespace
}  // namespace headroom::gui
