/// The metrics that a policy or an alarm may follow, as plain data; what each is, is in `definitions.md` 11.
#pragma once

#include "models/metrics/statistic.h"
#include "models/param.h"

#include <optional>
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
  errorRate,
  latencyMean,
  latencyP50,
  latencyP90,
  latencyP95,
  latencyP99,
  latencyP999,
  latencyMax,
  workersInService,
  workersPending,
  workersDesired,
  workersUnhealthy
};

/// Which metric, over which periods, and how late its values come.
struct MetricSpec {
  MetricKind metric = MetricKind::cpu;
  std::optional<Statistic> statistic;  // of the samples of a period; default: sum of requests, average of others
  Duration period = Duration::seconds(60);
  std::optional<Duration> resolution;      // from one sample to the next; default: see below
  Duration delay = Duration::seconds(60);  // from the end of a period to a usable datapoint
};

const Type& typeOf(const MetricKind*);

Statistic statisticOf(const MetricSpec&);
/// 60 s (detailed monitoring) for periods of whole minutes, 10 s for shorter ones of whole tens, else the period.
Duration resolutionOf(const MetricSpec&);
/// How often it is looked at: with every sample, at least once a minute, so that a window of a long period slides.
Duration cadenceOf(const MetricSpec&);

/// Of calls: no statistic stands beside it, its name says which.
bool isLatency(MetricKind);
/// A sample comes from each worker, not from the service.
bool isPerWorker(MetricKind);

/// Its values are fractions, written as per cent.
bool isShare(MetricKind);

/// Words of the metrics, in the order of their codes in a trace.
std::vector<std::string> metricNames();

/// The fields of whatever follows a metric: of `S`, which is a MetricSpec and more, its own after them.
template <class S>
std::vector<Field> withMetric(std::vector<Field> own) {
  std::vector<Field> all{
      field<S, MetricKind>("metric", &S::metric, "What is followed."),
      optionalField<S, Statistic>("statistic", &S::statistic,
                                  "Of a period's samples, one of each counted worker; default the sum of requests, the "
                                  "average of others. Latencies have it in their name."),
      field<S, Duration>("period", &S::period, "Of the metric.", between(1, 86'400)),
      optionalField<S, Duration>(
          "resolution", &S::resolution,
          "From one sample to the next; default 60s (detailed monitoring) for whole minutes, 10s "
          "for whole tens of seconds, else the period. 5min: basic monitoring.",
          between(1, 86'400)),
      field<S, Duration>("delay", &S::delay, "From the end of a period to a usable datapoint.", between(0, 3600))};
  for (Field& f : own) all.push_back(std::move(f));
  return all;
}

}  // namespace headroom
