#include "scenarios/batch/outcome.h"

#include "analysis/stats/mean.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace headroom::batch {
namespace {

/// Codes behind those of RunStatus: why there is no run.
constexpr std::uint8_t notNeeded = 6, leftOut = 7;
const std::vector<std::string>& statusWords() {
  static const std::vector<std::string> words{
      "done", "failed", "crashed", "too_long", "too_many_events", "too_much_memory", "not_needed", "left_out"};
  return words;
}

/// The figures of one cell, in the order in which its runs name them.
std::vector<Estimate> estimatesOf(const std::vector<const RunRecord*>& runs) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<double>, std::less<>> values;
  for (const RunRecord* r : runs)
    for (std::size_t i = 0; i < r->values.size(); ++i) {
      const auto [at, fresh] = values.try_emplace((*r->names)[i]);
      if (fresh) order.push_back(at->first);
      at->second.push_back(r->values[i]);
    }
  std::vector<Estimate> all;
  for (const std::string& path : order) {
    const stats::MeanInterval m = stats::meanInterval(values.find(path)->second);
    all.push_back({path, m.mean, m.halfWidth, m.n});
  }
  return all;
}

}  // namespace

void Outcome::add(RunRecord record) {
  const auto [at, fresh] = runs_.try_emplace(record.id, record);
  if (fresh) return;
  RunRecord& known = at->second;
  if (known.sound() && record.sound() && !known.sameAs(record))
    throw Failure("two journals differ about replica " + std::to_string(record.id.replica) + " of the cell " +
                  design_.label(record.id.cell) + ": they were not made by the same program");
  if (!known.sound()) known = std::move(record);
}

const RunRecord* Outcome::find(RunId id) const {
  const auto it = runs_.find(id);
  return it == runs_.end() ? nullptr : &it->second;
}

RunQueue Outcome::queue() const {
  RunQueue queue(design_, [](RunId) { return true; });
  for (const auto& [id, record] : runs_) queue.done(record);
  return queue;
}

std::optional<std::vector<std::uint32_t>> Outcome::replicas() const {
  const RunQueue q = queue();
  std::vector<std::uint32_t> all;
  for (std::uint32_t c = 0; c < q.cells(); ++c) {
    const auto n = q.replicas(c);
    if (!n) return std::nullopt;
    all.push_back(*n);
  }
  return all;
}

std::uint64_t Outcome::missing() const {
  const RunQueue q = queue();
  return q.wanted() - q.ended();
}

std::uint64_t SweepResult::broken() const {
  std::uint64_t n = 0;
  for (const CellResult& c : cells) n += c.broken;
  return n;
}

SweepResult resultOf(const Outcome& outcome, const std::vector<std::uint32_t>& replicas) {
  SweepResult result;
  result.design = outcome.design();
  const auto cells = static_cast<std::uint32_t>(replicas.size());
  for (std::uint32_t c = 0; c < cells; ++c) {
    CellResult cell;
    cell.label = result.design.label(c);
    cell.replicas = replicas[c];
    std::vector<const RunRecord*> sound;
    for (std::uint32_t r = 0; r < replicas[c]; ++r) {
      const RunRecord& run = *outcome.find({c, r});
      ++result.runs;
      result.events += run.events;
      cell.broken += run.promises == RunRecord::Promises::broken;
      if (run.sound()) {
        sound.push_back(&run);
      } else {
        ++cell.failed;
        result.failures.push_back(run);
      }
    }
    cell.figures = estimatesOf(sound);
    result.cells.push_back(std::move(cell));
  }
  return result;
}

namespace {

void describe(SweepTable& t, const sweep::Design& d) {
  t.title = d.name;
  t.version = d.version;
  t.hash = d.hash;
  t.seed = d.seed;
  t.texts.emplace_back("sweep", d.text);
  for (const sweep::SourceText& s : d.scenarios) {
    const std::string name = s.name.empty() ? "scenario" : "scenario_" + s.name;
    t.texts.emplace_back(name, s.text);
    t.texts.emplace_back(name + "_source", s.stage.empty() ? s.file : s.file + " --stage " + s.stage);
  }
  for (const sweep::Axis& a : d.axes) t.axes.push_back({a.name, a.sentence, a.unit, a.numbers, a.texts, a.dimension});
  t.shape = d.shape;
  t.statusWords = statusWords();
}

}  // namespace

SweepTable tableOf(const Outcome& outcome, const std::vector<std::uint32_t>& replicas) {
  const sweep::Design& d = outcome.design();
  SweepTable t;
  describe(t, d);
  t.replicas = replicas.empty() ? 0 : *std::max_element(replicas.begin(), replicas.end());
  const std::size_t n = d.gridSize() * t.replicas;
  t.status.assign(n, leftOut);
  t.promises.assign(n, static_cast<std::uint8_t>(RunRecord::Promises::none));
  t.fingerprints.assign(n, 0);
  t.events.assign(n, std::numeric_limits<double>::quiet_NaN());
  // Of each figure, where its values are: a run, and the place in it.
  struct Value {
    std::size_t at;
    double value;
  };
  auto values = std::make_shared<std::vector<std::vector<Value>>>();
  std::map<std::string, std::size_t, std::less<>> figureOf;
  const auto cells = static_cast<std::uint32_t>(replicas.size());
  for (std::uint32_t c = 0; c < cells; ++c)
    for (std::uint32_t r = 0; r < t.replicas; ++r) {
      const std::size_t at = d.cells[c] * t.replicas + r;
      t.status[at] = notNeeded;
      if (r >= replicas[c]) continue;
      const RunRecord& run = *outcome.find({c, r});
      t.status[at] = static_cast<std::uint8_t>(run.status);
      t.promises[at] = static_cast<std::uint8_t>(run.promises);
      t.fingerprints[at] = run.fingerprint;
      if (run.sound()) t.events[at] = static_cast<double>(run.events);
      for (std::size_t i = 0; i < run.values.size(); ++i) {
        const auto [figure, fresh] = figureOf.try_emplace((*run.names)[i], t.figures.size());
        if (fresh) {
          t.figures.push_back(figure->first);
          values->emplace_back();
        }
        (*values)[figure->second].push_back({at, run.values[i]});
      }
      if (!run.sound())
        t.failures.push_back({d.label(c), static_cast<std::int64_t>(d.cells[c]), r,
                              statusWords()[static_cast<std::size_t>(run.status)], run.reason, run.log});
    }
  t.fill = [values](std::size_t figure, std::span<double> into) {
    for (const Value& v : (*values)[figure]) into[v.at] = v.value;
  };
  return t;
}

}  // namespace headroom::batch
