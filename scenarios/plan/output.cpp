#include "scenarios/json_text.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/result_json.h"
#include "scenarios/suggest.h"
#include "scenarios/units.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace headroom::plan {
namespace {

using Json = nlohmann::ordered_json;

std::string percent(double x) { return std::isfinite(x) ? fmt::format("{:.4g} %", x * 100) : "unknown"; }
std::string money(const stats::MeanInterval& m) {
  if (!std::isfinite(m.mean)) return "unknown";
  return fmt::format("{:.2f} USD", m.mean) + (m.halfWidth > 0.005 ? fmt::format(" +- {:.2f}", m.halfWidth) : "");
}

std::string valueOf(const Constraint& c, double x) {
  if (!std::isfinite(x)) return "unknown";
  return c.share ? fmt::format("{:.5g} %", x * 100) : fmt::format("{:.4g}", x);
}

/// ">= 0.99" as "99 %"; "<= 0.5" as "at most 0.5".
std::string wantedOf(const Constraint& c) {
  const auto space = c.wanted.find(' ');
  const std::string sign = c.wanted.substr(0, space);
  const char* word = sign == ">=" ? "" : sign == "<=" ? "at most " : sign == ">" ? "more than " : "less than ";
  const double limit = std::stod(c.wanted.substr(space + 1));
  return word + (c.share ? fmt::format("{:.6g} %", limit * 100) : fmt::format("{:.6g}", limit));
}

std::string nameOf(const Constraint& c) { return c.name + (c.over.empty() ? "" : " over " + c.over); }
std::string lossOf(const std::string& zone) { return zone.empty() ? "no zone lost" : "zone " + zone + " lost"; }

std::string fleetOf(const Answer& a, std::size_t type, std::int64_t workers) {
  return fmt::format("{} x {}{}", workers, a.types[type].type, a.task.elastic ? ", as the fleet's min" : "");
}

std::string line(const std::string& name, const std::string& text) { return fmt::format("  {:<14}{}\n", name, text); }

std::string brokenBy(const Answer& a, const Break& b, std::uint32_t days) {
  const Constraint& c = a.task.constraints[b.constraint];
  return fmt::format("{} with {}: {} of {} wanted in the {} of {} replications that broke it, at worst {}", nameOf(c),
                     lossOf(b.zone), valueOf(c, b.mean), wantedOf(c), b.days, days, valueOf(c, b.worst));
}

void head(std::string& out, const Answer& a) {
  out += fmt::format("{}\nthe least {} of {} that keeps its objectives, also with any one of zones {} lost\n",
                     a.task.scenario, a.task.elastic ? "min" : "fleet", a.task.serviceName, listed(a.task.zones, 64));
  out += fmt::format("{}{} after the start, {}\n\n", a.task.at.kind == When::Kind::peak ? "at the peak, " : "",
                     writeDuration(Duration::fromSeconds(a.lostAtSeconds)), lengthOf(a.task.lasts));
}

void found(std::string& out, const Answer& a, const Attempt& f) {
  out += line("answer", fleetOf(a, f.fleet.type, f.fleet.workers));
  out += line("kept",
              fmt::format("{} of {} fresh replications: with probability {} or more, at {} confidence",
                          f.finding.days - f.finding.broken, f.finding.days, percent(a.shown), percent(a.confidence)));
  const auto reserve = [&](std::size_t lost) {
    return fmt::format("{} of {:.3g}", percent(a.reserve[lost].headroom), a.reserve[lost].workers);
  };
  out += line("headroom", reserve(0) + " workers, one zone lost " + reserve(1) + ", two " + reserve(2));
  out += line("cost", money(a.usdPerMonth) + " a month: 730 h times the mean of the runs without a loss");
}

void cheaper(std::string& out, const Answer& a, const Attempt& f) {
  if (a.interrupted) return;
  if (!a.nextCheaper) {
    out += line("binding", "nothing: there is no smaller fleet");
    return;
  }
  const Finding& less = *a.nextCheaper;
  if (less.breaks.empty()) {
    out +=
        line("binding", fmt::format("not told: {} kept all {} of these replications, and failed in those of the search",
                                    fleetOf(a, f.fleet.type, less.workers), less.days));
    return;
  }
  const Break& worst = less.breaks.front();
  out += line("binding", nameOf(a.task.constraints[worst.constraint]) + " with " + lossOf(worst.zone));
  out += line("next cheaper", fmt::format("{} broke {} of {} replications", fleetOf(a, f.fleet.type, less.workers),
                                          less.broken, less.days));
  for (const Break& b : less.breaks) out += line("", brokenBy(a, b, less.days));
}

void types(std::string& out, const Answer& a) {
  const Attempt* f = a.found();
  for (std::size_t t = 0; t < a.types.size(); ++t) {
    const TypeAnswer& type = a.types[t];
    if (!type.impossible.empty()) {
      out += line(type.type, "not possible: " + type.impossible);
    } else if (!type.workers && type.atMost) {
      out += line(type.type, fmt::format("no fleet of up to {} keeps the objectives; {} broke {} of {} replications",
                                         type.most, type.most, type.atMost->broken, type.atMost->days));
      for (const Break& b : type.atMost->breaks) out += line("", brokenBy(a, b, type.atMost->days));
    } else if (type.workers && a.types.size() > 1) {
      out += line(type.type, fmt::format("{} for {} a month{}", fleetOf(a, t, *type.workers), money(type.usdPerMonth),
                                         f && f->fleet.type == t ? ", the answer"
                                         : type.tied             ? ", which is not told apart from the answer's"
                                                                 : ""));
    }
    for (const Bump& b : type.bumps)
      out += line("not monotone", fmt::format("{} x {} keep, and {} do not", b.kept, type.type, b.broken));
  }
}

void method(std::string& out, const Answer& a) {
  for (const Attempt& t : a.attempts)
    if (!t.kept && t.finding.days)
      out += line("not confirmed",
                  fmt::format("{} kept all replications it was chosen by, and broke {} of {} fresh ones",
                              fleetOf(a, t.fleet.type, t.fleet.workers), t.finding.broken, t.finding.days));
  for (const std::string& what : a.task.leftOut) out += line("left out", what);
  std::string replications = fmt::format("seed {}, replications 0 to {} to search", a.seed, a.trial.replications - 1);
  if (const Attempt* f = a.found())
    replications += fmt::format(", {} to {} to confirm", f->first, f->first + f->trial.replications - 1);
  out += line("runs", fmt::format("{} of {}, {} of them to search; {}; {:.3g} s", a.runs,
                                  writeDuration(Duration::fromSeconds(a.simulatedSeconds)), a.searchRuns, replications,
                                  a.wallSeconds));
}

Json jsonOf(const stats::MeanInterval& m) {
  return {{"value", jsonNumber(m.mean)}, {"half_width", jsonNumber(m.halfWidth)}, {"level", m.level}, {"n", m.n}};
}

Json jsonOf(const Answer& a, const Finding& f) {
  Json json{{"workers", f.workers}, {"replications", f.days}, {"broken", f.broken}, {"breaks", Json::array()}};
  for (const Break& b : f.breaks) {
    const Constraint& c = a.task.constraints[b.constraint];
    json["breaks"].push_back({{"name", c.name},
                              {"over", c.over.empty() ? Json(nullptr) : Json(c.over)},
                              {"wanted", c.wanted},
                              {"zone_lost", b.zone.empty() ? Json(nullptr) : Json(b.zone)},
                              {"replications", b.days},
                              {"mean", jsonNumber(b.mean)},
                              {"worst", jsonNumber(b.worst)}});
  }
  return json;
}

Json answerJson(const Answer& a) {
  const Attempt* f = a.found();
  if (!f) return nullptr;
  Json json{{"type", a.types[f->fleet.type].type},         {"workers", f->fleet.workers},
            {"kept", f->finding.days - f->finding.broken}, {"replications", f->finding.days},
            {"probability_at_least", jsonNumber(a.shown)}, {"usd_per_month", jsonOf(a.usdPerMonth)},
            {"demand_erlangs", jsonNumber(a.peakErlangs)}, {"rated_erlangs", jsonNumber(a.ratedErlangs)}};
  const char* names[] = {"now", "one_zone_lost", "two_zones_lost"};
  for (std::size_t i = 0; i < a.reserve.size(); ++i)
    json["headroom"][names[i]] = {{"workers", a.reserve[i].workers}, {"headroom", jsonNumber(a.reserve[i].headroom)}};
  return json;
}

Json typeJson(const Answer& a, const TypeAnswer& t) {
  Json json{{"type", t.type},
            {"impossible", t.impossible.empty() ? Json(nullptr) : Json(t.impossible)},
            {"workers", t.workers ? Json(*t.workers) : Json(nullptr)},
            {"up_to", t.most},
            {"usd_per_month", t.workers ? jsonOf(t.usdPerMonth) : Json(nullptr)},
            {"tied", t.tied},
            {"at_most", t.atMost ? jsonOf(a, *t.atMost) : Json(nullptr)},
            {"not_monotone", Json::array()}};
  for (const Bump& b : t.bumps) json["not_monotone"].push_back({{"kept", b.kept}, {"broken", b.broken}});
  return json;
}

}  // namespace

std::string textOf(const Answer& a) {
  std::string out;
  head(out, a);
  if (a.interrupted) {
    out += line("interrupted", "what was known by then:");
    for (const std::string& what : a.known) out += line("", what);
  }
  if (const Attempt* f = a.found(); f && !a.interrupted) {
    found(out, a, *f);
    cheaper(out, a, *f);
  }
  types(out, a);
  method(out, a);
  return out;
}

std::string jsonOf(const Answer& a) {
  Json json{{"schema", 1},
            {"scenario", a.task.scenario},
            {"version", programVersion()},
            {"seed", a.seed},
            {"simulated_s", a.simulatedSeconds},
            {"service", a.task.serviceName},
            {"searched", a.task.elastic ? "min" : "size"},
            {"zones", a.task.zones},
            {"zone_lost_at_s", a.lostAtSeconds},
            {"probability", a.probability},
            {"confidence", a.confidence},
            {"failures_allowed", a.trial.failures},
            {"peak_rps", jsonNumber(a.task.peakRate)}};
  if (a.interrupted) json["interrupted"] = true;
  if (a.interrupted) json["known"] = a.known;
  json["answer"] = a.interrupted ? Json(nullptr) : answerJson(a);
  json["next_cheaper"] = a.nextCheaper ? jsonOf(a, *a.nextCheaper) : Json(nullptr);
  json["types"] = Json::array();
  for (const TypeAnswer& t : a.types) json["types"].push_back(typeJson(a, t));
  json["confirmations"] = Json::array();
  for (const Attempt& t : a.attempts)
    json["confirmations"].push_back({{"type", a.types[t.fleet.type].type},
                                     {"first_replication", t.first},
                                     {"replications_wanted", t.trial.replications},
                                     {"kept", t.kept},
                                     {"finding", jsonOf(a, t.finding)}});
  json["left_out"] = a.task.leftOut;
  json["runs"] = {{"search", a.searchRuns}, {"total", a.runs}, {"events", a.events}};
  json["wall_s"] = a.wallSeconds;
  return jsonText(json);
}

}  // namespace headroom::plan
