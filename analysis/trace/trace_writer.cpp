#include "analysis/trace/trace_writer.h"

#include "analysis/trace/copy.h"
#include "analysis/trace/part_file.h"
#include "analysis/trace/trace_layout.h"
#include "sim/issue.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace headroom {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct TraceWriter::State {
  std::string target, part;
  Provenance provenance;
  std::string movedAside;
  PartLock lock;
  h5::Id file;
  TraceLayout layout;
  Clock::duration showEvery{};
  Clock::time_point nextCommit;
  std::size_t rowsSinceLook = 0;
  bool begun = false, shown = false, failed = false, finished = false;

  void commit();
  void commitIfDue();
  bool lookIsDue() const { return rowsSinceLook >= 256; }  // at the clock: not at every row
  void lookIfDue();
  TraceLayout::Rows& tableFor(std::size_t table, std::size_t cells);
  void complete();
  void letGo();
  std::string completedCopy(const TraceEnd&);
  void giveUp();
  std::uint64_t wasted();
  void rename(const std::string& from) const;
  template <class F>
  void guarded(F&& f);
};

TraceWriter::TraceWriter(std::string target, Provenance provenance, std::chrono::milliseconds showEvery)
    : state_(std::make_unique<State>()) {
  state_->showEvery = showEvery;
  state_->part = target + ".part";
  state_->target = std::move(target);
  state_->provenance = std::move(provenance);
}

/// Leaves a `.part` that is as complete as can be.
TraceWriter::~TraceWriter() {
  State& s = *state_;
  if (!s.begun || s.failed || s.finished) return;
  try {
    s.commit();
  } catch (const Failure&) {
    s.giveUp();
  }
}

const std::string& TraceWriter::movedAside() const { return state_->movedAside; }

/// After a failed call nothing of the library can be trusted, not even closing: handles are given up.
void TraceWriter::State::giveUp() {
  failed = true;
  layout.each([](Growing& g) { g.abandon(); });
  file.abandon();
}

template <class F>
void TraceWriter::State::guarded(F&& f) {
  if (failed) throw Failure("cannot write " + part + ": writing it has failed before");
  try {
    h5::prepareLibrary();
    f();
  } catch (const Failure& e) {
    giveUp();
    const std::string kept = begun ? "; what was written before is in " + part + " (`headroom recover`)" : "";
    throw Failure(e.what() + kept);
  }
}

void TraceWriter::announce(const Announcement& a) {
  State& s = *state_;
  s.guarded([&] {
    s.movedAside = moveAside(s.part);
    s.file = h5::createFile(s.part);
    s.layout = layOut(s.file, a, s.provenance);
    s.lock = PartLock(s.part);
    s.begun = true;
    s.nextCommit = Clock::now() + s.showEvery;
  });
}

void TraceWriter::bucket(Instant begin, Instant end, std::span<const double> values) {
  State& s = *state_;
  s.guarded([&] {
    if (values.size() != s.layout.width)
      throw Failure("cannot write a bucket of " + std::to_string(values.size()) +
                    " values: " + std::to_string(s.layout.width) + " were announced");
    for (std::size_t i = 0; i < s.layout.series.size(); ++i)
      s.layout.series[i].push(values.subspan(s.layout.offsets[i], s.layout.series[i].width()));
    const double ends[2] = {begin.inSeconds(), end.inSeconds()};
    for (Growing& g : s.layout.times) g.push({ends, g.width()});
    s.commitIfDue();
  });
}

TraceLayout::Rows& TraceWriter::State::tableFor(std::size_t table, std::size_t cells) {
  if (failed) guarded([] {});
  TraceLayout::Rows& t = layout.tables.at(table);
  if (cells != t.columns.size())
    throw Failure("cannot write a row of " + std::to_string(cells) + " cells: " + std::to_string(t.columns.size()) +
                  " were announced");
  return t;
}

void TraceWriter::row(std::size_t table, std::span<const double> cells) {
  State& s = *state_;
  TraceLayout::Rows& t = s.tableFor(table, cells.size());
  t.wait(cells);
  ++s.rowsSinceLook;
  if (!t.full() && !s.lookIsDue()) return;
  s.guarded([&] {
    if (t.full()) t.drain();
    s.lookIfDue();
  });
}

void TraceWriter::rows(std::size_t table, std::span<const double> stays, const Cells& others) {
  State& s = *state_;
  TraceLayout::Rows& t = s.tableFor(table, stays.size() + others.columns);
  s.rowsSinceLook += others.rows;
  s.guarded([&] {
    t.drain();
    t.push(stays, others);
    s.lookIfDue();
  });
}

void TraceWriter::State::lookIfDue() {
  if (!lookIsDue()) return;
  rowsSinceLook = 0;
  commitIfDue();
}

void TraceWriter::State::commitIfDue() {
  const Clock::time_point before = Clock::now();
  if (before < nextCommit) return;
  commit();
  const Clock::time_point after = Clock::now();
  nextCommit = after + std::max<Clock::duration>(showEvery, 100 * (after - before));
}

/// From the first time on others may have the file open.
void TraceWriter::State::commit() {
  if (!shown) h5::checked(H5Fstart_swmr_write(file), "let others read " + part);
  shown = true;
  for (TraceLayout::Rows& t : layout.tables) t.drain();
  layout.each([](Growing& g) { g.commit(); });
  h5::checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "write the trace");
}

std::uint64_t TraceWriter::State::wasted() {
  std::uint64_t bytes = 0;
  layout.each([&](Growing& g) { bytes += g.wasted(); });
  return bytes;
}

void TraceWriter::State::complete() {
  for (TraceLayout::Rows& t : layout.tables) t.drain();
  layout.each([](Growing& g) { g.finish(); });
  h5::checked(H5Fflush(file, H5F_SCOPE_GLOBAL), "write the trace");
}

void TraceWriter::State::letGo() {
  layout = {};
  lock = {};
  file = {};
}

void TraceWriter::State::rename(const std::string& from) const {
  bringToDisk(from);
  std::error_code error;
  fs::rename(from, target, error);
  if (error) throw Failure("cannot rename " + from + " to " + target + ": " + error.message());
  bringToDisk(fs::absolute(target).parent_path().string());
}

/// Who has the `.part` open reads it as it was shown: a file that is changed otherwise under a reader of HDF5 may keep
/// it waiting for ever. So the end is written into a copy, a smaller one where that pays.
std::string TraceWriter::State::completedCopy(const TraceEnd& end) {
  const std::uint64_t gaps = wasted();
  letGo();
  const bool bloated = gaps > (4u << 20) && gaps > fs::file_size(part) / 4;
  if (const std::string tight = bloated ? copyTight(part, end) : ""; !tight.empty()) return tight;
  const std::string whole = part + ".whole";
  std::error_code error;
  fs::copy_file(part, whole, fs::copy_options::overwrite_existing, error);
  try {
    if (error) throw Failure("cannot copy " + part + ": " + error.message());
    const h5::Id copy = h5::openFile(whole, h5::Open::modify);
    layOutEnd(copy, end);
    h5::checked(H5Fflush(copy, H5F_SCOPE_GLOBAL), "write the trace");
  } catch (const Failure&) {
    fs::remove(whole, error);
    throw;
  }
  return whole;
}

void TraceWriter::finish(const TraceEnd& end) {
  State& s = *state_;
  s.guarded([&] {
    s.complete();
    if (s.shown) {
      const std::string whole = s.completedCopy(end);
      std::error_code ignored;
      try {
        s.rename(whole);
      } catch (const Failure&) {
        fs::remove(whole, ignored);
        throw;
      }
      fs::remove(s.part, ignored);
    } else {
      layOutEnd(s.file, end);
      h5::checked(H5Fflush(s.file, H5F_SCOPE_GLOBAL), "write the trace");
      s.letGo();
      s.rename(s.part);
    }
    s.finished = true;
  });
}

}  // namespace headroom
