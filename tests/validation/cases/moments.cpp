/// The state at one instant, and counts over a stretch of time, from many short replications.
#include "tests/validation/systems.h"

#include <cmath>
#include <numbers>

namespace headroom::validation {
namespace {

using std::numbers::pi;

/// λ0 (1 + β sin(2πt/T + φ)).
CurveSpec wave(double lambda0, double beta, double period, double phase) {
  DiurnalCurve c;
  c.mean.perSecond = lambda0 / unitSeconds;
  c.swing.value = beta;
  c.period = units(period);
  const double peak = std::fmod(period * (pi / 2 - phase) / (2 * pi) + period, period);
  c.peakAt = offset(peak);
  return {"diurnal", c};
}

CurveSpec steps(const std::vector<std::pair<double, double>>& rates) {
  StepsCurve c;
  for (const auto& [at, rate] : rates) c.steps.push_back({units(at), {rate / unitSeconds}});
  return {"steps", c};
}

CurveSpec ramp(double from, double to, double begins, double lasts) {
  return {"ramp", RampCurve{{from / unitSeconds}, {to / unitSeconds}, units(begins), units(lasts)}};
}

ScenarioSpec following(std::vector<CurveSpec> rate, const LawSpec& work, std::int64_t slots = Limit::none) {
  ScenarioSpec spec = station(1, work, slots);
  users(spec).rate = std::move(rate);
  return spec;
}

/// More requests within the first 1e-4 units: exactly `n`, or a Poisson number with that mean.
ScenarioSpec beginningWith(ScenarioSpec spec, double n, bool exactly) {
  constexpr double moment = 1e-4;
  DemandSpec burst;
  burst.name = "burst";
  burst.to = "web";
  burst.rate.push_back(steps({{0, (exactly ? n + 0.5 : n) / moment}, {moment, 0}}));
  if (exactly) burst.arrivals.kind = ArrivalsSpec::Kind::deterministic;
  spec.demand.push_back(std::move(burst));
  return spec;
}

Figure number(double expected) { return {"E[N(t)]", expected, value("services.web.in_system_mean")}; }
Figure queueLength(double expected) { return {"E[queue]", expected, value("services.web.queue_mean")}; }
Figure empty(double expected) {
  return probability("P(N(t) = 0)", expected, [](double n) { return n == 0; });
}
Figure atLeast(double k, double expected) {
  return probability("P(N(t) ≥ " + std::to_string(static_cast<int>(k)) + ")", expected,
                     [k](double n) { return n >= k; });
}

/// Probabilities so near 0 or 1 that no replication would say otherwise say nothing.
bool telling(double p) { return p > 0.005 && p < 0.995; }

std::string instant(double t) {
  std::string text = std::to_string(t);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return "t = " + text;
}

struct Moment {
  const char* id;
  double t, mean, empty, full, queue;
};

void addMoment(Group& group, const Moment& m, ScenarioSpec spec, double c, int replications) {
  std::vector<Figure> figures{number(m.mean)};
  if (telling(m.empty)) figures.push_back(empty(m.empty));
  if (telling(m.full)) figures.push_back(atLeast(c, m.full));
  if (m.queue > 1) figures.push_back(queueLength(m.queue));
  for (Figure& f : figures)
    if (f.kind == Figure::Kind::mean) f.most = f.name == "E[queue]" ? 0.2 : 0.10;
  group.cases.push_back(
      {m.id, instant(m.t), lookedAt(std::move(spec), m.t), replicated(replications), std::move(figures)});
}

}  // namespace

// ---- arrivals ------------------------------------------------------------------------------------------------------

namespace {

struct Process {
  const char* id;
  double from, until, mean, nothing;
  std::vector<CurveSpec> rate, times;
  std::function<double(double)> integral;
  int replications;
};

std::vector<Process> processes() {
  const auto day = [](double t) { return 10 * (t + 0.8 * 24 / (2 * pi) * (1 - std::cos(2 * pi * t / 24))); };
  const double w = 2 * pi / 3600;
  const auto hour = [w](double t) { return 100 * (t + 0.5 / w * (std::cos(1) - std::cos(w * t + 1))); };
  const auto tent = [](double t) { return t <= 10 ? 5 * t + t * t : 150 + 25 * (t - 10) - (t - 10) * (t - 10) / 3; };
  const auto crowd = [](double t) { return 2 * t + (t > 5 ? 150 * (1 - std::exp(-(t - 5) / 3)) : 0); };
  const auto trend = [](double t) { return 0.1 * t * t; };
  const auto step = [](double t) { return t <= 10 ? t : 10 + 4 * (t - 10); };
  FlashCrowdCurve flash;
  flash.at = offset(5);
  flash.extra.perSecond = 50 / unitSeconds;
  flash.decay = units(3);
  const CurveSpec base{"constant", ConstantCurve{{2 / unitSeconds}}};
  // The fall from 25 to 5 is a factor that goes from 1 to 0.2.
  const CurveSpec fall{"ramp", RampCurve{{1}, {0.2}, units(10), units(30)}};
  const std::vector<CurveSpec> daily{wave(10, 0.8, 24, 0)};
  return {{"NHPP-1", 0, 6, 90.5577490736, 0, daily, {}, day, 2500},
          {"NHPP-2", 6, 12, 90.5577490736, 0, daily, {}, day, 2500},
          {"NHPP-3", 12, 24, 58.8845018527, 0, daily, {}, day, 2500},
          {"NHPP-4", 100, 1900, 202114.681014, 0, {wave(100, 0.5, 3600, 1)}, {}, hour, 50},
          {"NHPP-5", 3, 17, 284.666666667, 0, {ramp(5, 25, 0, 10)}, {fall}, tent, 2500},
          {"NHPP-6", 0, 20, 188.98930795, 0, {base, {"flash_crowd", flash}}, {}, crowd, 2500},
          {"NHPP-7", 0, 5, 2.5, 0.0820849986239, {ramp(0, 1, 0, 5)}, {}, trend, 8000},
          {"NHPP-8", 8, 12, 10, 0, {steps({{0, 1}, {10, 4}})}, {}, step, 2500}};
}

}  // namespace

Group arrivalProcess() {
  Group group{
      "Non-homogeneous Poisson arrivals",
      "The number of requests in (a, b] is Poisson with mean and variance Λ(a, b]; counts over parts of the run "
      "follow the rate.",
      "Çinlar (1975); Λ in closed form"};
  for (const Process& p : processes()) {
    ScenarioSpec spec = between(following(p.rate, fixed(1e-3)), p.from, p.until);
    users(spec).times = p.times;
    const Reader count = value("requests.offered");
    std::vector<Figure> figures{{"mean", p.mean, count}};
    if (p.replications > 1000) figures.push_back(variance("variance", p.mean, count));
    if (p.nothing > 0) {
      Figure nothing{"P(no request)", p.nothing,
                     [](const Observation& o) { return o.summary["requests.offered"] == 0 ? 1.0 : 0.0; }};
      nothing.kind = Figure::Kind::probability;
      figures.push_back(within(0.04, std::move(nothing)));
    }
    group.cases.push_back({p.id, "", spec, replicated(p.replications), figures, false, p.integral, 12});
    if (p.replications > 1000) continue;
    group.cases.push_back({p.id,
                           "variance",
                           spec,
                           replicated(2000),
                           {{"mean", p.mean, count}, within(0.9, variance("variance", p.mean, count))},
                           true});
  }
  return group;
}

// ---- unlimited servers ---------------------------------------------------------------------------------------------

Group unlimitedServers() {
  Group group{
      "Mt/M/∞ and Mt/G/∞ (unlimited slots)",
      "The number of calls at t is Poisson with mean and variance m(t) = ∫ λ(u) P(S > t−u) du; it lags behind the "
      "rate.",
      "Eick, Massey and Whitt (1993)"};
  struct Row {
    double t, mean, tail;
    int atLeast;
  };
  struct Wave {
    const char* id;
    double lambda0, beta, period, phase, mu, start;
    std::vector<Row> rows;
  };
  const Wave waves[] = {
      {"MTINF-1",
       10,
       0.8,
       24,
       0,
       1,
       0,
       {{0.5, 4.15747154846, 0.02642998728, 9},
        {3, 13.5077551146, 0.03526784007, 21},
        {6, 17.4669297575, 0.03326114911, 26},
        {12, 11.9600056483, 0.03640482456, 19},
        {30, 17.4868587885, 0.03364162661, 26}}},
      {"MTINF-2",
       100,
       0.5,
       60,
       0,
       0.2,
       0,
       {{0.5, 48.2143609484, 0.02331921838, 63},
        {3, 244.901490574, 0.02338605538, 277},
        {6, 412.560377619, 0.02320586793, 454},
        {12, 618.819431897, 0.02397168522, 669},
        {30, 601.749735907, 0.02453022371, 651}}},
      {"MTINF-3",
       50,
       0.9,
       10,
       1.5,
       2,
       80,
       {{0.5, 59.3115917926, 0.02763702786, 75},
        {3, 26.3961205274, 0.02948007635, 37},
        {6, 4.21859992578, 0.02860764561, 9},
        {12, 38.6529339302, 0.02324449638, 52},
        {30, 44.9724259532, 0.02554298841, 59}}},
      {"MTINF-4",
       1000,
       0.3,
       86400,
       0,
       0.01,
       0,
       {{0.5, 498.754803269, 0.02373800663, 544},
        {3, 2955.54384549, 0.02301697664, 3065},
        {6, 5823.93160308, 0, 0},
        {12, 11309.4661333, 0, 0},
        {30, 25927.0830825, 0, 0}}},
  };
  const Reader n = value("services.web.in_system_mean");
  for (const Wave& w : waves)
    for (const Row& r : w.rows) {
      ScenarioSpec spec = following({wave(w.lambda0, w.beta, w.period, w.phase)}, exponential(1 / w.mu));
      if (w.start > 0) spec = beginningWith(std::move(spec), w.start, false);
      // Rows with thousands of requests a replication are few at commit, and as many as a variance needs at night.
      const bool heavy = w.lambda0 * r.t > 1500;
      std::vector<Figure> figures{number(r.mean), within(heavy ? 0.9 : 0.2, variance("Var N(t)", r.mean, n))};
      if (r.tail > 0 && !heavy) figures.push_back(atLeast(r.atLeast, r.tail));
      group.cases.push_back({w.id, instant(r.t), lookedAt(std::move(spec), r.t), replicated(r.mean < 6 ? 5000 : 2500),
                             std::move(figures), heavy});
    }
  // The curve of MTINF-1 with other laws of work; m(t) by quadrature with 30 digits.
  struct Law {
    const char* name;
    LawSpec work;
    double at3, at6, at12;
  };
  const Law laws[] = {
      {"constant work", fixed(1), 14.85619539248, 17.90892743572, 11.04123005015},
      {"work uniform on (0.5, 1.5)", Uniform{units(0.5), units(1.5)}, 14.78068514039, 17.88636055575, 11.12545079277},
      {"lognormal work, scv 4", lognormal(1, 4), 11.23582775701, 15.49045728356, 12.1542286931},
      {"hyperexponential work, scv 4", hyperexponential(1, 4), 10.60690863398, 14.83595329292, 12.35320837582}};
  for (const Law& law : laws)
    for (const auto& [t, m] : {std::pair{3.0, law.at3}, std::pair{6.0, law.at6}, std::pair{12.0, law.at12}})
      group.cases.push_back({"MTGINF",
                             std::string(law.name) + ", " + instant(t),
                             lookedAt(following({wave(10, 0.8, 24, 0)}, law.work), t),
                             replicated(2500),
                             {number(m), variance("Var N(t)", m, n)}});
  return group;
}

// ---- out of the steady state ---------------------------------------------------------------------------------------

Group transients() {
  Group group{"Transient M/M/c", "How the queue fills from empty, and empties when requests stand there at the start.",
              "uniformisation (Jensen 1953)"};
  struct Start {
    const char* id;
    double c, lambda, begin;
    std::vector<Moment> moments;
  };
  const Start starts[] = {
      {"TRANS-1",
       1,
       0.8,
       0,
       {{"", 1, 0.55155185827, 0.59739875028, 0.40260124972, 0.14895060855},
        {"", 5, 1.4694608278, 0.34896794294, 0.65103205706, 0.81842877073},
        {"", 10, 2.0302815636, 0.28642259328, 0.71357740672, 1.3167041569},
        {"", 50, 3.405038978, 0.21411791689, 0.78588208311, 2.6191568949}}},
      {"TRANS-2",
       1,
       0.8,
       20,
       {{"", 1, 19.8, 7.1178478734e-20, 1, 18.8},
        {"", 5, 19.000000005, 1.5261165553e-08, 0.99999998474, 18.000000021},
        {"", 10, 18.000030113, 3.1519218786e-05, 0.99996848078, 17.000061633},
        {"", 50, 10.976492939, 0.067890657654, 0.93210934235, 10.044383597}}},
      {"TRANS-3",
       4,
       3.2,
       0,
       {{"", 0.5, 1.2603865862, 0.28390874198, 0.03927620239, 0.012793390349},
        {"", 2, 2.936426357, 0.062355198044, 0.3220022482, 0.37816783566},
        {"", 5, 4.0436406713, 0.036268143661, 0.49011446117, 1.0665849064},
        {"", 20, 5.2522640851, 0.028303988768, 0.58277995628, 2.0798905377}}},
      {"TRANS-4",
       10,
       12,
       0,
       {{"", 1, 7.6498008609, 0.00050778674169, 0.23751418914, 0.37650974989},
        {"", 2, 11.309125737, 3.0958573953e-05, 0.62528022799, 2.3222146606},
        {"", 5, 18.799293988, 3.6542646363e-06, 0.89588498244, 9.0532227849},
        {"", 10, 29.495688551, 9.4768562741e-07, 0.9692941744, 19.5692167}}},
      {"TRANS-5",
       10,
       8,
       30,
       {{"", 1, 28.000001863, 1.0203883051e-12, 0.99998557694, 18.000023688},
        {"", 2, 26.001623152, 2.5475147872e-08, 0.99684115893, 16.008056849},
        {"", 5, 20.395562388, 2.3490544039e-05, 0.88115501647, 10.741129703},
        {"", 10, 14.434035705, 0.00014634342411, 0.6289593005, 5.6474382144}}},
  };
  for (const Start& s : starts)
    for (Moment m : s.moments) {
      m.id = s.id;
      ScenarioSpec spec = station(s.lambda, exponential(1), static_cast<std::int64_t>(s.c));
      if (s.begin > 0) spec = beginningWith(std::move(spec), s.begin, true);
      addMoment(group, m, std::move(spec), s.c, 8000);
    }
  return group;
}

namespace {

/// When which zone is dark.
struct Dark {
  int zone;
  double from, lasts;
};

ScenarioSpec darkened(ScenarioSpec spec, const std::vector<Dark>& times, double t) {
  for (const Dark& d : times)
    if (d.from <= t) darken(spec, d.zone, d.from, d.lasts);
  return spec;
}

}  // namespace

Group capacitySteps() {
  Group group{"Steps of capacity and of demand",
              "Servers come and go at fixed times (zones that are dark and return, calls resumed), or the rate steps. "
              "SCHED-4 is one of three zones lost.",
              "uniformisation (Jensen 1953) from step to step"};
  const auto crowd = following({steps({{0, 2}, {10, 6}, {20, 2}})}, exponential(1), 4);
  ScenarioSpec crowdOnEight = oneQueueFor(inZones(crowd, 2), 8);
  web(crowdOnEight).worker.slots.value = 1;
  struct Plan {
    const char* id;
    ScenarioSpec spec;
    std::vector<Dark> dark;
    std::vector<std::pair<double, Moment>> moments;  // servers at t
  };
  const Plan plans[] = {
      // Five workers: three in zone a, two in zone b.
      {"SCHED-1",
       oneQueueFor(inZones(station(3, exponential(1)), 2), 5),
       {{0, 0, 10}},
       {{2, {"", 5, 6.9457886007, 0.01869272381, 0.93098106698, 5.0335002575}},
        {5, {"", 10, 12.189758423, 0.0053812815503, 0.90015263911, 7.4232421231}},
        {5, {"", 12, 9.0728914461, 0.011249605889, 0.71265753626, 4.7465970334}},
        {5, {"", 20, 4.075017367, 0.040891986887, 0.3042622481, 0.87806713861}},
        {5, {"", 40, 3.357013517, 0.046624391978, 0.23641734183, 0.35624112351}}}},
      {"SCHED-2",
       crowd,
       {},
       {{4, {"", 10, 2.1689799854, 0.13065914068, 0.17315011003, 0.17128267838}},
        {4, {"", 15, 13.899381437, 0.00063432621751, 0.96870170345, 9.9493361619}},
        {4, {"", 20, 24.011048065, 0.00010069280714, 0.99475577291, 20.019342649}},
        {4, {"", 25, 14.651692962, 0.016473042203, 0.84975840044, 10.979494388}},
        {4, {"", 40, 2.8576215139, 0.11772122033, 0.23664715717, 0.69258712095}}}},
      {"SCHED-3",
       crowdOnEight,
       {{1, 0, 12}, {1, 24, 100}},
       {{4, {"", 10, 2.1689799854, 0.13065914068, 0.17315011003, 0.17128267838}},
        {8, {"", 12, 7.5644891747, 0.0034216774351, 0.4647669007, 1.3250871428}},
        {8, {"", 15, 7.1704515361, 0.0020411619402, 0.3706587881, 1.1172097895}},
        {8, {"", 20, 7.0766540646, 0.0021349391991, 0.35806170755, 1.0725527638}},
        {4, {"", 24, 2.135747581, 0.12112426453, 0.16773451581, 0.10813587777}},
        {4, {"", 30, 2.1693432227, 0.13064496904, 0.17317631603, 0.17154579667}},
        {4, {"", 40, 2.1738724171, 0.13043657408, 0.17390665781, 0.17389135909}}}},
      {"SCHED-4",
       oneQueueFor(inZones(station(4.5, exponential(1)), 3), 6),
       {{1, 5, 3}},
       {{4, {"", 5, 5.0932902402, 0.010648002888, 0.6826402762, 1.6419550858}},
        {6, {"", 8, 7.8540338129, 0.0064529215035, 0.64268480584, 2.7935021137}},
        {6, {"", 10, 6.9930981987, 0.0066685755409, 0.53128663421, 2.1801051284}},
        {6, {"", 20, 5.9175039448, 0.0089417248619, 0.43159503935, 1.3901181908}}}},
  };
  for (const Plan& p : plans)
    for (auto [c, m] : p.moments) {
      m.id = p.id;
      addMoment(group, m, darkened(p.spec, p.dark, m.t), c, 8000);
    }
  return group;
}

}  // namespace headroom::validation
