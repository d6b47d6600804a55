/// validation_tests [--nightly [--date 2026-05-01]] [GoogleTest's options]
/// validation_tests --page FILE [--nightly …] [--threads N]     writes the page instead
/// validation_tests --scenario ID                               prints a case as a scenario file
#include "scenarios/write_yaml.h"
#include "tests/validation/page.h"
#include "tests/validation/suite.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace headroom::validation {
namespace {

struct Options {
  std::string page, scenario;
  unsigned threads = 1;
};

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[16] = {};
  std::strftime(text, sizeof text, "%Y-%m-%d", std::gmtime(&now));
  return text;
}

Options optionsOf(int argc, char** argv, Mode& mode) {
  Options o;
  const auto next = [&](int& i) {
    if (i + 1 >= argc) throw std::invalid_argument(std::string(argv[i]) + " wants a value");
    return std::string(argv[++i]);
  };
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--nightly") {
      mode.nightly = true;
    } else if (word == "--date") {
      mode.date = next(i);
    } else if (word == "--page") {
      o.page = next(i);
    } else if (word == "--scenario") {
      o.scenario = next(i);
    } else if (word == "--threads") {
      o.threads = static_cast<unsigned>(std::stoul(next(i)));
    } else {
      throw std::invalid_argument("unknown option " + word);
    }
  }
  if (mode.nightly && mode.date.empty()) mode.date = today();
  return o;
}

int printScenarios(const std::string& id, const Mode& mode) {
  bool found = false;
  for (const Group& g : allGroups())
    for (const Case& c : g.cases) {
      if (c.id != id && c.title() != id) continue;
      const ScenarioSpec spec = scenarioOf(c, mode);
      fmt::print("{}# {}: {}\n{}", found ? "---\n" : "", c.title(), g.about,
                 writeYaml(typeOf(static_cast<const ScenarioSpec*>(nullptr)), &spec, "."));
      found = true;
    }
  if (!found) fmt::print(stderr, "there is no case {}\n", id);
  return found ? 0 : 2;
}

int writePage(const Options& o, const Mode& mode) {
  const std::vector<Group> groups = allGroups();
  const std::vector<Ran> ran = runAll(groups, mode, o.threads);
  std::ofstream(o.page) << pageOf(groups, ran, mode);
  double seconds = 0;
  int failed = 0;
  for (const Ran& r : ran) {
    seconds += r.seconds;
    for (const Checked& c : r.measured.figures) {
      failed += !c.passes();
      if (!c.passes())
        fmt::print(stderr, "{}  {} {}: expected {:.6g}, measured {:.6g} ± {:.2g} (allowed {:.2g}), z {:+.2f}\n",
                   c.agrees ? "too wide" : "OUTSIDE ", r.what->title(), c.name, c.expected, c.estimate.value,
                   c.estimate.halfWidth(), c.allowed, c.z);
    }
  }
  fmt::print(stderr, "{} cases, {:.0f} s of processor time, {} figures failed\n", ran.size(), seconds, failed);
  return failed ? 1 : 0;
}

int run(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  Mode& mode = suiteMode();
  const Options o = optionsOf(argc, argv, mode);
  if (!o.scenario.empty()) return printScenarios(o.scenario, mode);
  if (!o.page.empty()) return writePage(o, mode);
  if (mode.nightly) fmt::print("seeds of {} (again: --nightly --date {})\n", mode.date, mode.date);
  return RUN_ALL_TESTS();
}

}  // namespace
}  // namespace headroom::validation

int main(int argc, char** argv) {
  try {
    return headroom::validation::run(argc, argv);
  } catch (const std::exception& e) {
    fmt::print(stderr, "validation_tests: {}\n", e.what());
    return 2;
  }
}
