// Memory in huge pages: whether the system gives them or not, what lies there is what was put there.
#include "sim/huge_pages.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace headroom {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

TEST(HugePages, BeginAtABoundaryOfTheirSizeFromTheirSizeOn) {
  for (const std::size_t bytes : {2 * mebibyte, 2 * mebibyte + 1, 9 * mebibyte}) {
    void* p = allocatePages(bytes);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(p) % (2 * mebibyte), 0u) << bytes;
    freePages(p, bytes);
  }
}

TEST(HugePages, AVectorThatGrowsIntoThemKeepsWhatItHolds) {
  LargeVector<std::uint64_t> large;
  for (std::uint64_t i = 0; i < mebibyte; ++i) large.push_back(i * i);
  const LargeVector<std::uint64_t> copy = large;
  large.assign(16, 0);
  large.shrink_to_fit();
  for (std::uint64_t i = 0; i < mebibyte; ++i) ASSERT_EQ(copy[i], i * i);
}

}  // namespace
}  // namespace headroom
