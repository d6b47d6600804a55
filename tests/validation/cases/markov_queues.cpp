/// M/M/1, M/M/c, M/M/c/K with Erlang B, M/M/c+M: Poisson requests, exponential work.
#include "tests/validation/systems.h"

#include <algorithm>

namespace headroom::validation {

Group mm1() {
  Group group{"M/M/1",
              "One worker with one slot and an endless queue. W = 1/(μ−λ), exponential; P(wait > t) = ρ e^−(μ−λ)t.",
              "Kleinrock, Queueing Systems 1 (1975)"};
  struct Row {
    const char* id;
    double lambda, mu, l, lq, w, wq, p50, p95, p99, p999, wq95, wq99, requests;
  };
  // Rows at ρ ≥ 0.9 remember so long that they are for the night; their sizes are the night's.
  const Row rows[] = {
      {"MM1-1", 0.3, 1, 0.428571428571, 0.128571428571, 1.42857142857, 0.428571428571, 0.990210257943, 4.27961753365,
       6.57881455141, 9.86822182712, 2.55965638461, 4.85885340237, 1.5e6},
      {"MM1-2", 0.5, 1, 1, 0.5, 2, 1, 1.38629436112, 5.99146454711, 9.21034037198, 13.815510558, 4.60517018599,
       7.82404601086, 2e6},
      {"MM1-3", 0.7, 1, 2.33333333333, 1.63333333333, 3.33333333333, 2.33333333333, 2.31049060187, 9.98577424518,
       15.3505672866, 23.0258509299, 8.79685776538, 14.1616508068, 3e6},
      {"MM1-4", 0.8, 1, 4, 3.2, 5, 4, 3.4657359028, 14.9786613678, 23.0258509299, 34.5387763949, 13.8629436112,
       21.9101331734, 6e6},
      {"MM1-5", 0.9, 1, 9, 8.1, 10, 9, 6.9314718056, 29.9573227355, 46.0517018599, 69.0775527898, 28.903717579,
       44.9980967033, 2e8},
      {"MM1-6", 0.95, 1, 19, 18.05, 20, 19, 13.8629436112, 59.9146454711, 92.1034037198, 138.15510558, 58.8887795833,
       91.077537832, 7e8},
      {"MM1-7", 80, 100, 4, 3.2, 0.05, 0.04, 0.034657359028, 0.149786613678, 0.230258509299, 0.345387763949,
       0.138629436112, 0.219101331734, 6e6},
  };
  for (const Row& r : rows)
    group.cases.push_back(
        {r.id,
         "",
         station(r.lambda, exponential(1 / r.mu)),
         steady(r.requests, r.lambda, relaxation(1, r.mu, r.lambda)),
         {wait(r.wq), sojourn(r.w), inSystem(r.l), inQueue(r.lq), waits(r.lambda / r.mu), utilisation(r.lambda / r.mu),
          sojournQuantile("p50", r.p50), sojournQuantile("p95", r.p95), sojournQuantile("p99", r.p99),
          sojournQuantile("p999", r.p999), waitQuantile("p95", r.wq95), waitQuantile("p99", r.wq99)},
         r.lambda / r.mu >= 0.9});
  return group;
}

Group mmc() {
  Group group{"M/M/c",
              "c servers and one queue, as one worker with c slots or as c workers with a queue at the balancer. "
              "P(wait > t) = C(c, a) e^−(cμ−λ)t.",
              "Erlang (1917); Kleinrock (1975)"};
  struct Row {
    const char* id;
    std::int64_t c;
    double lambda, mu, waits, wq, w, lq, l, wq95, wq99, p50, p95, p99, p999, requests;
  };
  const Row rows[] = {
      {"MMC-1", 2, 1.4, 1, 0.576470588235, 0.960784313725, 1.96078431373, 1.34509803922, 2.74509803922, 4.07483552529,
       6.75723204601, 1.45114496682, 5.54552922135, 8.26557649539, 12.118015022, 3e6},
      {"MMC-2", 4, 3, 1, 0.509433962264, 0.509433962264, 1.50943396226, 1.52830188679, 4.52830188679, 2.32127722601,
       3.93071513844, 1.15628362861, 4.12809980242, 6.00630817656, 8.58967621955, 5e6},
      {"MMC-3", 10, 8, 1, 0.409180150796, 0.204590075398, 1.2045900754, 1.63672060319, 9.63672060319, 1.05106626007,
       1.85578521628, 0.912144610607, 3.32827467856, 4.94611132761, 7.25055724299, 8e6},
      {"MMC-4", 10, 9, 1, 0.668731524108, 0.668731524108, 1.66873152411, 6.01858371697, 15.018583717, 2.5933596649,
       4.20279757733, 1.32909186858, 4.36086656778, 6.24987669885, 8.84105675112, 3e8},
      {"MMC-5", 50, 45, 1, 0.363864467207, 0.0727728934414, 1.07277289344, 3.27478020486, 48.2747802049, 0.396951690007,
       0.718839272494, 0.776469597472, 3.08279555503, 4.69223383476, 6.99481892834, 1.8e8},
      {"MMC-6", 100, 95, 1, 0.506456853913, 0.101291370783, 1.10129137078, 9.62268022435, 104.622680224, 0.463083225972,
       0.784970808459, 0.807915897374, 3.11494870121, 4.72438704895, 7.02697214264, 5.4e8},
      {"MMC-7", 200, 180, 1, 0.0944712181776, 0.00472356090888, 1.00472356091, 0.850240963598, 180.850240964,
       0.0318136106566, 0.112285506278, 0.698107020938, 3.00069212252, 4.61013003495, 6.91271512795, 4e8},
      {"MMC-8", 16, 120, 10, 0.204573858436, 0.00511434646089, 0.105114346461, 0.613721575307, 12.6137215753,
       0.0352226517699, 0.0754585995807, 0.0752411620329, 0.306169255778, 0.467113696499, 0.697372211031, 9e6},
  };
  for (const Row& r : rows) {
    const Length length = steady(r.requests, r.lambda, relaxation(static_cast<double>(r.c), r.mu, r.lambda));
    std::vector<Figure> figures{wait(r.wq),
                                sojourn(r.w),
                                inSystem(r.l),
                                inQueue(r.lq),
                                waits(r.waits),
                                utilisation(r.lambda / r.mu / static_cast<double>(r.c)),
                                sojournQuantile("p50", r.p50),
                                sojournQuantile("p95", r.p95),
                                sojournQuantile("p99", r.p99),
                                sojournQuantile("p999", r.p999),
                                waitQuantile("p95", r.wq95),
                                waitQuantile("p99", r.wq99)};
    // Of many servers few calls wait, and rarely, and then many: waits are known half, or a quarter, as well.
    if (r.c >= 50)
      for (Figure& f : figures)
        if (f.name.starts_with("Wq") || f.name.starts_with("Lq") || f.name.starts_with("P("))
          f.most *= r.c > 100 ? 4 : 2;
    const bool night = r.requests >= 1e8;
    const LawSpec work = exponential(1 / r.mu);
    group.cases.push_back({r.id, "one worker", station(r.lambda, work, r.c), length, figures, night});
    if (r.id == std::string("MMC-3"))
      group.cases.push_back(
          {r.id, "ten workers, one queue", oneQueueFor(station(r.lambda, work), r.c), length, figures, night});
    if (r.id == std::string("MMC-2"))
      group.cases.push_back({r.id, "two workers of two slots, one queue", oneQueueFor(station(r.lambda, work, 2), 2),
                             length, figures, night});
  }
  return group;
}

Group finiteRoom() {
  Group group{
      "M/M/c/K and M/G/c/c",
      "Room for K in all: who finds it full is lost (PASTA: a share π_K). Without a queue (K = c, Erlang B) the "
      "loss does not depend on the law of work.",
      "birth-death balance; Erlang (1917); Sevastyanov (1957) for the insensitivity"};
  struct Row {
    const char* id;
    std::int64_t c, k;
    double lambda, mu, loss, throughput, l, lq, w, wq, utilisation, requests;
  };
  const Row rows[] = {
      {"MMCK-1", 1, 5, 0.9, 1, 0.126022549988, 0.78657970501, 2.19478230063, 1.40820259562, 2.7902859515, 1.7902859515,
       0.78657970501, 1e6},
      {"MMCK-2", 1, 10, 1.2, 1, 0.192586495127, 0.968896205848, 6.71070867837, 5.74181247252, 6.92613784414,
       5.92613784414, 0.968896205848, 1e6},
      {"MMCK-3", 2, 5, 1.8, 1, 0.141076885218, 1.54606160661, 2.45696544573, 0.910903839124, 1.58917693527,
       0.589176935273, 0.773030803304, 1e6},
      {"MMCK-4", 4, 20, 3.6, 1, 0.0168049823022, 3.53950206371, 7.76920813652, 4.22970607281, 2.19500031266,
       1.19500031266, 0.884875515928, 9e6},
      {"MMCK-5", 10, 30, 12, 1, 0.168637244552, 9.97635306538, 25.2856673613, 15.309314296, 2.53456019405,
       1.53456019405, 0.997635306538, 1.3e6},
      {"MMCK-6", 1, 1, 0.5, 1, 0.333333333333, 0.333333333333, 0.333333333333, 0, 1, 0, 0.333333333333, 5e5},
      {"MMCK-7", 5, 5, 4, 1, 0.199066874028, 3.20373250389, 3.20373250389, 0, 1, 0, 0.640746500778, 8e5},
      {"MMCK-8", 10, 10, 8, 1, 0.121661064253, 7.02671148598, 7.02671148598, 0, 1, 0, 0.702671148598, 1.3e6},
      {"MMCK-9", 50, 50, 45, 1, 0.0541044721646, 42.5652987526, 42.5652987526, 0, 1, 0, 0.851305975052, 6e6},
      {"MMCK-10", 100, 100, 110, 1, 0.136114838912, 95.0273677197, 95.0273677197, 0, 1, 0, 0.950273677197, 2.6e6},
  };
  for (const Row& r : rows) {
    std::vector<Figure> figures{loss(r.loss), throughput(r.throughput), inSystem(r.l), sojourn(r.w),
                                utilisation(r.utilisation)};
    if (r.k > r.c) {
      figures.push_back(inQueue(r.lq));
      figures.push_back(wait(r.wq));
    }
    const auto add = [&](const char* variant, const LawSpec& work) {
      group.cases.push_back({r.id, variant, withRoomFor(station(r.lambda, work, r.c), r.k - r.c),
                             steady(r.requests, r.lambda, 10), figures});
    };
    const double mean = 1 / r.mu;
    add(r.k == r.c ? "exponential work" : "", exponential(mean));
    if (r.k != r.c) continue;
    add("constant work", fixed(mean));
    add("lognormal work, scv 4", lognormal(mean, 4));
  }
  return group;
}

Group impatient() {
  Group group{"M/M/c+M (Erlang A)",
              "Callers give up after an exponential time in the queue (time-out while queued, mean 1/θ). Stable beyond "
              "saturation too.",
              "Palm (1957); Garnett, Mandelbaum and Reiman (2002); birth-death sums"};
  struct Row {
    const char* id;
    std::int64_t c;
    double lambda, mu, theta, abandon, waits, wqServed, lq, utilisation, requests;
  };
  const Row rows[] = {
      {"ERLA-1", 1, 0.8, 1, 0.5, 0.255940702044, 0.595247438365, 0.412106907702, 0.40950512327, 0.595247438365, 1e6},
      {"ERLA-2", 5, 5, 1, 1, 0.175467369768, 0.559506714935, 0.154422192549, 0.877336848839, 0.824532630232, 1.5e6},
      {"ERLA-3", 10, 12, 1, 0.5, 0.195655944011, 0.850384947915, 0.400833695424, 4.69574265626, 0.965212867187, 1.5e6},
      {"ERLA-4", 50, 50, 1, 0.25, 0.0375819280637, 0.678932814168, 0.149279592323, 7.51638561274, 0.962418071936, 8e6},
      {"ERLA-5", 100, 110, 1, 2, 0.104993335731, 0.730849048085, 0.052273409093, 5.77463346522, 0.984507330696, 3e6},
      {"ERLA-6", 20, 18, 0.5, 0.1, 0.444444444446, 0.999999999973, 5.82794998156, 80.0000000003, 0.999999999997, 2e6},
  };
  for (const Row& r : rows) {
    ScenarioSpec spec = station(r.lambda, exponential(1 / r.mu), r.c);
    users(spec).client.timeout = exponential(1 / r.theta);
    users(spec).client.timeoutWhile = ClientSpec::While::queued;
    const Figure abandon{"P(abandon)", r.abandon, [](const Observation& o) {
                           return o.summary["requests.timed_out"] / o.summary["requests.offered"];
                         }};
    // Of all callers: those who do not wait are all served.
    const Figure anyWait{"P(wait > 0)", r.waits, [](const Observation& o) {
                           return 1 - (1 - o.summary["services.web.waited_share"]) * o.summary["requests.served"] /
                                          o.summary["requests.offered"];
                         }};
    Figure served = wait(r.wqServed);
    served.name = "Wq of the served";
    std::vector<Figure> figures{abandon, served, inQueue(r.lq)};
    if (r.utilisation < 0.99999) {  // ERLA-6 is busy and full all the time: no variance to test against
      figures.push_back(utilisation(r.utilisation));
      figures.push_back(anyWait);
    }
    group.cases.push_back(
        {r.id, "", std::move(spec), steady(r.requests, r.lambda, 5 / std::min(r.theta, r.mu)), std::move(figures)});
  }
  return group;
}

}  // namespace headroom::validation
