#include "models/metrics/metric_set.h"

namespace headroom {

const Type& typeOf(const MetricSet*) {
  static const Type type = [] {
    Type t;
    t.form = Type::Form::set;
    t.sentence = "Metrics, by their names.";
    for (Word w : typeFor<MetricKind>().words) {
      w.value = std::int64_t{1} << w.value;
      t.words.push_back(w);
    }
    t.code = [](const void* p) { return static_cast<std::int64_t>(static_cast<const MetricSet*>(p)->bits); };
    t.setCode = [](void* p, std::int64_t bits) { *static_cast<MetricSet*>(p) = {static_cast<std::uint64_t>(bits)}; };
    return t;
  }();
  return type;
}

}  // namespace headroom
