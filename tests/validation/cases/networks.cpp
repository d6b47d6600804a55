/// More than one station, or more than one worker: chains, balancers, users who wait for their answers.
#include "tests/validation/systems.h"

#include <algorithm>

namespace headroom::validation {
namespace {

/// `web` holds nothing and does (almost) nothing: it calls the nodes one after the other. A node is a service of its
/// own, whose calls hold its slot only.
ScenarioSpec chain(double lambda, const std::vector<double>& rates) {
  ScenarioSpec spec = station(lambda, Deterministic{Duration::nanoseconds(1)});
  web(spec).worker.slots = {};
  for (std::size_t i = 0; i < rates.size(); ++i) {
    ServiceSpec node;
    node.name = "node-" + std::to_string(i + 1);
    node.worker.serviceTime = exponential(1 / rates[i]);
    CallSpec call;
    call.name = node.name;
    call.to = node.name;
    web(spec).calls.push_back(call);
    spec.services.push_back(std::move(node));
  }
  return spec;
}

}  // namespace

Group tandem() {
  Group group{"Tandem (Jackson network in a line)",
              "Poisson requests go through M/M/1 nodes one after the other; each node is as if alone, and the times in "
              "them are independent.",
              "Burke (1956); Reich (1957); Jackson (1957)"};
  struct Row {
    const char* id;
    double lambda;
    std::vector<double> mu;
    double w, l, p50, p95, p99, requests;
  };
  const Row rows[] = {
      {"TANDEM-1", 0.5, {1, 1.5}, 3, 1.5, 2.4558943546, 7.35227669416, 10.5916158782, 1.5e6},
      {"TANDEM-2", 0.8, {1, 1.25}, 7.22222222222, 5.77777777778, 5.8633100458, 17.8921689475, 25.9614097517, 3e6},
      {"TANDEM-3", 3, {4, 5, 6}, 1.83333333333, 5.5, 1.57842640852, 4.07734423957, 5.70043610378, 2e6},
      {"TANDEM-4", 60, {100, 75}, 0.0916666666667, 5.5, 0.0734320367859, 0.23097135438, 0.338339618505, 4e6},
  };
  for (const Row& r : rows) {
    double slowest = r.mu[0];
    std::vector<Figure> figures{sojourn(r.w), inSystem(r.l), sojournQuantile("p50", r.p50),
                                sojournQuantile("p95", r.p95), sojournQuantile("p99", r.p99)};
    for (std::size_t i = 0; i < r.mu.size(); ++i) {
      const std::string node = "node-" + std::to_string(i + 1);
      slowest = std::min(slowest, r.mu[i]);
      figures.push_back({"W of " + node, 1 / (r.mu[i] - r.lambda), time("services." + node + ".latency_s.mean")});
      figures.push_back(
          {"L of " + node, r.lambda / (r.mu[i] - r.lambda), value("services." + node + ".in_system_mean")});
    }
    group.cases.push_back({r.id, "", chain(r.lambda, r.mu),
                           steady(r.requests, r.lambda, 2 * relaxation(1, slowest, r.lambda)), std::move(figures)});
  }
  return group;
}

Group closedLoop() {
  Group group{"Closed loop (finite source, machine repair)",
              "N users think, ask one of c servers, wait for the answer, think again. Read as N machines and c repair "
              "crews, thinking is being up.",
              "Palm; Feller (1957); Gross and Harris"};
  struct Row {
    const char* id;
    std::int64_t n, c;
    double think, work, throughput, w, l, utilisation, requests;
  };
  const Row rows[] = {
      {"CLOSED-1", 10, 1, 5, 1, 0.981615429663, 5.18728892987, 5.09192285168, 0.981615429663, 5e5},
      {"CLOSED-2", 50, 4, 10, 1, 3.88498232897, 2.87007140988, 11.1501767103, 0.971245582243, 1e6},
      {"CLOSED-3", 200, 8, 1, 0.04, 186.119288593, 0.0745796500285, 13.8807114068, 0.930596442966, 2e6},
      {"CLOSED-4", 1000, 16, 5, 0.05, 198.003502525, 0.0504157110865, 9.98248737738, 0.618760945389, 2e6},
      {"REPAIR-1", 5, 1, 10, 1, 0.436047823145, 1.46663217796, 0.639521768554, 0.436047823145, 8e5},
      {"REPAIR-2", 10, 2, 20, 2.5, 0.432733292871, 3.1089222039, 1.34533414257, 0.540916616088, 8e5},
      {"REPAIR-3", 20, 1, 100, 4, 0.180027462253, 11.0941616893, 1.99725377474, 0.720109849012, 1.2e6},
      {"REPAIR-4", 100, 3, 500, 10, 0.194716787598, 13.5664019197, 2.64160620106, 0.649055958660, 1.2e6},
      {"REPAIR-5", 6, 6, 50, 2, 0.115384615385, 2, 0.230769230769, 0.0384615384615, 8e5},
  };
  for (const Row& r : rows)
    group.cases.push_back({r.id,
                           "",
                           closedStation(r.n, exponential(r.think), exponential(r.work), r.c),
                           steady(r.requests, r.throughput, r.think),
                           {sojourn(r.w), throughput(r.throughput), inSystem(r.l), utilisation(r.utilisation)}});
  return group;
}

Group balancers() {
  Group group{
      "Balancers",
      "N workers with a queue each, Poisson requests, exponential work. Random: each worker is M/M/1. Round robin: "
      "each is E_N/M/1. Least outstanding is join the shortest queue.",
      "Winston (1977); Mitzenmacher (2001); symmetric Markov chains solved numerically"};
  struct Row {
    const char* id;
    std::int64_t n;
    double rho, central, jsq, two, robin, random, requests;
  };
  const Row rows[] = {
      {"LB-1", 2, 0.5, 1.33333333333, 1.4263207512, 1.4263207512, 1.61803398875, 2, 8e5},
      {"LB-2", 2, 0.7, 1.96078431373, 2.108197274, 2.108197274, 2.60062292603, 3.33333333333, 1.5e6},
      {"LB-3", 2, 0.9, 5.26315789474, 5.4749128212, 5.4749128212, 7.58828362869, 10, 8e7},
      {"LB-4", 3, 0.5, 1.15789473684, 1.2448358576, 1.3520034719, 1.49372500044, 2, 8e5},
      {"LB-5", 3, 0.7, 1.54704944179, 1.7088760937, 1.8847923615, 2.35772734883, 3.33333333333, 1.5e6},
      {"LB-6", 3, 0.9, 3.72353673724, 3.982421986, 4.274087041, 6.78472438824, 10, 6e7},
  };
  using P = BalancerSpec::Policy;
  for (const Row& r : rows) {
    const auto n = static_cast<double>(r.n);
    const double lambda = r.rho * n;
    const ScenarioSpec one = station(lambda, exponential(1));
    const auto add = [&](const char* policy, ScenarioSpec spec, double w) {
      group.cases.push_back({r.id,
                             policy,
                             std::move(spec),
                             steady(r.requests * n, lambda, relaxation(1, 1, r.rho)),
                             {sojourn(w), utilisation(r.rho)},
                             r.rho >= 0.9});
    };
    add("central queue", oneQueueFor(one, r.n), r.central);
    add("least outstanding", spreadOver(one, r.n, P::leastOutstanding), r.jsq);
    add("power of two choices", spreadOver(one, r.n, P::powerOfTwo), r.two);
    add("round robin", spreadOver(one, r.n, P::roundRobin), r.robin);
    add("random", spreadOver(one, r.n, P::random), r.random);
  }
  return group;
}

Group scalability() {
  Group group{"Universal Scalability Law",
              "N users without thinking keep N calls on a shared processor with contention σ and coherence κ: the "
              "throughput is X(N) = γN/(1 + σ(N−1) + κN(N−1)).",
              "Gunther (1993)"};
  struct Row {
    const char* id;
    double gamma, sigma, kappa, x4, x16, x64, x256;
  };
  const Row rows[] = {
      {"USL-1", 100, 0.02, 0.0005, 375.234521576, 1126.76056338, 1496.72591207, 660.815694373},
      {"USL-2", 1000, 0.05, 0.0001, 3474.63516331, 9019.16572717, 14056.0484934, 12624.5191834},
      {"USL-3", 50, 0.1, 0, 153.846153846, 320, 438.356164384, 483.018867925},
      {"USL-4", 250, 0, 0.001, 988.14229249, 3225.80645161, 3179.65023847, 965.6004828},
  };
  for (const Row& r : rows)
    for (const auto& [n, x] :
         {std::pair{4, r.x4}, std::pair{16, r.x16}, std::pair{64, r.x64}, std::pair{256, r.x256}}) {
      ScenarioSpec spec = shared(closedStation(n, fixed(0), exponential(1 / r.gamma), 1));
      web(spec).worker.sharing->scalability = ScalabilitySpec{r.sigma, r.kappa};
      group.cases.push_back(
          {r.id, "N = " + std::to_string(n), std::move(spec), steady(2e5, x, n / x), {throughput(x), sojourn(n / x)}});
    }
  return group;
}

}  // namespace headroom::validation
