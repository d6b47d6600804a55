#include "analysis/measures/catalogue.h"

namespace headroom::measures {
namespace {

constexpr const char* sre = "Site Reliability Workbook, ch. 2 and 5";
constexpr const char* spec = "SPEC RG; Herbst et al., ICAC 2013; Bauer et al., TPDS 2019";
constexpr const char* ours = "definitions 4";

constexpr Measure all[] = {
    {"requests.offered, .served, .retries", "1", "counts, at the instant they happened", "definitions 2",
     "measures/measured.cpp"},
    {"requests.lost", "1", "failed + rejected + timed out", "definitions 2", "measures/measured.cpp"},
    {"availability", "1", "served / (served + lost)", "definitions 3", "measures/measured.cpp"},
    {"latency_s.p50, .p90, .p95, .p99, .p999", "s",
     "value of rank ⌈q·n⌉ of the requests served in the window, as the middle of its bin", "nearest rank",
     "measures/latency.cpp"},
    {"cost_usd.workers", "USD", "∫ price of billed workers", "definitions 9", "measures/capacity.cpp"},
    {"cost_usd.per_million", "USD", "cost / served · 10⁶", "usual", "measures/money.cpp"},
    {"cost_usd.per_month", "USD", "cost · 730 h / length", "usual", "measures/money.cpp"},
    {"services.*.calls.served, .late", "1", "counts", "definitions 2", "measures/measured.cpp"},
    {"services.*.calls.lost", "1", "failed + rejected + timed out", "definitions 2", "measures/measured.cpp"},
    {"services.*.availability", "1", "served / (served + lost)", "definitions 3", "measures/measured.cpp"},
    {"services.*.wasted_work_s", "s", "slot-time given to calls that did not end served", "definitions 2",
     "measures/measured.cpp"},
    {"services.*.latency_s.p50, .p90, .p95, .p99, .p999", "s",
     "value of rank ⌈q·n⌉ of the calls served, as the middle of its bin", "nearest rank", "measures/latency.cpp"},
    {"services.*.capacity.rated_rps", "s-1", "κ: first attempts a second that a worker is meant to carry", ours,
     "measures/measured.cpp"},
    {"services.*.capacity.unused_share", "1", "∫(S−D)⁺ / ∫P", ours, "measures/capacity.cpp"},
    {"services.*.capacity.not_serving_share", "1", "(∫P − ∫(S−D)⁺ − ∫min(S,D)) / ∫P", ours, "measures/capacity.cpp"},
    {"services.*.capacity.unmet_share", "1", "∫(D−S)⁺ / ∫D", ours, "measures/capacity.cpp"},
    {"services.*.capacity.paid_worker_h, .unused_worker_h, .not_serving_worker_h, .unmet_worker_h", "h", "area / κ",
     ours, "measures/capacity.cpp"},
    {"services.*.capacity.cost_usd, .unused_usd, .not_serving_usd", "USD",
     "area · price of the paid capacity of the bucket", "definitions 9", "measures/capacity.cpp"},
    {"services.*.headroom[k].at_peak", "1",
     "1 − D/S in the bucket of the greatest D; S without the k zones that carry most", ours, "measures/capacity.cpp"},
    {"services.*.headroom[k].least", "1", "the least of 1 − D/S over the buckets", ours, "measures/capacity.cpp"},
    {"services.*.elasticity.theta_under, .theta_over", "1", "mean of (d−s)⁺/d, (s−d)⁺/d where d > 0", spec,
     "measures/elasticity.cpp"},
    {"services.*.elasticity.tau_under, .tau_over", "1", "share of time with s < d, s > d", spec,
     "measures/elasticity.cpp"},
    {"services.*.elasticity.under_workers, .over_workers", "1", "mean of (d−s)⁺, (s−d)⁺ in workers", spec,
     "measures/elasticity.cpp"},
    {"services.*.elasticity.no_demand_share", "1", "share of time with d = 0", "definitions 5",
     "measures/elasticity.cpp"},
    {"services.*.elasticity.instability", "1", "share of the steps of `grid_s` with sgn Δs ≠ sgn Δd", spec,
     "measures/elasticity.cpp"},
    {"services.*.elasticity.jitter_per_h", "h-1", "(changes of s − changes of d from bucket to bucket) / hours", spec,
     "measures/measured.cpp"},
    {"services.*.elasticity.deviation", "1", "(θ_U³ + θ_O³ + τ_U³ + τ_O³ + υ³)^⅓", spec, "measures/elasticity.cpp"},
    {"services.*.workers.mean", "1", "mean of workers from launching to draining", "definitions 7",
     "measures/measured.cpp"},
    {"services.*.workers.launched, .launch_failed, .lost, .terminated", "1", "counts", "definitions 7",
     "measures/measured.cpp"},
    {"services.*.workers.churn_per_day", "d-1", "(launched + ended)/2 / mean fleet / days: 1 is a new fleet a day",
     "here", "measures/measured.cpp"},
    {"services.*.regret.optimum_worker_h", "h", "Σ closing of d + launches · idle time of a launch",
     "rent or buy, layer by layer", "optimum/closing.cpp"},
    {"services.*.regret.worker_h, .share, .usd", "h, 1, USD", "paid − optimum; over the optimum; at the run's price",
     "regret against hindsight", "optimum/regret.cpp"},
    {"services.*.regret.parts.waited_worker_h", "h", "∫(s − hindsight)⁺ less the reserve; s = S/κ", "here",
     "optimum/regret.cpp"},
    {"services.*.regret.parts.zone_reserve_worker_h", "h",
     "∫min((s − hindsight)⁺, ⌈hindsight · k/(k−1)⌉ − hindsight), k zones", "definitions 4", "optimum/regret.cpp"},
    {"services.*.regret.parts.start_up_worker_h", "h", "∫(P − S)/κ − what hindsight's launches pay", "here",
     "optimum/regret.cpp"},
    {"services.*.regret.parts.billing_worker_h", "h", "what minimum and rounding added, at the run's price",
     "definitions 9", "optimum/regret.cpp"},
    {"services.*.regret.parts.missing_worker_h", "h", "−∫(hindsight − s)⁺", "here", "optimum/regret.cpp"},
    {"services.*.regret.billing_minimum_worker_h", "h",
     "flow of least cost with the billing minimum − the same without", "min-cost flow", "optimum/flow.cpp"},
    {"services.*.regret.unmet_starting_worker_h, .unmet_not_ordered_worker_h", "h",
     "∫min(V, launching … registering); the rest of ∫V", "here", "optimum/regret.cpp"},
    {"services.*.regret.launch_s", "s", "∫(booting to registering, draining) / launches", "here", "optimum/regret.cpp"},
    {"objectives[].attainment", "1", "good / ended", sre, "measures/slo.cpp"},
    {"objectives[].budget_spent, .budget_left", "1",
     "bad share/(1 − target), and 1 − that: of the run; of the worst `window` in it; of a longer one as if the rest "
     "were "
     "good",
     "definitions 3", "measures/measured.cpp"},
    {"objectives[].burn[].last, .worst", "1", "bad share over the window / (1 − target)", sre, "measures/slo.cpp"},
    {"objectives[].runs_out.after_s", "s",
     "budget left · its window / burn rate of the last hour; of a shorter run, of all of it", sre, "measures/slo.cpp"},
    {"objectives[].time_kept", "1", "share of the buckets in which anything ended that kept the target",
     "availability by time", "measures/slo.cpp"},
    {"faults[].begins_s, .noticed_s, .ends_s", "s", "events, of its first time", "definitions 8",
     "measures/measured.cpp"},
    {"faults[].recovered_s", "s", "from its begin to the first minute of 5 in which every objective was kept",
     "definitions 3", "measures/slo.cpp"},
};

}  // namespace

std::span<const Measure> catalogue() { return all; }

std::string catalogueTable() {
  std::string out = "| measure | unit | formula | source | in `analysis/` |\n|---|---|---|---|---|\n";
  for (const Measure& m : all)
    out +=
        std::string("| `") + m.name + "` | " + m.unit + " | " + m.formula + " | " + m.source + " | " + m.file + " |\n";
  return out;
}

}  // namespace headroom::measures
