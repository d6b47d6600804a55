#include "scenarios/batch/batch.h"

#include "scenarios/batch/crew.h"
#include "scenarios/batch/limits.h"
#include "scenarios/batch/member.h"
#include "sim/issue.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace headroom::batch {
namespace {

using Clock = Crew::Clock;

constexpr auto syncEvery = std::chrono::milliseconds(200);
constexpr std::uint64_t mostProcesses = 1024;
constexpr auto grace = std::chrono::seconds(1);  // beyond its limit, for a run to end by itself

/// The part of the sweep that is done here. Cells stay whole where it depends on results how many runs they have.
std::function<bool(RunId)> shareOf(const Shard& shard, const sweep::Design& design) {
  const std::uint64_t cells = design.cells.size(), replicas = design.replication.max;
  const bool byCell = !design.replication.fixed();
  return [=](RunId id) {
    const std::uint64_t unit = byCell ? id.cell : id.cell * replicas + id.replica;
    return unit * shard.of / (byCell ? cells : cells * replicas) + 1 == shard.index;
  };
}

class Batch {
 public:
  Batch(const sweep::Plan& plan, const BatchOptions& options, Outcome& outcome)
      : plan_(plan), o_(options), outcome_(outcome), queue_(plan.design, shareOf(options.shard, plan.design)) {}

  BatchEnd run(const std::optional<JournalContent>& earlier) {
    const std::string path = journalPath(o_.directory, o_.shard);
    journal_.emplace(earlier ? Journal::goOn(path, *earlier) : Journal::create(path, plan_.design));
    if (earlier) remember(*earlier);
    if (!queue_.over()) work();
    sync();
    return end_;
  }

 private:
  void remember(const JournalContent& earlier) {
    for (const RunRecord& r : earlier.runs) outcome_.add(r);
    for (const auto& [id, r] : outcome_.runs()) {
      if (o_.retryFailed && !r.sound()) continue;
      queue_.done(r);
      ++end_.found;
      failures_ += !r.sound();
    }
    state_.runsBefore = end_.found;
  }

  void work() {
    const std::string traces = plan_.traces ? o_.directory + "/traces" : "";
    if (!traces.empty()) std::filesystem::create_directories(traces);
    const auto member = std::make_shared<Member>(plan_, traces);
    const auto size = std::min({std::uint64_t{o_.processes}, queue_.possible(), mostProcesses});
    Crew crew(size, [member](const std::string& order, const Report& tell) { return member->run(order, tell); });
    running_.resize(crew.size());
    nextSync_ = Clock::now() + syncEvery;
    while (!queue_.over()) {
      for (std::size_t w = 0; w < crew.size(); ++w)
        if (!crew.busy(w)) giveNext(crew, w);
      for (Crew::Event& e : crew.wait(50)) handle(crew, e);
      stopTheLate(crew);
      if (unsynced_ && Clock::now() >= nextSync_) sync();
      if (!goOn()) return;
    }
  }

  /// Asks who watches, ten times a second: to count what is wanted takes time.
  bool goOn() {
    if (!o_.watch || Clock::now() < nextLook_) return true;
    nextLook_ = Clock::now() + std::chrono::milliseconds(100);
    end_.interrupted = !o_.watch(state());
    return !end_.interrupted;
  }

  void giveNext(Crew& crew, std::size_t worker) {
    const auto id = queue_.next(running_[worker].lastCell);
    if (!id) return;
    running_[worker] = {*id, id->cell, 0, 0, false};
    crew.give(worker, orderOf(*id));
  }

  void handle(Crew& crew, Crew::Event& e) {
    Running& r = running_[e.worker];
    if (e.kind == Crew::Event::Kind::progress) {
      r.done = e.done;
      r.events = e.events;
      return;
    }
    RunRecord record;
    if (e.kind == Crew::Event::Kind::answer) {
      MemberAnswer answer = answerOf(e.text);
      if (!answer.trouble.empty()) throw Failure(answer.trouble);
      record = std::move(answer.record);
    } else {
      record.id = r.id;
      record.status = r.late ? RunStatus::too_long : RunStatus::crashed;
      record.reason = r.late ? sentenceOf(RunStatus::too_long, plan_.limits) : "its process " + e.text;
      r.lastCell.reset();
    }
    if (!record.sound()) record.log = crew.log(e.worker);
    keep(std::move(record));
    r.done = 0;
    r.events = 0;
  }

  void keep(RunRecord record) {
    journal_->append(record);
    unsynced_ = true;
    ++end_.ran;
    failures_ += !record.sound();
    events_ += record.events;
    queue_.done(record);
    outcome_.add(std::move(record));
  }

  void stopTheLate(Crew& crew) {
    const auto limit = std::chrono::nanoseconds(plan_.limits.wall.ns()) + grace;
    for (std::size_t w = 0; w < crew.size(); ++w) {
      if (!crew.busy(w) || running_[w].late || Clock::now() - crew.since(w) < limit) continue;
      running_[w].late = true;
      crew.kill(w);
    }
  }

  void sync() {
    journal_->sync();
    unsynced_ = false;
    nextSync_ = Clock::now() + syncEvery;
    state_.runsDone = end_.found + end_.ran;
    state_.cellsDone = queue_.cellsDone();
    state_.failures = failures_;
  }

  BatchState state() {
    state_.cells = queue_.cells();
    state_.runs = std::max<std::uint64_t>(queue_.wanted(), state_.runsDone);
    state_.events = events_;
    state_.running = 0;
    for (const Running& r : running_) {
      state_.running += r.done;
      state_.events += r.events;
    }
    return state_;
  }

  /// What a worker is at.
  struct Running {
    RunId id;
    std::optional<std::uint32_t> lastCell;
    double done = 0;
    std::uint64_t events = 0;
    bool late = false;
  };

  const sweep::Plan& plan_;
  const BatchOptions& o_;
  Outcome& outcome_;
  RunQueue queue_;
  std::optional<Journal> journal_;
  std::vector<Running> running_;
  BatchEnd end_;
  BatchState state_;
  std::uint64_t failures_ = 0, events_ = 0;
  bool unsynced_ = false;
  Clock::time_point nextSync_, nextLook_;
};

}  // namespace

BatchEnd runBatch(const sweep::Plan& plan, const BatchOptions& options, const std::optional<JournalContent>& earlier,
                  Outcome& outcome) {
  return Batch(plan, options, outcome).run(earlier);
}

}  // namespace headroom::batch
