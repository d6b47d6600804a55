#include "analysis/trace/chunk_filter.h"

#include "sim/issue.h"

#include <zlib.h>

namespace headroom {

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
  const std::size_t n = chunk.size() / valueSize;
  shuffled_.resize(chunk.size());
  std::byte* to = shuffled_.data();
  for (std::size_t place = 0; place < valueSize; ++place) {
    const std::byte* from = chunk.data() + place;
    for (std::size_t i = 0; i < n; ++i, from += valueSize) *to++ = *from;
  }
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
