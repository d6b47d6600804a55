/// Observations as they are written, before times are times and values are whole thousandths.
#pragma once

#include "models/param.h"
#include "models/scaling/kubernetes/hpa.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::lab {

struct WrittenSample {
  std::string name;
  std::optional<double> value, request;
  std::string at;
  Duration window;
};

struct WrittenPod {
  std::string pod;
  HpaPod::Phase phase = HpaPod::Phase::running;
  bool deleting = false;
  HpaPod::Ready ready = HpaPod::Ready::yes;
  std::string started, readyChanged;
  std::vector<WrittenSample> metrics;
};

struct WrittenTotal {
  std::string name;
  std::optional<double> total;
  bool failed = false;
  std::vector<double> strangers;
};

struct WrittenHpaRow {
  std::string time;
  std::optional<std::int64_t> current, observed;
  std::vector<WrittenPod> pods;
  std::vector<WrittenTotal> metrics;
};

struct WrittenKpaRow {
  std::string time;
  std::optional<std::int64_t> ready;
  std::optional<double> stable, panic, sample;
  bool reachable = true;
};

struct WrittenDatapoint {
  std::string time;
  std::optional<double> value, memory;
  std::optional<std::int64_t> workers, desired;
};

template <class Row>
struct WrittenRows {
  std::int64_t schema = 1;
  std::vector<Row> observations;
};

const Type& rowsType(const WrittenRows<WrittenHpaRow>*);
const Type& rowsType(const WrittenRows<WrittenKpaRow>*);
const Type& rowsType(const WrittenRows<WrittenDatapoint>*);

}  // namespace headroom::lab
