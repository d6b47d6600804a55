#include "analysis/trace/chunk_filter.h"

#include "sim/issue.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <zlib.h>

namespace headroom {
namespace {

/// Eight values of eight bytes as a matrix, transposed: in each word a byte of each value (Warren, Hacker's Delight,
/// 7-3).
void transpose(std::array<std::uint64_t, 8>& a) {
  const auto swap = [&](std::size_t i, std::size_t j, unsigned bits, std::uint64_t mask) {
    const std::uint64_t t = (a[i] >> bits ^ a[j]) & mask;
    a[j] ^= t;
    a[i] ^= t << bits;
  };
  for (const std::size_t i : {0u, 2u, 4u, 6u}) swap(i, i + 1, 8, 0x00FF00FF00FF00FF);
  for (const std::size_t i : {0u, 1u, 4u, 5u}) swap(i, i + 2, 16, 0x0000FFFF0000FFFF);
  for (const std::size_t i : {0u, 1u, 2u, 3u}) swap(i, i + 4, 32, 0x00000000FFFFFFFF);
}

/// Of every value the bytes in one place, place by place.
void shuffle(const std::byte* from, std::size_t n, std::size_t valueSize, std::byte* to) {
  std::size_t done = 0;
  if (valueSize == 8 && std::endian::native == std::endian::little)
    for (; done + 8 <= n; done += 8) {
      std::array<std::uint64_t, 8> words;
      std::memcpy(words.data(), from + done * 8, sizeof words);
      transpose(words);
      for (std::size_t place = 0; place < 8; ++place) std::memcpy(to + place * n + done, &words[place], 8);
    }
  for (std::size_t place = 0; place < valueSize; ++place)
    for (std::size_t i = done; i < n; ++i) to[place * n + i] = from[i * valueSize + place];
}

}  // namespace

struct ChunkFilter::Stream : z_stream {
  Stream() : z_stream{} {
    if (deflateInit(this, 1) != Z_OK) throw Failure("no memory to compress the trace with");
  }
  ~Stream() { deflateEnd(this); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
};

ChunkFilter::ChunkFilter() : stream_(std::make_unique<Stream>()) {}
ChunkFilter::~ChunkFilter() = default;

std::span<const std::byte> ChunkFilter::shuffledAndDeflated(std::span<const std::byte> chunk, std::size_t valueSize) {
  shuffled_.resize(chunk.size());
  shuffle(chunk.data(), chunk.size() / valueSize, valueSize, shuffled_.data());
  deflated_.resize(chunk.size());
  Stream& s = *stream_;
  deflateReset(&s);
  s.next_in = reinterpret_cast<Bytef*>(shuffled_.data());
  s.avail_in = static_cast<uInt>(chunk.size());
  s.next_out = reinterpret_cast<Bytef*>(deflated_.data());
  s.avail_out = static_cast<uInt>(deflated_.size());
  if (deflate(&s, Z_FINISH) != Z_STREAM_END || s.avail_out == 0) return {};
  return {deflated_.data(), deflated_.size() - s.avail_out};
}

}  // namespace headroom
