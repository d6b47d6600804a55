// What a sweep's file holds is what was written into it.
#include "analysis/sweep/read_sweep_file.h"
#include "sim/issue.h"
#include "tests/analysis/scratch.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

/// Two axes of which one has a companion, two replicas; a cell that was left out, a run that failed.
SweepTable table() {
  SweepTable t;
  t.title = "a \"sweep\"";
  t.version = "0.1.0";
  t.hash = "00112233445566aa";
  t.seed = 0xFFFFFFFFFFFFFFF1u;
  t.texts = {{"sweep", "version: 1\n"}, {"scenario", "x"}};
  t.axes = {{"workers", "services.web.fleet.min", "1", {3, 6}, {}, 0},
            {"policy", "Variant", "", {}, {"step", "tracking"}, 1},
            {"boot", "start.boot", "s", {10, 20}, {}, 1}};
  t.shape = {2, 2};
  t.replicas = 2;
  t.statusWords = {"done", "failed", "left_out"};
  t.status = {0, 0, 0, 1, 2, 2, 0, 0};
  t.promises = {1, 0, 1, 255, 255, 255, 1, 1};
  t.fingerprints = {0x8000000000000001u, 2, 3, 0, 0, 0, 7, 8};  // beyond what a double holds
  t.events.assign(8, 1e6);
  t.figures = {"services.web.latency_s.p99", "availability"};
  t.fill = [](std::size_t figure, std::span<double> values) {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (i < 3 || i > 5) values[i] = static_cast<double>(figure) + static_cast<double>(i) / 8;
  };
  t.failures = {{"workers=3, policy=tracking", 1, 1, "failed", "it \x1b was killed", "log\n"}};
  return t;
}

TEST(SweepFile, ReadAndWrittenAgainIsTheSameFile) {
  const Scratch scratch;
  writeWhole(scratch / "s.h5", sweepFile(table()));
  ASSERT_TRUE(isSweep(scratch / "s.h5"));
  const SweepTable read = readSweepFile(scratch / "s.h5");
  EXPECT_EQ(read.seed, table().seed);
  EXPECT_EQ(read.fingerprints[0], 0x8000000000000001u);
  EXPECT_EQ(read.axes[2].dimension, 1u);
  EXPECT_THAT(read.figures, testing::ElementsAre("services.web.latency_s.p99", "availability"));
  writeWhole(scratch / "again.h5", sweepFile(read));
  EXPECT_EQ(scratch.bytes("again.h5"), scratch.bytes("s.h5"));
}

TEST(SweepFile, WhatIsNoneIsRefusedWithASentence) {
  const Scratch scratch;
  scratch.put("text.h5", "no HDF5");
  EXPECT_FALSE(isSweep(scratch / "text.h5"));
  EXPECT_FALSE(isSweep(scratch / "nothing.h5"));
  EXPECT_THROW(readSweepFile(scratch / "text.h5"), Failure);
}

TEST(SweepFile, CutOffItIsRefusedAndNotHalfRead) {
  const Scratch scratch;
  std::vector<char> bytes = sweepFile(table());
  bytes.resize(bytes.size() / 2);
  writeWhole(scratch / "half.h5", bytes);
  EXPECT_THROW(readSweepFile(scratch / "half.h5"), Failure);
}

}  // namespace
}  // namespace headroom
