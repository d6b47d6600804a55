#include "tests/bench/small_model.h"

#include "sim/agenda.h"
#include "sim/distribution.h"
#include "sim/random.h"
#include "sim/ring.h"

namespace headroom {
namespace {

class Queue {
 public:
  Queue(std::uint32_t servers, double load, std::uint64_t seed)
      : agenda_({.arrivalStreams = 1}),
        arrivals_(Seeds{seed}.stream("arrivals")),
        services_(Seeds{seed}.stream("services")),
        gap_(Exponential{Duration::fromSeconds(1 / (load * servers))}),
        work_(Exponential{Duration::seconds(1)}) {
    const std::uint32_t first = agenda_.openSlots(servers);
    for (std::uint32_t s = servers; s--;) idle_.push_back(first + s);
    agenda_.setStream(0, Instant::atNs(gap_.ns(arrivals_)));
  }

  double run(std::uint64_t customers) {
    while (begun_ < customers) {
      const auto [now, source] = agenda_.next();
      if (Agenda::isSlot(source)) {
        completed(now, Agenda::slotOf(source));
      } else {
        arrived(now);
      }
    }
    return static_cast<double>(waited_) * 1e-9 / static_cast<double>(customers);
  }

 private:
  void arrived(Instant now) {
    agenda_.setStream(0, Instant::atNs(now.ns() + gap_.ns(arrivals_)));
    if (idle_.empty()) return waiting_.push(now);
    agenda_.startSlot(idle_.back(), Instant::atNs(now.ns() + work_.ns(services_)));
    idle_.pop_back();
    ++begun_;
  }

  void completed(Instant now, std::uint32_t slot) {
    if (waiting_.empty()) {
      agenda_.clearSlot(slot);
      idle_.push_back(slot);
      return;
    }
    waited_ += static_cast<std::uint64_t>(now.ns() - waiting_.pop().ns());
    agenda_.setSlot(slot, Instant::atNs(now.ns() + work_.ns(services_)));
    ++begun_;
  }

  Agenda agenda_;
  Stream arrivals_, services_;
  Distribution gap_, work_;
  Ring<Instant> waiting_;
  std::vector<std::uint32_t> idle_;
  std::uint64_t waited_ = 0, begun_ = 0;
};

}  // namespace

double smallQueue(std::uint32_t servers, double load, std::uint64_t customers, std::uint64_t seed) {
  return Queue(servers, load, seed).run(customers);
}

}  // namespace headroom
