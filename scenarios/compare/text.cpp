#include "scenarios/compare/compare.h"
#include "scenarios/run/figure_text.h"

#include <cmath>

#include <fmt/format.h>

namespace headroom {
namespace {

/// A number with its uncertainty to two digits of that: "12.3 ± 1.4"; without one, four digits.
std::string withError(double x, double error) {
  if (std::isnan(x)) return "n = 0";
  if (!(error > 0)) return fmt::format("{:.4g}", x);
  const int place = 1 - static_cast<int>(std::floor(std::log10(error)));
  if (place > 12) return fmt::format("{:.4g}", x);
  const double grid = std::pow(10.0, place);
  const auto rounded = [&](double v) { return std::round(v * grid) / grid; };
  const int digits = std::max(place, 0);
  return fmt::format("{:.{}f} ± {:.{}f}", rounded(x), digits, rounded(error), digits);
}

double factorOf(const ComparedMeasure& m) { return m.share ? 100 : 1; }

std::string cell(const ComparedMeasure& m, const stats::MeanInterval& v) {
  return withError(v.mean * factorOf(m), v.halfWidth * factorOf(m)) + (m.share && v.n > 0 ? " %" : "");
}

/// In points of a share, else in per cent of the base.
std::string differenceText(const ComparedMeasure& m, const stats::Paired& p, bool signless) {
  const stats::MeanInterval& d = m.share ? p.difference : p.relative;
  const double value = signless ? std::abs(d.mean) : d.mean;
  return withError(100 * value, 100 * d.halfWidth) + (d.n == 0 ? "" : m.share ? " points" : " %");
}

std::string oneAfterAnother(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

void table(std::string& out, const ComparisonTable& t, const ComparedPair& c) {
  out += fmt::format("  {:<14} {:<24} {:<24} {}\n", "", "A", "B", "B - A");
  for (std::size_t i = 0; i < t.measures.size(); ++i) {
    const ComparedMeasure& m = t.measures[i];
    const MeasuredDifference& d = c.measures[i];
    out += fmt::format("  {:<14} {:<24} {:<24} {:<24} {}\n", shown::name(m.name), cell(m, d.base), cell(m, d.other),
                       differenceText(m, d.paired, false),
                       d.told                 ? ""
                       : std::isnan(d.chance) ? ""
                                              : "not distinguishable");
  }
}

}  // namespace

std::string verdictOf(const ComparisonTable& t, const ComparedPair& c) {
  std::string told;
  std::vector<std::string> same, unknown;
  for (std::size_t i = 0; i < t.measures.size(); ++i) {
    const ComparedMeasure& m = t.measures[i];
    const MeasuredDifference& d = c.measures[i];
    const std::string name = shown::name(m.name);
    if (std::isnan(d.chance)) {
      unknown.push_back(name);
    } else if (!d.told) {
      same.push_back(name);
    } else {
      told += (told.empty() ? "" : ", ") + differenceText(m, d.paired, true) + " " +
              shown::name(d.paired.difference.mean < 0 ? m.less : m.more);
    }
  }
  std::string out = told;
  if (!same.empty()) out += (out.empty() ? "" : "; ") + oneAfterAnother(same) + " not distinguishable";
  if (!unknown.empty()) out += (out.empty() ? "" : "; ") + oneAfterAnother(unknown) + " cannot be told from chance";
  return out;
}

std::string textOf(const ComparisonTable& t, std::optional<std::uint64_t> seed) {
  std::string out =
      t.replications > 1
          ? fmt::format("{} paired replications under common random numbers, seed {}; {:.0f} % t-intervals\n",
                        t.replications, seed.value_or(0), t.level * 100)
          : std::string("one run each: differences without intervals, which may be chance\n");
  for (const ComparedPair& c : t.comparisons) {
    out += fmt::format("\nA: {}\nB: {}\n\n", shown::name(t.base), shown::name(c.name));
    table(out, t, c);
    if (t.replications > 1) out += fmt::format("\n  B is {}\n", verdictOf(t, c));
  }
  return out;
}

}  // namespace headroom
