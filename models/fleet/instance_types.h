/// The catalogue of instance types: what a machine has and what it costs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct InstanceType {
  std::string name;
  double vcpu = 1;
  double memoryBytes = 0;
  double diskOpsPerSecond = 0;
  double networkBytesPerSecond = 0;
  double usdPerHour = 0;
  double speed = 1;  // of one slot, relative to the machine on which service times were measured
};

/// When the prices were looked up: "2025-11, us-east-1, Linux, on demand".
std::string_view instancePricesOf();
const std::vector<InstanceType>& instanceTypes();
/// Throws Failure for a name that is not in the catalogue.
const InstanceType& findInstanceType(std::string_view name);

}  // namespace headroom
