#include "scenarios/run/first_difference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace headroom {
namespace {

constexpr std::uint64_t blockOfEvents = 1u << 17;

// ---- rows, in words ------------------------------------------------------------------------------------------------

/// Tables of what happens at an instant; the others sum up or are told late.
bool compared(const std::string& table) {
  constexpr std::array names{"events", "decisions", "alarms", "metrics", "answers"};
  return std::find(names.begin(), names.end(), table) != names.end();
}

/// "service=web kind=launch worker=3"; what is unknown is left out.
std::string rowText(const Announcement& a, const Table& t, std::span<const double> cells) {
  std::string text = t.name + ":";
  for (std::size_t c = 0; c < t.columns.size(); ++c) {
    const Column& column = t.columns[c];
    const double x = cells[c];
    if (std::isnan(x) || column.name == "time") continue;
    std::string word = fmt::format("{}", x);
    if (x >= 0 && x < static_cast<double>(column.flags.size())) word = column.flags[static_cast<std::size_t>(x)];
    for (const Axis& axis : a.axes) {  // columns that are named like an axis hold an index on it
      if (axis.name != column.name) continue;
      if (x < 0) word.clear();
      if (x >= 0 && x < static_cast<double>(axis.labels.size())) word = axis.labels[static_cast<std::size_t>(x)];
    }
    if (!word.empty()) text += " " + column.name + "=" + word;
  }
  return text;
}

class Rows : public Listener {
 public:
  explicit Rows(Announcement a) : a_(std::move(a)) {}
  void announce(const Announcement&) override {}
  void bucket(Instant, Instant, std::span<const double>) override {}
  void row(std::size_t table, std::span<const double> cells) override {
    const Table& t = a_.tables[table];
    if (compared(t.name)) told.push_back(rowText(a_, t, cells));
  }
  std::vector<std::string> told;

 private:
  Announcement a_;
};

// ---- a run that is followed ----------------------------------------------------------------------------------------

constexpr std::array<const char*, 4> endings{"served", "failed", "rejected", "timed_out"};

/// Counts of one service's calls or one demand's requests.
struct Counts {
  std::array<std::uint64_t, 4> ended{};
  std::uint64_t late = 0;
};

Counts countsOf(const Tally& total, const Tally& bucket) {
  Counts c{{}, total.late + bucket.late};
  for (std::size_t i = 0; i < c.ended.size(); ++i) c.ended[i] = total.ended[i] + bucket.ended[i];
  return c;
}

/// One of those that both runs have: a service or a demand, by its place in each.
struct Party {
  std::string name;
  bool service = true;
  std::size_t index = 0;
};

class RunBeside {
 public:
  RunBeside(const RunToCompare& run, std::vector<Party> parties)
      : world_(run.blueprint, run.seed, run.replica),
        rows_(announcementOf(*run.blueprint)),
        parties_(std::move(parties)) {}

  /// Runs a block; true: the run is over.
  bool block() {
    rows_.told.clear();
    return world_.run({.listener = &rows_}, blockOfEvents);
  }
  std::vector<std::string> takeRows() { return std::exchange(rows_.told, {}); }
  Instant now() const { return world_.now(); }
  double done() const { return std::min(1.0, world_.now().inSeconds() / world_.blueprint->duration.inSeconds()); }
  std::uint64_t events() const { return world_.eventCount(); }
  const World& world() const { return world_; }
  void goBackTo(const World& world) {
    world_ = world;
    rows_.told.clear();
  }

  std::vector<std::uint64_t> prints() const {
    std::vector<std::uint64_t> all;
    for (const Party& p : parties_) all.push_back(printOf(p));
    return all;
  }

  /// What is done next, and the fingerprints of those that did it.
  struct Step {
    Doing doing;
    std::vector<std::pair<std::size_t, std::uint64_t>> changed;
  };
  Step next() {
    Step step;
    const std::vector<std::uint64_t> before = prints();
    const std::vector<Counts> counted = counts();
    rows_.told.clear();
    while (!step.doing.over && step.changed.empty() && rows_.told.empty()) {
      step.doing.over = world_.run({.listener = &rows_}, 1);
      const std::vector<std::uint64_t> now = prints();
      for (std::size_t p = 0; p < now.size(); ++p)
        if (now[p] != before[p]) step.changed.emplace_back(p, now[p]);
    }
    step.doing.at = world_.now();
    if (!step.changed.empty() || !rows_.told.empty()) step.doing.over = false;
    describe(step, counted, counts());
    step.doing.what.insert(step.doing.what.end(), rows_.told.begin(), rows_.told.end());
    return step;
  }

 private:
  std::uint64_t printOf(const Party& p) const {
    return p.service ? world_.services[p.index].fingerprint.value() : world_.demands[p.index].fingerprint.value();
  }
  std::vector<Counts> counts() const {
    std::vector<Counts> all;
    for (const Party& p : parties_) {
      const auto of = [](const auto& state) { return countsOf(state.total, state.bucket); };
      all.push_back(p.service ? of(world_.services[p.index]) : of(world_.demands[p.index]));
    }
    return all;
  }
  void describe(Step& step, const std::vector<Counts>& before, const std::vector<Counts>& after) const {
    for (const auto& [p, print] : step.changed) {
      const Party& party = parties_[p];
      const std::string subject = party.service ? "a call to " + party.name : "a request of " + party.name;
      for (std::size_t i = 0; i < endings.size(); ++i)
        if (after[p].ended.at(i) != before[p].ended.at(i))
          step.doing.what.push_back(fmt::format("{} ended {}", subject, endings.at(i)));
      if (after[p].late != before[p].late) step.doing.what.push_back(subject + " ended after its caller had gone");
    }
  }

  World world_;
  Rows rows_;
  std::vector<Party> parties_;
};

// ---- both ----------------------------------------------------------------------------------------------------------

template <class Plans>
void addParties(const Plans& a, const Plans& b, bool service, Difference& d, std::vector<Party>& ofA,
                std::vector<Party>& ofB) {
  const auto find = [](const Plans& plans, const std::string& name) {
    return static_cast<std::size_t>(
        std::find_if(plans.begin(), plans.end(), [&](const auto& p) { return p.name == name; }) - plans.begin());
  };
  const std::string kind = service ? "service " : "demand ";
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t j = find(b, a[i].name);
    if (j == b.size()) {
      d.onlyA.push_back(kind + a[i].name);
      continue;
    }
    ofA.push_back({a[i].name, service, i});
    ofB.push_back({a[i].name, service, j});
  }
  for (const auto& plan : b)
    if (find(a, plan.name) == a.size()) d.onlyB.push_back(kind + plan.name);
}

bool same(const RunBeside::Step& a, const RunBeside::Step& b) {
  return a.doing.over == b.doing.over && (a.doing.over || a.doing.at == b.doing.at) && a.changed == b.changed &&
         a.doing.what == b.doing.what;
}

/// Goes on one by one; true: they have parted.
bool partsWithin(RunBeside& a, RunBeside& b, std::uint64_t events, Difference& d) {
  const std::uint64_t begin = a.events();
  while (a.events() - begin < events) {
    d.same = a.events();
    RunBeside::Step left = a.next(), right = b.next();
    if (!same(left, right)) {
      d.equal = false;
      d.a = std::move(left.doing), d.b = std::move(right.doing);
      return true;
    }
    if (left.doing.over) return true;
  }
  return false;
}

}  // namespace

Difference firstDifference(const RunToCompare& first, const RunToCompare& second, Progress& progress) {
  Difference d;
  std::vector<Party> ofA, ofB;
  addParties(first.blueprint->services, second.blueprint->services, true, d, ofA, ofB);
  addParties(first.blueprint->demands, second.blueprint->demands, false, d, ofA, ofB);
  RunBeside a(first, ofA), b(second, ofB);
  for (;;) {
    if (!progress.report(std::min(a.done(), b.done()), a.events() + b.events())) {
      d.interrupted = true;
      return d;
    }
    const World atA = a.world(), atB = b.world();
    const bool overA = a.block(), overB = b.block();
    const bool alike = overA == overB && a.now() == b.now() && a.prints() == b.prints() && a.takeRows() == b.takeRows();
    if (alike && overA) return d;
    if (alike) continue;
    a.goBackTo(atA), b.goBackTo(atB);
    if (partsWithin(a, b, blockOfEvents, d)) return d;
  }
}

}  // namespace headroom
