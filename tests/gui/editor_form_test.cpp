/// The form over a scenario's text; no window.
#include "gui/editor/assist.h"
#include "gui/editor/form_tree.h"
#include "scenarios/library.h"
#include "tests/text_of_file.h"

#include <set>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

const char* const formText = R"(version: 1   # of the format
duration: 10min
region: {zones: [a, b, c]}
demand:
  users: {to: web, rate: 20 rps}
services:
  web:
    # why so large
    worker: {type: m7g.large, slots: 8, service_time: {lognormal: {mean: 100ms, cv: 1}}}
    fleet: {min: 3, max: 9}  # keep
    scaling:
      - target_tracking: {metric: cpu, target: 60 %}
faults:
  - zone_outage: {zone: b, at: 5min, lasts: "2min"}
)";

struct Text {
  CheckedText checked;
  FormField form;

  explicit Text(std::string words, const std::string& file = "a.yaml")
      : checked(checkText(std::move(words), file)), form(formOf(*checked)) {}

  const FormField& at(const std::string& path) const {
    const auto chain = chainTo(form, path);
    EXPECT_FALSE(chain.empty()) << path;
    return chain.empty() ? form : *chain.back();
  }
  std::string with(const std::string& path, const std::string& value) const {
    std::string trouble;
    const auto edit = editTo(*checked, form, path, value, trouble);
    return edit ? applied(checked->text, *edit) : "refused: " + trouble;
  }
  std::string without(const std::string& path) const {
    const auto edit = editToDefault(*checked, path);
    return edit ? applied(checked->text, *edit) : "refused";
  }
};

std::string changed(const std::string& from, const std::string& to) {
  std::string s = formText;
  const auto at = s.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return s.replace(at, from.size(), to);
}

TEST(Form, SaysWhatIsWrittenAndWhatIsByDefault) {
  const Text t(formText);
  EXPECT_EQ(t.at("services.web.fleet.min").value, "3");
  EXPECT_TRUE(t.at("services.web.fleet.min").written);
  EXPECT_EQ(t.at("services.web.scaling.target_tracking.target").value, "60 %");
  EXPECT_EQ(t.at("services.web.worker.service_time").kind, "lognormal");
  EXPECT_EQ(t.at("services.web.worker.service_time.lognormal.mean").value, "100ms");
  EXPECT_FALSE(t.at("seed").set);
  EXPECT_EQ(t.at("seed").value, "1");
  EXPECT_EQ(t.at("faults.zone_outage.lasts.deterministic.value").value, "2min");
  EXPECT_EQ(rangeText(t.at("services.web.fleet.min")), "from 0 to 1000000");
  EXPECT_FALSE(t.at("services.web.fleet.min").sentence.empty());
  EXPECT_EQ(t.at("faults.zone_outage.lasts").inner, "faults.zone_outage.lasts.deterministic.value");
}

TEST(Form, AValueChangesInPlace) {
  const Text t(formText);
  EXPECT_EQ(t.with("services.web.fleet.max", "12"), changed("max: 9", "max: 12"));
  EXPECT_EQ(t.with("services.web.worker.service_time.lognormal.mean", "80ms"), changed("100ms", "80ms"));
  EXPECT_EQ(t.with("services.web.scaling.target_tracking.target", "45 %"), changed("60 %", "45 %"));
  EXPECT_EQ(t.with("faults.zone_outage.lasts.deterministic.value", "3min"), changed("\"2min\"", "\"3min\""));
  EXPECT_EQ(t.with("demand.users.to", "web"), formText);
}

TEST(Form, AFieldThatWasByDefaultGoesIntoItsBlock) {
  const Text t(formText);
  EXPECT_EQ(t.with("seed", "7"), changed("10min\n", "10min\nseed: 7\n")) << "in the order of the table";
  EXPECT_EQ(t.with("services.web.fleet.warm_up", "30s"), changed("max: 9}", "max: 9, warm_up: 30s}"));
  EXPECT_EQ(t.with("services.web.balancer.policy", "random").find("balancer: {policy: random}") != std::string::npos,
            true);
  EXPECT_EQ(t.with("services.web.worker.queue", "32"), changed("slots: 8", "slots: 8, queue: 32"));
}

/// `- fixed` is `- fixed: {}`, `constant: 5 rps` is `constant: {rate: 5 rps}`: what is written second needs the braces.
TEST(Form, AShortFormOpensWhereASecondFieldIsDue) {
  const Text t("version: 1\nservices:\n  web:\n    worker: {service_time: 80ms}\n    scaling: [fixed]  # so\n");
  const std::string after = t.with("services.web.scaling.fixed.name", "mine");
  EXPECT_NE(after.find("    scaling: [{fixed: {name: mine}}]  # so\n"), std::string::npos) << after;
  EXPECT_TRUE(Text(after).checked->spec);
}

TEST(Form, WhatIsTakenAwayIsByDefaultAgain) {
  const Text t(formText);
  EXPECT_EQ(t.without("services.web.fleet.max"), changed(", max: 9", ""));
  EXPECT_EQ(t.without("duration"), changed("duration: 10min\n", ""));
  const Text again(t.without("services.web.fleet.max"));
  EXPECT_FALSE(again.at("services.web.fleet.max").set);
}

TEST(Form, WhatTheParserRefusesIsRefusedWithItsWords) {
  const Text t(formText);
  EXPECT_TRUE(t.with("services.web.fleet.min", "-1").starts_with("refused: `min`: `-1` is out of range"));
  EXPECT_NE(t.with("duration", "40").find("has no unit"), std::string::npos);
  EXPECT_NE(t.with("services.web.balancer.policy", "rnd").find("refused"), std::string::npos);
  EXPECT_EQ(refusalOf(t.at("services.web.fleet.max"), "unlimited").empty(), false);
}

/// Figures that contradict one another are an error of the scenario; the form must stay usable to mend it.
TEST(Form, StaysWhereTheMeaningIsWrong) {
  const Text t(changed("min: 3", "min: 30"));
  EXPECT_FALSE(t.checked->loaded.ok());
  EXPECT_EQ(t.at("services.web.fleet.min").value, "30");
  EXPECT_TRUE(Text(t.with("services.web.fleet.max", "40")).checked->loaded.ok());
}

TEST(Form, WhatComesFromAnotherFileIsLaidOver) {
  const std::string file = *libraryFile("az-outage");
  const Text t(textOfFile(file), file);
  const FormField& min = t.at("services.web.fleet.min");
  EXPECT_TRUE(min.set);
  EXPECT_FALSE(min.written);
  EXPECT_NE(min.origin, "");
  const Text after(t.with("services.web.fleet.min", "5"), file);
  ASSERT_TRUE(after.checked->loaded.ok()) << after.checked->text;
  EXPECT_EQ(after.checked->spec->services[0].fleet.min, 5);
  EXPECT_EQ(after.at("services.web.fleet.min").value, "5");
  const Text target(t.with("services.web.scaling.target_tracking.target", "50 %"), file);
  EXPECT_TRUE(target.checked->loaded.ok()) << target.checked->text;
  EXPECT_EQ(target.at("services.web.scaling.target_tracking.target").value, "50 %");
}

/// Every leaf of every scenario of the library: written again with the value it has, it means the same, and what is
/// not the value stays byte for byte.
TEST(Form, EveryFieldOfTheLibraryCanBeWrittenWhereItStands) {
  std::size_t fields = 0, inserted = 0, refused = 0;
  for (const LibraryScenario& s : libraryScenarios()) {
    const Text t(textOfFile(s.file), s.file);
    ASSERT_TRUE(t.checked->spec) << s.name;
    std::set<std::string> slow;  // one field of each name is enough for those that have to be loaded again
    const auto walk = [&](const auto& self, const FormField& f) -> void {
      for (const FormField& below : f.below) self(self, below);
      if (!f.isLeaf() || f.value.empty()) return;
      std::string trouble;
      const auto edit = editTo(*t.checked, t.form, f.path, f.value, trouble);
      ++fields;
      if (!edit) {
        ++refused;
        return;
      }
      if (f.written) {
        EXPECT_EQ(applied(t.checked->text, *edit), t.checked->text) << s.name << " " << f.path << " " << f.value;
        return;
      }
      if (!slow.insert(std::string(f.field.name)).second || slow.size() > 6) return;
      ++inserted;
      LoadOptions asItStands;
      asItStands.asItStands = true;
      const std::string text2 = applied(t.checked->text, *edit);
      const Loaded after = loadText(text2, s.file, asItStands);
      EXPECT_TRUE(after.ok()) << s.name << ": " << f.path << "\n"
                              << text2 << (after.issues.empty() ? "" : after.issues[0].what);
      EXPECT_TRUE(after.places.contains(f.path)) << s.name << ": " << f.path << "\n" << text2;
    };
    walk(walk, t.form);
  }
  RecordProperty("fields", static_cast<int>(fields));
  RecordProperty("refused", static_cast<int>(refused));
  EXPECT_GT(fields, 2000u);
  EXPECT_GT(inserted, 100u);
  EXPECT_LT(refused * 10, fields) << "the form can change nine fields of ten";
}

std::set<std::string> offered(std::string words) {
  const auto at = words.find('@');
  words.erase(at, 1);
  std::set<std::string> all;
  for (const Completion& c : completionsAt(words, at).choices) all.insert(c.text);
  return all;
}

TEST(Assist, OffersKeysThatAreNotThereYet) {
  const auto fleet = offered("services:\n  web:\n    fleet: {min: 3, @}\n");
  EXPECT_TRUE(fleet.contains("max: "));
  EXPECT_FALSE(fleet.contains("min: "));
  EXPECT_TRUE(offered("version: 1\n@\nservices:\n").contains("duration: "));
  EXPECT_TRUE(offered("services:\n  web:\n    fleet:\n      min: 3\n      wa@\n").contains("warm_up: "));
  EXPECT_TRUE(offered("services:\n  web:\n    fleet:\n      @\n").contains("min: "));
  EXPECT_TRUE(offered("services:\n  web:\n    scaling:\n      - tar@\n").contains("target_tracking: "));
  EXPECT_TRUE(
      offered("services:\n  web:\n    scaling:\n      - target_tracking: {metric: cpu, @}\n").contains("target: "));
  EXPECT_TRUE(offered("faults:\n  - zone_outage: {@}\n").contains("lasts: "));
  EXPECT_TRUE(offered("faults:\n  - zone_outage: {@}\n").contains("name: ")) << "common to all faults";
}

TEST(Assist, OffersWordsOfTheValue) {
  EXPECT_TRUE(offered("services:\n  web:\n    balancer: {policy: @}\n").contains("least_outstanding"));
  EXPECT_TRUE(offered("at_end: @\n").contains("drain"));
  EXPECT_TRUE(offered("region: {zones: [east, west]}\nfaults:\n  - zone_outage: {zone: @}\n").contains("west"));
  EXPECT_TRUE(offered("services: {web: {}}\ndemand:\n  users:\n    to: @\n").contains("web"));
}

TEST(Assist, ExplainsKeys) {
  const std::string t = formText;
  const std::string min = explanationAt(t, t.find("min: 3"));
  EXPECT_TRUE(min.starts_with("min: ")) << min;
  EXPECT_NE(min.find("Default: "), std::string::npos) << min;
  EXPECT_NE(explanationAt(t, t.find("target_tracking")), "");
  EXPECT_EQ(explanationAt(t, t.find("3, max")), "");
}

}  // namespace
}  // namespace headroom::gui
