#include "scenarios/report/scene.h"

#include "scenarios/explain/sentences.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom {
namespace {

std::int64_t daysSince1970(std::int64_t unixSeconds) {
  return (unixSeconds - (unixSeconds % 86400 + 86400) % 86400) / 86400;
}

/// Local time less UTC at the midnight that begins a local day. The same time of day may be a day apart: the date says
/// which.
std::int64_t offsetAtMidnight(const Calendar& c, int day) {
  const std::int64_t midnight = (c.startUnixNs() + c.timeOfDay(day, Duration()).ns()) / 1'000'000'000;
  const std::int64_t ahead = ((-midnight) % 86400 + 86400) % 86400;
  const std::string date = dateText(daysSince1970(midnight + ahead) * 86400);
  const bool fits = std::stoi(date) == c.dateOf(day).monthDay;
  return fits ? ahead : ahead - 86400;
}

std::int64_t offsetAt(const Calendar& c, Instant t) {
  const int day = c.dayOf(t);
  const Duration passed = t - c.timeOfDay(day, Duration());
  return offsetAtMidnight(c, day) + (t - c.timeOfDay(day, passed)).ns() / 1'000'000'000;
}

/// The first instant, to the second, of another offset than that at `from`.
Instant changeBetween(const Calendar& c, Instant from, Instant until) {
  const std::int64_t before = offsetAt(c, from);
  while (until - from > Duration::seconds(1)) {
    const Instant middle = Instant::at(Duration::seconds((from.ns() + until.ns()) / 2 / 1'000'000'000));
    (offsetAt(c, middle) == before ? from : until) = middle;
  }
  return until;
}

DrawingBand::Kind bandKind(const why::History& h, std::int64_t zone) {
  return zone >= 0 && zone < static_cast<std::int64_t>(h.zones.size()) ? DrawingBand::Kind::fault
                                                                       : DrawingBand::Kind::impairment;
}

}  // namespace

Clocks clocksOf(const Calendar& c, double end) {
  Clocks clocks;
  clocks.startUnix = c.startUnixNs() / 1'000'000'000;
  std::int64_t offset = offsetAt(c, Instant());
  clocks.changes.push_back({0, offset});
  const Instant last = Instant::at(Duration::fromSeconds(end));
  for (Instant t; t < last;) {
    const Instant next = std::min(c.nextMidnight(t), last);
    if (const std::int64_t then = offsetAt(c, next); then != offset) {
      clocks.changes.push_back({changeBetween(c, t, next).inSeconds(), then});
      offset = then;
    }
    t = next;
  }
  return clocks;
}

std::vector<DrawingBand> faultBands(const why::History& h) {
  std::vector<DrawingBand> bands;
  std::vector<std::int64_t> open;  // the fault's number, of each band that has not ended
  for (const EventRow& e : h.events) {
    if (e.kind == "fault_begins") {
      const auto number = static_cast<std::size_t>(e.cause);
      const bool named = number < h.faults.size(), atOnce = h.isMomentary(e.cause);
      bands.push_back({e.time, atOnce ? e.time : h.end, named ? h.faults[number] : fmt::format("fault {}", e.cause),
                       bandKind(h, e.zone)});
      open.push_back(atOnce ? -1 : e.cause);
    }
    if (e.kind != "fault_ends") continue;
    for (std::size_t i = 0; i < bands.size(); ++i)
      if (open[i] == e.cause) bands[i].until = e.time, open[i] = -1;
  }
  return bands;
}

std::vector<DrawingMark> decisionMarks(const why::History& h, std::optional<std::size_t> service) {
  std::vector<DrawingMark> marks;
  for (const DecisionRow& d : h.decisions) {
    if (!d.changed() || d.service < 0 || (service && d.service != static_cast<std::int64_t>(*service))) continue;
    const why::ServiceFacts& facts = h.service(static_cast<std::size_t>(d.service), d.first);
    const std::string why = why::cause(d, facts);
    marks.push_back({d.time,
                     fmt::format("{} {}: {} to {}{}", h.clock(d.time), facts.name, d.before, d.after,
                                 why.empty() ? "" : ", " + why),
                     d.after > d.before ? DrawingMark::Kind::up : DrawingMark::Kind::down});
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const DrawingMark& a, const DrawingMark& b) { return a.time < b.time; });
  return marks;
}

}  // namespace headroom
