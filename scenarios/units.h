/// Numbers with units, as people write them: `40min`, `1h30min`, `600/min`, `60 %`, `20MiB`, `0.01 USD/GB`, `day 2
/// 20:10`.
///
/// Each reader takes the whole text or refuses it with a reason that says what to write instead. Decimal only; no
/// octal, hex, `1_000`, `1,000`, NaN or infinity. Durations are exact to the nanosecond up to 104 days, then to a part
/// in 2^53.
#pragma once

#include "models/param.h"
#include "scenarios/suggest.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// Why a text was refused, to follow "`key`: ".
struct Refusal {
  std::string what;    // "`40` has no unit"
  std::string wanted;  // "a duration, as `90s`, `1h30min`"
  Hint hint;           // "write `40s` or `40min`"
};

std::optional<double> readNumber(std::string_view, Refusal&);
std::optional<std::int64_t> readInteger(std::string_view, Refusal&);
std::optional<Duration> readDuration(std::string_view, Refusal&);
/// A value in the unit it has inside: per second, fraction, bytes, bytes per second, USD per hour, USD per GB.
std::optional<double> readMeasure(Quantity, std::string_view, Refusal&);
std::optional<When> readWhen(std::string_view, Refusal&);
/// ISO-8601 with `Z` or an offset → nanoseconds since 1970.
std::optional<std::int64_t> readTimestamp(std::string_view, Refusal&);

// The shortest text that the readers above take back to the same bits.
std::string writeNumber(double);
std::string writeDuration(Duration);
std::string writeMeasure(Quantity, double);

/// What a quantity is called and how it is written: "a duration, as `90s`, `1h30min`".
std::string_view describeQuantity(Quantity);
/// A bound in a field's table, in the way the field is written.
std::string writeBound(Quantity, double);

}  // namespace headroom
