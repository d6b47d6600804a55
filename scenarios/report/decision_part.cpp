#include "analysis/text/escape.h"
#include "scenarios/explain/sentences.h"
#include "scenarios/report/run_report.h"

#include <map>
#include <tuple>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

constexpr std::size_t mostRows = 60;

std::string followedBy(const RunFacts& f, const DecisionRow& d) {
  const why::Launches l = why::launchesOf(f.history, d);
  if (l.ordered == 0) return {};
  std::string text = fmt::format("{} ordered", l.ordered);
  if (l.failed) text += fmt::format(", {} failed", l.failed);
  if (l.entered) text += fmt::format(", the last in service after {}", seconds(l.lastIn - d.time).text);
  return text;
}

TableBlock changesOf(const RunFacts& f, std::size_t& left) {
  TableBlock t{"decisions",
               "Changes of the number of workers that is wanted",
               {{"Time", false},
                {"Service", false},
                {"Workers", false},
                {"Policy", false},
                {"Because", false},
                {"What followed", false}},
               {}};
  for (const DecisionRow& d : f.history.decisions) {
    if (!d.changed() || d.service < 0) continue;
    if (t.rows.size() == mostRows) {
      ++left;
      continue;
    }
    const why::ServiceFacts& s = f.history.service(static_cast<std::size_t>(d.service), d.first);
    const std::string held = why::hindrance(d), why = why::cause(d, s);
    t.rows.push_back({word(f.history.clock(d.time)), word(s.name), word(fmt::format("{} → {}", d.before, d.after)),
                      word(s.policyName(d.policy)), word(why + (why.empty() || held.empty() ? "" : "; ") + held),
                      word(followedBy(f, d))});
  }
  return t;
}

/// Wishes that came to nothing, by who had them and what held them.
TableBlock refusalsOf(const RunFacts& f) {
  struct Sum {
    double rows = 0, times = 0;
    double first = 0, last = 0;
  };
  std::map<std::tuple<std::string, std::string, std::string, std::string>, Sum> sums;
  for (const DecisionRow& d : f.history.decisions) {
    if (d.changed() || d.service < 0) continue;
    const why::ServiceFacts& s = f.history.service(static_cast<std::size_t>(d.service), d.first);
    Sum& sum = sums[{s.name, s.policyName(d.policy), d.wanted > d.before ? "more" : "fewer", d.limit}];
    if (sum.rows == 0) sum.first = d.first;
    ++sum.rows, sum.times += static_cast<double>(d.count), sum.last = d.last;
  }
  TableBlock t{"suppressed",
               "Wishes that were refused",
               {{"Service", false},
                {"Policy", false},
                {"Wanted", false},
                {"Held by", false},
                {"Times", true},
                {"First", false},
                {"Last", false}},
               {}};
  for (const auto& [key, sum] : sums)
    t.rows.push_back({word(std::get<0>(key)), word(std::get<1>(key)), word(std::get<2>(key)), word(std::get<3>(key)),
                      count(sum.times), word(f.history.clock(sum.first)), word(f.history.clock(sum.last))});
  return t;
}

}  // namespace

Section decisionPart(const RunFacts& f) {
  Section s{"decisions", "Decisions", 2, {}};
  std::size_t left = 0;
  TableBlock changes = changesOf(f, left), refusals = refusalsOf(f);
  if (changes.rows.empty()) s.blocks.emplace_back(Paragraph{"Nothing changed the number of workers."});
  if (!changes.rows.empty()) s.blocks.emplace_back(std::move(changes));
  if (left) s.blocks.emplace_back(Paragraph{fmt::format("{} more are in the trace.", left)});
  if (!refusals.rows.empty()) s.blocks.emplace_back(std::move(refusals));
  s.blocks.emplace_back(
      Command{"Each in words, and why nothing was done at an instant:", "headroom explain " + shellWord(f.file)});
  return s;
}

}  // namespace headroom
