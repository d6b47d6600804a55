#include "analysis/trace/part_file.h"

#include "sim/issue.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace headroom {
namespace {

namespace fs = std::filesystem;

struct flock wholeFile() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

PartLock::PartLock(const std::string& part) : descriptor_(open(part.c_str(), O_RDWR | O_CLOEXEC)) {
  struct flock lock = wholeFile();
  if (descriptor_ >= 0) (void)fcntl(descriptor_, F_OFD_SETLK, &lock);
}

PartLock::PartLock(PartLock&& o) noexcept : descriptor_(std::exchange(o.descriptor_, -1)) {}

PartLock& PartLock::operator=(PartLock&& o) noexcept {
  std::swap(descriptor_, o.descriptor_);
  return *this;
}

PartLock::~PartLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

bool isBeingWritten(const std::string& part) {
  const int descriptor = open(part.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = wholeFile();
  const bool held = fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(descriptor);
  return held;
}

std::string moveAside(const std::string& part) {
  std::error_code error;
  if (!fs::exists(part, error)) return {};
  if (isBeingWritten(part)) throw Failure("cannot write " + part + ": another run is writing it");
  for (int n = 1;; ++n) {
    const std::string to = part + "." + std::to_string(n);
    if (fs::exists(to, error)) continue;
    fs::rename(part, to, error);
    if (error) throw Failure("cannot move " + part + " aside: " + error.message());
    return to;
  }
}

void bringToDisk(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool fine = descriptor >= 0 && fsync(descriptor) == 0;
  const std::string reason = fine ? "" : std::strerror(errno);
  if (descriptor >= 0) close(descriptor);
  if (!fine) throw Failure("cannot bring " + path + " safely to disk: " + reason);
}

}  // namespace headroom
