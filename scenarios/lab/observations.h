/// What was observed, row by row, for a policy to be asked about; JSON or CSV, the schema is in docs/policy-lab.md.
///
/// Times are whole seconds or instants as written, kept as nanoseconds; only their order and distances count, and they
/// go forward. Everything wrong is an issue with file, line and column.
#pragma once

#include "models/scaling/kubernetes/hpa.h"
#include "scenarios/lab/policy_file.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::lab {

struct HpaRow {
  Instant time;
  std::optional<std::int64_t> current, observed;  // none: what was decided before
  std::vector<HpaPod> pods;
  std::vector<HpaMetricSeen> metrics;
};

/// Averages, or a raw sample of one second.
struct KpaRow {
  Instant time;
  std::optional<std::int64_t> ready;
  std::optional<double> stable, panic, sample;
  bool reachable = true;
};

/// A datapoint of the period that begins at `time`; no value: missing.
struct DatapointRow {
  Instant time;
  std::optional<double> value, memory;
  std::optional<std::int64_t> workers, desired;
};

/// The rows that fit the policy; the others are empty.
struct Observations {
  std::vector<HpaRow> hpa;
  std::vector<KpaRow> kpa;
  std::vector<DatapointRow> datapoints;
};

Read<Observations> readObservations(const std::string& file, const PolicyFile&);
Read<Observations> readObservationsText(std::string text, const std::string& fileName, const PolicyFile&);

}  // namespace headroom::lab
