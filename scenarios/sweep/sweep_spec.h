/// A sweep as plain data: which scenarios, which values along which axes, how often (docs/sweeps.md).
#pragma once

#include "models/param.h"
#include "sim/issue.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::sweep {

/// Where a cell's scenario comes from.
struct SourceSpec {
  std::string name;
  std::string file;  // as written: from the sweep's directory, or a library scenario
  std::string stage;
};

/// What is laid upon a scenario, as `--set` would, and where that was written.
struct Setting {
  std::string text;  // "services.web.fleet.min=9"
  Place place;

  std::string path() const { return text.substr(0, text.find('=')); }
};

struct VariantSpec {
  std::string name;
  std::vector<Setting> settings;
};

/// Exactly one of: `values`; `from` and `to` with a `step` or a `count`; `variants`. The first two want `set`.
struct AxisSpec {
  enum class Scale : std::uint8_t { linear, log };
  std::string name;
  std::vector<std::string> set;  // paths that all get the value
  std::vector<std::string> values;
  std::optional<std::string> from, to, step;
  std::optional<std::int64_t> count;
  Scale scale = Scale::linear;
  bool whole = false;
  std::vector<VariantSpec> variants;
};

/// More replicas until the named figures are known well enough.
struct UntilSpec {
  Ratio precision{0.05};
  std::vector<std::string> of;
  std::int64_t min = 10, max = 100;
};

/// What one run may use; a run that wants more is recorded as failed.
struct LimitsSpec {
  Duration wall = Duration::hours(1);
  std::optional<std::int64_t> events;
  std::optional<Bytes> memory;
};

struct SweepSpec {
  enum class Keep : std::uint8_t { figures, traces };
  std::int64_t version = 1;
  std::string name;
  std::string about;
  std::optional<SourceSpec> scenario;
  std::vector<SourceSpec> scenarios;
  std::optional<std::int64_t> seed;  // empty: the first scenario's
  std::int64_t replicas = 10;
  std::optional<UntilSpec> until;
  std::vector<AxisSpec> axes;
  std::vector<std::vector<std::string>> zip;
  std::vector<std::string> constraints;
  Keep keep = Keep::figures;
  LimitsSpec limits;
};

const Type& typeOf(const SweepSpec*);

}  // namespace headroom::sweep
