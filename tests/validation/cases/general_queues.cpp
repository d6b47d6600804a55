/// M/G/1, M/D/c, GI/M/1, M/G/1-PS: one of the two laws is not exponential.
#include "tests/validation/systems.h"

namespace headroom::validation {
namespace {

LawSpec twoExponentials(double share, double first, double second) {
  Hyperexponential law;
  law.share = share;
  law.first = units(first);
  law.second = units(second);
  return law;
}

}  // namespace

Group mg1() {
  Group group{"M/G/1",
              "One server, any law of work S: Wq = λE[S²]/(2(1−ρ)); quantiles where the law allows a closed form.",
              "Pollaczek (1930), Khinchine (1932); Neuts (1981) for phase types"};
  struct Row {
    const char* id;
    const char* law;
    LawSpec work;
    double lambda, scv, rho, wq, w, lq, l, wq95, wq99, requests;  // 0: no closed form
  };
  const Row rows[] = {
      {"MG1-1", "constant", fixed(1), 0.5, 0, 0.5, 0.5, 1.5, 0.25, 0.75, 2.0506384073, 3.336255957, 1e6},
      {"MG1-2", "constant", fixed(1), 0.8, 0, 0.8, 2, 3, 1.6, 2.4, 6.62032499684, 10.355886792, 3e6},
      {"MG1-3", "constant", fixed(1), 0.9, 0, 0.9, 4.5, 5.5, 4.05, 4.95, 14.1286738302, 21.8982373495, 1.7e8},
      {"MG1-4", "Erlang-2", erlang(1, 2), 0.8, 0.5, 0.8, 3, 4, 2.4, 3.2, 10.242756528, 16.1305831923, 4e6},
      {"MG1-5", "Erlang-4", erlang(1, 4), 0.8, 0.25, 0.8, 2.5, 3.5, 2, 2.8, 8.4319070595, 13.2422061804, 4e6},
      {"MG1-6", "hyperexponential, scv 4", hyperexponential(1, 4), 0.5, 4, 0.5, 2.5, 3.5, 1.25, 1.75, 13.2282625817,
       24.1087041261, 4e6},
      {"MG1-7", "hyperexponential, scv 4", hyperexponential(1, 4), 0.8, 4, 0.8, 10, 11, 8, 8.8, 37.2963917026,
       60.0126072131, 1.3e7},
      {"MG1-8", "0.9 exp(2) + 0.1 exp(2/11)", twoExponentials(0.9, 0.5, 5.5), 0.5, 5.5, 0.5, 3.25, 4.25, 1.625, 2.125,
       17.1790833177, 31.0384435448, 5e6},
      {"MG1-9", "lognormal, scv 1", lognormal(1, 1), 0.8, 1, 0.8, 4, 5, 3.2, 4, 0, 0, 6e6},
      {"MG1-10", "lognormal, scv 4", lognormal(1, 4), 0.7, 4, 0.7, 5.83333333333, 6.83333333333, 4.08333333333,
       4.78333333333, 0, 0, 1.2e7},
      {"MG1-11", "uniform on (0.5, 1.5)", Uniform{units(0.5), units(1.5)}, 0.8, 0.0833333333333, 0.8, 2.16666666667,
       3.16666666667, 1.73333333333, 2.53333333333, 0, 0, 3e6},
      {"MG1-12", "Weibull, shape 0.5, scale 0.5", Weibull{units(0.5), 0.5}, 0.6, 5, 0.6, 4.5, 5.5, 2.7, 3.3, 0, 0, 1e7},
      {"MG1-13", "Pareto 1.5 on (0.1, 100)", Pareto{1.5, units(0.1), units(100)}, 1, 9.88479979276, 0.290522354143,
       0.647456868903, 0.937979223046, 0.647456868903, 0.937979223046, 0, 0, 1.5e7},
  };
  for (const Row& r : rows) {
    std::vector<Figure> figures{wait(r.wq),    sojourn(r.w), inSystem(r.l),
                                inQueue(r.lq), waits(r.rho), utilisation(r.rho)};
    if (r.wq95 > 0) {
      figures.push_back(waitQuantile("p95", r.wq95));
      figures.push_back(waitQuantile("p99", r.wq99));
    }
    // One call in a thousand brings half of the second moment: its mean wait settles slowly.
    if (r.scv > 9)
      for (Figure& f : figures) f.most *= 2;
    // Relaxation grows with the work that the worst calls bring.
    const double slow = relaxation(1, 1, r.rho) * (1 + r.scv);
    group.cases.push_back(
        {r.id, r.law, station(r.lambda, r.work), steady(r.requests, r.lambda, slow), std::move(figures), r.rho >= 0.9});
  }
  return group;
}

Group mdc() {
  Group group{"M/D/c", "c servers, constant work, one queue: a random walk of c arrivals against one service.",
              "Crommelin (1932), by Spitzer's identity"};
  struct Row {
    const char* id;
    std::int64_t c;
    double lambda, wq, noWait, lq, w, requests;
  };
  const Row rows[] = {
      {"MDC-1", 1, 0.8, 2, 0.2, 1.6, 3, 3e6},
      {"MDC-2", 2, 1.4, 0.493610462542, 0.434632788535, 0.691054647559, 1.49361046254, 2e6},
      {"MDC-3", 2, 1.8, 2.14692321472, 0.152892357298, 3.86446178649, 3.14692321472, 1e8},
      {"MDC-4", 4, 3.2, 0.386094930847, 0.421717984543, 1.23550377871, 1.38609493085, 3e6},
      {"MDC-5", 5, 4.5, 0.776695158203, 0.252171453931, 3.49512821191, 1.7766951582, 1.4e8},
      {"MDC-6", 10, 9, 0.34458205038, 0.353138716068, 3.10123845342, 1.34458205038, 1.4e8},
      {"MDC-7", 25, 22.5, 0.107193264987, 0.52066178257, 2.41184846221, 1.10719326499, 2.1e8},
  };
  for (const Row& r : rows) {
    const auto c = static_cast<double>(r.c);
    group.cases.push_back({r.id,
                           "",
                           station(r.lambda, fixed(1), r.c),
                           steady(r.requests, r.lambda, relaxation(c, 1, r.lambda)),
                           {wait(r.wq), sojourn(r.w), inQueue(r.lq), waits(1 - r.noWait), utilisation(r.lambda / c)},
                           r.requests >= 1e8});
  }
  return group;
}

Group gim1() {
  Group group{"GI/M/1",
              "Renewal arrivals, exponential work. Arrivals find a geometric queue with parameter σ, the root of "
              "σ = A*(μ(1−σ)); time averages differ (no PASTA).",
              "Kleinrock (1975); Asmussen (2003)"};
  struct Row {
    const char* id;
    const char* gaps;
    LawSpec law;
    double lambda, mu, sigma, wq, w, wq95, wq99, p95, p99, l, requests;
  };
  const Row rows[] = {
      {"GIM1-1", "constant gaps", fixed(2), 0.5, 1, 0.20318786998, 0.255000974916, 1.25500097492, 1.7596469239,
       3.77949307307, 3.7596469239, 5.77949307307, 0.627500487458, 2e6},
      {"GIM1-2", "constant gaps", fixed(1.25), 0.8, 1, 0.628629796497, 1.69273083992, 2.69273083992, 6.81670068114,
       11.1504837829, 8.06670068114, 12.4004837829, 2.15418467194, 4e6},
      {"GIM1-3", "Erlang-2 gaps", erlang(1.25, 2), 0.8, 1, 0.739852949126, 2.84397976699, 3.84397976699, 10.3573284209,
       16.5439751925, 11.5155342469, 17.7021810185, 3.07518381359, 5e6},
      {"GIM1-4", "Erlang-10 gaps", erlang(1.25, 10), 0.8, 1, 0.657800175719, 1.9222691803, 2.9222691803, 7.53033173197,
       12.2335425411, 8.75433609544, 13.4575469045, 2.33781534424, 4e6},
      {"GIM1-5", "hyperexponential gaps, scv 4", hyperexponential(1 / 0.7, 4), 0.7, 1, 0.847863662767, 5.57305163373,
       6.57305163373, 18.6063165045, 29.1852350042, 19.6911029149, 30.2700214146, 4.60113614361, 6e6},
      {"GIM1-6", "gaps uniform on (0, 2)", Uniform{units(0), units(2)}, 1, 1.25, 0.715971855115, 2.01662227638,
       2.81662227638, 7.49677213389, 12.0299508105, 8.43784625576, 12.9710249324, 2.81662227638, 4e6},
  };
  for (const Row& r : rows) {
    ScenarioSpec spec = station(r.lambda, exponential(1 / r.mu));
    if (std::holds_alternative<Deterministic>(r.law)) {
      users(spec).arrivals.kind = ArrivalsSpec::Kind::deterministic;
    } else {
      users(spec).arrivals.kind = ArrivalsSpec::Kind::renewal;
      users(spec).arrivals.gaps = r.law;
    }
    group.cases.push_back({r.id,
                           r.gaps,
                           std::move(spec),
                           steady(r.requests, r.lambda, 2 * relaxation(1, r.mu, r.lambda)),
                           {wait(r.wq), sojourn(r.w), inSystem(r.l), waits(r.sigma), utilisation(r.lambda / r.mu),
                            waitQuantile("p95", r.wq95), waitQuantile("p99", r.wq99), sojournQuantile("p95", r.p95),
                            sojournQuantile("p99", r.p99)}});
  }
  return group;
}

Group sharedProcessor() {
  Group group{"Processor sharing (M/G/1-PS, M/M/c-PS)",
              "Calls share the processor: W = E[S]/(1−ρ) whatever the law of work; with c cores and exponential work "
              "the number of calls is that of M/M/c.",
              "Sakata, Noguchi and Oizumi (1971); Kleinrock, Queueing Systems 2 (1976)"};
  struct Row {
    const char* id;
    double lambda, mean, w, l, requests;
  };
  const Row rows[] = {{"PS-1", 0.5, 1, 2, 1, 1.5e6},
                      {"PS-2", 0.7, 1, 3.33333333333, 2.33333333333, 3e6},
                      {"PS-3", 0.8, 1, 5, 4, 5e6},
                      {"PS-4", 0.9, 1, 10, 9, 1.7e8},
                      {"PS-5", 45, 0.02, 0.2, 9, 1.7e8}};
  for (const Row& r : rows) {
    const double rho = r.lambda * r.mean;
    const auto add = [&](const char* law, const LawSpec& work, double more) {
      group.cases.push_back({r.id,
                             law,
                             shared(station(r.lambda, work)),
                             steady(r.requests * more, r.lambda, more * relaxation(1, 1 / r.mean, r.lambda)),
                             {sojourn(r.w), inSystem(r.l)},
                             rho >= 0.9});
    };
    add("constant work", fixed(r.mean), 1);
    add("exponential work", exponential(r.mean), 1);
    add("hyperexponential work, scv 4", hyperexponential(r.mean, 4), 2);
    add("lognormal work, scv 4", lognormal(r.mean, 4), 2);
  }
  const auto cores = [&](const char* id, const char* variant, std::int64_t c, double lambda, double w, double l) {
    group.cases.push_back({id,
                           variant,
                           shared(station(lambda, exponential(1)), c),
                           steady(4e6, lambda, relaxation(static_cast<double>(c), 1, lambda)),
                           {sojourn(w), inSystem(l)}});
  };
  cores("MMC-1", "two shared cores", 2, 1.4, 1.96078431373, 2.74509803922);
  cores("MMC-2", "four shared cores", 4, 3, 1.50943396226, 4.52830188679);
  return group;
}

}  // namespace headroom::validation
