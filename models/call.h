/// One visit to one service: the thing that is offered, waits, is worked on, and answered.
#pragma once

#include "sim/slab.h"
#include "sim/time.h"

#include <cstdint>

namespace headroom {

/// How a call ended for its caller; definitions.md 2.
enum class Outcome : std::uint8_t { served, failed, rejected, timedOut };
inline constexpr int outcomeCount = 4;

enum class CallStage : std::uint8_t {
  backoff,    // waits for the moment of its attempt
  crossing,   // on its way to a worker in another zone
  queued,     // in a worker's queue or the balancer's
  working,    // in a slot, or sharing a processor
  waiting,    // holds its slot while others answer it
  returning,  // its answer is on the way back to another zone
  hanging,    // its worker is gone and nobody tells it
  none,       // not a call: a free place
};

/// A small number. Not unsigned char, whose every store a compiler must take for one to anything.
using Byte = char8_t;

struct Call {
  std::uint32_t life = 0, link = 0;  // Slab's; link: the next in the queue
  std::uint32_t before = 0;          // the one before it in the queue
  std::uint32_t worker = 0, slot = 0;
  Handle caller;             // the call that holds its slot for this one, or nobody: then it is a user's
  std::int64_t offered = 0;  // the wish: first attempt of the request [ns]
  std::int64_t sent = 0;     // this attempt, at the balancer
  std::int64_t begun = 0;    // work began
  std::int64_t left =
      0;  // work still to do, of a call that was stopped, or at a plain service; returning, hanging: when its slot went
  std::uint64_t number = 0;  // whose wish: the same under any policy, the key of all its draws
  std::uint32_t user = 0;    // of a closed loop; or the session
  std::uint16_t client = 0, service = 0;
  Byte class_ = 0, attempt = 1, step = 0, pending = 0;
  Byte edge = 0;  // which of the caller's calls this is
  Byte entryZone = 0;
  CallStage stage = CallStage::none;
  Outcome answer = Outcome::served;  // of one that is returning
  bool gone = false;                 // its caller does not wait any more
  bool aside = false;                // counted, or with a story: its ends are more than an answer
  bool counted = false;              // offered within the measured window
  bool opened = false;               // has begun work in this visit
  std::uint32_t story = 0;           // of a sampled request; 0: not told
};

}  // namespace headroom
