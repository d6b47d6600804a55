#include "models/fleet/instance_types.h"

#include "sim/issue.h"

#include <algorithm>
#include <sstream>

namespace headroom {

extern const char* const instanceTypesCsv;  // instance_types.csv, word for word

namespace {

InstanceType rowOf(const std::string& line) {
  InstanceType type;
  std::istringstream in(line);
  double gib = 0, gbit = 0;
  char comma = 0;
  std::getline(in, type.name, ',');
  in >> type.vcpu >> comma >> gib >> comma >> gbit >> comma >> type.diskOpsPerSecond >> comma >> type.usdPerHour;
  type.memoryBytes = gib * 1073741824;
  type.networkBytesPerSecond = gbit * 1e9 / 8;
  return type;
}

std::vector<InstanceType> readCatalogue() {
  std::vector<InstanceType> all;
  std::istringstream in(instanceTypesCsv);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#' && !line.starts_with("type,")) all.push_back(rowOf(line));
  return all;
}

}  // namespace

std::string_view instancePricesOf() { return "2026-07-20, us-east-1, Linux, on demand"; }

const std::vector<InstanceType>& instanceTypes() {
  static const std::vector<InstanceType> all = readCatalogue();
  return all;
}

const InstanceType& findInstanceType(std::string_view name) {
  for (const InstanceType& type : instanceTypes())
    if (type.name == name) return type;
  throw Failure("there is no instance type `" + std::string(name) + "` in the catalogue");
}

}  // namespace headroom
