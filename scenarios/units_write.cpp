#include "scenarios/units.h"

#include <charconv>
#include <cmath>

namespace headroom {

std::string writeNumber(double x) {
  if (x == std::floor(x) && std::abs(x) < 1e15) return std::to_string(static_cast<std::int64_t>(x));
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, x).ptr;
  return {buffer, end};
}

std::string writeDuration(Duration d) {
  struct Unit {
    std::string_view name;
    std::int64_t ns;
  };
  constexpr Unit units[] = {{"h", 3'600'000'000'000}, {"min", 60'000'000'000}, {"s", 1'000'000'000},
                            {"ms", 1'000'000},        {"us", 1'000},           {"ns", 1}};
  if (d.ns() == 0) return "0s";
  for (const auto& u : units)
    if (d.ns() % u.ns == 0) return std::to_string(d.ns() / u.ns) + std::string(u.name);
  return {};
}

std::string writeMeasure(Quantity q, double x) {
  switch (q) {
    case Quantity::rate: return writeNumber(x) + " rps";
    case Quantity::bytes: return writeNumber(x) + "B";
    case Quantity::bytesPerSecond: return writeNumber(x) + " B/s";
    case Quantity::usdPerHour: return writeNumber(x) + " USD/h";
    case Quantity::usdPerGb: return writeNumber(x) + " USD/GB";
    default: return writeNumber(x);
  }
}

std::string writeBound(Quantity q, double x) {
  if (q == Quantity::duration) return writeDuration(Duration::fromSeconds(x));
  if (q == Quantity::ratio) return writeNumber(x * 100) + " %";
  return writeMeasure(q, x);
}

}  // namespace headroom
