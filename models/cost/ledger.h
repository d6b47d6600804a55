/// Supply against demand, integrated exactly: what was paid, used, unused, unmet; and the elasticity scores.
///
///   S(t)  supply    Σ κ over workers in service and working in truth        steps
///   D(t)  demand    expected first-attempt work, in the same units          straight lines between knots
///   P     paid      ∫ Σ κ over billed workers        U unused  ∫(S−D)⁺      V unmet  ∫(D−S)⁺
///   used = ∫min(S,D)     not serving = P − U − used                          definitions.md 4
///   d(t) = ⌈D/κ₁ − 1e-9⌉ whole workers against s(t) = S/κ₁                   definitions.md 5 (SPEC)
///
/// Levels are noted as they change; a bucket is integrated when it closes, piece by piece in closed form. All areas are
/// in erlang-seconds (slot-seconds at speed 1), times in seconds.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom {

/// A straight piece of the demand.
struct DemandPiece {
  std::int64_t begin, end;  // ns
  double atBegin, atEnd;    // erlangs
};

struct LedgerSums {
  double seconds = 0;
  double paid = 0, used = 0, unused = 0, unmet = 0, notServing = 0, demand = 0, supply = 0;
  double thetaUnder = 0, thetaOver = 0;        // ∫(d−s)⁺/d, ∫(s−d)⁺/d over the time with d > 0
  double absoluteUnder = 0, absoluteOver = 0;  // worker-seconds
  double tauUnder = 0, tauOver = 0;            // seconds with s < d, s > d
  double noDemand = 0;                         // seconds with d = 0
  double neededMin = 0, neededMax = 0;         // of d
  double neededArea = 0;                       // ∫ d dt, worker-seconds
  std::uint64_t supplyChanges = 0, neededChanges = 0;
  double headroomMin = 1;  // least 1 − D/S

  void add(const LedgerSums& o);
};

class Ledger {
 public:
  Ledger() = default;
  /// κ: rated capacity of a worker [erlang].
  explicit Ledger(double rated) : rated_(rated) {}

  /// From `now` on: workers that serve (one that a fault impairs as the share of it that is left), workers that are
  /// billed.
  void change(std::int64_t now, double serving, double billed);

  /// Integrates [begin, end), of which `pieces` tell the demand without a gap.
  LedgerSums close(std::int64_t begin, std::int64_t end, const std::vector<DemandPiece>& pieces);

  double serving() const { return levels_.back().serving; }
  double rated() const { return rated_; }
  /// Whole workers needed at a demand.
  double needed(double demand) const;

 private:
  struct Level {
    std::int64_t since;
    double serving, billed;
  };
  void integrate(const Level& level, const DemandPiece& piece, LedgerSums& sums) const;
  void integrateNeeded(double serving, const DemandPiece& piece, double seconds, LedgerSums& sums) const;

  double rated_ = 1;
  double lastNeeded_ = -1;
  std::vector<Level> levels_{{0, 0, 0}};
};

}  // namespace headroom
