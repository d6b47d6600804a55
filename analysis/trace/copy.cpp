#include "analysis/trace/copy.h"

#include "analysis/trace/in_child.h"
#include "analysis/trace/trace.h"
#include "sim/issue.h"

#include <algorithm>
#include <filesystem>

namespace headroom {
namespace {

namespace fs = std::filesystem;

/// Rows of one table, a block at a time.
class RowCursor {
 public:
  RowCursor(const Trace& trace, std::size_t table)
      : trace_(trace), table_(table), columns_(trace.announcement().tables[table].columns), all_(trace.rows(table)) {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c].name == "time") time_ = c;
  }

  /// Shows the rows that happened before `end`; all, if `rest`.
  void show(Listener& to, double end, bool rest) {
    if (time_ == SIZE_MAX && !rest) return;
    std::vector<double> row(columns_.size());
    while (load()) {
      if (!rest && !(block_[time_][next_] < end)) return;
      for (std::size_t c = 0; c < row.size(); ++c) row[c] = block_[c][next_];
      to.row(table_, row);
      ++next_;
    }
  }

 private:
  bool load() {
    if (!block_.empty() && next_ < block_[0].size()) return true;
    if (first_ >= all_ || columns_.empty()) return false;
    constexpr std::size_t most = 4096;
    block_.clear();
    for (std::size_t c = 0; c < columns_.size(); ++c)
      block_.push_back(trace_.column(table_, c, first_, std::min(most, all_ - first_)));
    first_ += block_[0].size();
    next_ = 0;
    return !block_[0].empty();
  }

  const Trace& trace_;
  std::size_t table_;
  const std::vector<Column>& columns_;
  std::size_t all_, first_ = 0, next_ = 0, time_ = SIZE_MAX;
  std::vector<std::vector<double>> block_;
};

Instant instant(double seconds) { return Instant::at(Duration::fromSeconds(seconds)); }

/// Passes everything on, and a sign of life now and then.
class Relay : public Listener {
 public:
  Relay(Listener& to, const SignOfLife& alive) : to_(to), alive_(alive) {}
  void announce(const Announcement& a) override { to_.announce(a); }
  void bucket(Instant begin, Instant end, std::span<const double> values) override {
    if (++n_ % 256 == 0) alive_();
    to_.bucket(begin, end, values);
  }
  void row(std::size_t table, std::span<const double> cells) override {
    if (++n_ % 4096 == 0) alive_();
    to_.row(table, cells);
  }

 private:
  Listener& to_;
  const SignOfLife& alive_;
  std::uint64_t n_ = 0;
};

void removeQuietly(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

std::string recoverHere(const std::string& part, const std::string& to, const SignOfLife& alive) {
  const Trace from(part);
  TraceWriter writer(to, provenanceOf(from));
  Relay relay(writer, alive);
  replay(from, relay);
  writer.finish({.status = "recovered", .fingerprint = {}, .summaryJson = from.summaryJson(), .summary = {}});
  return std::to_string(from.buckets());
}

}  // namespace

void replay(const Trace& trace, Listener& to) {
  const Announcement& a = trace.announcement();
  to.announce(a);
  std::vector<RowCursor> tables;
  for (std::size_t t = 0; t < a.tables.size(); ++t) tables.emplace_back(trace, t);
  constexpr std::size_t block = 1024;
  std::vector<double> values;
  for (std::size_t first = 0; first < trace.buckets(); first += block) {
    const std::vector<double> bounds = trace.bounds(first, block);
    std::vector<std::vector<double>> all;
    for (const Series& s : a.series) all.push_back(trace.series(s.name, first, block));
    for (std::size_t i = 0; 2 * i < bounds.size(); ++i) {
      for (RowCursor& t : tables) t.show(to, bounds[2 * i + 1], false);
      values.clear();
      for (std::size_t s = 0; s < all.size(); ++s) {
        const std::size_t width = a.width(a.series[s]);
        for (std::size_t k = 0; k < width; ++k) values.push_back(all[s][i * width + k]);
      }
      to.bucket(instant(bounds[2 * i]), instant(bounds[2 * i + 1]), values);
    }
  }
  for (RowCursor& t : tables) t.show(to, 0, true);
}

Provenance provenanceOf(const Trace& trace) {
  return {trace.title(), trace.start(), trace.version(), trace.seed(), trace.replica(), trace.texts()};
}

std::size_t recoverTrace(const std::string& part, const std::string& target) {
  const std::string growing = target + ".recovering";
  removeQuietly(growing + ".part");
  try {
    const std::string buckets =
        inChild("reading " + part, [&](const SignOfLife& alive) { return recoverHere(part, growing, alive); });
    std::error_code error;
    fs::rename(growing, target, error);
    if (error) throw Failure("cannot rename " + growing + " to " + target + ": " + error.message());
    return std::stoull(buckets);
  } catch (const Failure&) {
    removeQuietly(growing);
    removeQuietly(growing + ".part");
    throw;
  }
}

std::string copyTight(const std::string& part, const TraceEnd& end) {
  const std::string tight = part + ".tight";
  try {
    const Trace from(part);
    TraceWriter writer(tight, provenanceOf(from), std::chrono::hours(1000));  // nobody looks on
    replay(from, writer);
    writer.finish(end);
    return tight;
  } catch (const Failure&) {
    removeQuietly(tight);
    removeQuietly(tight + ".part");
    return {};
  }
}

}  // namespace headroom
