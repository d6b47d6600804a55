/// Supply against demand in areas: what was paid, used, unused, unmet (docs/definitions.md 4), in requests,
/// worker-hours and money; and headroom, with every zone there and with the fullest ones gone.
#pragma once

#include <span>
#include <vector>

namespace headroom::measures {

/// Means of each bucket, in first attempts a second at rated capacity; `costRate` in USD an hour.
struct CapacityBuckets {
  std::span<const double> edges, demand, supply, unused, unmet, paid, costRate;
};

struct Capacity {
  double paid = 0, used = 0, unused = 0, unmet = 0, notServing = 0, demand = 0, supply = 0;  // [first attempts]
  double unusedShare = 0, notServingShare = 0, unmetShare = 0;  // of paid, of paid, of demand
  double costUsd = 0, unusedUsd = 0, notServingUsd = 0;         // NaN: no price
};

/// used = ∫D − V, not serving = P − U − used.
Capacity capacityOf(const CapacityBuckets&);

/// An area in worker-hours: `rated` is what a worker is meant to carry [first attempts/s].
double workerHours(double area, double rated);

/// Pieces of step functions: S, D and Σκ of billed workers, all constant for `seconds`.
struct CapacityPiece {
  double seconds = 0, supply = 0, demand = 0, paid = 0, usdPerHour = 0;
};
Capacity capacityOf(std::span<const CapacityPiece>);

/// 1 − D/S; −1 where there is demand and nothing to serve it; 0 where there is neither.
double headroomOf(double supply, double demand);

struct ZoneHeadroom {
  int zonesLost = 0;
  double supplyAtPeak = 0, demandAtPeak = 0;  // in the first bucket of the greatest demand [first attempts/s]
  double atPeak = 0;                          // headroom there
  double least = 0, leastAt = 0;              // of all buckets, and when it began [s]
};

/// With `lost` zones gone, the fullest of each bucket first; a zone carries supply as it has workers in service. Zones
/// are those that ever have a worker. NaN if there are fewer than `lost`, or no buckets. `zones[z]` are means of
/// buckets.
ZoneHeadroom headroomWithout(int lost, std::span<const double> edges, std::span<const double> supply,
                             std::span<const double> demand, const std::vector<std::vector<double>>& zones);

}  // namespace headroom::measures
