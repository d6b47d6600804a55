#include "analysis/trace/in_child.h"

#include "sim/issue.h"

#include <cerrno>
#include <cstring>
#include <exception>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headroom {
namespace {

constexpr int patience = 60'000;  // ms
constexpr char alive = '.', done = '+', broken = '!';

void send(int to, char mark, const std::string& text = {}) {
  const std::string message = mark + text;
  for (std::size_t sent = 0; sent < message.size();) {
    const ssize_t n = write(to, message.data() + sent, message.size() - sent);
    if (n < 0 && errno != EINTR) return;
    if (n > 0) sent += static_cast<std::size_t>(n);
  }
}

[[noreturn]] void workThere(int to, const std::function<std::string(const SignOfLife&)>& work) {
  int code = 0;
  try {
    send(to, done, work([to] { send(to, alive); }));
  } catch (const std::exception& e) {
    send(to, broken, e.what());
    code = 1;
  }
  _exit(code);
}

/// All that the child says; signs of life removed. Nothing if it hung.
bool listen(int from, std::string& said) {
  for (;;) {
    pollfd ready{from, POLLIN, 0};
    const int n = poll(&ready, 1, patience);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    char text[4096];
    const ssize_t got = read(from, text, sizeof text);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    for (ssize_t i = 0; i < got; ++i)
      if (!said.empty() || text[i] != alive) said += text[i];
  }
}

}  // namespace

std::string inChild(const std::string& doing, const std::function<std::string(const SignOfLife&)>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw Failure(doing + " failed: " + std::strerror(errno));
  const pid_t child = fork();
  if (child < 0) {
    close(ends[0]);
    close(ends[1]);
    throw Failure(doing + " failed: " + std::strerror(errno));
  }
  if (child == 0) {
    close(ends[0]);
    workThere(ends[1], work);
  }
  close(ends[1]);
  std::string said;
  const bool heard = listen(ends[0], said);
  close(ends[0]);
  if (!heard) kill(child, SIGKILL);
  while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {}
  if (!heard) throw Failure(doing + " did not come to an end: the file is damaged");
  if (said.empty()) throw Failure(doing + " crashed: the file is damaged");
  if (said[0] == broken) throw Failure(said.substr(1));
  return said.substr(1);
}

}  // namespace headroom
