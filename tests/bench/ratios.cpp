/// How fast the project is, as ratios against hand-written bounds that do the same work in the same run.
///
///   headroom-ratios [ROUNDS]      a table: bound and project [ns of user CPU a request], ratio, what is wanted
///
/// In every round the two sides run one after the other; the ratio is the median of the rounds' ratios, beside it the
/// least and the greatest. Absolute times say little: machines are shared and differ.
#include "analysis/trace/trace_writer.h"
#include "models/simulation.h"
#include "scenarios/load.h"
#include "tests/bench/bare/loops.h"
#include "tests/bench/small_model.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace headroom {
namespace {

double userSeconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<double>(use.ru_utime.tv_sec) + 1e-6 * static_cast<double>(use.ru_utime.tv_usec);
}

/// Does the work and returns how many requests that were.
using Work = std::function<double()>;

double nsEach(const Work& work) {
  const double begin = userSeconds();
  const double requests = work();
  return (userSeconds() - begin) * 1e9 / requests;
}

double medianOf(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}

struct Contest {
  const char* name;
  Work bound, project;
  bool atMost;  // wanted: project/bound of the cost at most; else bound/project at least
  double wanted;
};

std::shared_ptr<const Blueprint> blueprintOf(const char* scenario) {
  const Loaded loaded = load(std::string(HEADROOM_BENCH_SCENARIOS "/") + scenario + ".yaml");
  if (!loaded.ok()) throw Failure(loaded.issues.front().what);
  return compile(*loaded.spec);
}

double wholeModel(const Blueprint& blueprint, const std::shared_ptr<const Blueprint>& shared, Watch watch) {
  World world(shared, static_cast<std::uint64_t>(blueprint.spec.seed));
  world.run(watch);
  return summaryOf(world)["requests.offered"];
}

Work scenario(const char* name) {
  return [blueprint = blueprintOf(name)] { return wholeModel(*blueprint, blueprint, {}); };
}

Work traced(const char* name, double sample) {
  return [blueprint = blueprintOf(name), sample] {
    const std::string target =
        (std::filesystem::temp_directory_path() / ("headroom-ratios-" + std::to_string(getpid()) + ".h5")).string();
    double requests = 0;
    {
      TraceWriter writer(target, {blueprint->spec.name, "2026-01-01T00:00:00Z", "bench", 1, 0, {}});
      writer.announce(announcementOf(*blueprint));
      requests = wholeModel(*blueprint, blueprint, {&writer, sample});
      writer.finish({});
    }
    std::filesystem::remove(target);
    return requests;
  };
}

Work bareQueue(std::uint32_t servers, std::uint64_t customers) {
  return [=] { return bare::queue(servers, 0.8, customers, 1), static_cast<double>(customers); };
}

Work sim(std::uint32_t servers, std::uint64_t customers) {
  return [=] { return smallQueue(servers, 0.8, customers, 1), static_cast<double>(customers); };
}

Work bareCluster(std::uint32_t workers, std::uint64_t requests) {
  return [=] { return bare::cluster(workers, 8, 0.7, requests, 1), static_cast<double>(requests); };
}

void show(const Contest& c, int rounds) {
  std::vector<double> bounds, projects, ratios;
  for (int r = 0; r < rounds; ++r) {
    bounds.push_back(nsEach(c.bound));
    projects.push_back(nsEach(c.project));
    ratios.push_back(c.atMost ? projects.back() / bounds.back() : bounds.back() / projects.back());
  }
  const double ratio = medianOf(ratios);
  const bool met = c.atMost ? ratio <= c.wanted : ratio >= c.wanted;
  std::printf("%-58s %7.1f %7.1f   %5.3f (%.3f to %.3f)   %s %.2f  %s\n", c.name, medianOf(bounds), medianOf(projects),
              ratio, *std::min_element(ratios.begin(), ratios.end()), *std::max_element(ratios.begin(), ratios.end()),
              c.atMost ? "<=" : ">=", c.wanted, met ? "met" : "NOT MET");
  std::fflush(stdout);
}

}  // namespace

int ratios(int rounds) {
  const Contest all[] = {
      {"sim/ alone, M/M/1, against the bare loop", bareQueue(1, 4'000'000), sim(1, 4'000'000), false, 0.6},
      {"sim/ alone, M/M/100, against the bare loop", bareQueue(100, 4'000'000), sim(100, 4'000'000), false, 0.6},
      {"scenario M/M/1, against the bare loop", bareQueue(1, 2'000'000), scenario("queue-1"), false, 0.35},
      {"scenario M/M/100, against the bare loop", bareQueue(100, 2'000'000), scenario("queue-100"), false, 0.45},
      {"scenario cluster, traced, against the bare cluster", bareCluster(100, 10'000'000), traced("cluster-100", 0),
       false, 0.55},
      {"cluster of 10,000 workers, against 100", scenario("cluster-100"), scenario("cluster-10000"), true, 2.5},
      {"cluster, all metrics, 19 alarms, 3 policies, against none", scenario("cluster-100-alone"),
       scenario("cluster-100-watched"), true, 1.03},
      {"cluster, default trace, against none", scenario("cluster-100"), traced("cluster-100", 0), true, 1.03},
      {"cluster, trace with 1 % of requests, against none", scenario("cluster-100"), traced("cluster-100", 0.01), true,
       1.06},
  };
  std::printf("%-58s %7s %7s   %s\n", "median of user CPU a request [ns]", "bound", "here",
              "ratio (least to greatest)");
  for (const Contest& c : all) show(c, rounds);
  return 0;
}

}  // namespace headroom

int main(int argc, char** argv) {
  try {
    return headroom::ratios(argc > 1 ? std::max(1, std::atoi(argv[1])) : 5);
  } catch (const headroom::Failure& failure) {
    std::fprintf(stderr, "headroom-ratios: %s\n", failure.what());
    return 1;
  }
}
