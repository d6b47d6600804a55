/// One worker: a machine with slots and a queue, from the order to its end.
///
///   launching ─▶ booting ─▶ starting ─▶ registering ─▶ in service ─▶ draining ─▶ ended
///
/// Workers of a warm pool wait in `warm`, between starting and registering. A worker that waits for a lifecycle hook is
/// starting or draining, and `waits`.
/// `state` is the truth; what the balancer's checks believe (`healthy`, `member`) lags behind it.
#pragma once

#include "models/fleet/call_queue.h"
#include "sim/note_queue.h"
#include "sim/time.h"

#include <cstdint>

namespace headroom {

/// In this order: what serves is at the end.
enum class WorkerState : std::uint8_t {
  none,
  warm,
  launching,
  booting,
  starting,
  registering,
  lost,
  inService,
  draining
};
inline constexpr std::size_t workerStates = 9;

/// Integrals over time of one worker, in level·ns, modulo 2^64: differences are what counts.
struct WorkerReading {
  std::uint64_t busy = 0;    // slots in use
  std::uint64_t work = 0;    // calls that are being worked on, at most as many as it has cores
  std::uint64_t queued = 0;  // calls that wait at it
};

struct alignas(64) Worker {
  // What every call reads: one cache line.
  CallQueue queue;
  std::uint32_t freeSlot = UINT32_MAX;
  std::uint32_t busy = 0;      // slots in use, those that wait for dependencies included
  std::uint64_t pace = 65536;  // 16.16: how long a nanosecond of work takes
  // Integrals over time, as sums of ends minus sums of starts in wrapping integers; add level·now to read.
  std::uint64_t busyArea = 0, queueArea = 0;
  WorkerState state = WorkerState::none;
  std::uint8_t zone = 0;
  bool dark = false;             // stopped by a fault, will come back (on_loss: resume)
  bool joined = false;           // the balancer may send it calls (if it has room, where the queue is shared)
  std::uint32_t generation = 0;  // of this place: a note for an earlier user is stale

  std::uint64_t workArea = 0;
  std::uint32_t working = 0;  // calls being worked on
  std::uint16_t size = 1;     // so many times the plan's slots
  bool healthy = true;        // as the balancer's checks see it
  bool probing = false;       // a probe is scheduled: its health may change
  bool initial = false;
  bool warming = false;
  std::uint8_t good = 0, bad = 0;                                   // probes in a row
  std::uint32_t serial = 0;                                         // unique in its service
  std::int64_t orderedAt = 0, serviceSince = -1, billedSince = -1;  // −1: not (yet)
  std::int64_t countedSince = -1;                                   // in the fleet's metrics; −1: not
  NoteHandle stage;                                                 // the end of its present stage
  std::uint32_t decision = 0;                                       // that ordered it
  bool waits = false;                                               // for a lifecycle hook
  bool pooled = false;                                              // being prepared for the warm pool, or in it
  bool prepared = false;  // it has been in the pool: some stages of its start are behind it
  bool runsWarm = false;  // in the pool it goes on running, and is paid

  bool spot = false;         // capacity that may be taken back
  bool noticed = false;      // it is being taken back: it ends when the notice is over
  bool keepsPlace = false;   // meanwhile its group counts it as a member
  bool provisioned = false;  // of execution environments: always there
  bool taken = false;        // … it has been given a call, and has not answered it
  bool expires = false;      // … a note will look whether it was idle for too long
  std::uint8_t type = 0;     // of the plan's
  std::int64_t idleSince = 0;

  bool underWay() const { return state >= WorkerState::launching && state <= WorkerState::registering; }
  /// On its way into service.
  bool pending() const { return underWay() && !pooled; }
  /// One of those that desired capacity counts.
  bool member() const {
    return pending() || state == WorkerState::inService || state == WorkerState::lost ||
           (state == WorkerState::draining && keepsPlace);
  }
  bool serves() const { return state >= WorkerState::inService && !dark; }
  bool billed() const {
    return (state >= WorkerState::booting && state != WorkerState::lost) || (state == WorkerState::warm && runsWarm);
  }
};

/// A slot's place in the agenda and who is in it.
struct Slot {
  std::uint32_t call = UINT32_MAX;
  std::uint32_t worker = 0;
  std::uint32_t next = UINT32_MAX;  // free slots of the worker
  std::uint16_t service = 0;
};

}  // namespace headroom
