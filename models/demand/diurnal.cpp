#include "models/demand/curve.h"
#include "sim/math.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

/// mean · (1 + swing · cos 2π(t − peak)/period) · factor of the weekday, by 1,024 chords a period: their error is at
/// most (2π/1024)²/8 = 4.7e-6 of the amplitude.
class Diurnal : public CurvePart {
 public:
  Diurnal(const DiurnalCurve& c, const Calendar& calendar)
      : mean_(c.mean.perSecond), swing_(c.swing.value), period_(c.period.ns()) {
    peak_ = calendar.instantOf(c.peakAt).ns();
    chord_ = std::max<std::int64_t>(period_ / 1024, 1);
    if (c.weekdays.size() != 7) return;
    weekly_ = true;
    std::copy(c.weekdays.begin(), c.weekdays.end(), weekdays_.begin());
    calendar_ = calendar;
  }
  double at(std::int64_t t) const override { return wave(t) * factor(t); }
  double before(std::int64_t t) const override { return wave(t) * factor(t - 1); }
  std::int64_t next(std::int64_t t) const override {
    const std::int64_t chord = (t / chord_ + 1) * chord_;
    return weekly_ ? std::min(chord, calendar_.nextMidnight(Instant::atNs(t)).ns()) : chord;
  }
  std::int64_t last(std::int64_t t) const override {
    const std::int64_t chord = t / chord_ * chord_;
    if (!weekly_) return chord;
    const std::int64_t midnight = calendar_.nextMidnight(Instant::atNs(chord)).ns();
    return midnight <= t ? midnight : chord;
  }

 private:
  double wave(std::int64_t t) const {
    return mean_ *
           (1 + swing_ * math::cosTurns(static_cast<double>((t - peak_) % period_) / static_cast<double>(period_)));
  }
  double factor(std::int64_t t) const {
    return weekly_ ? weekdays_[static_cast<std::size_t>(calendar_.weekday(Instant::atNs(t)))] : 1;
  }

  double mean_, swing_;
  std::int64_t period_, peak_ = 0, chord_ = 1;
  bool weekly_ = false;
  std::array<double, 7> weekdays_{};
  Calendar calendar_;
};

}  // namespace

Part partOf(const DiurnalCurve& c, const Calendar& calendar) { return std::make_shared<Diurnal>(c, calendar); }

}  // namespace headroom
