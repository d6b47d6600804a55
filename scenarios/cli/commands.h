/// The commands of the program `headroom`; each is a file. They return the exit code of architecture 4:
/// 0 fine · 1 failed while running (`diff`: not equal) · 2 bad usage or input · 3 an `expect:` was not met · 4 a sweep
/// is not whole · 130 interrupted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace headroom::cli {

struct ScenarioOptions {
  std::string file, stage;
  std::vector<std::string> sets;
};

struct RunOptions : ScenarioOptions {
  std::string output, from;
  std::uint64_t seed = 0;
  bool seeded = false, noTrace = false, force = false, json = false, quiet = false, allowExternal = false;
  std::uint32_t replicas = 1;
  unsigned threads = 0;  // 0: all cores
  double requestSample = 0;
  bool workerUse = false;
};
int run(const RunOptions&);

struct CheckOptions : ScenarioOptions {
  bool json = false, resolved = false;
};
int check(const CheckOptions&);

struct StrategiesOptions : ScenarioOptions {
  std::uint64_t seed = 0;
  bool seeded = false, json = false, quiet = false;
};
int strategies(const StrategiesOptions&);

struct SweepOptions {
  std::string file, output, shard, keep;
  std::uint64_t seed = 0;
  unsigned threads = 0;  // 0: all cores
  bool seeded = false, resume = false, retryFailed = false, force = false, dryRun = false, json = false, quiet = false,
       allowExternal = false;
};
int sweep(const SweepOptions&);

struct MergeOptions {
  std::vector<std::string> directories;
  std::string output;
  bool force = false, json = false;
};
int merge(const MergeOptions&);

struct PlanOptions : ScenarioOptions {
  std::string service, lostAt;
  std::vector<std::string> types;
  std::int64_t upTo = 0;  // 0: what the scenario allows
  double probability = 0.95, confidence = 0.95;
  std::uint32_t failures = 0;
  std::uint64_t seed = 0;
  bool seeded = false, json = false, quiet = false;
  unsigned threads = 0;  // 0: all cores
};
/// 1 also where no fleet keeps the objectives.
int planFleet(const PlanOptions&);

struct EmitOptions : ScenarioOptions {
  std::string as;
};
int emitSettings(const EmitOptions&);

struct CompareOptions {
  std::vector<std::string> files, sets;
  std::string output;
  std::uint64_t seed = 0;
  bool seeded = false, json = false, quiet = false, force = false;
  std::uint32_t replicas = 10;
  unsigned threads = 0;  // 0: all cores
};
int compareRuns(const CompareOptions&);

struct ForecastOptions : ScenarioOptions {
  bool json = false;
};
int forecastErrors(const ForecastOptions&);

struct DescribeOptions {
  std::string name;
  bool json = false, markdown = false;
};
int describeKind(const DescribeOptions&);
int printSchema();

struct PolicyOptions {
  std::string policy, observations;
  bool json = false;
};
int replayPolicy(const PolicyOptions&);

struct ExplainOptions {
  std::string file, at, service;
  bool whyNot = false, json = false;
};
int explainTrace(const ExplainOptions&);

struct ReportOptions : ScenarioOptions {
  std::string output, junit;
  std::uint64_t seed = 0;
  std::uint32_t replicas = 59;
  unsigned threads = 0;  // 0: all cores
  bool json = false, markdown = false, pdf = false, force = false, seeded = false, quiet = false;
};
int report(const ReportOptions&);

struct DiffOptions {
  std::string a, b, stage, stageB;
  std::vector<std::string> sets, setsB;
  std::optional<std::uint64_t> seed, seedB;
  bool json = false, quiet = false;
};
int diff(const DiffOptions&);

struct ChartOptions {
  std::string file, from, to, output, service, zone;
  std::vector<std::string> series, charts;
  bool force = false;
};
int chart(const ChartOptions&);

int importGroups(const std::vector<std::string>& files);
int importTasks(const std::vector<std::string>& files);
int importPodAutoscalers(const std::string& file);

int listScenarios(bool json);
int showScenario(const std::string& name);

struct InfoOptions {
  std::string file, from, to;
  bool json = false;
};
int info(const InfoOptions&);
int exportTrace(const std::string& trace, const std::string& table, const std::string& format);
int recover(const std::string& part, std::string target, bool force);

/// Starts headroom-gui with these words in place of this program; comes back only if that fails.
int openWindow(const std::vector<std::string>& words);

int demo();
int doctor();

}  // namespace headroom::cli
