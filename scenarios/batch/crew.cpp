#include "scenarios/batch/crew.h"

#include "scenarios/batch/bytes.h"
#include "sim/issue.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headroom::batch {
namespace {

constexpr char progressMark = 'p', answerMark = 'a';
constexpr std::size_t logKept = 4096;
constexpr int mostIdleDeaths = 100;

/// False: nobody listens any more.
bool send(int socket, char mark, const std::string& text) {
  ByteWriter w;
  w.whole(static_cast<std::uint32_t>(text.size()));
  const std::string message = w.take() + mark + text;
  for (std::size_t done = 0; done < message.size();) {
    const ssize_t n = ::send(socket, message.data() + done, message.size() - done, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    done += static_cast<std::size_t>(n);
  }
  return true;
}

/// The first whole message of what was heard, taken out of it.
bool take(std::string& heard, char& mark, std::string& text) {
  if (heard.size() < 5) return false;
  const auto length = ByteReader(heard).whole<std::uint32_t>();
  if (heard.size() - 5 < length) return false;
  mark = heard[4];
  text = heard.substr(5, length);
  heard.erase(0, 5 + std::size_t{length});
  return true;
}

/// Reports go out five times a second at most.
Report reporting(int socket) {
  return [socket, last = Crew::Clock::time_point()](double done, std::uint64_t events) mutable {
    const auto now = Crew::Clock::now();
    if (now - last < std::chrono::milliseconds(200)) return;
    last = now;
    ByteWriter w;
    w.number(done);
    w.whole(events);
    send(socket, progressMark, w.take());
  };
}

/// The life of a worker. Descriptors of others are closed: a lock of theirs must not live on in us.
[[noreturn]] void serve(int socket, int log, pid_t parent, const Work& work) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) std::signal(number, SIG_IGN);
  ::dup2(log, STDERR_FILENO);
  constexpr int here = 3;
  ::dup2(socket, here);
  ::fcntl(here, F_SETFD, FD_CLOEXEC);
  ::close_range(here + 1, ~0U, 0);
  std::string heard, order;
  for (char buffer[4096];;) {
    const ssize_t n = ::recv(here, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) ::_exit(0);
    heard.append(buffer, static_cast<std::size_t>(n));
    for (char mark = 0; take(heard, mark, order);) {
      (void)!::ftruncate(STDERR_FILENO, 0);
      try {
        send(here, answerMark, work(order, reporting(here)));
      } catch (const std::exception& e) {
        const std::string words = std::string(e.what()) + "\n";
        (void)!::write(STDERR_FILENO, words.data(), words.size());
        ::_exit(1);
      }
    }
  }
}

std::vector<pid_t> children() {
  const std::string self = std::to_string(::getpid());
  std::ifstream in("/proc/self/task/" + self + "/children");
  std::vector<pid_t> found;
  for (pid_t p = 0; in >> p;) found.push_back(p);
  return found;
}

std::string howItEnded(int status) {
  if (WIFSIGNALED(status))
    return "was killed by signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) + ")";
  return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Crew::Crew(std::size_t size, Work work) : work_(std::move(work)), strangers_(children()) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // programs of a worker that dies become our children, and can be ended
  for (std::size_t i = 0; i < size; ++i) {
    Worker w;
    if (!hire(w)) break;
    workers_.push_back(std::move(w));
  }
  if (workers_.empty()) throw Failure(std::string("no process can be started: ") + std::strerror(errno));
}

Crew::~Crew() {
  for (const Worker& w : workers_) {
    if (w.process > 0) {
      ::kill(w.process, SIGKILL);
      while (::waitpid(w.process, nullptr, 0) < 0 && errno == EINTR) {}
    }
    for (const int descriptor : {w.socket, w.log})
      if (descriptor >= 0) ::close(descriptor);
  }
  workers_.clear();
  endOrphans();
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

bool Crew::hire(Worker& w) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
  const int log = ::memfd_create("log of a run", MFD_CLOEXEC);
  if (log >= 0) ::fcntl(log, F_SETFL, O_APPEND);
  const pid_t parent = ::getpid();
  const pid_t process = log < 0 ? -1 : ::fork();
  if (process == 0) serve(ends[1], log, parent, work_);
  ::close(ends[1]);
  if (process < 0) {
    ::close(ends[0]);
    if (log >= 0) ::close(log);
    return false;
  }
  w.process = process;
  w.socket = ends[0];
  w.log = log;
  w.heard.clear();
  w.busy = false;
  return true;
}

void Crew::give(std::size_t worker, const std::string& order) {
  Worker& w = workers_[worker];
  w.busy = true;
  w.since = Clock::now();
  w.lastLog.clear();
  send(w.socket, answerMark, order);  // to a dead one: wait() finds out
}

std::vector<Crew::Event> Crew::wait(int milliseconds) {
  std::vector<pollfd> ready;
  for (const Worker& w : workers_) ready.push_back({w.socket, POLLIN, 0});
  std::vector<Event> events;
  if (::poll(ready.data(), ready.size(), milliseconds) <= 0) return events;
  for (std::size_t i = 0; i < ready.size(); ++i)
    if (ready[i].revents) hear(i, events);
  return events;
}

void Crew::hear(std::size_t worker, std::vector<Event>& events) {
  Worker& w = workers_[worker];
  char buffer[65536];
  const ssize_t n = ::recv(w.socket, buffer, sizeof buffer, MSG_DONTWAIT);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) return bury(worker, events);
  w.heard.append(buffer, static_cast<std::size_t>(n));
  char mark = 0;
  for (std::string text; take(w.heard, mark, text);) {
    if (mark == progressMark) {
      ByteReader r(text);
      const double done = r.number();
      events.push_back({worker, Event::Kind::progress, {}, done, r.whole<std::uint64_t>()});
    } else {
      w.busy = false;
      idleDeaths_ = 0;
      events.push_back({worker, Event::Kind::answer, std::move(text)});
    }
  }
}

void Crew::bury(std::size_t worker, std::vector<Event>& events) {
  Worker& w = workers_[worker];
  int status = 0;
  ::kill(w.process, SIGKILL);  // it may have closed its end and live
  while (::waitpid(w.process, &status, 0) < 0 && errno == EINTR) {}
  if (w.busy)
    events.push_back({worker, Event::Kind::death, howItEnded(status)});
  else if (++idleDeaths_ > mostIdleDeaths)
    throw Failure("worker processes die without having anything to do: the last " + howItEnded(status));
  w.lastLog = log(worker);
  ::close(w.socket);
  ::close(w.log);
  w.socket = w.log = -1;
  w.process = -1;
  endOrphans();
  if (!hire(w)) throw Failure(std::string("no process can be started: ") + std::strerror(errno));
}

std::string Crew::log(std::size_t worker) const {
  const Worker& w = workers_[worker];
  if (!w.lastLog.empty() || w.log < 0) return w.lastLog;
  const off_t size = ::lseek(w.log, 0, SEEK_END);
  const off_t from = std::max<off_t>(0, size - static_cast<off_t>(logKept));
  std::string text(static_cast<std::size_t>(std::max<off_t>(0, size - from)), '\0');
  const ssize_t n = ::pread(w.log, text.data(), text.size(), from);
  text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return text;
}

void Crew::kill(std::size_t worker) { ::kill(workers_[worker].process, SIGKILL); }

/// What a dead worker had started, each of them in a process group of its own.
void Crew::endOrphans() {
  for (const pid_t p : children()) {
    const bool stranger = std::find(strangers_.begin(), strangers_.end(), p) != strangers_.end();
    const bool ours = std::any_of(workers_.begin(), workers_.end(), [p](const Worker& w) { return w.process == p; });
    if (stranger || ours) continue;
    ::kill(-p, SIGKILL);
    ::kill(p, SIGKILL);
    while (::waitpid(p, nullptr, 0) < 0 && errno == EINTR) {}
  }
}

}  // namespace headroom::batch
