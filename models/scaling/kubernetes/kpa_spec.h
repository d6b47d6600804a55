/// The Knative Pod Autoscaler as plain data; `min` and `max` are the fleet's, and a `min` of 0 may reach zero.
///
/// Defaults are those of Knative Serving's `config-autoscaler`.
#pragma once

#include "models/param.h"

#include <optional>

namespace headroom {

struct KpaSpec {
  enum class Metric : std::uint8_t { concurrency, rps };
  enum class Averaging : std::uint8_t { linear, weighted };
  Metric metric = Metric::concurrency;
  std::optional<double> total;  // what one pod can take; absent: 100 at once, 200 per second
  Ratio utilisation{0.7};       // the target is this share of it
  Duration stableWindow = Duration::seconds(60);
  Ratio panicWindow{0.1};  // of the stable one
  Ratio panicThreshold{2};
  double maxScaleUp = 1000, maxScaleDown = 2;  // factors, per evaluation
  Duration tick = Duration::seconds(2);
  Averaging averaging = Averaging::linear;
  bool scaleToZero = true;
  Duration grace = Duration::seconds(30);
  Duration podRetention;
  Limit burstCapacity{211};
  std::int64_t initialScale = 1, activationScale = 1;
  Duration scaleDownDelay;

  double totalPerPod() const { return total.value_or(metric == Metric::rps ? 200 : 100); }
  /// Never below 0.01, as there.
  double target() const {
    const double t = totalPerPod() * utilisation.value;
    return t < 0.01 ? 0.01 : t;
  }
  Duration panic() const { return Duration::fromSeconds(stableWindow.inSeconds() * panicWindow.value); }
};

const Type& typeOf(const KpaSpec*);

}  // namespace headroom
