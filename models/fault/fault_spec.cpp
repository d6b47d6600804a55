#include "models/fault/fault_spec.h"

#include "models/law_fields.h"

namespace headroom {
namespace {

template <class A>
Kind kindOf(std::string_view name) {
  const Type& type = typeFor<A>();
  return kindIn<FaultSpec, A>(name, type.sentence, &FaultSpec::fault, type);
}

}  // namespace

const Type& typeOf(const FaultSpec*) {
  using F = FaultSpec;
  static const Type type =
      kindsOf<F>("Something breaks.",
                 {
                     kindOf<ZoneOutage>("zone_outage"),
                     kindOf<InstanceCrash>("instance_crash"),
                     kindOf<Slow>("slow"),
                     kindOf<Erroring>("erroring"),
                     kindOf<MetricsMissing>("metrics_missing"),
                     kindOf<MetricsLate>("metrics_late"),
                     kindOf<LaunchFailure>("launch_failure"),
                     kindOf<SlowLaunches>("slow_launches"),
                     kindOf<ApiThrottling>("api_throttling"),
                     kindOf<ZonalShift>("zonal_shift"),
                 },
                 {fieldAs(nameType(), "name", &F::name, "Of the fault; default its kind."),
                  optionalField("at", &F::at, "When it begins, once."),
                  optionalField("every", &F::every, "Again and again: time from one end to the next begin."),
                  optionalField("lasts", &F::lasts, "How long; absent: to the end of the run.")});
  return type;
}

const Type& faultList() {
  static const Type type = listOf<FaultSpec>(typeFor<FaultSpec>(), "What breaks, when, for how long.");
  return type;
}

FaultPlace whereIs(const FaultKind& kind) {
  FaultPlace place;
  std::visit(
      [&](const auto& k) {
        if constexpr (requires { k.service; }) place.service = k.service;
        if constexpr (requires { k.zone; }) place.zone = k.zone;
      },
      kind);
  return place;
}

bool isOverAtOnce(const FaultKind& kind) {
  return std::visit(
      [](const auto& k) {
        return requires { k.overAtOnce; };
      },
      kind);
}

}  // namespace headroom
