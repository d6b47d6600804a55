#include "analysis/sweep/sweep_file.h"
#include "analysis/trace/part_file.h"
#include "sim/issue.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace headroom {
namespace {

/// False: errno says why.
bool writeAll(int descriptor, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

void writeWhole(const std::string& target, std::span<const char> bytes) {
  const std::string part = target + ".part";
  const int descriptor = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) throw Failure("cannot create " + part + ": " + std::strerror(errno));
  bool fine = writeAll(descriptor, bytes) && ::fsync(descriptor) == 0;
  const int why = errno;
  fine = ::close(descriptor) == 0 && fine;
  if (!fine || ::rename(part.c_str(), target.c_str()) != 0) {
    const std::string reason = std::strerror(fine ? errno : why);
    ::unlink(part.c_str());
    throw Failure("cannot write " + target + ": " + reason);
  }
  const auto directory = std::filesystem::path(target).parent_path();
  bringToDisk(directory.empty() ? "." : directory.string());
}

}  // namespace headroom
