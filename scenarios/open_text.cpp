#include "scenarios/open_text.h"

#include "scenarios/library.h"
#include "scenarios/suggest.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headroom {
namespace fs = std::filesystem;
namespace {

/// Reads to the end or to one byte beyond the limit; false: errno says why.
bool readAll(int fd, std::string& text) {
  char buffer[65536];
  while (text.size() <= TextLimits::file) {
    const ssize_t n = ::read(fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) {  // a pipe whose writer is slow; ten seconds, then it is taken for dead
      ::pollfd waiting{fd, POLLIN, 0};
      if (::poll(&waiting, 1, 10'000) > 0) continue;
      errno = ETIMEDOUT;
      return false;
    }
    if (n < 0) return false;
    if (n == 0) break;
    text.append(buffer, static_cast<std::size_t>(n));
  }
  return true;
}

std::vector<std::string> libraryNames() {
  std::vector<std::string> names;
  for (const auto& s : libraryScenarios()) names.push_back(s.name);
  return names;
}

}  // namespace

int addText(Reading& reading, std::string text, std::string fileName, std::string directory) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  reading.sources.push_back({std::move(fileName), std::move(directory), std::move(text)});
  return static_cast<int>(reading.sources.size()) - 1;
}

int openText(Reading& reading, const std::string& file, const std::string& from, Spot at) {
  const bool main = reading.sources.empty();
  const auto refuse = [&](const std::string& what, const std::string& wanted = {}, const Hint& hint = {}) {
    if (main) reading.sources.push_back({quoteForMessage(file), ".", ""});
    reading.error(main ? Spot{} : at, main ? "" : "extends", (main ? "" : "`" + quoteForMessage(file) + "`: ") + what,
                  wanted, hint);
    return -1;
  };
  if (file.find("://") != std::string::npos) return refuse("scenarios are files of this machine, not addresses");
  fs::path path = fs::path(file).is_absolute() || from.empty() ? fs::path(file) : fs::path(from) / file;
  std::error_code ignored;
  bool standardInput = false;
  if (main && file == "-") {
    standardInput = true;
  } else if (!fs::is_regular_file(path, ignored) && libraryFile(file)) {
    path = *libraryFile(file);
  } else if (!fs::exists(path, ignored)) {
    if (fs::exists(path.string() + ".yaml", ignored))
      return refuse("there is no such file", "", meant(quoteForMessage(file) + ".yaml"));
    return refuse("there is no such file", "a file, `-`, or a name out of `headroom scenarios`",
                  didYouMean(file, libraryNames()));
  }
  if (!standardInput && fs::is_directory(path, ignored)) return refuse("this is a directory", "a file");
  // A pipe without a writer would block for ever, a device never end: O_NONBLOCK, and regular files and pipes only.
  const int fd = standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return refuse(std::string("cannot be read: ") + std::strerror(errno));
  struct ::stat status {};
  ::fstat(fd, &status);
  std::string text;
  std::string trouble;
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > TextLimits::file)
    trouble = "it is larger than 8 MiB";
  else if (!standardInput && !S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
    trouble = "this is not a file";
  else if (!readAll(fd, text))
    trouble = std::string("cannot be read: ") + std::strerror(errno);
  else if (text.size() > TextLimits::file)
    trouble = "it is larger than 8 MiB";
  if (!standardInput) ::close(fd);
  if (!trouble.empty()) return refuse(trouble);
  const std::string directory = standardInput ? "." : path.parent_path().empty() ? "." : path.parent_path().string();
  return addText(reading, std::move(text), standardInput ? "<stdin>" : path.lexically_normal().string(), directory);
}

}  // namespace headroom
