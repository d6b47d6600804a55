#include "models/fault/api_throttling.h"

#include "models/fault/holding.h"

#include <algorithm>

namespace headroom {
namespace {

/// From one token to the next.
std::int64_t gapOf(const ApiThrottling& fault) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(1e9 / fault.rate.perSecond + 0.5));
}

/// A full bucket of b tokens lets b calls through at once: the time at which it is full again may lie b - 1 gaps ahead.
std::int64_t freeAt(const World& w, const ApiThrottling& fault, std::uint32_t f, ApiCall call) {
  return w.faults[f].bucketFullAt[static_cast<std::size_t>(call)] - (fault.burst - 1) * gapOf(fault);
}

}  // namespace

const Type& typeOf(const ApiThrottling*) {
  using A = ApiThrottling;
  static const Type type = object<A>(
      "Launches and terminations are throttled, each by a bucket of tokens.",
      {fieldAs(nameType(), "service", &A::service, "Whose fleet; absent: all fleets, which share the buckets."),
       field("rate", &A::rate, "At which tokens come: workers launched, and workers terminated.", between(1e-4, 1e6)),
       field("burst", &A::burst, "Tokens a bucket holds, and begins with.", between(1, 1e5))});
  return type;
}

void ApiThrottling::begin(World& w, std::uint32_t fault) const { w.faults[fault].bucketFullAt.fill(w.now_); }

std::int64_t apiFreeAt(const World& w, std::uint32_t service, ApiCall call) {
  std::int64_t at = w.now_;
  whileHolding<ApiThrottling>(w, service, UINT8_MAX, [&](const ApiThrottling& fault, std::uint32_t f) {
    at = std::max(at, freeAt(w, fault, f, call));
  });
  return at;
}

void takeApiToken(World& w, std::uint32_t service, ApiCall call) {
  whileHolding<ApiThrottling>(w, service, UINT8_MAX, [&](const ApiThrottling& fault, std::uint32_t f) {
    std::int64_t& full = w.faults[f].bucketFullAt[static_cast<std::size_t>(call)];
    full = std::max(full, w.now_) + gapOf(fault);
  });
}

void meetApiThrottling(World& w, std::uint32_t service, ApiCall call) {
  whileHolding<ApiThrottling>(w, service, UINT8_MAX, [&](const ApiThrottling& fault, std::uint32_t f) {
    if (freeAt(w, fault, f, call) > w.now_) w.met(f, service, UINT8_MAX);
  });
}

}  // namespace headroom
