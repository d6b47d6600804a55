#include "scenarios/batch/member.h"

#include "analysis/trace/part_file.h"
#include "analysis/trace/trace_writer.h"
#include "scenarios/batch/bytes.h"
#include "scenarios/batch/limits.h"
#include "scenarios/run/expect.h"
#include "scenarios/run/external_programs.h"
#include "scenarios/run/provenance.h"
#include "scenarios/run/result_json.h"
#include "scenarios/run/run.h"
#include "scenarios/sweep/figures.h"
#include "scenarios/sweep/meaning.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>

#include <fmt/format.h>

namespace headroom::batch {
namespace {

/// A trace could not be written: no fault of the run, and the next one would meet the same.
class DiskFailure : public Failure {
 public:
  using Failure::Failure;
};

/// Tells failures of writing from those of running.
class CarefulWriter : public Listener {
 public:
  explicit CarefulWriter(TraceWriter& writer) : writer_(writer) {}
  void announce(const Announcement& a) override {
    careful([&] { writer_.announce(a); });
  }
  void bucket(Instant begin, Instant end, std::span<const double> values) override {
    careful([&] { writer_.bucket(begin, end, values); });
  }
  void row(std::size_t table, std::span<const double> cells) override {
    careful([&] { writer_.row(table, cells); });
  }
  void rows(std::size_t table, std::span<const double> stays, const Cells& others) override {
    careful([&] { writer_.rows(table, stays, others); });
  }
  void finish(const TraceEnd& end) {
    careful([&] { writer_.finish(end); });
  }

 private:
  static void careful(auto&& write) {
    try {
      write();
    } catch (const Failure& e) {
      throw DiskFailure(e.what());
    }
  }
  TraceWriter& writer_;
};

RunRecord::Promises promisesOf(const std::vector<Verdict>& verdicts) {
  if (verdicts.empty()) return RunRecord::Promises::none;
  const bool kept = std::all_of(verdicts.begin(), verdicts.end(), [](const Verdict& v) { return v.met; });
  return kept ? RunRecord::Promises::kept : RunRecord::Promises::broken;
}

RunRecord failed(RunId id, RunStatus status, std::string reason) {
  RunRecord r;
  r.id = id;
  r.status = status;
  r.reason = std::move(reason);
  return r;
}

/// What an earlier attempt left, whose writer is dead: it holds nothing that this run will not write again.
void removeOldPart(const std::string& target) {
  const std::string part = target + ".part";
  std::error_code ignored;
  if (!isBeingWritten(part)) std::filesystem::remove(part, ignored);
}

}  // namespace

std::string traceName(RunId id) { return fmt::format("{:04}-{:03}.h5", id.cell, id.replica); }

std::string orderOf(RunId id) {
  ByteWriter w;
  w.whole(id.cell);
  w.whole(id.replica);
  return w.take();
}

MemberAnswer answerOf(const std::string& text) {
  ByteReader r(text);
  MemberAnswer answer;
  answer.trouble = r.text();
  const auto names = namesOf(r.text());
  std::uint32_t ignored = 0;
  answer.record = runOf(r.text(), ignored);
  answer.record.names = std::make_shared<const std::vector<std::string>>(names);
  return answer;
}

std::string Member::run(const std::string& order, const Report& tell) {
  ByteReader r(order);
  RunId id;
  id.cell = r.whole<std::uint32_t>();
  id.replica = r.whole<std::uint32_t>();
  std::string trouble;
  RunRecord record;
  try {
    record = recordOf(id, tell);
  } catch (const DiskFailure& e) {
    trouble = e.what();
  } catch (const Failure& e) {
    record = failed(id, RunStatus::failed, e.what());
  } catch (const std::bad_alloc&) {
    record = failed(id, RunStatus::too_much_memory, sentenceOf(RunStatus::too_much_memory, {}));
  }
  ByteWriter w;
  w.text(trouble);
  w.text(bytesOf(*record.names));
  w.text(bytesOf(record, 0));
  return w.take();
}

void Member::prepare(std::uint32_t cell) {
  if (cell_ == cell) return;
  cell_.reset();
  blueprint_.reset();
  const sweep::CellPlan& planned = plan_.cells[cell];
  loaded_ = sweep::loadCell(planned, plan_.directory);
  if (!loaded_.ok() || sweep::meaningOf(loaded_) != planned.meaning)
    throw Failure(planned.file + ", or a file it refers to, has been changed since the sweep began");
  blueprint_ = compile(*loaded_.spec);
  cell_ = cell;
}

RunRecord Member::recordOf(RunId id, const Report& tell) {
  prepare(id.cell);
  const sweep::CellPlan& cell = plan_.cells[id.cell];
  std::optional<TraceWriter> writer;
  std::optional<CarefulWriter> careful;
  if (!traces_.empty()) {
    const std::string target = traces_ + "/" + traceName(id);
    removeOldPart(target);
    const Origin origin{cell.file, cell.stage, cell.sets, plan_.design.seed, id.replica};
    writer.emplace(target, provenanceOf(loaded_, blueprint_->calendar, origin));
    careful.emplace(*writer).announce(announcementOf(*blueprint_));
  }
  std::unique_ptr<Outside> outside;
  if (!firstExternalPolicy(blueprint_->spec).empty())
    outside = std::make_unique<ExternalPrograms>(blueprint_, loaded_.directory);
  Limits limits(plan_.limits, tell);
  const RunResult result =
      runOnce(blueprint_, plan_.design.seed, id.replica, {careful ? &*careful : nullptr, 0, outside.get()}, limits);
  const auto verdicts = result.interrupted ? std::vector<Verdict>()
                                           : judge(blueprint_->spec.expect,
                                                   [&](const std::string& path) { return result.summary[path]; });
  const std::vector<Figure> figures = sweep::allFigures(result.summary, *blueprint_);
  if (careful) {
    const RunTitle title{loaded_.spec->name, plan_.design.seed, blueprint_->duration.inSeconds()};
    std::vector<std::pair<std::string, double>> flat;
    for (const Figure& f : result.summary.figures) flat.emplace_back(f.path, f.value);
    careful->finish({result.interrupted ? "interrupted" : "complete", result.fingerprint,
                     jsonOf(title, result, verdicts, false), flat});
  }
  if (limits.broken()) return failed(id, *limits.broken(), sentenceOf(*limits.broken(), plan_.limits));
  RunRecord r;
  r.id = id;
  r.promises = promisesOf(verdicts);
  r.fingerprint = std::stoull(result.fingerprint, nullptr, 16);
  r.events = result.events;
  r.wallSeconds = result.wallSeconds;
  auto names = std::make_shared<std::vector<std::string>>();
  for (const Figure& f : figures) {
    names->push_back(f.path);
    r.values.push_back(f.value);
  }
  r.names = std::move(names);
  return r;
}

}  // namespace headroom::batch
