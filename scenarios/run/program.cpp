#include "scenarios/run/program.h"

#include "sim/issue.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headroom {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longestLine = 1u << 16;

[[noreturn]] void fail(const std::string& what) { throw Failure(what); }

int millisecondsUntil(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

}  // namespace

Program::Program(const std::vector<std::string>& command, const std::string& directory) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    fail(std::string("no socket for a program: ") + std::strerror(errno));
  socket_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addchdir_np(&actions, directory.c_str());
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  for (std::string& w : words) arguments.push_back(w.data());
  arguments.push_back(nullptr);
  const int error = ::posix_spawnp(&pid_, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (error == 0) return;
  ::close(socket_);
  fail("`" + command[0] + "` cannot be started: " + std::strerror(error));
}

Program::~Program() {
  ::shutdown(socket_, SHUT_WR);  // the end of its input
  const auto end = Clock::now() + std::chrono::seconds(1);
  bool gone = false;
  while (!(gone = ::waitpid(pid_, nullptr, WNOHANG) == pid_) && Clock::now() < end) ::usleep(2000);
  ::kill(-pid_, SIGKILL);  // and what it may have started
  if (!gone) ::waitpid(pid_, nullptr, 0);
  ::close(socket_);
}

bool Program::wait(short events, int milliseconds) const {
  ::pollfd waiting{socket_, events, 0};
  return ::poll(&waiting, 1, milliseconds) > 0;
}

void Program::write(const std::string& text, Deadline end) const {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t n = ::send(socket_, text.data() + done, text.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) {
      done += static_cast<std::size_t>(n);
    } else if (errno == EAGAIN) {  // it answers, and does not read
      const int left = millisecondsUntil(end);
      if (left == 0) fail("it did not read the question in time");
      wait(POLLOUT, left);
    } else if (errno != EINTR) {
      fail("it has ended");
    }
  }
}

/// What was said before it is asked would be taken for an answer, and all that follow would be one too late.
void Program::refuseUnasked() const {
  char first;
  if (!read_.empty() || ::recv(socket_, &first, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
    fail("it said something before it was asked");
}

std::string Program::ask(const std::string& line, Duration timeout) {
  const Deadline end = std::chrono::steady_clock::now() + std::chrono::nanoseconds(timeout.ns());
  refuseUnasked();
  write(line + "\n", end);
  for (;;) {
    if (const auto at = read_.find('\n'); at != std::string::npos) {
      std::string answer = read_.substr(0, at);
      read_.erase(0, at + 1);
      return answer;
    }
    if (read_.size() > longestLine) fail("it said more than 64 KiB without an end of line");
    const int left = millisecondsUntil(end);
    if (left == 0) fail("it did not answer in time");
    if (!wait(POLLIN, left)) continue;  // too late, or interrupted: asked above
    char buffer[4096];
    const ssize_t n = ::recv(socket_, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail("it has ended without an answer");
    read_.append(buffer, static_cast<std::size_t>(n));
  }
}

}  // namespace headroom
