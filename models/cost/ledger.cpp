#include "models/cost/ledger.h"

#include <algorithm>

namespace headroom {
namespace {

double ceiling(double x) {
  const auto whole = static_cast<double>(static_cast<std::int64_t>(x));
  return whole < x ? whole + 1 : whole;
}

/// ∫ (line − level)⁺ over a piece of length `seconds`, the line going from a to b.
double areaAbove(double a, double b, double level, double seconds) {
  const double x = a - level, y = b - level;
  if (x <= 0 && y <= 0) return 0;
  if (x >= 0 && y >= 0) return (x + y) / 2 * seconds;
  const double top = std::max(x, y), share = top / (top - std::min(x, y));
  return top * share / 2 * seconds;
}

}  // namespace

void LedgerSums::add(const LedgerSums& o) {
  if (seconds == 0) {
    neededMin = o.neededMin;
    neededMax = o.neededMax;
    headroomMin = o.headroomMin;
  } else if (o.seconds > 0) {
    neededMin = std::min(neededMin, o.neededMin);
    neededMax = std::max(neededMax, o.neededMax);
    headroomMin = std::min(headroomMin, o.headroomMin);
  }
  seconds += o.seconds;
  paid += o.paid;
  used += o.used;
  unused += o.unused;
  unmet += o.unmet;
  notServing += o.notServing;
  demand += o.demand;
  supply += o.supply;
  thetaUnder += o.thetaUnder;
  thetaOver += o.thetaOver;
  absoluteUnder += o.absoluteUnder;
  absoluteOver += o.absoluteOver;
  tauUnder += o.tauUnder;
  tauOver += o.tauOver;
  noDemand += o.noDemand;
  neededArea += o.neededArea;
  supplyChanges += o.supplyChanges;
  neededChanges += o.neededChanges;
}

void Ledger::change(std::int64_t now, double serving, double billed) {
  if (levels_.back().since == now) {
    levels_.back() = {now, serving, billed};
  } else if (levels_.back().serving != serving || levels_.back().billed != billed) {
    levels_.push_back({now, serving, billed});
  }
}

double Ledger::needed(double demand) const { return std::max(0.0, ceiling(demand / rated_ - 1e-9)); }

LedgerSums Ledger::close(std::int64_t begin, std::int64_t end, const std::vector<DemandPiece>& pieces) {
  LedgerSums sums;
  std::size_t i = 0;
  for (const DemandPiece& piece : pieces) {
    std::int64_t from = std::max(piece.begin, begin);
    const std::int64_t to = std::min(piece.end, end);
    while (from < to) {
      while (i + 1 < levels_.size() && levels_[i + 1].since <= from) ++i;
      const std::int64_t until = i + 1 < levels_.size() ? std::min(to, levels_[i + 1].since) : to;
      const double slope = (piece.atEnd - piece.atBegin) / static_cast<double>(piece.end - piece.begin);
      const double a = piece.atBegin + slope * static_cast<double>(from - piece.begin);
      const double b = piece.atBegin + slope * static_cast<double>(until - piece.begin);
      integrate(levels_[i], {from, until, a, b}, sums);
      const double need = needed(b);
      if (lastNeeded_ >= 0 && need != lastNeeded_) ++sums.neededChanges;
      lastNeeded_ = need;
      from = until;
    }
  }
  for (std::size_t k = 1; k < levels_.size(); ++k)
    if (levels_[k].since >= begin && levels_[k].since < end && levels_[k].serving != levels_[k - 1].serving)
      ++sums.supplyChanges;
  while (levels_.size() > 1 && levels_[1].since <= end) levels_.erase(levels_.begin());
  return sums;
}

void Ledger::integrate(const Level& level, const DemandPiece& piece, LedgerSums& sums) const {
  const double seconds = static_cast<double>(piece.end - piece.begin) / 1e9;
  const double supply = level.serving * rated_;
  const double demand = (piece.atBegin + piece.atEnd) / 2 * seconds;
  const double unmet = areaAbove(piece.atBegin, piece.atEnd, supply, seconds);
  const double used = demand - unmet;
  const double unused = areaAbove(-piece.atBegin, -piece.atEnd, -supply, seconds);
  const double paid = level.billed * rated_ * seconds;
  LedgerSums one;
  one.seconds = seconds;
  one.paid = paid;
  one.used = used;
  one.unused = unused;
  one.unmet = unmet;
  one.notServing = (level.billed - level.serving) * rated_ * seconds;
  one.demand = demand;
  one.supply = supply * seconds;
  const double peak = std::max(piece.atBegin, piece.atEnd);
  one.headroomMin = supply > 0 ? 1 - peak / supply : (peak > 0 ? -1 : 0);
  integrateNeeded(level.serving, piece, seconds, one);
  sums.add(one);
}

/// d(t) is a staircase along the line: one tread for every whole number of workers.
void Ledger::integrateNeeded(double s, const DemandPiece& piece, double seconds, LedgerSums& sums) const {
  const double low = std::min(piece.atBegin, piece.atEnd), high = std::max(piece.atBegin, piece.atEnd);
  const double first = needed(low), last = needed(high);
  sums.neededMin = first;
  sums.neededMax = last;
  for (double d = first; d <= last; d += 1) {
    double share = 1;
    if (first != last) {
      const double from = std::clamp((d - 1 + 1e-9) * rated_, low, high),
                   to = std::clamp((d + 1e-9) * rated_, low, high);
      share = (to - from) / (high - low);
    }
    const double time = share * seconds;
    sums.neededArea += d * time;
    if (d <= 0) {
      sums.noDemand += time;
      sums.absoluteOver += s * time;
      if (s > 0) sums.tauOver += time;
      continue;
    }
    if (s < d) {
      sums.thetaUnder += (d - s) / d * time;
      sums.absoluteUnder += (d - s) * time;
      sums.tauUnder += time;
    } else if (s > d) {
      sums.thetaOver += (s - d) / d * time;
      sums.absoluteOver += (s - d) * time;
      sums.tauOver += time;
    }
  }
}

}  // namespace headroom
