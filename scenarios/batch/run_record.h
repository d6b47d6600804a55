/// What is kept of one run of a sweep.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace headroom::batch {

/// One run: a cell (its number in the design) and a replica.
struct RunId {
  std::uint32_t cell = 0, replica = 0;
  auto operator<=>(const RunId&) const = default;
};

/// How a run ended. The codes stand in journals and results.
enum class RunStatus : std::uint8_t { done, failed, crashed, too_long, too_many_events, too_much_memory };

/// Names of figures, shared by the runs that have the same.
using Names = std::shared_ptr<const std::vector<std::string>>;
inline Names noNames() {
  static const Names none = std::make_shared<const std::vector<std::string>>();
  return none;
}

struct RunRecord {
  enum class Promises : std::uint8_t { broken = 0, kept = 1, none = 255 };
  RunId id;
  RunStatus status = RunStatus::done;
  Promises promises = Promises::none;
  std::uint64_t fingerprint = 0, events = 0;
  double wallSeconds = 0;   // of this machine and day: in the journal, not in results
  std::string reason, log;  // of a run that failed
  Names names = noNames();
  std::vector<double> values;

  bool sound() const { return status == RunStatus::done; }
  /// The same outcome, apart from what is of the machine.
  bool sameAs(const RunRecord&) const;
};

/// Without the names, which a journal has once.
std::string bytesOf(const RunRecord&, std::uint32_t names);
/// `names` is the number that was given.
RunRecord runOf(const std::string& bytes, std::uint32_t& names);

std::string bytesOf(const std::vector<std::string>& names);
std::vector<std::string> namesOf(const std::string& bytes);

}  // namespace headroom::batch
