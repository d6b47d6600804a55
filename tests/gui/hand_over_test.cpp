/// Foreign files are read by another process, and what it hands over is not believed either.
#include "gui/data/hand_over.h"

#include "gui/data/guarded_read.h"
#include "gui/data/view.h"
#include "sim/issue.h"
#include "tests/gui/real_trace.h"

#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

class HandedOver : public testing::Test {
 protected:
  HandedOver() : file_(memfd_create("test", 0)) {}
  ~HandedOver() override { close(file_); }
  void put(const std::string& bytes) {
    ASSERT_EQ(ftruncate(file_, 0), 0);
    ASSERT_EQ(pwrite(file_, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
  }
  std::string bytes() {
    std::string all(static_cast<std::size_t>(lseek(file_, 0, SEEK_END)), '\0');
    EXPECT_EQ(pread(file_, all.data(), all.size(), 0), static_cast<ssize_t>(all.size()));
    return all;
  }
  int file_;
};

void expectAlike(const std::vector<double>& a, const std::vector<double>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_TRUE(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])));
}

TEST_F(HandedOver, IsTheSameRun) {
  const auto run = openTrace(RealTrace::file());
  handOver(*run, file_);
  const auto taken = takeOver(file_);
  EXPECT_EQ(taken->head().title, run->head().title);
  EXPECT_EQ(taken->head().fingerprint, run->head().fingerprint);
  EXPECT_EQ(taken->head().seed, 7u);
  expectAlike(taken->edges(), run->edges());
  ASSERT_EQ(taken->announcement().series.size(), run->announcement().series.size());
  for (std::size_t s = 0; s < run->announcement().series.size(); ++s) expectAlike(taken->series(s), run->series(s));
  for (std::size_t t = 0; t < run->announcement().tables.size(); ++t)
    for (std::size_t c = 0; c < run->announcement().tables[t].columns.size(); ++c)
      expectAlike(taken->column(t, c), run->column(t, c));
  const TraceView a = viewOf(*taken), b = viewOf(*run);
  EXPECT_EQ(a.plots.size(), b.plots.size());
  EXPECT_EQ(a.decisions.size(), b.decisions.size());
}

TEST_F(HandedOver, WhatIsCutOffOrGarbledIsRefusedOrReadable) {
  handOver(*openTrace(RealTrace::file()), file_);
  const std::string whole = bytes();
  put(whole.substr(0, whole.size() - 8));
  EXPECT_THROW(takeOver(file_), Failure) << "eight bytes short";
  put("");
  EXPECT_THROW(takeOver(file_), Failure);
  put(std::string(64, '\xFF'));
  EXPECT_THROW(takeOver(file_), Failure);
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    std::string garbled = whole;
    for (int k = 0; k < 3; ++k) garbled[random() % 4000] = static_cast<char>(random());
    put(garbled);
    try {
      viewOf(*takeOver(file_));
    } catch (const Failure&) {}
  }
}

/// Lengths that would overflow when multiplied.
TEST_F(HandedOver, HugeClaimsAreRefused) {
  const auto claim = [&](const std::string& json) {
    std::string bytes(8, '\0');
    std::string padded = json + std::string((8 - json.size() % 8) % 8, ' ');
    const std::uint64_t n = padded.size();
    std::memcpy(bytes.data(), &n, 8);
    put(bytes + padded + std::string(64, '\0'));
  };
  const std::string head = R"("file":"","title":"","status":"","start":"","fingerprint":"","summary":"","seed":1)";
  claim("{" + head + R"(,"buckets":18446744073709551615})");
  EXPECT_THROW(takeOver(file_), Failure);
  claim("{" + head + R"(,"buckets":2305843009213693952})");
  EXPECT_THROW(takeOver(file_), Failure);
  claim("{" + head + R"(,"buckets":1,"series":[{"name":"","unit":"","sentence":"","axes":[3],"flags":[]}]})");
  EXPECT_THROW(takeOver(file_), Failure) << "an axis that there is not";
  claim("{" + head + R"(,"buckets":1})");
  EXPECT_THROW(takeOver(file_), Failure) << "a bucket from 0 to 0";
  claim("{" + head + R"(,"buckets":0})");
  EXPECT_EQ(takeOver(file_)->buckets(), 0u) << "only what is wrong is refused";
}

/// Bytes changed anywhere in a good trace. The other process may crash; this one may not, and says what is wrong.
TEST(GuardedOpen, DamagedFilesAreFailuresOrReadable) {
  Scratch scratch;
  std::ifstream in(RealTrace::file(), std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::mt19937 random(2);
  int refused = 0;
  for (int i = 0; i < 10; ++i) {  // one of them is waited for, 4 s
    std::string bytes = whole;
    if (i % 5 == 0) bytes.resize(random() % bytes.size());
    const std::size_t where = i % 2 ? bytes.size() : std::min<std::size_t>(bytes.size(), 8000);
    for (int k = 0; k < 30 && where > 0; ++k) bytes[random() % where] = static_cast<char>(random());
    scratch.put("damaged.h5", bytes);
    try {
      viewOf(*guardedOpen(scratch / "damaged.h5"));
    } catch (const Failure& e) {
      ++refused;
      EXPECT_NE(std::string(e.what()), "");
    }
  }
  EXPECT_GT(refused, 2);
}

TEST(GuardedOpen, GivesWhatTheFileHolds) {
  const auto guarded = guardedOpen(RealTrace::file());
  EXPECT_EQ(guarded->head().file, RealTrace::file());
  EXPECT_EQ(guarded->buckets(), openTrace(RealTrace::file())->buckets());
}

}  // namespace
}  // namespace headroom::gui
