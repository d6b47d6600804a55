/// Writes what a sweep found as one HDF5 file in netCDF-4 shape: every figure over the axes and the replicas.
///
/// The file is made in memory and then written as a whole: `TARGET.part`, fsync, rename, so the target's name never
/// holds less; a full disk is one sentence and no half file. The same table gives the same bytes. Memory: twice the
/// file. README.md beside this file has the layout.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// Values along a dimension. The first axis of a dimension gives it its name; further ones run beside it.
struct SweepAxis {
  std::string name;
  std::string sentence;  // what it sets
  std::string unit;      // of `numbers`
  std::vector<double> numbers;
  std::vector<std::string> texts;  // used if there are no numbers
  std::size_t dimension = 0;
};

struct SweepFailure {
  std::string cell;  // "workers=6, policy=step"
  std::int64_t index = 0, replica = 0;
  std::string status, reason, log;
};

/// Values of a run stand at (index of its cell in the grid) · replicas + replica.
struct SweepTable {
  std::string title, version, hash;
  std::uint64_t seed = 1;
  std::vector<std::pair<std::string, std::string>> texts;  // provenance, by name
  std::vector<SweepAxis> axes;
  std::vector<std::size_t> shape;  // values along each dimension
  std::size_t replicas = 1;
  std::vector<std::string> statusWords;  // their numbers are the codes
  std::vector<std::uint8_t> status;
  std::vector<std::uint8_t> promises;  // 0 broken, 1 kept, 255 there are none
  std::vector<std::uint64_t> fingerprints;
  std::vector<double> events;
  std::vector<std::string> figures;                                        // paths: "latency_s.p99"
  std::function<void(std::size_t figure, std::span<double> values)> fill;  // values come as NaN
  std::vector<SweepFailure> failures;

  std::size_t runs() const { return status.size(); }
};

/// Of a figure by its path: "s" of latency_s.p99; empty: it has none.
std::string unitOfFigure(const std::string& path);

/// The bytes of the file.
std::vector<char> sweepFile(const SweepTable&);

/// Failure if it cannot be written; nothing is left then but what was there before.
void writeWhole(const std::string& target, std::span<const char> bytes);

}  // namespace headroom
