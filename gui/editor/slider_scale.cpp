// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/slider_scale.h"

#include "scenarios/units.h"

#include <algorithm>
#include <cmath>

namespace headroom::gui {
namespace {

struct Parts {
  std::string number, unit;
};

/// "65 %" → "65", " %"; of several units, as in 1h30min, in one of them. Empty: no number, or none that has one unit.
std::optional<Parts> split(const std::string& text) {
  const auto end = text.find_first_not_of("+-0123456789.");
  Parts p{text.substr(0, end), end == std::string::npos ? "" : text.substr(end)};
  if (p.number.find_first_of("0123456789") == std::string::npos) return {};
  if (p.unit.find_first_of("0123456789") == std::string::npos) return p;
  Refusal ignored;
  const auto d = readDuration(text, ignored);
  return d && writeDuration(*d) != text ? split(writeDuration(*d)) : std::nullopt;
}

/// In the unit that ranges have.
std::optional<double> inside(Quantity q, const std::string& text) {
  Refusal r;
  switch (q) {
    case Quantity::integer:
    case Quantity::limit:
    case Quantity::number: return readNumber(text, r);
    case Quantity::duration:
      if (const auto d = readDuration(text, r)) return d->inSeconds();
      return {};
    case Quantity::rate:
    case Quantity::ratio:
    case Quantity::bytes:
    case Quantity::bytesPerSecond:
    case Quantity::usdPerHour:
    case Quantity::usdPerGb: return readMeasure(q, text, r);
    case Quantity::target:
      if (text.ends_with("%")) return readMeasure(Quantity::ratio, text, r);
      if (const auto x = readNumber(text, r)) return x;
      return inside(Quantity::duration, text);
    default: return {};
  }
}

double rounded(double x) {
  if (x == 0) return 0;
  const double power = std::pow(10.0, 2 - std::floor(std::log10(std::abs(x))));
  return std::round(x * power) / power;
}

/// The round number not below x.
double roundAbove(double x) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(x, 1e-12))));
  for (const double m : {1.0, 2.0, 5.0})
    if (m * power >= x) return m * power;
  return 10 * power;
}

}  // namespace

double SliderScale::valueAt(int step) const {
  if (whole && !logarithmic) return least + step;
  const double share = static_cast<double>(step) / steps;
  const double x = logarithmic ? least * std::pow(most / least, share) : least + (most - least) * share;
  return std::clamp(whole ? std::round(x) : rounded(x), least, most);
}

int SliderScale::stepOf(double value) const {
  const double x = std::clamp(value, least, most);
  if (whole && !logarithmic) return static_cast<int>(std::lround(x - least));
  const double share = logarithmic ? std::log(x / least) / std::log(most / least) : (x - least) / (most - least);
  return static_cast<int>(std::lround(share * steps));
}

std::string SliderScale::textAt(int step) const { return writeNumber(valueAt(step)) + unit; }

std::optional<double> numberOf(const std::string& text) {
  const auto parts = split(text);
  Refusal ignored;
  return parts ? readNumber(parts->number, ignored) : std::nullopt;
}

std::optional<SliderScale> scaleOf(const FormField& f) {
  if (!f.isLeaf() || !f.named || f.field.type->form != Type::Form::scalar) return {};
  const Quantity q = f.field.type->quantity;
  const auto parts = split(f.value);
  const auto now = numberOf(f.value);
  if (!parts || !now || !inside(q, f.value)) return {};
  const auto one = inside(q, "1" + parts->unit);
  if (!one || *one == 0) return {};
  SliderScale s;
  s.unit = parts->unit;
  const double low = f.field.range.least / *one, high = f.field.range.most / *one;
  const bool share = q == Quantity::ratio || s.unit.ends_with("%");
  s.whole = q == Quantity::integer || q == Quantity::limit;
  if (share) {
    s.least = std::max(low, 0.0);
    s.most = std::min(high, std::max(1 / *one, *now));
  } else if (s.whole && std::abs(*now) <= 250) {
    s.least = std::max(low, std::min(0.0, *now));
    s.most = std::min(high, roundAbove(std::max(10.0, 3 * *now)));
    s.steps = static_cast<int>(s.most - s.least);
  } else if (*now > 0) {
    s.logarithmic = true;
    s.least = std::max(low > 0 ? low : 0, *now / 10);
    s.most = std::min(high, *now * 10);
    if (s.whole) s.least = std::max(1.0, std::floor(s.least));
  } else {
    s.least = std::max(low, std::min(0.0, 2 * *now));
    s.most = std::min(high, 10.0);
  }
  if (f.field.range.openLeast && s.least <= low) s.least = low + (s.most - low) / (share ? 100 : s.steps);
  if (share) s.steps = std::max(10, static_cast<int>(std::lround((s.most - s.least) * *one * 100)));  // one per cent
  return s.most > s.least && s.steps > 0 ? std::optional(s) : std::nullopt;
}

}  // namespace headroom::gui
