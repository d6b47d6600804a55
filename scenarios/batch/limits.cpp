#include "scenarios/batch/limits.h"

#include "scenarios/units.h"

#include <fstream>
#include <unistd.h>

namespace headroom::batch {
namespace {

/// Resident memory of this process [bytes]; 0 where the system does not say.
double residentBytes() {
  std::ifstream in("/proc/self/statm");
  double all = 0, resident = 0;
  in >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

}  // namespace

bool Limits::report(double done, std::uint64_t events) {
  tell_(done, events);
  const auto wall = std::chrono::nanoseconds(spec_.wall.ns());
  if (spec_.events && events > static_cast<std::uint64_t>(*spec_.events)) broken_ = RunStatus::too_many_events;
  if (spec_.memory && residentBytes() > spec_.memory->value) broken_ = RunStatus::too_much_memory;
  if (Crew::Clock::now() - begun_ > wall) broken_ = RunStatus::too_long;
  return !broken_;
}

std::string sentenceOf(RunStatus status, const sweep::LimitsSpec& spec) {
  switch (status) {
    case RunStatus::too_long: return "it took more than " + writeDuration(spec.wall);
    case RunStatus::too_many_events: return "it has more than " + std::to_string(spec.events.value_or(0)) + " events";
    case RunStatus::too_much_memory:
      return spec.memory ? "it took more memory than " + writeMeasure(Quantity::bytes, spec.memory->value)
                         : "it took more memory than there is";
    default: return {};
  }
}

}  // namespace headroom::batch
