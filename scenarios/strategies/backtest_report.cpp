#include "scenarios/strategies/backtest_report.h"

#include "models/scaling/load_forecast.h"
#include "scenarios/json_text.h"
#include "scenarios/run/result_json.h"

#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t day = 24, every = 6;
constexpr double level = 0.9;

bool expectsARate(const Blueprint& b, std::size_t service) {
  for (const DemandPlan& d : b.demands)
    if (!d.users && d.service == service) return true;
  return false;
}

BacktestReport reportOf(const Blueprint& b, std::size_t service, const ForecastSpec& f,
                        const std::vector<double>& before, const std::string& policy) {
  BacktestReport report{b.services[service].name, policy, f.season / Duration::hours(1), std::ssize(before), 0, {}};
  const auto season = static_cast<std::size_t>(report.seasonHours);
  std::vector<double> series = before;
  const std::vector<double> run = expectedLoads(b, service, Duration::hours(1));
  series.insert(series.end(), run.begin(), run.end());
  report.hours = std::ssize(run);
  const double scale = forecast::seasonalChange(series, season);
  for (const Word& word : forecastMethods(false).words) {
    const auto method = static_cast<ForecastSpec::Method>(word.value);
    if (method == ForecastSpec::Method::perfect) continue;
    const auto forecaster = [&](std::span<const double> known, std::size_t steps) {
      return LoadForecast(method, day, season, {known.begin(), known.end()}).ahead(steps);
    };
    MethodReport m{std::string(word.name), !policy.empty() && method == f.forecast, {}, 0};
    m.score = forecast::backtest(forecaster, series, {day, every, every, level});
    m.mase = m.score.mae / scale;
    report.methods.push_back(std::move(m));
  }
  return report;
}

std::string roughPercent(double x) { return std::isfinite(x) ? fmt::format("{:.1f} %", 100 * x) : "unknown"; }

}  // namespace

std::vector<BacktestReport> backtestsOf(const Blueprint& b) {
  std::vector<BacktestReport> all;
  for (std::size_t s = 0; s < b.services.size(); ++s) {
    const ServicePlan& plan = b.services[s];
    for (std::size_t p = 0; p < plan.spec.scaling.size() && expectsARate(b, s); ++p) {
      const ForecastSpec* f = forecastOf(plan.spec.scaling[p]);
      if (!f) continue;
      const bool learns = f->forecast != ForecastSpec::Method::perfect && f->forecast != ForecastSpec::Method::lastPeak;
      all.push_back(
          reportOf(b, s, *f, learns ? plan.loads[p].known : std::vector<double>(), plan.spec.scaling[p].name));
    }
  }
  if (all.empty() && expectsARate(b, b.entry)) all.push_back(reportOf(b, b.entry, {}, {}, ""));
  return all;
}

std::string textOf(const std::string& scenario, const std::vector<BacktestReport>& reports) {
  std::string out = scenario + "\n";
  for (const BacktestReport& r : reports) {
    out += fmt::format("\n{}{}: {} hours before the start and {} of the run; the next 6 hours, every 6 hours\n\n",
                       r.service, r.policy.empty() ? "" : ", " + r.policy, r.hoursBefore, r.hours);
    out += fmt::format("  {:<22} {:>7} {:>11} {:>11} {:>9} {:>12}\n", "", "hours", "mean error", "bias", "MASE",
                       "in its 90 %");
    for (const MethodReport& m : r.methods) {
      const std::string name = (m.used ? "* " : "  ") + m.method;
      if (m.score.n == 0) {
        out += fmt::format("  {:<22} no forecast: it needs a day of the past\n", name);
        continue;
      }
      const double mean = m.score.mae / m.score.wape;
      out += fmt::format("  {:<22} {:>7} {:>11} {:>11} {:>9.3f} {:>12}\n", name, m.score.n, roughPercent(m.score.wape),
                         roughPercent(m.score.bias / mean), m.mase, roughPercent(m.score.coverage));
    }
  }
  return out +
         "\n  mean error and bias (what came less what was expected) as shares of the mean load; MASE: over the\n"
         "  error of saying the last season again; * the policy's own\n";
}

std::string jsonOf(const std::string& scenario, const std::vector<BacktestReport>& reports) {
  Json json{{"schema", 1}, {"scenario", scenario}, {"version", programVersion()}, {"forecasts", Json::array()}};
  for (const BacktestReport& r : reports) {
    Json one{{"service", r.service},      {"policy", r.policy.empty() ? Json(nullptr) : Json(r.policy)},
             {"season_h", r.seasonHours}, {"hours_before", r.hoursBefore},
             {"hours", r.hours},          {"methods", Json::array()}};
    for (const MethodReport& m : r.methods)
      one["methods"].push_back({{"method", m.method},
                                {"used", m.used},
                                {"n", m.score.n},
                                {"refused", m.score.refused},
                                {"mae_rps", jsonNumber(m.score.mae)},
                                {"rmse_rps", jsonNumber(m.score.rmse)},
                                {"wape", jsonNumber(m.score.wape)},
                                {"bias_rps", jsonNumber(m.score.bias)},
                                {"mase", jsonNumber(m.mase)},
                                {"coverage_90", jsonNumber(m.score.coverage)}});
    json["forecasts"].push_back(std::move(one));
  }
  return jsonText(json);
}

}  // namespace headroom
