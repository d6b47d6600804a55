/// How much comes, and how it comes: the demand of a scenario as plain data.
#pragma once

#include "models/client/client_spec.h"
#include "models/param.h"
#include "sim/law.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace headroom {

// Curves. As parts of `rate:` they are request rates and add up; as parts of `times:` they are dimensionless factors
// and multiply (then `level`, `mean`, `from`, `to` are plain numbers). A curve keeps its numbers as doubles: per
// second, or 1.
struct ConstantCurve {
  Rate rate;
};
struct Step {
  Duration at;
  Rate rate;
};
struct StepsCurve {
  std::vector<Step> steps;
};  // the first step holds from the start
struct RampCurve {
  Rate from, to;
  Duration begins;
  Duration lasts;
};  // constant before and after
/// mean · (1 + swing · cos(2π (t − peak)/period)) · weekday factor. `peakAt` is a time of day (since local midnight).
struct DiurnalCurve {
  Rate mean;
  Ratio swing{0.5};
  When peakAt;
  Duration period = Duration::hours(24);
  std::vector<double> weekdays;  // 7 factors from Monday; empty: all 1
};
struct GrowthCurve {
  Rate start;
  Ratio perDay;
  bool compound = true;
};  // start · (1+g)^days or start · (1 + g·days)
/// An extra crowd: rises linearly for `rise`, stays for `hold`, falls off exponentially with time constant `decay`.
struct FlashCrowdCurve {
  When at;
  Rate extra;
  Duration rise, hold, decay;
};
/// An interval of a measured series: its begin, in nanoseconds since some origin, and where it was written.
struct RecordedRow {
  std::int64_t time = 0;
  double value = 0;
  int line = 0, column = 0;  // from 1; 0: unknown
};
/// A measured series of counts or rates, from a file.
struct RecordedCurve {
  enum class Arrivals : std::uint8_t { exact, poisson, smooth };
  enum class Gaps : std::uint8_t { error, zero, hold, linear };
  enum class Values : std::uint8_t { counts, rates };
  std::string file;
  std::string column;                // empty: the last one
  std::string timeColumn;            // empty: the first one
  std::string series;                // of a JSON file with several
  std::optional<Values> values;      // empty: counts, or what a JSON file says of itself
  std::optional<Duration> interval;  // empty: the smallest distance of two rows
  std::optional<Rate> peak;          // scale so that the greatest interval has this rate
  double factor = 1;
  Duration skip;  // leave out this much of the beginning
  bool loop = false;
  Gaps gaps = Gaps::error;
  Arrivals arrivals = Arrivals::exact;
  std::vector<RecordedRow> rows;  // of a JSON file, oldest first, put here by whoever reads such files; else empty
};

struct CurveSpec {
  std::string name;
  std::variant<ConstantCurve, StepsCurve, RampCurve, DiurnalCurve, GrowthCurve, FlashCrowdCurve, RecordedCurve> curve;
};

/// The process of arrivals along the curve: a renewal process of unit mean, bent by the inverse of the integrated rate.
struct ArrivalsSpec {
  enum class Kind : std::uint8_t { poisson, deterministic, overdispersed, renewal };
  Kind kind = Kind::poisson;
  double dispersion = 1;        // overdispersed: variance / mean of counts over long intervals (gamma gaps)
  std::optional<LawSpec> gaps;  // renewal: the shape of the gaps; its mean is scaled to the curve
};

struct ClassSpec {
  std::string name;
  Ratio share{1};   // of the requests; all shares add up to 1
  double work = 1;  // factor on service times and on `demands`
};

/// Closed loop: so many users, each thinks, asks, waits for the answer, thinks again.
struct UsersSpec {
  std::int64_t count = 1;
  LawSpec think;
};

struct DemandSpec {
  std::string name;
  std::string to;
  std::vector<CurveSpec> rate;
  std::vector<CurveSpec> times;
  ArrivalsSpec arrivals;
  std::optional<UsersSpec> users;  // instead of `rate`
  std::vector<ClassSpec> classes;  // empty: one class
  ClientSpec client;
};

const Type& typeOf(const DemandSpec*);
const Type& demandMapping();
/// A list of curves that add up to a rate.
const Type& rateCurves();

}  // namespace headroom
