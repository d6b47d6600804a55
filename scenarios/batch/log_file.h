/// An append-only file of checksummed records that survives whatever ends its writer.
///
/// A record is whole or not there: mark, length, CRC-32 of kind and content. Reading drops a torn end, as a crash or a
/// full disk leaves one; damage before sound records is no torn end and is refused with its place. What was brought to
/// disk with sync() is there after a loss of power too. A failed write takes back what it has written of the record.
#pragma once

#include "analysis/trace/part_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom::batch {

struct LogRecord {
  char kind = 0;
  std::string content;
};

struct LogContent {
  std::vector<LogRecord> records;
  std::uint64_t end = 0;  // of the last whole record, in bytes
  bool torn = false;      // something stood behind it
};

/// Failure if there is no such file, or it is damaged.
LogContent readLog(const std::string& path);

class LogFile {
 public:
  /// A new file, which must not be there; the directory's entry is on disk when this returns.
  static LogFile create(const std::string& path);
  /// Goes on behind byte `end` of a file; what stands behind it goes.
  static LogFile goOn(const std::string& path, std::uint64_t end);
  LogFile(LogFile&&) noexcept;
  LogFile& operator=(LogFile&&) = delete;
  ~LogFile();

  void append(char kind, const std::string& content);
  void sync();

 private:
  LogFile(std::string path, int descriptor, std::uint64_t end);

  std::string path_;
  int descriptor_ = -1;
  std::uint64_t end_ = 0;
  PartLock lock_;
};

}  // namespace headroom::batch
