/// What a run amounts to: figures with names. The same names stand in the JSON, the trace and `expect:`
/// (docs/definitions.md 11); where a figure cannot be known it is NaN, written as null.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

class World;

/// One number with its path: "latency_s.p99", "services.web.calls.offered".
struct Figure {
  std::string path;
  double value = 0;
  bool whole = false;  // a count: written without a point
};

/// One word with its path: "capacity.demand_basis".
struct NamedWord {
  std::string path, word;
};

struct FaultFigures {
  std::string name;
  double begins = 0, noticed = 0, ends = 0,
         recovered = 0;  // s since the start; recovered: since it began; NaN: not (yet)
};

struct ChangeFigures {
  std::string name;
  double at = 0;                 // s since the start
  std::vector<std::string> set;  // "services.web.fleet.min=9"
};

struct ObjectiveFigures {
  std::string name, service;
  double target = 0, attainment = 0, budgetSpent = 0;
  std::uint64_t good = 0, ended = 0;
};

struct Summary {
  std::string entry;  // the service whose shares stand at the top
  std::vector<Figure> figures;
  std::vector<NamedWord> words;  // what kind of figures they are; the same in every replica
  std::vector<ObjectiveFigures> slo;
  std::vector<FaultFigures> faults;
  std::vector<ChangeFigures> changes;  // the same in every replica

  /// Nullptr if there is none.
  const Figure* find(std::string_view path) const;
  double operator[](std::string_view path) const;
};

/// Of a run that is over.
Summary summaryOf(const World&);

}  // namespace headroom
