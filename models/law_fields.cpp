#include "models/law_fields.h"

namespace headroom {
namespace {

template <class S>
const Type& law(std::string_view sentence, std::vector<Field> fields, std::string_view shorthand = {}) {
  static const Type type = object<S>(sentence, std::move(fields), shorthand);
  return type;
}

Field meanOf(auto member) { return required(field("mean", member, "Mean.", above(0))); }

template <class S>
Kind lawKind(std::string_view name, std::string_view sentence, std::vector<Field> fields,
             std::string_view shorthand = {}) {
  return kind<LawSpec, S>(name, sentence, law<S>(sentence, std::move(fields), shorthand));
}

}  // namespace

/// The catalogue of laws, in the order the help prints it.
const Type& typeOf(const LawSpec*) {
  static const Type type = kindsOf<LawSpec>(
      "How long something takes; a bare duration is a constant.",
      {
          lawKind<Deterministic>("deterministic", "Always the same.",
                                 {required(field("value", &Deterministic::value, "The value.", atLeast(0)))}, "value"),
          lawKind<Exponential>("exponential", "Memoryless.", {meanOf(&Exponential::mean)}, "mean"),
          lawKind<Lognormal>("lognormal", "Skewed to the right, as most service and boot times are.",
                             {meanOf(&Lognormal::mean),
                              field("cv", &Lognormal::cv, "Standard deviation over mean.", between(1e-3, 20))},
                             "mean"),
          lawKind<Gamma>(
              "gamma", "Gamma.",
              {meanOf(&Gamma::mean), field("cv", &Gamma::cv, "Standard deviation over mean.", between(0.01, 20))},
              "mean"),
          lawKind<Erlang>(
              "erlang", "A sum of equal exponential stages.",
              {meanOf(&Erlang::mean), field("stages", &Erlang::stages, "Number of stages.", between(1, 1000))}, "mean"),
          lawKind<Hyperexponential>(
              "hyperexponential",
              "A mixture of two exponentials: balanced means from `mean` and `cv`, or `share`, `first`, `second`.",
              {field("mean", &Hyperexponential::mean, "Mean (with `cv`).", atLeast(0)),
               field("cv", &Hyperexponential::cv, "Standard deviation over mean.", between(1, 100)),
               fieldAs(typeFor<Ratio>(), "share", &Hyperexponential::share,
                       "Share of the draws that have mean `first`.", between(0, 1)),
               field("first", &Hyperexponential::first, "Mean of the one kind.", atLeast(0)),
               field("second", &Hyperexponential::second, "Mean of the other kind.", atLeast(0))}),
          lawKind<Weibull>(
              "weibull", "Weibull; shape below 1: failures that come in clusters.",
              {required(field("scale", &Weibull::scale, "Scale: 63.2 % of the draws are below it.", above(0))),
               field("shape", &Weibull::shape, "Shape.", between(0.1, 20))}),
          lawKind<Pareto>("pareto", "Power tail on [least, most].",
                          {field("alpha", &Pareto::alpha, "Tail exponent.", between(0.1, 20)),
                           required(field("least", &Pareto::least, "Least value.", above(0))),
                           field("most", &Pareto::most, "Greatest value; 0: no bound.", atLeast(0))}),
          lawKind<Uniform>("uniform", "Every value between two is equally likely.",
                           {field("from", &Uniform::from, "Least value.", atLeast(0)),
                            required(field("to", &Uniform::to, "Greatest value.", above(0)))}),
          lawKind<Empirical>(
              "empirical", "Drawn from measured values: one duration a line in a file.",
              {required(fieldAs(fileType(), "file", &Empirical::file, "Path, relative to the scenario."))}, "file"),
      },
      {}, "deterministic");
  return type;
}

}  // namespace headroom
