#include "scenarios/sweep/axis_values.h"

#include "scenarios/quote.h"
#include "scenarios/units.h"
#include "sim/math.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace headroom::sweep {
namespace {

constexpr Quantity quantities[] = {Quantity::number,     Quantity::duration, Quantity::ratio,
                                   Quantity::rate,       Quantity::bytes,    Quantity::bytesPerSecond,
                                   Quantity::usdPerHour, Quantity::usdPerGb};
constexpr std::size_t mostValues = 100'000;

/// The number that has so many digits: 0.30000000000000004 was meant as 0.3.
double rounded(double x, int digits) {
  const std::string text = fmt::format("{:.{}g}", x, digits);
  double result = x;
  std::from_chars(text.data(), text.data() + text.size(), result);
  return result;
}

std::string written(Quantity q, double x) {
  return q == Quantity::duration ? writeDuration(Duration::fromSeconds(x)) : writeMeasure(q, x);
}

struct Range {
  const AxisSpec& axis;
  double from, to;

  double between(double share) const {
    const double x = axis.scale == AxisSpec::Scale::log ? from * math::exp(math::log(to / from) * share)
                                                        : from + (to - from) * share;
    return rounded(x, 6);
  }

  std::vector<double> counted(std::size_t n) const {
    std::vector<double> x;
    for (std::size_t i = 0; i < n; ++i)
      x.push_back(i == 0 ? from : i + 1 == n ? to : between(static_cast<double>(i) / static_cast<double>(n - 1)));
    return x;
  }

  /// `to` is among them if a whole number of steps leads there.
  std::vector<double> stepped(double step) const {
    std::vector<double> x;
    const double steps = std::floor((to - from) / step + 1e-9);
    for (std::size_t i = 0; static_cast<double>(i) <= steps; ++i)
      x.push_back(rounded(from + static_cast<double>(i) * step, 12));
    return x;
  }
};

}  // namespace

std::optional<double> readAs(Quantity q, const std::string& text) {
  Refusal ignored;
  if (q == Quantity::number) return readNumber(text, ignored);
  if (q != Quantity::duration) return readMeasure(q, text, ignored);
  const auto d = readDuration(text, ignored);
  return d ? std::optional(d->inSeconds()) : std::nullopt;
}

std::optional<Quantity> commonQuantity(const std::vector<std::string>& texts) {
  for (const Quantity q : quantities)
    if (std::all_of(texts.begin(), texts.end(), [q](const std::string& t) { return readAs(q, t).has_value(); }))
      return q;
  return std::nullopt;
}

std::string unitOf(Quantity q) {
  switch (q) {
    case Quantity::duration: return "s";
    case Quantity::rate: return "s-1";
    case Quantity::bytes: return "byte";
    case Quantity::bytesPerSecond: return "byte s-1";
    case Quantity::usdPerHour: return "USD h-1";
    case Quantity::usdPerGb: return "USD GB-1";
    default: return "1";
  }
}

std::vector<std::string> valuesOfRange(const AxisSpec& a, const SweepText& text, Issues& issues) {
  const std::string path = "axes." + a.name;
  const auto refuse = [&](const std::string& at, const std::string& what, const std::string& wanted = {}) {
    issues.push_back(text.issue(path + at, what, wanted));
    return std::vector<std::string>();
  };
  std::vector<std::string> ends{*a.from, *a.to};
  if (a.step) ends.push_back(*a.step);
  const auto q = commonQuantity(ends);
  if (!q)
    return refuse(".from", "from `" + quoteForMessage(*a.from) + "` to `" + quoteForMessage(*a.to) + "` is no range",
                  "numbers with the same kind of unit");
  const Range range{a, *readAs(*q, *a.from), *readAs(*q, *a.to)};
  if (!(range.from < range.to)) return refuse(".to", "`to` is not above `from`", "above " + *a.from);
  if (a.scale == AxisSpec::Scale::log && range.from <= 0)
    return refuse(".from", "equal ratios cannot begin at `" + quoteForMessage(*a.from) + "`", "above 0");
  const double step = a.step ? *readAs(*q, *a.step) : 0;
  if (a.step && step <= 0) return refuse(".step", "the step is not above 0", "above 0");
  if (a.step && (range.to - range.from) / step >= static_cast<double>(mostValues))
    return refuse(".step", "more than 100,000 values", "a greater step");
  std::vector<std::string> values;
  for (double x : a.count ? range.counted(static_cast<std::size_t>(*a.count)) : range.stepped(step)) {
    if (a.whole) x = std::floor(x + 0.5);
    std::string one = written(*q, x);
    if (values.empty() || values.back() != one) values.push_back(std::move(one));
  }
  return values;
}

}  // namespace headroom::sweep
