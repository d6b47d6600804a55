#include "scenarios/checker.h"
#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

double seconds(Duration d) { return d.inSeconds(); }

double meanOfSteps(const StepsCurve& c, Duration run) {
  double sum = 0;
  for (std::size_t i = 0; i < c.steps.size(); ++i) {
    const Duration from = i == 0 ? Duration() : c.steps[i].at;
    const Duration until = i + 1 < c.steps.size() ? c.steps[i + 1].at : run;
    if (from < run) sum += c.steps[i].rate.perSecond * seconds(std::min(until, run) - from);
  }
  return sum / seconds(run);
}

}  // namespace

std::optional<double> meanRate(const CurveSpec& c, Duration run) {
  if (const auto* x = std::get_if<ConstantCurve>(&c.curve)) return x->rate.perSecond;
  if (const auto* x = std::get_if<StepsCurve>(&c.curve)) return meanOfSteps(*x, run);
  if (const auto* x = std::get_if<RampCurve>(&c.curve)) return (x->from.perSecond + x->to.perSecond) / 2;
  if (const auto* x = std::get_if<DiurnalCurve>(&c.curve)) return x->mean.perSecond;
  if (const auto* x = std::get_if<FlashCrowdCurve>(&c.curve))
    return x->extra.perSecond *
           std::min(1.0, (seconds(x->rise) / 2 + seconds(x->hold) + seconds(x->decay)) / seconds(run));
  if (const auto* x = std::get_if<GrowthCurve>(&c.curve)) return x->start.perSecond;
  return std::nullopt;
}

void Checker::curve(const std::string& path, const CurveSpec& c) {
  if (const auto* x = std::get_if<StepsCurve>(&c.curve)) {
    if (x->steps.empty()) error(path + ".steps", "there is no step", "at least one");
    for (std::size_t i = 1; i < x->steps.size(); ++i)
      if (x->steps[i].at <= x->steps[i - 1].at)
        error(path + ".steps." + std::to_string(i + 1) + ".at", "this step is not later than the one before",
              "after " + writeDuration(x->steps[i - 1].at));
    for (std::size_t i = 0; i < x->steps.size(); ++i)
      if (x->steps[i].at > spec.duration)
        warning(path + ".steps." + std::to_string(i + 1) + ".at", "this step is after the end of the run",
                "at most " + writeDuration(spec.duration));
  }
  if (const auto* x = std::get_if<DiurnalCurve>(&c.curve)) {
    if (!x->weekdays.empty() && x->weekdays.size() != 7)
      error(path + ".weekdays", "`weekdays` has " + std::to_string(x->weekdays.size()) + " factors",
            "seven, from Monday");
    const bool timeOfDay =
        x->peakAt.day == 0 && (x->peakAt.kind == When::Kind::timeOfDay || x->peakAt.kind == When::Kind::offset);
    if (!timeOfDay || x->peakAt.offset >= Duration::hours(24) || x->peakAt.offset < Duration())
      error(path + ".peak_at", "`" + x->peakAt.text + "` is not a time of day", "as `\"20:30\"`");
  }
  if (const auto* x = std::get_if<FlashCrowdCurve>(&c.curve)) {
    if (x->at.kind == When::Kind::peak)
      error(path + ".at", "the peak of the demand is made by this curve too", "a time", "name the time of the peak");
    else
      inRun(path + ".at", x->at);
    if (x->rise.ns() == 0 && x->hold.ns() == 0 && x->decay.ns() == 0)
      warning(path, "a crowd without `rise`, `hold` or `decay` is over at once");
  }
  if (const auto* x = std::get_if<RampCurve>(&c.curve); x && x->begins >= spec.duration)
    warning(path + ".begins", "the ramp begins after the end of the run");
  if (const auto mean = meanRate(c, spec.duration); mean && *mean > 1e9)
    error(path, writeNumber(*mean) + " requests a second", "at most 1e9");
}

void Checker::demand(const DemandSpec& d) {
  const std::string path = "demand." + d.name;
  refersToService(path + ".to", d.to);
  if (d.rate.empty() && !d.users)
    error(path, "the demand `" + d.name + "` has neither `rate` nor `users`", "one of them");
  if (!d.rate.empty() && d.users) error(path + ".users", "`rate` and `users` exclude one another", "one of them");
  if (!d.times.empty() && d.users) error(path + ".times", "`times` multiplies a rate, and `users` have none");
  double mean = 0;
  for (const auto& c : d.rate) {
    curve(path + ".rate." + c.name, c);
    mean += meanRate(c, spec.duration).value_or(0);
  }
  for (const auto& c : d.times) {
    curve(path + ".times." + c.name, c);
    if (const auto* r = std::get_if<RecordedCurve>(&c.curve); r && r->arrivals != RecordedCurve::Arrivals::exact)
      warning(path + ".times." + c.name + ".arrivals", "factors make no arrivals: this has no effect");
  }
  const double requests = d.rate.empty() ? 0 : mean * spec.duration.inSeconds();
  if (requests > 1e10 && mean <= 1e9)
    warning(path, "about " + writeNumber(std::round(requests / 1e9)) + "e9 requests in the run: this will take hours",
            "", "a shorter `duration`, or `measure`");
  using K = ArrivalsSpec::Kind;
  if (d.arrivals.kind == K::renewal && !d.arrivals.gaps)
    error(path + ".arrivals.kind", "`renewal` needs `gaps`", "a law");
  if (d.arrivals.kind != K::renewal && d.arrivals.gaps)
    error(path + ".arrivals.gaps", "`gaps` belong to `kind: renewal`");
  if (d.arrivals.gaps) law(path + ".arrivals.gaps", *d.arrivals.gaps, false);
  if (d.arrivals.kind != K::overdispersed && d.arrivals.dispersion != 1)
    error(path + ".arrivals.dispersion", "`dispersion` belongs to `kind: overdispersed`");
  if (!d.classes.empty()) {
    double sum = 0;
    for (const auto& c : d.classes) sum += c.share.value;
    if (std::abs(sum - 1) > 1e-6)
      error(path + ".classes", "the shares add up to " + writeNumber(std::round(sum * 1e6) / 1e4) + " %", "100 %");
    if (d.classes.size() > 255) error(path + ".classes", std::to_string(d.classes.size()) + " classes", "at most 255");
  }
  if (d.users) law(path + ".users.think", d.users->think);
  client(path + ".client", d.client);
  const double worst = static_cast<double>(d.client.budget ? 1 : d.client.attempts) * amplification[d.to];
  if (worst > 50)
    warning(path + ".client.attempts",
            "retries upon retries: one request may become " + writeNumber(worst) + " calls in the deepest service", "",
            "retry in one place only, or give each client a `budget`");
}

}  // namespace headroom
