/// What HDF5's filters `shuffle` and `deflate` (level 1) do to a chunk, done here.
///
/// So that chunks can be written past the library's own pipeline, which reads a chunk before it changes a part of it
/// and, in 1.10, takes an uncompressed one for compressed while doing so.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace headroom {

/// Keeps its memory from chunk to chunk: zlib's alone is 260 kB, more than most chunks.
class ChunkFilter {
 public:
  ChunkFilter();
  ~ChunkFilter();
  ChunkFilter(const ChunkFilter&) = delete;
  ChunkFilter& operator=(const ChunkFilter&) = delete;

  /// The chunk as HDF5 stores it: bytes of values of `valueSize` bytes, sorted by place in the value, then deflated.
  /// Empty if that would not be smaller. It holds until the next call.
  std::span<const std::byte> shuffledAndDeflated(std::span<const std::byte> chunk, std::size_t valueSize);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::vector<std::byte> shuffled_, deflated_;
};

}  // namespace headroom
