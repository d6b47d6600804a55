/// The metrics that a policy or an alarm may follow, as plain data; what each is, is in `definitions.md` 11.
#pragma once

#include "models/param.h"

#include <string>
#include <vector>

namespace headroom {

enum class MetricKind : std::uint8_t {
  cpu,
  memory,
  diskIo,
  networkIo,
  slots,
  requests,
  requestsPerWorker,
  concurrency,
  queueDepth,
  backlogPerWorker,
  errorRate
};

/// Which metric, over which periods, and how late its values come.
struct MetricSpec {
  MetricKind metric = MetricKind::cpu;
  Duration period = Duration::seconds(60);
  Duration delay = Duration::seconds(60);  // from the end of a period to a usable datapoint
};

const Type& typeOf(const MetricKind*);

/// Its values are fractions, written as per cent.
bool isShare(MetricKind);

/// Words of the metrics, in the order of their codes in a trace.
std::vector<std::string> metricNames();

/// The fields of whatever follows a metric: of `S`, which is a MetricSpec and more, its own after them.
template <class S>
std::vector<Field> withMetric(std::vector<Field> own) {
  std::vector<Field> all{
      field<S, MetricKind>("metric", &S::metric, "What is followed."),
      field<S, Duration>("period", &S::period, "Of the metric.", between(1, 86'400)),
      field<S, Duration>("delay", &S::delay, "From the end of a period to a usable datapoint.", between(0, 3600))};
  for (Field& f : own) all.push_back(std::move(f));
  return all;
}

}  // namespace headroom
