#include "scenarios/sweep/sweep_spec.h"

namespace headroom::sweep {
namespace {

const Type& textsType(bool single) {
  static const auto make = [](bool one) {
    Type t = listOf<std::string>(typeFor<std::string>(), "Texts.");
    t.single = one;
    return t;
  };
  static const Type many = make(false), orOne = make(true);
  return single ? orOne : many;
}

const Type& groupsType() {
  static const Type type = listOf<std::vector<std::string>>(namesType(), "Lists of names.");
  return type;
}

}  // namespace

const Type& typeOf(const SourceSpec*) {
  using S = SourceSpec;
  static const Type type = object<S>("A scenario to start from.",
                                     {required(field("file", &S::file, "A file, or the name of a library scenario.")),
                                      fieldAs(nameType(), "stage", &S::stage, "A stage of it.")},
                                     "file");
  return type;
}

const Type& typeOf(const std::vector<SourceSpec>*) {
  static const Type type = mappingOf<SourceSpec>(typeFor<SourceSpec>(), "Scenarios by name.");
  return type;
}

/// What is inside of a variant is for the scenario to understand: read_sweep.cpp takes it out before.
const Type& typeOf(const std::vector<VariantSpec>*) {
  static const Type variant = object<VariantSpec>("Paths and values, as a stage of a scenario.", {});
  static const Type type = mappingOf<VariantSpec>(variant, "Variants by name.");
  return type;
}

const Type& typeOf(const AxisSpec::Scale*) {
  using S = AxisSpec::Scale;
  static const Type type = choice<S>({{"linear", static_cast<std::int64_t>(S::linear), "Equal distances."},
                                      {"log", static_cast<std::int64_t>(S::log), "Equal ratios."}});
  return type;
}

const Type& typeOf(const AxisSpec*) {
  using A = AxisSpec;
  static const Type type =
      object<A>("One thing that is varied.",
                {fieldAs(textsType(true), "set", &A::set, "Paths of a scenario that get the value, as in `--set`."),
                 fieldAs(textsType(false), "values", &A::values, "The values, one by one."),
                 optionalField("from", &A::from, "The first value of a range."),
                 optionalField("to", &A::to, "The last value of a range."),
                 optionalField("step", &A::step, "Distance of two values."),
                 optionalField("count", &A::count, "How many values, both ends included.", between(2, 100'000)),
                 field("scale", &A::scale, "Distances between the values of a `count`."),
                 field("whole", &A::whole, "Round to whole numbers; equal ones are one value."),
                 field("variants", &A::variants, "Named bundles of settings.")});
  return type;
}

const Type& typeOf(const std::vector<AxisSpec>*) {
  static const Type type = mappingOf<AxisSpec>(typeFor<AxisSpec>(), "Axes by name.");
  return type;
}

const Type& typeOf(const UntilSpec*) {
  using U = UntilSpec;
  static const Type type =
      object<U>("Replicas until the figures named are known to a relative precision, by the t-interval at 95 %.",
                {required(fieldAs(textsType(true), "of", &U::of, "Figures, named as in `expect`.")),
                 field("precision", &U::precision, "Wanted, relative to the mean.", {0, 1, true}),
                 field("min", &U::min, "Replicas before the first look.", between(2, 1'000'000)),
                 field("max", &U::max, "Replicas, if it is not reached.", between(2, 1'000'000))});
  return type;
}

const Type& typeOf(const LimitsSpec*) {
  using L = LimitsSpec;
  static const Type type =
      object<L>("What one run may use; a run that wants more is stopped and recorded as failed.",
                {field("wall", &L::wall, "Time on the wall.", atLeast(1e-3)),
                 optionalField("events", &L::events, "Events, looked at every 262,144 of them.", atLeast(1)),
                 optionalField("memory", &L::memory, "Resident memory of the run's process.", atLeast(1 << 20))});
  return type;
}

const Type& typeOf(const SweepSpec::Keep*) {
  using K = SweepSpec::Keep;
  static const Type type =
      choice<K>({{"figures", static_cast<std::int64_t>(K::figures), "What each run amounts to."},
                 {"traces", static_cast<std::int64_t>(K::traces), "And the trace of each, beside it."}});
  return type;
}

const Type& typeOf(const SweepSpec*) {
  using S = SweepSpec;
  static const Type type = object<S>(
      "A sweep: one scenario or several, run along axes.",
      {required(field("version", &S::version, "Of this format: 1.", between(1, 1))),
       field("name", &S::name, "One line."), field("about", &S::about, "What it asks."),
       optionalField("scenario", &S::scenario, "The scenario that is varied."),
       field("scenarios", &S::scenarios, "Several, which are the first axis, `scenario`."),
       optionalField("seed", &S::seed, "Of all runs: replica r of every cell has the same chance.", atLeast(0)),
       field("replicas", &S::replicas, "Of each cell.", between(1, 1'000'000)),
       optionalField("until", &S::until, "Instead of `replicas`: as many as it takes."),
       field("axes", &S::axes, "What is varied."),
       fieldAs(groupsType(), "zip", &S::zip, "Axes that go together, value by value, instead of crosswise."),
       fieldAs(textsType(true), "constraints", &S::constraints,
               "What must hold, as `min <= max`; other cells are left out."),
       field("keep", &S::keep, "What is kept of each run."), field("limits", &S::limits, "What one run may use.")});
  return type;
}

}  // namespace headroom::sweep
