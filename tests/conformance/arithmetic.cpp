/// Rules of one line.
///
///   statistic   samples: [20, 40], statistic: average, value: 30       value: none where it is missing
///   adjustment  base: 10, adjust: percent, by: 25, min_magnitude: 2, becomes: 12
///   schedule    cron: "0 8 * * *", zone: Europe/Berlin, from: 2026-03-28T00:00:00Z, due: [2026-03-28T07:00:00Z, …]
#include "models/metrics/statistic.h"
#include "models/scaling/adjustment.h"
#include "models/scaling/scheduled.h"
#include "tests/conformance/subject.h"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace headroom::conformance {
namespace {

Adjustment adjustmentNamed(const std::string& name) {
  for (const Word& w : typeFor<Adjustment>().words)
    if (w.name == name) return static_cast<Adjustment>(w.value);
  throw std::runtime_error("there is no adjustment `" + name + "`");
}

}  // namespace

std::string checkStatistic(const YAML::Node& n) {
  const auto statistic = Statistic::parse(n["statistic"].as<std::string>());
  if (!statistic) throw std::runtime_error("there is no such statistic");
  const double got = valueOf(*statistic, n["samples"].as<std::vector<double>>());
  const std::string wanted = n["value"].as<std::string>();
  const bool same = wanted == "none" ? std::isnan(got) : std::abs(got - std::stod(wanted)) < 0.005;
  return same ? "" : "wanted " + wanted + ", got " + std::to_string(got);
}

std::string checkAdjustment(const YAML::Node& n) {
  const std::int64_t got = adjusted(adjustmentNamed(n["adjust"].as<std::string>()), n["base"].as<std::int64_t>(),
                                    n["by"].as<std::int64_t>(), n["min_magnitude"].as<std::int64_t>(0));
  return got == n["becomes"].as<std::int64_t>() ? "" : "got " + std::to_string(got);
}

std::string checkSchedule(const YAML::Node& n) {
  ScheduledPolicy action;
  action.cron = n["cron"].as<std::string>();
  action.timeZone = n["zone"].as<std::string>("UTC");
  const std::string from = n["from"].as<std::string>();
  const Calendar calendar(from, "UTC");
  const auto at = [&](const char* key, std::optional<When>& to) {
    if (!n[key]) return;
    to.emplace().kind = When::Kind::instant;
    to->unixNs = Calendar::parseInstant(n[key].as<std::string>()).value();
  };
  at("start", action.start);
  at("end", action.end);
  const Schedule schedule(action, calendar, from);
  std::string wanted, got;
  std::optional<Instant> t = Instant::atNs(-1);
  for (const YAML::Node& due : n["due"]) {
    wanted += " " + due.as<std::string>();
    if (t) t = schedule.next(*t);
    got += t ? " " + calendar.iso(*t) : " none";
  }
  return wanted == got ? "" : "wanted" + wanted + ", got" + got;
}

}  // namespace headroom::conformance
