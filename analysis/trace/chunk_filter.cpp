#include "analysis/trace/chunk_filter.h"

#include <zlib.h>

namespace headroom {

std::span<const std::byte> shuffledAndDeflated(std::span<const std::byte> chunk, std::size_t valueSize,
                                               std::vector<std::byte>& scratch) {
  const std::size_t n = chunk.size() / valueSize;
  scratch.resize(chunk.size() + compressBound(chunk.size()));
  std::byte* to = scratch.data();
  for (std::size_t place = 0; place < valueSize; ++place) {
    const std::byte* from = chunk.data() + place;
    for (std::size_t i = 0; i < n; ++i, from += valueSize) *to++ = *from;
  }
  uLongf size = compressBound(chunk.size());
  const int result = compress2(reinterpret_cast<Bytef*>(scratch.data() + chunk.size()), &size,
                               reinterpret_cast<const Bytef*>(scratch.data()), chunk.size(), 1);
  if (result != Z_OK || size >= chunk.size()) return {};
  return {scratch.data() + chunk.size(), size};
}

}  // namespace headroom
