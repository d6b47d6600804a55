/// `NAME.h5.part`: whose it is, and what happens to one that a killed run left.
///
/// A run holds a lock on its `.part` (an advisory one of the kernel, gone with the process however it dies), so a
/// second run of the same scenario never writes into the first's. A `.part` that nobody holds is never overwritten:
/// it is moved to `NAME.h5.part.1` (or the next free number), where `headroom recover` finds it.
#pragma once

#include <string>

namespace headroom {

class PartLock {
 public:
  PartLock() = default;
  /// Takes the lock of an existing file; where the file system has no locks, holds nothing.
  explicit PartLock(const std::string& part);
  PartLock(PartLock&& o) noexcept;
  PartLock& operator=(PartLock&& o) noexcept;
  ~PartLock();

 private:
  int descriptor_ = -1;
};

/// True if a living process is writing it.
bool isBeingWritten(const std::string& part);

/// Makes room for a new `part`; returns where an old one went, or nothing. Failure if it is being written.
std::string moveAside(const std::string& part);

/// fsync of a file or a directory; Failure with the system's reason.
void bringToDisk(const std::string& path);

}  // namespace headroom
