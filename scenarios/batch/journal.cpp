#include "scenarios/batch/journal.h"

#include "sim/issue.h"

namespace headroom::batch {
namespace {

constexpr char head = 'H', namesRecord = 'N', run = 'R';
constexpr std::string_view format = "headroom sweep journal 1\n";

}  // namespace

std::string journalPath(const std::string& directory, const Shard& shard) {
  return directory + "/" +
         (shard.whole() ? "sweep" : "shard-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.of)) +
         ".journal";
}

std::optional<JournalContent> readJournal(const std::string& path) {
  LogContent log = readLog(path);
  if (log.records.empty()) return std::nullopt;
  const LogRecord& first = log.records.front();
  if (first.kind != head || !first.content.starts_with(format))
    throw Failure(path + " is no journal of a sweep, or of another version of this program");
  JournalContent content{sweep::designOf(first.content.substr(format.size())), {}, log.end, log.torn, {}};
  std::vector<Names> names;
  for (std::size_t i = 1; i < log.records.size(); ++i) {
    const LogRecord& r = log.records[i];
    if (r.kind == namesRecord) {
      names.push_back(std::make_shared<const std::vector<std::string>>(namesOf(r.content)));
      content.names.emplace(*names.back(), static_cast<std::uint32_t>(names.size() - 1));
    } else if (r.kind == run) {
      std::uint32_t number = 0;
      RunRecord record = runOf(r.content, number);
      if (number >= names.size() || names[number]->size() != record.values.size() ||
          record.id.cell >= content.design.cells.size() || record.id.replica >= content.design.replication.max)
        throw Failure(path + " holds a run that is not of its sweep");
      record.names = names[number];
      content.runs.push_back(std::move(record));
    }
  }
  return content;
}

Journal Journal::create(const std::string& path, const sweep::Design& design) {
  Journal journal(LogFile::create(path));
  journal.file_.append(head, std::string(format) + sweep::jsonOf(design));
  journal.sync();
  return journal;
}

Journal Journal::goOn(const std::string& path, const JournalContent& content) {
  Journal journal(LogFile::goOn(path, content.end));
  journal.names_ = content.names;
  return journal;
}

void Journal::append(const RunRecord& record) {
  const auto [known, fresh] = names_.emplace(*record.names, static_cast<std::uint32_t>(names_.size()));
  if (fresh) file_.append(namesRecord, bytesOf(*record.names));
  file_.append(run, bytesOf(record, known->second));
}

std::string differenceOf(const sweep::Design& begun, const sweep::Design& now) {
  if (begun.hash == now.hash) return {};
  if (begun.version != now.version)
    return "it was begun by version " + begun.version + " of this program, and this is " + now.version;
  if (begun.seed != now.seed)
    return "it was begun with seed " + std::to_string(begun.seed) + ", not " + std::to_string(now.seed);
  return "the sweep, or a scenario of it, has been changed since it was begun";
}

}  // namespace headroom::batch
