#include "scenarios/batch/log_file.h"

#include "scenarios/batch/bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <unistd.h>
#include <utility>

#include <boost/crc.hpp>

namespace headroom::batch {
namespace {

constexpr std::string_view mark = "HRlg";
constexpr std::size_t headSize = 4 + 4 + 4 + 1;  // mark, length of the content, CRC, kind

std::uint32_t checksum(char kind, std::string_view content) {
  boost::crc_32_type crc;
  crc.process_byte(static_cast<unsigned char>(kind));
  crc.process_bytes(content.data(), content.size());
  return crc.checksum();
}

/// The record at `at`, if a whole one is there.
std::optional<LogRecord> recordAt(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at < headSize || bytes.substr(at, mark.size()) != mark) return std::nullopt;
  ByteReader head(bytes.substr(at + mark.size(), 8));
  const auto length = head.whole<std::uint32_t>(), crc = head.whole<std::uint32_t>();
  if (length > bytes.size() - at - headSize) return std::nullopt;
  LogRecord r{bytes[at + headSize - 1], std::string(bytes.substr(at + headSize, length))};
  return checksum(r.kind, r.content) == crc ? std::optional(std::move(r)) : std::nullopt;
}

bool anyRecordAfter(std::string_view bytes, std::size_t at) {
  for (std::size_t i = bytes.find(mark, at + 1); i != std::string_view::npos; i = bytes.find(mark, i + 1))
    if (recordAt(bytes, i)) return true;
  return false;
}

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw Failure("cannot " + what + " " + path + ": " + std::strerror(errno));
}

}  // namespace

LogContent readLog(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail("read", path);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  LogContent content;
  while (content.end < bytes.size()) {
    auto record = recordAt(bytes, content.end);
    if (!record) break;
    content.end += headSize + record->content.size();
    content.records.push_back(std::move(*record));
  }
  content.torn = content.end < bytes.size();
  if (content.torn && anyRecordAfter(bytes, content.end))
    throw Failure(path + " is damaged at byte " + std::to_string(content.end) + ", and sound records follow");
  // A writer that was killed at once leaves the begin of its mark, or nothing; a power cut may leave zeros.
  if (content.torn && content.records.empty() && bytes[0] != '\0' &&
      !bytes.starts_with(mark.substr(0, std::min(bytes.size(), mark.size()))))
    throw Failure(path + " is no journal of a sweep");
  return content;
}

LogFile::LogFile(std::string path, int descriptor, std::uint64_t end)
    : path_(std::move(path)), descriptor_(descriptor), end_(end), lock_(path_) {}

LogFile::LogFile(LogFile&& o) noexcept
    : path_(std::move(o.path_)),
      descriptor_(std::exchange(o.descriptor_, -1)),
      end_(o.end_),
      lock_(std::move(o.lock_)) {}

LogFile::~LogFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

LogFile LogFile::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) fail("create", path);
  LogFile file(path, descriptor, 0);
  const auto directory = std::filesystem::path(path).parent_path();
  bringToDisk(directory.empty() ? "." : directory.string());
  return file;
}

LogFile LogFile::goOn(const std::string& path, std::uint64_t end) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail("write", path);
  LogFile file(path, descriptor, end);
  if (::ftruncate(descriptor, static_cast<off_t>(end)) != 0) fail("write", path);
  if (::lseek(descriptor, static_cast<off_t>(end), SEEK_SET) < 0) fail("write", path);
  return file;
}

void LogFile::append(char kind, const std::string& content) {
  ByteWriter head;
  head.whole(static_cast<std::uint32_t>(content.size()));
  head.whole(checksum(kind, content));
  const std::string record = std::string(mark) + head.take() + kind + content;
  for (std::size_t done = 0; done < record.size();) {
    const ssize_t n = ::write(descriptor_, record.data() + done, record.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int why = errno;
      (void)!::ftruncate(descriptor_, static_cast<off_t>(end_));  // or a torn end, which reading drops
      errno = why;
      fail("write", path_);
    }
    done += static_cast<std::size_t>(n);
  }
  end_ += record.size();
}

void LogFile::sync() {
  if (::fdatasync(descriptor_) != 0) fail("bring to disk", path_);
}

}  // namespace headroom::batch
