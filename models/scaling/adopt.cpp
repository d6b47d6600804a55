/// Policies and limits whose numbers change while they are at work.
#include "models/scaling/control.h"

#include <algorithm>
#include <limits>

namespace headroom {

Evaluation Control::adopt(const std::vector<PolicySpec>& specs, const std::vector<bool>& changed,
                          const std::vector<NamedAlarm>& watched, Duration warmUp) {
  Evaluation ended;
  Control fresh(specs, watched, warmUp, min, max);
  for (std::size_t m = 0; m < metrics_.size(); ++m) fresh.metrics_[m].points.resume(metrics_[m].points);
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!changed[i]) {
      fresh.members_[i] = members_[i];
      continue;
    }
    end(members_[i], ended.decisions);
    fresh.members_[i].floor = members_[i].floor;
    fresh.members_[i].shown = members_[i].shown;
  }
  for (std::uint32_t a = 0; a < alarms_.size(); ++a) {
    const Followed& metric = metrics_[alarms_[a].metric];
    if (metric.policy < 0 || !changed[static_cast<std::size_t>(metric.policy)]) {
      fresh.alarms_[a] = alarms_[a];
      fresh.views_[a] = views_[a];
    } else if (alarms_[a].state != AlarmState::insufficientData) {
      ended.alarms.push_back({a, alarms_[a].state, AlarmState::insufficientData, metric.points.newest()});
    }
  }
  metrics_ = std::move(fresh.metrics_);
  alarms_ = std::move(fresh.alarms_);
  views_ = std::move(fresh.views_);
  members_ = std::move(fresh.members_);
  return ended;
}

Evaluation Control::limited(std::int64_t least, std::int64_t most, const FleetView& fleet) {
  Evaluation result;
  min = least;
  max = std::max(least, most);  // a scheduled action may have set the other
  Decision d;
  d.trigger = Trigger::user;
  d.time = d.first = d.last = fleet.now.ns();
  d.seen = d.threshold = std::numeric_limits<double>::quiet_NaN();
  d.inService = fleet.inService;
  d.pending = fleet.pending;
  d.before = d.wanted = desired;
  d.after = std::clamp(desired, min, max);
  if (d.after == d.before) return result;
  d.bound = d.after > d.before ? Bound::min : Bound::max;
  make(d, result.decisions);
  return result;
}

}  // namespace headroom
