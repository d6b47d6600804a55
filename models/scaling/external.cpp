#include "models/scaling/external.h"

namespace headroom {

const Type& typeOf(const ExternalPolicy*) {
  using E = ExternalPolicy;
  static const Type words = listOf<std::string>(typeFor<std::string>(), "A program and its arguments.");
  static const Type metric = object<MetricSpec>("One of several metrics.", withMetric<MetricSpec>({}));
  static const Type metrics = listOf<MetricSpec>(metric, "All that it is told of, in this order.");
  static const Type type = object<E>(
      "A program of yours decides, by JSON lines on its standard input and output; runs with --allow-external only.",
      withMetric<E>(
          {required(fieldAs(words, "command", &E::command,
                            "The program and its arguments; it starts in the scenario's directory.")),
           fieldAs(metrics, "metrics", &E::metrics, "Several metrics, each with the keys above, in the place of one."),
           field("timeout", &E::timeout, "Of the machine's clock: an answer that takes longer ends the run.",
                 between(0.1, 3600))}));
  return type;
}

}  // namespace headroom
