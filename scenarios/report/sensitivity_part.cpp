#include "analysis/stats/many.h"
#include "analysis/stats/paired.h"
#include "scenarios/report/study_report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using namespace report;

struct Move {
  const StudyChange* is = nullptr;
  std::size_t cell = 0;
  stats::Paired margin;  // of the change against the scenario as it is
  bool told = false;     // from chance, all of them together

  double size() const { return told ? std::abs(margin.difference.mean) : 0; }
};

std::size_t baseCell(const StudyFacts& f) { return *f.study.cell(0, f.sensitivity.under); }

std::vector<Move> movesOf(const StudyFacts& f) {
  std::vector<Move> all;
  std::vector<double> chances;
  const std::size_t base = baseCell(f);
  for (std::size_t c = 0; c < f.sensitivity.changes.size(); ++c) {
    all.push_back({&f.sensitivity.changes[c], c, stats::paired(f.sweep.margins(base), f.changed->margins(c)), false});
    chances.push_back(all.back().margin.chance);
  }
  const std::vector<double> corrected = stats::holm(chances);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].told = corrected[i] <= 0.05;
  return all;
}

/// More and less of one assumption stand together; the one that moves most comes first.
std::vector<std::pair<Move, Move>> inOrder(const std::vector<Move>& moves) {
  std::vector<std::pair<Move, Move>> pairs;
  for (std::size_t i = 0; i + 1 < moves.size(); i += 2) pairs.emplace_back(moves[i], moves[i + 1]);
  const auto size = [](const auto& p) { return std::max(p.first.size(), p.second.size()); };
  std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
  return pairs;
}

std::string judgedName(const StudyFacts& f) {
  return f.sweep.objectives().empty() ? "the share served" : "the attainment of the objective nearest to its target";
}

const char* verdictWord(const KeptRuns& runs) {
  switch (shownBy(runs)) {
    case Shown::holds: return "holds";
    case Shown::fails: return "does not hold";
    case Shown::undecided: return "not shown";
    case Shown::unknown: break;
  }
  return "–";
}

/// Points of a hundred; "not distinguishable" where chance could have made it.
Value moveText(const Move& m) {
  Value v = estimated(m.margin.difference.mean, m.margin.difference.halfWidth, Measure::share);
  if (v.text.ends_with(" %")) v.text.replace(v.text.size() - 1, 1, "points");
  if (!m.told) v.text = "not distinguishable";
  return v;
}

/// "with zone c lost, the worst of the zones to lose"; "as it is".
std::string underText(const StudyFacts& f) {
  const StudyLoss& loss = f.study.losses[f.sensitivity.under];
  if (loss.kind != StudyLoss::Kind::one) return f.nameOf(loss);
  return "with " + f.nameOf(loss) + ", the worst of the zones to lose";
}

TableBlock sensitivityTable(const StudyFacts& f, const std::vector<std::pair<Move, Move>>& pairs) {
  TableBlock t{"sensitivity",
               fmt::format("The scenario {}, one assumption changed: by how much that moves {}, in points of 100, "
                           "replication by replication; intervals at 95 %, told from chance for all of them together "
                           "(Holm)",
                           underText(f), judgedName(f)),
               {{"Assumption", false},
                {"Changed", false},
                {"Moved by", true},
                {"Kept", true},
                {"Verdict", false},
                {"Cost a month", true}},
               {}};
  const auto add = [&](const std::string& about, const std::string& change, const SweepFacts& in, std::size_t cell,
                       Value move) {
    const KeptRuns kept = in.kept(cell);
    t.rows.push_back({word(about), word(change), std::move(move), kept.text(), word(verdictWord(kept)),
                      estimateOf(in.month(cell), Measure::money)});
  };
  add("as it is", "–", f.sweep, baseCell(f), word("–"));
  for (const auto& [more, less] : pairs)
    for (const Move* m : {&more, &less}) add(m->is->about, m->is->change, *f.changed, m->cell, moveText(*m));
  return t;
}

Chart tornadoOf(const StudyFacts& f, const std::vector<std::pair<Move, Move>>& pairs) {
  BarChart b;
  b.title = "What moves the verdict";
  b.description = "Bars to the left make it worse, bars to the right better.";
  b.x = {"change of " + judgedName(f), "points of 100"};
  const auto bar = [](const Move& m, int style) {
    const stats::MeanInterval& d = m.margin.difference;
    return Bar{100 * d.mean, 100 * d.halfWidth, m.is->change,
               fmt::format("{} {}: {}", m.is->about, m.is->change, estimateOf(d, Measure::share).text), style};
  };
  for (const auto& [more, less] : pairs) b.rows.push_back({more.is->about, {bar(more, 1), bar(less, 0)}});
  return {std::move(b), "What one assumption moves, more (upper bar) and less of it, with its interval at 95 %."};
}

Paragraph sentenceOn(const StudyFacts& f, const std::pair<Move, Move>& first) {
  const Move& most = first.second.size() > first.first.size() ? first.second : first.first;
  if (!most.told)
    return {fmt::format("None of these moves {} beyond what chance could have done in {} replications.", judgedName(f),
                        f.study.plan.design.replication.max),
            Tone::plain};
  const KeptRuns before = f.sweep.kept(baseCell(f)), after = f.changed->kept(most.cell);
  std::string kept;
  if (after.known) kept = fmt::format("; kept in {} instead of {} replications", after.text().text, before.text().text);
  return {fmt::format("Most depends on {}: {} of it moves {} by {}{}.", most.is->about, most.is->change, judgedName(f),
                      moveText(most).text, kept),
          shownBy(after) != shownBy(before) ? Tone::warning : Tone::plain};
}

}  // namespace

Section sensitivityPart(const StudyFacts& f) {
  Section s{"sensitivity", "Which assumption matters most", 2, {}};
  const auto pairs = inOrder(movesOf(f));
  if (pairs.empty()) return s;
  s.blocks.emplace_back(sentenceOn(f, pairs[0]));
  s.blocks.emplace_back(tornadoOf(f, pairs));
  s.blocks.emplace_back(sensitivityTable(f, pairs));
  s.blocks.emplace_back(Paragraph{
      fmt::format("{} of the {} runs of this page are for this. One assumption is changed at a time: what two do "
                  "together is not asked.",
                  count(static_cast<double>(f.changed->runs())).text, count(static_cast<double>(f.runs())).text)});
  return s;
}

}  // namespace headroom
