// Prints, in hexadecimal, what every draw and every function of our own mathematics gives: whoever is built from the
// same sources must print the same, whatever the compiler, the level and the C library.
#include "sim/distribution.h"
#include "sim/fingerprint.h"
#include "sim/math.h"
#include "sim/random.h"

#include <bit>
#include <cstdio>

using namespace headroom;

namespace {

struct Line {
  Fingerprint hash;
  void fold(double x) { hash.fold(0, 0, std::bit_cast<std::uint64_t>(x)); }
  void print(const char* name, int index) const { std::printf("%s %d %s\n", name, index, hex16(hash.value()).c_str()); }
};

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

void laws() {
  const LawSpec all[] = {Deterministic{ms(300)},
                         Exponential{ms(200)},
                         Lognormal{ms(40), 0.5},
                         Lognormal{ms(40), 5},
                         Gamma{ms(1000), 0.1},
                         Gamma{ms(1000), 3},
                         Erlang{ms(2000), 4},
                         Hyperexponential{ms(1000), 2, 0, {}, {}},
                         Hyperexponential{{}, 2, 0.3, ms(1000), ms(5000)},
                         Weibull{ms(1000), 0.7},
                         Weibull{ms(1000), 3},
                         Pareto{2.5, ms(1000), {}},
                         Pareto{0.5, ms(1000), ms(100'000)},
                         Uniform{ms(100), ms(500)},
                         Empirical{"", {ms(1000), ms(2000), ms(6000)}}};
  int index = 0;
  for (const LawSpec& law : all) {
    Line line;
    line.fold(meanSeconds(law));
    line.fold(squaredCv(law));
    const Distribution often(law), seldom(law, Distribution::Use::seldom);
    Stream g = Seeds{42, 1}.stream("law");
    const NumberedStream numbered = Seeds{42, 1}.numbered("law");
    for (int i = 0; i < 20'000; ++i) {
      Generator h = numbered.at(static_cast<std::uint64_t>(i));
      line.hash.fold(often.ns(g), 0, static_cast<std::uint64_t>(often.ns(h)));
      if (i < 2'000) line.hash.fold(seldom.ns(g), 1, static_cast<std::uint64_t>(seldom.ns(h)));
      line.fold(often.unit(g));
    }
    if (const auto* table = often.table())
      for (const auto cells : {table->left(), table->body(), table->right()})
        for (const auto& cell : cells) {
          line.fold(cell.low);
          line.fold(cell.width);
        }
    line.print("law", index++);
  }
}

/// The function at 20,000 places between `from` and `to`.
template <class F>
void function(const char* name, double from, double to, F&& f) {
  Line line;
  Stream g(7);
  for (int i = 0; i < 20'000; ++i) line.fold(f(from + uniform(g) * (to - from)));
  line.print(name, 0);
}

void functions() {
  function("exp", -745, 710, [](double x) { return math::exp(x); });
  function("log", 0, 100, [](double x) { return math::log(x); });
  function("log1p", -1, 1, [](double x) { return math::log1p(x); });
  function("expm1", -1, 1, [](double x) { return math::expm1(x); });
  function("pow", 0, 10, [](double x) { return math::pow(x, 3.3); });
  function("cosTurns", -5, 5, [](double x) { return math::cosTurns(x); });
  function("erf", -6, 6, [](double x) { return math::erf(x); });
  function("erfc", -6, 27, [](double x) { return math::erfc(x); });
  function("normal", -38, 9, [](double x) { return math::normal(x); });
  function("inverseNormal", 0, 1, [](double x) { return math::inverseNormal(x); });
  function("gamma", 0, 170, [](double x) { return math::gamma(x); });
  function("logGamma", 0, 1000, [](double x) { return math::logGamma(x); });
  function("gammaP", 0, 30, [](double x) { return math::gammaP(7.7, x); });
  function("inverseGammaP", 0, 1, [](double x) { return math::inverseGammaP(0.3, x); });
}

}  // namespace

int main() {
  laws();
  functions();
}
