/// When to stop replicating: as soon as the mean is known to a relative precision γ.
///
/// The rule (Law, Simulation Modeling and Analysis, 9.4.1): from 10 replications on, stop at the first number of them
/// whose half-width is at most γ/(1 + γ) of the mean; then the mean is within γ of the truth at the level of the
/// interval, nearly. Values are looked at in the order of their replications, so the answer does not depend on how many
/// were run at once. A mean of 0 is never known to a relative precision.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace headroom::stats {

inline constexpr std::uint64_t fewestReplications = 10;

/// The first number of replications at which the rule stops; nothing: not with these. NaN are replications without a
/// value.
std::optional<std::uint64_t> stopsAt(std::span<const double> values, double precision, double level = 0.95);

/// How many it will take, if the deviation stays what it is; nothing: cannot be told from fewer than two values, or a
/// mean of 0. At most 10⁹.
std::optional<std::uint64_t> replicationsAhead(std::span<const double> values, double precision, double level = 0.95);

}  // namespace headroom::stats
