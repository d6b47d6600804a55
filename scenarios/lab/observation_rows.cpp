#include "scenarios/lab/observation_rows.h"

namespace headroom::lab {
namespace {

constexpr double most = 1e15;

template <class Row>
Type fileOf(const Type& row) {
  using F = WrittenRows<Row>;
  static const Type list = listOf<Row>(row, "In the order of time.");
  return object<F>("What was observed.",
                   {required(field("schema", &F::schema, "Of this format: 1.", between(1, 1))),
                    required(fieldAs(list, "observations", &F::observations, "One evaluation each."))});
}

template <class Row>
Field timeField() {
  return required(field("time", &Row::time, "Seconds, a duration, or an ISO 8601 instant; only differences count."));
}

const Type& sampleType() {
  using S = WrittenSample;
  static const Type type = object<S>(
      "A metric of one pod.",
      {optionalField("value", &S::value, "In its own unit: cores, bytes …; absent: missing.", between(0, most)),
       optionalField("request", &S::request, "Of the resource.", between(0, most)),
       field("at", &S::at, "When it was taken; absent: at the time of the observation."),
       field("window", &S::window, "Over how long.", atLeast(0))},
      "value");
  return type;
}

const Type& podType() {
  using P = WrittenPod;
  static const Type phases = choice<HpaPod::Phase>({
      {"pending", std::int64_t(HpaPod::Phase::pending), "not running yet"},
      {"running", std::int64_t(HpaPod::Phase::running), "running"},
      {"ended", std::int64_t(HpaPod::Phase::ended), "failed or succeeded"},
  });
  static const Type readiness = choice<HpaPod::Ready>({
      {"true", std::int64_t(HpaPod::Ready::yes), "its Ready condition is true"},
      {"false", std::int64_t(HpaPod::Ready::no), "it is false"},
      {"unknown", std::int64_t(HpaPod::Ready::unknown), "it has none"},
  });
  static const Type samples = mappingOf<WrittenSample>(sampleType(), "By the metric's name.");
  static const Type type = object<P>(
      "One pod.",
      {field("pod", &P::pod, "Its name; only for the reader."), fieldAs(phases, "phase", &P::phase, "Where it stands."),
       field("deleting", &P::deleting, "It is being deleted."), fieldAs(readiness, "ready", &P::ready, "Is it ready?"),
       field("started", &P::started, "When; absent: long ago."),
       field("ready_changed", &P::readyChanged, "When `ready` last changed; absent: at its start."),
       fieldAs(samples, "metrics", &P::metrics, "What it was seen to use.")});
  return type;
}

const Type& totalType() {
  using T = WrittenTotal;
  static const Type type =
      object<T>("A metric beside its pods.",
                {optionalField("total", &T::total, "Of an object or external metric.", between(0, most)),
                 field("failed", &T::failed, "It could not be had."),
                 fieldAs(numbersType(), "strangers", &T::strangers, "Samples of pods that are not in the list.",
                         between(0, most))},
                "total");
  return type;
}

}  // namespace

const Type& rowsType(const WrittenRows<WrittenHpaRow>*) {
  using R = WrittenHpaRow;
  static const Type pods = listOf<WrittenPod>(podType(), "All of them, also those that are not counted.");
  static const Type totals = mappingOf<WrittenTotal>(totalType(), "By the metric's name.");
  static const Type row = object<R>(
      "What an HPA saw.",
      {timeField<R>(),
       optionalField("current", &R::current, "Replicas asked for; absent: what was decided before.", between(0, 1e6)),
       optionalField("observed", &R::observed, "Replicas in the target's status; absent: as `current`.",
                     between(0, 1e6)),
       fieldAs(pods, "pods", &R::pods, "Its pods."), fieldAs(totals, "metrics", &R::metrics, "Metrics beside them.")});
  static const Type type = fileOf<R>(row);
  return type;
}

const Type& rowsType(const WrittenRows<WrittenKpaRow>*) {
  using R = WrittenKpaRow;
  static const Type row = object<R>(
      "What a KPA saw.",
      {timeField<R>(), optionalField("ready", &R::ready, "Pods; absent: what was decided before.", between(0, 1e6)),
       optionalField("stable", &R::stable, "Average over the stable window, of the whole revision.", between(0, most)),
       optionalField("panic", &R::panic, "Average over the panic window.", between(0, most)),
       optionalField("sample", &R::sample, "In place of averages: the concurrency, or the requests, of this second.",
                     between(0, most)),
       field("reachable", &R::reachable, "Does a route lead to this revision?")});
  static const Type type = fileOf<R>(row);
  return type;
}

const Type& rowsType(const WrittenRows<WrittenDatapoint>*) {
  using R = WrittenDatapoint;
  static const Type row = object<R>(
      "The value of a period.",
      {timeField<R>(),
       optionalFieldAs(targetType(), "value", &R::value, "Of the metric; absent: missing.", between(-most, most)),
       optionalFieldAs(targetType(), "memory", &R::memory, "Of `vpa`: the share of memory in use, beside the CPU's.",
                       between(0, most)),
       optionalField("workers", &R::workers, "That took part; absent: as desired.", between(0, 1e6)),
       optionalField("desired", &R::desired, "At the end of the period; absent: what was decided before.",
                     between(0, 1e6))});
  static const Type type = fileOf<R>(row);
  return type;
}

}  // namespace headroom::lab
