/// A queue of calls, linked through Call::link and Call::before: any of them leaves in the same time.
#pragma once

#include "models/call.h"
#include "sim/slab.h"

#include <cstdint>

namespace headroom {

struct CallQueue {
  std::uint32_t head = UINT32_MAX, tail = UINT32_MAX;
  std::uint64_t length = 0;
};

inline void pushBack(CallQueue& queue, Slab<Call>& calls, std::uint32_t c) {
  Call& call = calls[c];
  call.link = Slab<Call>::none;
  call.before = queue.tail;
  if (queue.tail != Slab<Call>::none) calls[queue.tail].link = c;
  queue.tail = c;
  if (queue.head == Slab<Call>::none) queue.head = c;
  ++queue.length;
}

inline void pushFront(CallQueue& queue, Slab<Call>& calls, std::uint32_t c) {
  Call& call = calls[c];
  call.link = queue.head;
  call.before = Slab<Call>::none;
  if (queue.head != Slab<Call>::none) calls[queue.head].before = c;
  queue.head = c;
  if (queue.tail == Slab<Call>::none) queue.tail = c;
  ++queue.length;
}

/// The first one; there must be one.
inline std::uint32_t popFront(CallQueue& queue, Slab<Call>& calls) {
  const std::uint32_t c = queue.head;
  queue.head = calls[c].link;
  (queue.head == Slab<Call>::none ? queue.tail : calls[queue.head].before) = Slab<Call>::none;
  --queue.length;
  return c;
}

/// One that waits in it.
inline void remove(CallQueue& queue, Slab<Call>& calls, std::uint32_t c) {
  const Call& call = calls[c];
  (call.before == Slab<Call>::none ? queue.head : calls[call.before].link) = call.link;
  (call.link == Slab<Call>::none ? queue.tail : calls[call.link].before) = call.before;
  --queue.length;
}

}  // namespace headroom
