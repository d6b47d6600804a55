/// Names of tests with a parameter, in which GoogleTest wants no hyphens.
#pragma once

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace headroom {

inline std::string withUnderscores(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace headroom
