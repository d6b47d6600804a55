/// A made-up run for tests of traces: every number follows from its place, so any of them can be checked.
#pragma once

#include "sim/probe.h"

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace headroom::sample {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

inline Announcement announcement(std::int64_t buckets) {
  Announcement a;
  a.sample = Duration::seconds(10);
  a.duration = Duration::seconds(10 * buckets - 3);
  a.axes = {{"zone", "Zones.", {"a", "b", "regional"}, {}},
            {"service", "Services.", {"web", "päckchen"}, {}},
            {"quantile", "Share of the values that are not greater.", {}, {0.5, 0.99}},
            {"nobody", "An axis without labels.", {}, {}}};
  a.series = {{"requests_offered", "1", "Requests offered.", {}, Cell::sum, {}},
              {"request_latency", "s", "Latency of requests.", {2}, Cell::point, {}},
              {"workers_in_service", "1", "Workers in service.", {1, 0}, Cell::mean, {}},
              {"never", "1", "A series without values.", {3}, Cell::mean, {}},
              {"zone_state", "1", "State of the zone.", {0}, Cell::maximum, {"up", "dark", "isolated"}},
              {"cost_rate", "USD h-1", "Price.", {1}, Cell::mean, {}}};
  a.tables = {
      {"events",
       "event",
       "What happened.",
       {{"time", "s", "Since the start.", ColumnType::f8, {}},
        {"kind", "1", "What.", ColumnType::u1, {"launch", "lost", "fault_begins"}},
        {"zone", "1", "Index; -1: none.", ColumnType::i4, {}},
        {"worker", "1", "Number.", ColumnType::i8, {}},
        {"queue", "1", "Calls.", ColumnType::u2, {}}},
       true},
      {"requests",
       "request",
       "Stories.",
       {{"time", "s", "Since the start.", ColumnType::f8, {}}, {"latency", "s", "Latency.", ColumnType::f8, {}}},
       false}};
  return a;
}

/// The values of bucket k: 1 + 2 + 6 + 0 + 3 + 2.
inline std::vector<double> values(std::int64_t k) {
  const auto x = static_cast<double>(k);
  return {x * 100,
          0.01 + x / 1e6,
          k % 7 == 0 ? unknown : 0.1 + x / 1e5,
          x,
          x + 1,
          0,
          x / 3,
          x * 3,
          unknown,
          static_cast<double>(k / 5 % 3),
          0,
          k % 11 == 0 ? unknown : 1.0,
          0.1 * x,
          1e-300};
}

/// Rows that happen in bucket k: three events, two requests.
inline std::vector<std::vector<double>> events(std::int64_t k) {
  const auto x = static_cast<double>(k);
  return {{10 * x, 0, -1, 9007199254740992.0 - x, 65535 - 2},
          {10 * x + 2.5, 1, 1, x, unknown},
          {10 * x + 9.999999999, 2, 0, unknown, 7}};
}
inline std::vector<std::vector<double>> requests(std::int64_t k) {
  const auto x = static_cast<double>(k);
  return {{10 * x + 1, 0.2}, {10 * x + 4, unknown}};
}

/// Shows buckets [from, to) of a run of `all` buckets to a listener that has had the announcement.
inline void show(Listener& to, std::int64_t from, std::int64_t until, std::int64_t all) {
  const Announcement a = announcement(all);
  for (std::int64_t k = from; k < until; ++k) {
    for (const auto& row : events(k)) to.row(0, row);
    for (const auto& row : requests(k)) to.row(1, row);
    const Instant begin = Instant::at(a.sample * k), end = Instant::at(std::min(a.sample * (k + 1), a.duration));
    to.bucket(begin, end, values(k));
  }
}

}  // namespace headroom::sample
