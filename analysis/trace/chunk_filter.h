/// What HDF5's filters `shuffle` and `deflate` (level 1) do to a chunk, done here.
///
/// So that chunks can be written past the library's own pipeline, which reads a chunk before it changes a part of it
/// and, in 1.10, takes an uncompressed one for compressed while doing so.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace headroom {

/// The chunk as HDF5 stores it: bytes of values of `valueSize` bytes, sorted by place in the value, then deflated.
/// Empty if that would not be smaller. `scratch` is kept from call to call.
std::span<const std::byte> shuffledAndDeflated(std::span<const std::byte> chunk, std::size_t valueSize,
                                               std::vector<std::byte>& scratch);

}  // namespace headroom
