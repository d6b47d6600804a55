#include "scenarios/run/run.h"

#include "analysis/stats/mean.h"
#include "sim/fingerprint.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace headroom {
namespace {

constexpr std::uint64_t slice = 1u << 18;  // events between two looks at the clock: some milliseconds

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Estimate estimateOf(const std::string& path, const std::vector<double>& values) {
  const stats::MeanInterval m = stats::meanInterval(values, ReplicaResult().level);
  return {path, m.mean, m.halfWidth, m.n};
}

}  // namespace

RunResult runOnce(const std::shared_ptr<const Blueprint>& blueprint, std::uint64_t seed, std::uint32_t replica,
                  const Watch& watch, Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  World world(blueprint, seed, replica);
  RunResult result;
  const double duration = blueprint->duration.inSeconds();
  while (!world.run(watch, slice)) {
    if (progress.report(std::min(1.0, world.now().inSeconds() / duration), world.eventCount())) continue;
    result.interrupted = true;
    break;
  }
  if (!result.interrupted) result.summary = summaryOf(world);
  result.fingerprint = world.fingerprint();
  result.events = world.eventCount();
  result.wallSeconds = secondsSince(begin);
  return result;
}

namespace {

Estimate estimateOver(const std::vector<RunResult>& results, const std::string& path, auto value) {
  std::vector<double> values;
  for (const RunResult& r : results) values.push_back(value(r.summary));
  return estimateOf(path, values);
}

/// Joint progress of replicas that run on several threads.
class Shared : public Progress {
 public:
  Shared(Progress& whole, std::uint32_t replicas) : whole_(whole), done_(replicas, 0), events_(replicas, 0) {}
  bool of(std::uint32_t replica, double done, std::uint64_t events) {
    const std::lock_guard lock(mutex_);
    done_[replica] = done;
    events_[replica] = events;
    double sum = 0;
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < done_.size(); ++i) {
      sum += done_[i];
      all += events_[i];
    }
    return report(sum / static_cast<double>(done_.size()), all);
  }
  bool report(double done, std::uint64_t events) override { return whole_.report(done, events); }

 private:
  Progress& whole_;
  std::mutex mutex_;
  std::vector<double> done_;
  std::vector<std::uint64_t> events_;
};

class OneOf : public Progress {
 public:
  OneOf(Shared& shared, std::uint32_t replica) : shared_(shared), replica_(replica) {}
  bool report(double done, std::uint64_t events) override { return shared_.of(replica_, done, events); }

 private:
  Shared& shared_;
  std::uint32_t replica_;
};

}  // namespace

std::vector<RunResult> runEachReplica(const std::shared_ptr<const Blueprint>& blueprint, std::uint64_t seed,
                                      std::uint32_t replicas, unsigned threads, Progress& progress,
                                      const OutsideOfReplica& outside) {
  std::vector<RunResult> results(replicas);
  std::atomic<std::uint32_t> next{0};
  std::exception_ptr trouble;
  std::mutex mutex;
  Shared shared(progress, replicas);
  const auto work = [&] {
    try {
      for (std::uint32_t r = next++; r < replicas; r = next++) {
        OneOf mine(shared, r);
        const std::unique_ptr<Outside> asked = outside ? outside() : nullptr;
        results[r] = runOnce(blueprint, seed, r, {.outside = asked.get()}, mine);
        if (results[r].interrupted) next = replicas;  // nobody begins another
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      trouble = std::current_exception();
      next = replicas;
    }
  };
  std::vector<std::thread> crew;
  try {
    for (unsigned i = 1; i < std::min<unsigned>(threads, replicas); ++i) crew.emplace_back(work);
  } catch (const std::system_error&) {}  // the machine gives no more threads: those there are do the work
  work();
  for (std::thread& t : crew) t.join();
  if (trouble) std::rethrow_exception(trouble);
  return results;
}

ReplicaResult runReplicas(const std::shared_ptr<const Blueprint>& blueprint, std::uint64_t seed, std::uint32_t replicas,
                          unsigned threads, Progress& progress, const OutsideOfReplica& outside) {
  const auto begin = std::chrono::steady_clock::now();
  const std::vector<RunResult> results = runEachReplica(blueprint, seed, replicas, threads, progress, outside);
  ReplicaResult all;
  all.replicas = replicas;
  std::vector<std::uint64_t> prints;
  for (const RunResult& r : results) {
    all.interrupted = all.interrupted || r.interrupted;
    all.events += r.events;
    prints.push_back(std::stoull(r.fingerprint.empty() ? "0" : r.fingerprint, nullptr, 16));
  }
  all.fingerprint = hex16(hashOf(std::move(prints)));
  all.wallSeconds = secondsSince(begin);
  if (all.interrupted) return all;
  const Summary& names = results[0].summary;
  all.entry = names.entry;
  all.words = names.words;
  all.changes = names.changes;
  for (std::size_t i = 0; i < names.figures.size(); ++i)
    all.figures.push_back(
        estimateOver(results, names.figures[i].path, [i](const Summary& s) { return s.figures[i].value; }));
  for (std::size_t i = 0; i < names.slo.size(); ++i) {
    const auto over = [&](auto member) {
      return estimateOver(results, {}, [=](const Summary& s) { return static_cast<double>(s.slo[i].*member); });
    };
    using O = ObjectiveFigures;
    all.slo.push_back({names.slo[i].name, names.slo[i].service, names.slo[i].target, over(&O::attainment),
                       over(&O::budgetSpent), over(&O::good), over(&O::ended)});
  }
  for (std::size_t i = 0; i < names.faults.size(); ++i) {
    const auto over = [&](auto member) {
      return estimateOver(results, {}, [=](const Summary& s) { return s.faults[i].*member; });
    };
    using F = FaultFigures;
    all.faults.push_back(
        {names.faults[i].name, over(&F::begins), over(&F::noticed), over(&F::ends), over(&F::recovered)});
  }
  return all;
}

}  // namespace headroom
