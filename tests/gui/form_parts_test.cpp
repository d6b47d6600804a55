/// Parts of a scenario that come and go, over its text; no window.
#include "gui/editor/form_parts.h"

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

const char* const partsText = R"(version: 1   # of the format
duration: 10min
region: {zones: [a, b, c]}  # three
demand:
  users: {to: web, rate: 20 rps}
services:
  # the front
  web:
    worker: {type: m7g.large, slots: 8, service_time: {lognormal: {mean: 100ms, cv: 1}}}
    fleet: {min: 3, max: 9}  # keep
    scaling:
      - target_tracking: {metric: cpu, target: 60 %}  # why
  store:
    fleet: {min: 2, max: 2}
faults:
  - zone_outage: {zone: b, at: 5min, lasts: "2min"}
)";

struct Read {
  CheckedText checked;
  FormField form;

  explicit Read(std::string words) : checked(checkText(std::move(words), "a.yaml")), form(formOf(*checked)) {}

  const FormField& at(const std::string& path) const {
    const auto chain = chainTo(form, path);
    EXPECT_FALSE(chain.empty()) << path;
    return chain.empty() ? form : *chain.back();
  }
  std::string plus(const std::string& path, const std::string& kind = "") const {
    std::string trouble;
    const auto part = editToAdd(*checked, form, path, kind, trouble);
    return part ? applied(checked->text, part->edit) : "refused: " + trouble;
  }
  std::string minus(const std::string& path) const {
    std::string trouble;
    const auto edit = editToRemove(*checked, form, path, trouble);
    return edit ? applied(checked->text, *edit) : "refused: " + trouble;
  }
  std::string as(const std::string& path, const std::string& kind) const {
    std::string trouble;
    const auto edit = editToKind(*checked, form, path, kind, trouble);
    return edit ? applied(checked->text, *edit) : "refused: " + trouble;
  }
  std::string firstIssue() const {
    return checked->loaded.issues.empty() ? "" : checked->loaded.issues[0].path + ": " + checked->loaded.issues[0].what;
  }
};

std::string partsChanged(const std::string& from, const std::string& to) {
  std::string s = partsText;
  const auto at = s.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return s.replace(at, from.size(), to);
}

TEST(Parts, AreAddedWhereTheirLikeStand) {
  const Read t(partsText);
  EXPECT_EQ(t.plus("region.zones"), partsChanged("[a, b, c]", "[a, b, c, d]"));
  EXPECT_EQ(t.plus("services"), partsChanged("max: 2}\n", "max: 2}\n  service: {}\n"));
  EXPECT_EQ(t.plus("faults", "instance_crash"),
            partsChanged("\"2min\"}\n", "\"2min\"}\n  - instance_crash: {service: web}\n"));
  EXPECT_EQ(t.plus("demand"), partsChanged("20 rps}\n", "20 rps}\n  demand: {to: web}\n"));
  EXPECT_EQ(t.plus("services.web.scaling", "fixed"), partsChanged("# why\n", "# why\n      - fixed: {}\n"));
  EXPECT_EQ(t.plus("services.web.calls"), partsChanged("# why\n", "# why\n    calls: [{to: web}]\n"))
      << "a list that was not there yet";
}

/// Of every kind of the catalogue the least is read without an error of form, nothing else of the text changes, and
/// taking it away again gives the text that was.
TEST(Parts, OfEveryKindCanBeAddedAndTakenAway) {
  const Read t(partsText);
  std::size_t kinds = 0;
  for (const char* path : {"services", "demand", "faults", "region.zones", "services.web.scaling", "objectives",
                           "expect", "services.web.calls", "services.web.alarms", "demand.users.rate"}) {
    const auto parts = partsFor(t.at(path));
    EXPECT_FALSE(parts.empty()) << path;
    for (const PartKind& kind : parts) {
      ++kinds;
      const std::string after = t.plus(path, std::string(kind.kind));
      const Read now(after);
      ASSERT_TRUE(now.checked->spec) << path << " " << kind.kind << "\n" << after << now.firstIssue();
      const FormField& list = now.at(path);
      ASSERT_EQ(list.below.size(), t.at(path).below.size() + 1) << path << " " << kind.kind << "\n" << after;
      EXPECT_EQ(list.below.back().kind, kind.kind);
      for (const char* comment : {"# of the format", "# three", "# the front", "# keep", "# why"})
        EXPECT_NE(after.find(comment), std::string::npos) << path << " " << kind.kind;
      const bool back = t.at(path).written && path != std::string("demand.users.rate");
      EXPECT_EQ(back ? now.minus(list.below.back().path) : partsText, partsText) << path << " " << kind.kind;
    }
  }
  EXPECT_GT(kinds, 25u);
}

TEST(Parts, AServiceGoesWithItsLines) {
  const Read t(partsText);
  EXPECT_EQ(t.minus("services.store"), partsChanged("  store:\n    fleet: {min: 2, max: 2}\n", ""));
  EXPECT_EQ(t.minus("region.zones.2"), partsChanged("[a, b, c]", "[a, c]"));
  EXPECT_EQ(t.minus("faults.zone_outage"),
            partsChanged("faults:\n  - zone_outage: {zone: b, at: 5min, lasts: \"2min\"}", "faults: []"));
  EXPECT_TRUE(t.minus("services.web.fleet").starts_with("refused")) << "not an element";
}

TEST(Parts, BecomeOfAnotherKindAndKeepWhatBothKnow) {
  const Read t(partsText);
  EXPECT_EQ(t.as("services.web.worker.service_time", "exponential"),
            partsChanged("{lognormal: {mean: 100ms, cv: 1}}", "{exponential: {mean: 100ms}}"));
  EXPECT_EQ(t.as("faults.zone_outage", "instance_crash"),
            partsChanged("zone_outage: {zone: b, at: 5min, lasts: \"2min\"}",
                         "instance_crash: {service: web, at: 5min, lasts: \"2min\"}"));
  EXPECT_TRUE(t.as("services.web.worker.service_time", "lognormal").starts_with("refused")) << "it is";
  EXPECT_TRUE(t.as("services.web.worker.service_time", "none").starts_with("refused"));
}

TEST(Parts, EveryKindCanBecomeEveryOther) {
  for (const char* path :
       {"services.web.worker.service_time", "faults.zone_outage", "services.web.scaling.target_tracking"})
    for (const PartKind& kind : kindsFor(Read(partsText).at(path))) {
      const std::string after = Read(partsText).as(path, std::string(kind.kind));
      if (after.starts_with("refused: it is")) continue;
      EXPECT_TRUE(Read(after).checked->spec) << path << " " << kind.kind << "\n" << after << Read(after).firstIssue();
    }
}

/// What is written short opens up: `rate: 20 rps` is a constant.
TEST(Parts, AShortFormBecomesAKind) {
  const Read t(partsChanged("service_time: {lognormal: {mean: 100ms, cv: 1}}", "service_time: 100ms"));
  const std::string after = t.as("services.web.worker.service_time", "exponential");
  EXPECT_NE(after.find("service_time: {exponential: {mean: "), std::string::npos) << after;
  EXPECT_TRUE(Read(after).checked->spec);
}

}  // namespace
}  // namespace headroom::gui
