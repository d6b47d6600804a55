// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/data/guarded_read.h"

#include "gui/data/hand_over.h"
#include "sim/issue.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <fmt/format.h>

// Sanitizers reserve more addresses than any limit would leave.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HEADROOM_RESERVES_ADDRESSES 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HEADROOM_RESERVES_ADDRESSES 1
#endif
#endif

namespace headroom::gui {
namespace {

constexpr int look = 200, patience = 4000;  // ms: between looks; of a process that does nothing
constexpr double something = 0.05;          // s of work
constexpr rlim_t files = 64, gibibyte = rlim_t{1} << 30, mostHandedOver = 4 * gibibyte;
const char* const handOverName = "HEADROOM_HAND_OVER";

/// A file without a name that another process can write to; gone when it is closed.
class Hand {
 public:
  Hand() : file_(memfd_create("headroom-run", 0)) {
    if (file_ < 0) throw Failure("there is no memory to read a trace into");
  }
  ~Hand() { close(file_); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;
  int file() const { return file_; }

 private:
  int file_;
};

void limit(__rlimit_resource what, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(what, &both);
}

/// Seconds of work: a sound trace is read at some 100 MB a second; a damaged one may be read for ever.
rlim_t workFor(const std::string& file) {
  std::error_code none;
  const auto bytes = std::filesystem::file_size(file, none);
  return 5 + (none ? 0 : static_cast<rlim_t>(bytes / 10'000'000));
}

/// Runs in the other process before the program does.
void confine(rlim_t work) {
#ifndef HEADROOM_RESERVES_ADDRESSES
  limit(RLIMIT_AS, 4 * gibibyte);
#endif
  limit(RLIMIT_CPU, work);
  limit(RLIMIT_FSIZE, mostHandedOver);
  limit(RLIMIT_NOFILE, files);
  limit(RLIMIT_CORE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

double workOf(qint64 process) {
  clockid_t clock{};
  timespec t{};
  if (clock_getcpuclockid(static_cast<pid_t>(process), &clock) != 0 || clock_gettime(clock, &t) != 0) return 0;
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/// Work has its limit. HDF5 also waits, for a writer of a damaged file that there is not: so nobody may idle for long.
bool ends(QProcess& process) {
  QElapsedTimer idle;
  idle.start();
  double before = 0;
  while (!process.waitForFinished(look)) {
    if (process.state() == QProcess::NotRunning) break;
    if (const double work = workOf(process.processId()); work > before + something) {
      before = work;
      idle.restart();
    }
    if (idle.elapsed() > patience) return false;
  }
  return true;
}

/// What `headroom-gui VERB FILE` prints. `hand`: the file that it may write to; empty: none.
std::string inAnotherProcess(const char* verb, const std::string& file, const QString& hand) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(handOverName, hand);
  environment.insert("HDF5_PLUGIN_PRELOAD", "::");  // a file may name filters; none is loaded
  process.setProcessEnvironment(environment);
  const rlim_t work = workFor(file);
  process.setChildProcessModifier([work] { confine(work); });
  process.start(QCoreApplication::applicationDirPath() + "/headroom-gui", {verb, QString::fromStdString(file)});
  if (!process.waitForStarted()) throw Failure("cannot start headroom-gui to check " + file);
  if (!ends(process)) {
    process.kill();
    process.waitForFinished();
    throw Failure("reading " + file + " does not end: it is damaged; `headroom recover` may read a part of it");
  }
  if (process.exitStatus() != QProcess::NormalExit)
    throw Failure("reading " + file +
                  " crashed the HDF5 library, or did not end: it is damaged; `headroom recover` may read a part");
  if (process.exitCode() != 0) throw Failure(QString::fromUtf8(process.readAllStandardError()).trimmed().toStdString());
  return QString::fromUtf8(process.readAllStandardOutput()).trimmed().toStdString();
}

}  // namespace

std::shared_ptr<const RunData> guardedOpen(const std::string& file) {
  const Hand hand;
  inAnotherProcess("--hand-over", file, QString::number(hand.file()));
  return takeOver(hand.file());
}

std::string guardedLook(const std::string& file) { return inAnotherProcess("--check", file, {}); }

int handOverTrace(const char* file) {
  try {
    const auto run = openTrace(file);
    if (run->buckets() == 0) throw Failure("the trace has no bucket yet");
    const char* hand = std::getenv(handOverName);
    if (!hand) throw Failure("there is nobody to hand the run over to");
    handOver(*run, std::atoi(hand));
    return 0;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "reading {} takes more memory than a trace may\n", file);
  } catch (const std::exception& e) {
    fmt::print(stderr, "{}\n", e.what());
  }
  return 2;
}

}  // namespace headroom::gui
