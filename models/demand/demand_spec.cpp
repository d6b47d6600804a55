#include "models/demand/demand_spec.h"

#include "models/law_fields.h"

namespace headroom {

static const Type& typeOf(const RecordedCurve::Values*) {
  using V = RecordedCurve::Values;
  static const Type type = choice<V>({
      {"counts", std::int64_t(V::counts), "requests in the interval"},
      {"rates", std::int64_t(V::rates), "requests per second"},
  });
  return type;
}

namespace {

/// A curve's level: a rate under `rate:`, a plain factor under `times:`; one table serves both.
template <class S>
Field level(bool factor, std::string_view name, Rate S::*member, std::string_view sentence, Range range = atLeast(0)) {
  Field f = field(name, member, sentence, range);
  if (factor) {
    f.type = &typeFor<double>();
    f.at = [member](void* s) -> void* { return &(static_cast<S*>(s)->*member).perSecond; };
  }
  return f;
}

const Type& arrivalsOfRecorded() {
  using A = RecordedCurve::Arrivals;
  static const Type type = choice<A>({
      {"exact", std::int64_t(A::exact), "as many as recorded, spread at random in the interval"},
      {"poisson", std::int64_t(A::poisson), "a Poisson number with the recorded mean"},
      {"smooth", std::int64_t(A::smooth), "a Poisson process along the line through the recorded rates"},
  });
  return type;
}

const Type& gapsType() {
  using G = RecordedCurve::Gaps;
  static const Type type = choice<G>({
      {"error", std::int64_t(G::error), "refuse the file"},
      {"zero", std::int64_t(G::zero), "nothing came"},
      {"hold", std::int64_t(G::hold), "as in the interval before"},
      {"linear", std::int64_t(G::linear), "between its neighbours"},
  });
  return type;
}

const Type& stepsType(bool factor) {
  static const auto element = [](bool f) {
    return object<Step>("From when, how much.",
                        {required(field("at", &Step::at, "Since the start of the run.", atLeast(0))),
                         required(level(f, f ? "factor" : "rate", &Step::rate, "From then on."))});
  };
  static const Type rates = element(false), factors = element(true);
  static const Type listOfRates = listOf<Step>(rates), listOfFactors = listOf<Step>(factors);
  return factor ? listOfFactors : listOfRates;
}

std::vector<Field> recordedFields(bool factor) {
  using R = RecordedCurve;
  Field peak = optionalField("peak", &R::peak, "Scale so that the greatest interval has this rate.", above(0));
  if (factor) {
    peak.type = &typeFor<double>();
    peak.at = [](void* s) -> void* {
      auto& p = static_cast<R*>(s)->peak;
      return p ? &p->perSecond : nullptr;
    };
    peak.make = [](void* s) -> void* { return &static_cast<R*>(s)->peak.emplace().perSecond; };
  }
  return {
      required(fieldAs(
          fileType(), "file", &R::file,
          "CSV with a time and a number a row, or JSON: CloudWatch's get-metric-data and get-metric-statistics, "
          "Prometheus' query_range.")),
      field("column", &R::column,
            "The column of the numbers, default the last; of get-metric-statistics: the statistic, default Sum."),
      field("time_column", &R::timeColumn, "The column of the times; default the first one."),
      field("series", &R::series, "Of JSON with several series: an Id, a label, or labels as `code=200, job=web`."),
      optionalField("values", &R::values, "What the numbers are; default counts, or what a JSON file says of itself."),
      optionalField("interval", &R::interval, "Length of a row; default the smallest distance of two.", above(0)),
      std::move(peak),
      field("factor", &R::factor, "Multiplies every number.", above(0)),
      field("skip", &R::skip, "Leave out this much of the beginning.", atLeast(0)),
      field("loop", &R::loop, "Begin again at the end."),
      fieldAs(gapsType(), "gaps", &R::gaps, "What a missing row means."),
      fieldAs(arrivalsOfRecorded(), "arrivals", &R::arrivals, "How numbers become arrivals.")};
}

template <class A>
Kind curve(bool factor, std::string_view name, std::string_view sentence, std::vector<Field> fields,
           std::string_view shorthand = {}) {
  static Type types[2];
  Type& type = types[factor ? 1 : 0];
  type = object<A>(sentence, std::move(fields), shorthand);
  return kindIn<CurveSpec, A>(name, sentence, &CurveSpec::curve, type);
}

Type curveType(bool f) {
  const std::string_view constant = f ? "factor" : "rate";
  return kindsOf<CurveSpec>(
      f ? "A factor over time." : "A rate of requests over time.",
      {curve<ConstantCurve>(f, "constant", "Always the same.",
                            {required(level(f, constant, &ConstantCurve::rate, "The level."))}, constant),
       curve<StepsCurve>(f, "steps", "Levels that hold until the next step; the first holds from the start.",
                         {required(fieldAs(stepsType(f), "steps", &StepsCurve::steps, "The steps, in order of time."))},
                         "steps"),
       curve<RampCurve>(f, "ramp", "A straight line between two levels, constant before and after.",
                        {required(level(f, "from", &RampCurve::from, "Level before.")),
                         required(level(f, "to", &RampCurve::to, "Level after.")),
                         field("begins", &RampCurve::begins, "Since the start of the run.", atLeast(0)),
                         required(field("lasts", &RampCurve::lasts, "How long it takes.", above(0)))}),
       curve<DiurnalCurve>(
           f, "diurnal", "The rhythm of day and week: mean · (1 + swing · cos(2π (t − peak_at)/period)) · weekday.",
           {required(level(f, "mean", &DiurnalCurve::mean, "Mean over a period.")),
            field("swing", &DiurnalCurve::swing, "Amplitude over mean.", between(0, 1)),
            field("peak_at", &DiurnalCurve::peakAt, "Time of day of the greatest rate."),
            field("period", &DiurnalCurve::period, "Length of a period.", above(0)),
            fieldAs(numbersType(), "weekdays", &DiurnalCurve::weekdays, "Seven factors, from Monday.", atLeast(0))}),
       curve<GrowthCurve>(
           f, "growth", "Grows by a share a day.",
           {required(level(f, "start", &GrowthCurve::start, "At the start of the run.")),
            required(field("per_day", &GrowthCurve::perDay, "Share added a day.", between(-1, 10))),
            field("compound", &GrowthCurve::compound, "start · (1+g)^days; else start · (1 + g·days).")}),
       curve<FlashCrowdCurve>(
           f, "flash_crowd", "An extra crowd: rises linearly, stays, falls off exponentially.",
           {required(field("at", &FlashCrowdCurve::at, "When it begins.")),
            required(level(f, "extra", &FlashCrowdCurve::extra, "Its height above the rest.")),
            field("rise", &FlashCrowdCurve::rise, "Time to its height.", atLeast(0)),
            field("hold", &FlashCrowdCurve::hold, "Time at its height.", atLeast(0)),
            field("decay", &FlashCrowdCurve::decay, "Time constant of the fall; 0: gone at once.", atLeast(0))}),
       curve<RecordedCurve>(f, "recorded", "A measured series, from a file.", recordedFields(f), "file")},
      {fieldAs(nameType(), "name", &CurveSpec::name, "Of the curve; default its kind.")}, "constant");
}

const Type& curveList(bool factor) {
  static const Type rate = curveType(false), factors = curveType(true);
  static const auto list = [](const Type& element, std::string_view sentence) {
    Type t = listOf<CurveSpec>(element, sentence);
    t.single = true;
    return t;
  };
  static const Type rates = list(rate, "Curves that add up."), times = list(factors, "Factors that multiply.");
  return factor ? times : rates;
}

const Type& arrivalsKind() {
  using K = ArrivalsSpec::Kind;
  static const Type type = choice<K>({
      {"poisson", std::int64_t(K::poisson), "independent callers"},
      {"deterministic", std::int64_t(K::deterministic), "evenly spaced along the curve"},
      {"overdispersed", std::int64_t(K::overdispersed), "burstier (or smoother) than Poisson, by `dispersion`"},
      {"renewal", std::int64_t(K::renewal), "gaps of a given law"},
  });
  return type;
}

const Type& classList() {
  static const Type element = object<ClassSpec>(
      "A kind of request.",
      {fieldAs(nameType(), "name", &ClassSpec::name, "Of the class."),
       field("share", &ClassSpec::share, "Of the requests; all shares add up to 1.", between(0, 1)),
       field("work", &ClassSpec::work, "Factor on service times and on `demands`.", between(1e-6, 1e6))});
  static const Type type = listOf<ClassSpec>(element, "The mix of requests.");
  return type;
}

}  // namespace

static const Type& typeOf(const ArrivalsSpec*) {
  using A = ArrivalsSpec;
  static const Type type =
      object<A>("The process of arrivals along the curve.",
                {fieldAs(arrivalsKind(), "kind", &A::kind, "Which process."),
                 field("dispersion", &A::dispersion, "overdispersed: variance over mean of counts in long intervals.",
                       between(0.01, 1000)),
                 optionalField("gaps", &A::gaps, "renewal: the law of the gaps; its mean is scaled to the curve.")},
                "kind");
  return type;
}

static const Type& typeOf(const UsersSpec*) {
  using U = UsersSpec;
  static const Type type =
      object<U>("Closed loop: each user thinks, asks, waits for the answer, thinks again.",
                {required(field("count", &U::count, "How many users.", between(1, 10'000'000))),
                 required(field("think", &U::think, "Time between an answer and the next request."))});
  return type;
}

const Type& typeOf(const DemandSpec*) {
  using D = DemandSpec;
  static const Type type =
      object<D>("A stream of requests to one service.",
                {required(fieldAs(nameType(), "to", &D::to, "The service that gets the requests.")),
                 fieldAs(curveList(false), "rate", &D::rate, "Requests over time; several curves add up."),
                 fieldAs(curveList(true), "times", &D::times, "Factors on the rate; several multiply."),
                 field("arrivals", &D::arrivals, "How requests follow the rate."),
                 optionalField("users", &D::users, "A closed loop, instead of `rate`."),
                 fieldAs(classList(), "classes", &D::classes, "The mix of requests; absent: all alike."),
                 field("client", &D::client, "What the callers do.")});
  return type;
}

const Type& demandMapping() {
  static const Type type = mappingOf<DemandSpec>(typeFor<DemandSpec>(), "How much comes, by name.");
  return type;
}

const Type& rateCurves() { return curveList(false); }

}  // namespace headroom
