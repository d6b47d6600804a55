/// An owner for a handle of HDF5, for headers that should not know that library: its hid_t is std::int64_t, its herr_t
/// int.
#pragma once

#include <cstdint>
#include <utility>

namespace headroom::h5 {

class Id {
 public:
  Id() = default;
  Id(std::int64_t id, int (*close)(std::int64_t)) : id_(id), close_(close) {}
  Id(Id&& o) noexcept : id_(std::exchange(o.id_, -1)), close_(o.close_) {}
  Id& operator=(Id&& o) noexcept {
    std::swap(id_, o.id_);
    std::swap(close_, o.close_);
    return *this;
  }
  ~Id() {
    if (id_ >= 0 && close_) close_(id_);
  }
  operator std::int64_t() const { return id_; }
  /// Gives the handle up without closing it: after a failed write nothing of the library can be trusted.
  void abandon() { id_ = -1; }

 private:
  std::int64_t id_ = -1;
  int (*close_)(std::int64_t) = nullptr;
};

}  // namespace headroom::h5
