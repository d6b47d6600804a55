#include "models/scenario_spec.h"

namespace headroom {
namespace {

const Type& objectiveList() {
  using O = ObjectiveSpec;
  static const Type element =
      object<O>("What must hold over a long time.",
                {fieldAs(nameType(), "name", &O::name, "Of the objective."),
                 fieldAs(nameType(), "service", &O::service, "Calls of this service; absent: requests of users."),
                 fieldAs(goodType(), "good", &O::within, "`served`, or `served within 250ms`."),
                 field("target", &O::target, "Share of good ones that must be reached.", between(0, 1)),
                 optionalField("window", &O::window, "Of the error budget; default the measured window.",
                               between(60, 31'536'000))});
  static const Type type = listOf<O>(element, "What must hold over a long time.");
  return type;
}

/// `over:` stands in a mapping of its own, its members in the ExpectSpec.
Field overField() {
  using E = ExpectSpec;
  static const Type type = [] {
    Type t =
        object<E>("Over which time: a fault's, or a window.",
                  {fieldAs(nameType(), "fault", &E::fault, "Every minute in some part of which this fault was active."),
                   optionalField("from", &E::from, "Begin, to the nearest minute; default the start of the run."),
                   optionalField("until", &E::until, "End, to the nearest minute; default the end of the run.")});
    t.construct = {};
    return t;
  }();
  Field f;
  f.name = "over";
  f.sentence = "Over which time; absent: the measured window.";
  f.type = &type;
  f.at = [](void* e) { return e; };
  f.present = [](const void* p) {
    const auto& e = *static_cast<const E*>(p);
    return !e.fault.empty() || e.from || e.until;
  };
  f.make = [](void* e) { return e; };
  return f;
}

const Type& expectList() {
  using E = ExpectSpec;
  static const Type element = [] {
    Type t = object<E>("What this scenario promises; not met: exit code 3.",
                       {fieldAs(nameType(), "name", &E::name, "Of the promise; default its metric."),
                        required(field("metric", &E::metric, "A value of the summary, as `latency.p99`.")),
                        fieldAs(nameType(), "service", &E::service, "Of this service; absent: as users see it."),
                        overField(), field("below", &E::below, "The value must be less."),
                        field("at_most", &E::atMost, "The value must not be more."),
                        field("above", &E::above, "The value must be more."),
                        field("at_least", &E::atLeast, "The value must not be less.")});
    t.nameFrom = "metric";
    return t;
  }();
  static const Type type = listOf<E>(element, "What this scenario promises.");
  return type;
}

}  // namespace

static const Type& typeOf(const MeasureSpec*) {
  using M = MeasureSpec;
  static const Type type = object<M>("The measured window; what is outside is simulated but not summarised.",
                                     {optionalField("from", &M::from, "Begin; default the start of the run."),
                                      optionalField("until", &M::until, "End; default the end of the run.")});
  return type;
}

static const Type& typeOf(const ScenarioSpec::AtEnd*) {
  using A = ScenarioSpec::AtEnd;
  static const Type type = choice<A>({
      {"cut", std::int64_t(A::cut), "stop at the end, with requests in flight"},
      {"drain", std::int64_t(A::drain),
       "stop arrivals at the end and run until the last call has ended, at most as long again"},
  });
  return type;
}

const Type& typeOf(const ScenarioSpec*) {
  using S = ScenarioSpec;
  static const Type type = object<S>(
      "A scenario.",
      {required(field("version", &S::version, "Of this format: 1.", between(1, 1))),
       field("name", &S::name, "One line."), field("about", &S::about, "A paragraph: what it shows."),
       fieldAs(timestampType(), "start", &S::start, "When the run begins, as 2026-11-27T00:00:00Z."),
       field("time_zone", &S::timeZone, "IANA name; times of day, weekdays and midnight follow it."),
       field("duration", &S::duration, "How long the run is.", above(0)),
       field("seed", &S::seed, "Of all chance.", atLeast(0)),
       optionalField("sample", &S::sample, "Length of a bucket of the series; default by the duration.", above(0)),
       field("at_end", &S::atEnd, "What becomes of requests in flight."),
       field("measure", &S::measure, "The measured window."), field("region", &S::region, "Where it is."),
       fieldAs(demandMapping(), "demand", &S::demand, "How much comes, by name."),
       required(fieldAs(serviceMapping(), "services", &S::services, "Who works, by name.")),
       fieldAs(faultList(), "faults", &S::faults, "What breaks."),
       fieldAs(changeList(), "changes", &S::changes, "Settings that change while the run goes on."),
       fieldAs(objectiveList(), "objectives", &S::objectives, "What must hold over a long time."),
       fieldAs(expectList(), "expect", &S::expect, "What this scenario promises; not met: exit code 3.")});
  return type;
}

}  // namespace headroom
