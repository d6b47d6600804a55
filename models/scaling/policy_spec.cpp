#include "models/scaling/policy_spec.h"

#include <type_traits>

namespace headroom {
namespace {

template <class P>
Kind kindOf(std::string_view name) {
  const Type& type = typeFor<P>();
  return kindIn<PolicySpec, P>(name, type.sentence, &PolicySpec::policy, type);
}

template <std::size_t k = 0>
Policy madeFrom(const PolicySpec& spec, Duration warmUp) {
  if (const auto* own = std::get_if<k>(&spec.policy)) return std::variant_alternative_t<k, Policy>(*own, warmUp);
  if constexpr (k + 1 < std::variant_size_v<Policy>) return madeFrom<k + 1>(spec, warmUp);
  return Fixed({}, warmUp);
}

}  // namespace

const Type& typeOf(const PolicySpec*) {
  using P = PolicySpec;
  static const Type type = kindsOf<P>("How a fleet's size is decided.",
                                      {
                                          kindOf<FixedPolicy>("fixed"),
                                          kindOf<TargetTrackingPolicy>("target_tracking"),
                                          kindOf<StepPolicy>("step"),
                                          kindOf<SimplePolicy>("simple"),
                                          kindOf<ScheduledPolicy>("scheduled"),
                                          kindOf<PredictivePolicy>("predictive"),
                                          kindOf<ChunksPolicy>("chunks"),
                                          kindOf<ClairvoyantPolicy>("clairvoyant"),
                                          kindOf<LadderPolicy>("ladder"),
                                          kindOf<VerticalPolicy>("vertical"),
                                          kindOf<VpaPolicy>("vpa"),
                                          kindOf<HpaSpec>("hpa"),
                                          kindOf<KpaSpec>("kpa"),
                                          kindOf<FollowPolicy>("follow_the_load"),
                                          kindOf<ReactPolicy>("react"),
                                          kindOf<RegPolicy>("reg"),
                                          kindOf<HistPolicy>("hist"),
                                          kindOf<AdaptPolicy>("adapt"),
                                          kindOf<AutoScalePolicy>("autoscale"),
                                          kindOf<OfferedLoadPolicy>("offered_load"),
                                          kindOf<MpcPolicy>("mpc"),
                                          kindOf<LazyPolicy>("lazy_provisioning"),
                                          kindOf<ThresholdPolicy>("threshold"),
                                          kindOf<PiPolicy>("pi"),
                                          kindOf<ExternalPolicy>("external"),
                                      },
                                      {fieldAs(nameType(), "name", &P::name, "Of the policy; default its kind.")});
  return type;
}

const Type& policyList() {
  static const Type type = listOf<PolicySpec>(typeFor<PolicySpec>(), "Policies of the fleet; the largest answer wins.");
  return type;
}

Policy policyOf(const PolicySpec& spec, Duration warmUp) { return madeFrom(spec, warmUp); }

bool isByPods(const PolicySpec& spec) {
  return std::holds_alternative<HpaSpec>(spec.policy) || std::holds_alternative<KpaSpec>(spec.policy);
}

const ForecastSpec* forecastOf(const PolicySpec& spec) {
  return std::visit(
      [](const auto& p) -> const ForecastSpec* {
        if constexpr (std::is_base_of_v<ForecastSpec, std::remove_cvref_t<decltype(p)>>) return &p;
        return nullptr;
      },
      spec.policy);
}

const RungSpec* rungsOf(const PolicySpec& spec) {
  return std::visit(
      [](const auto& p) -> const RungSpec* {
        if constexpr (std::is_base_of_v<RungSpec, std::remove_cvref_t<decltype(p)>>) return &p;
        return nullptr;
      },
      spec.policy);
}

const MetricSpec* metricOf(const PolicySpec& spec) {
  return std::visit(
      [](const auto& p) -> const MetricSpec* {
        if constexpr (std::is_same_v<ExternalPolicy, std::remove_cvref_t<decltype(p)>>)
          if (!p.metrics.empty()) return p.metrics.data();
        if constexpr (std::is_base_of_v<MetricSpec, std::remove_cvref_t<decltype(p)>>) return &p;
        return nullptr;
      },
      spec.policy);
}

std::vector<MetricSpec> metricsOf(const PolicySpec& spec) {
  return std::visit(
      [&](const auto& p) -> std::vector<MetricSpec> {
        if constexpr (requires { p.followed(); }) return p.followed();
        const MetricSpec* only = metricOf(spec);
        return only ? std::vector{*only} : std::vector<MetricSpec>();
      },
      spec.policy);
}

}  // namespace headroom
