// SPDX-License-Identifier: GPL-3.0-or-later
/// One thread at a time uses HDF5: who holds this does.
#pragma once

#include <mutex>

namespace headroom::gui {

inline std::unique_lock<std::mutex> hdf5Use() {
  static std::mutex mutex;
  return std::unique_lock(mutex);
}

}  // namespace headroom::gui
