// SPDX-License-Identifier: GPL-3.0-or-later
/// Memory of what a run in the window leaves, by chunks; those of runs that are over serve the runs to come.
///
/// A slider makes run after run, and memory that is new to the process is cleared by the system first, which takes
/// longer than to fill it. At most 64 MiB are kept. Any thread may ask for chunks and let go of them.
#pragma once

#include <cstddef>
#include <memory>

namespace headroom::gui {

constexpr std::size_t bytesInChunk = std::size_t{2} << 20;  // a huge page

/// Without values; it begins at a multiple of eight. Runs of one scenario ask for chunks of the same sizes.
std::shared_ptr<std::byte[]> newChunk(std::size_t bytes);

}  // namespace headroom::gui
