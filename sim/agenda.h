/// What is still to come, all of it, in one total order.
///
/// Order at one instant:  close < fault < completion < time-out < arrival < control.
/// Inside a rank: sources by their number, then notes, first written first. The order depends on nothing else.
///
///   many_     a winner tree over *slots* (completions), one pending event each, doubling as fleets grow
///   streams_  a winner tree over arrival streams: most runs have one, and then it is a single word
///   few_      a small winner tree: delay lanes and the head of each rank's notes
///   notes     general queues, one a rank: boots, faults, alarms, back-offs; cancellable
///
/// The model pulls: `next()` says what is due; the agenda never calls back and knows nothing of what the numbers mean.
/// A source that fired must be set again or cleared before the following `next()`; what is left lying fires for ever,
/// which is noticed and thrown as std::logic_error.
///
/// A key has 44 bits of nanoseconds since `epoch_`, which moves along every 2.4 h; what is due beyond the 4.9 h window
/// waits aside in `far_`. At most 2^20 sources. A value: copies are independent.
#pragma once

#include "sim/note_queue.h"
#include "sim/source_tree.h"
#include "sim/time.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace headroom {

using Source = std::uint32_t;

enum class Rank : std::uint8_t { close, fault, completion, timeout, arrival, control };

/// How many lanes and streams a run has, beside slots and notes; fixed once it is built.
struct AgendaShape {
  std::uint32_t completionLanes = 0;
  std::uint32_t timeoutLanes = 0;
  std::uint32_t arrivalStreams = 0;
};

class Agenda {
 public:
  explicit Agenda(AgendaShape shape = {});

  struct Next {
    Instant now;
    Source source;
  };

  /// The next thing due and when; Instant::max() when nothing is to come. Time never goes backwards.
  Next next() {
    const std::uint64_t key = top();
    if (key >= windowEnd || key == last_) [[unlikely]]
      return nextSlowly(key);
    last_ = key;
    return {Instant::atNs(epoch_ + static_cast<std::int64_t>(key >> sourceBits)),
            static_cast<Source>(key & sourceMask)};
  }

  /// Just to look: when the next thing is due.
  Instant due() const;

  /// Just to look, where there are 64 slots at least: of the slots around this one (a 64th of their numbers) that whose
  /// event is the first; if none has one, a number beyond all slots.
  std::uint32_t nextSlotNear(std::uint32_t slot) const {
    return slotOf(static_cast<Source>(many_.topNear(slot) & sourceMask));
  }
  /// Tells the memory that this slot's event will be taken soon.
  void fetch(std::uint32_t slot) const { many_.fetch(slot); }

  // ---- slots: Source = firstSlot + n -------------------------------------------------------------------------------

  static bool isSlot(Source s) { return s - firstSlot < slotRoom; }
  static std::uint32_t slotOf(Source s) { return s - firstSlot; }
  static constexpr std::uint32_t mostSlots() { return slotRoom; }

  /// Numbers for `n` more slots: slot() … slot() + n − 1.
  std::uint32_t openSlots(std::uint32_t n);

  void startSlot(std::uint32_t slot, Instant due) { many_.start(slot, near(due, firstSlot + slot)); }
  void setSlot(std::uint32_t slot, Instant due) {
    forgetFar(firstSlot + slot);
    many_.set(slot, near(due, firstSlot + slot));
  }
  /// The same for a slot that has just fired, or has no event.
  void setIdle(std::uint32_t slot, Instant due) { many_.set(slot, near(due, firstSlot + slot)); }
  void clearIdle(std::uint32_t slot) { many_.clear(slot); }
  /// When a slot's event is due; it must have one.
  Instant slotDue(std::uint32_t slot) const {
    const std::uint64_t key = many_.at(slot);
    return key == SourceTree::never ? farDue(firstSlot + slot)
                                    : Instant::atNs(epoch_ + static_cast<std::int64_t>(key >> sourceBits));
  }
  void clearSlot(std::uint32_t slot) {
    forgetFar(firstSlot + slot);
    many_.clear(slot);
  }

  // ---- lanes and streams -------------------------------------------------------------------------------------------

  Source completionLane(std::uint32_t i) const { return highBase_ + i; }
  Source timeoutLane(std::uint32_t i) const { return highBase_ + shape_.completionLanes + i; }
  bool isCompletionLane(Source s) const { return s - highBase_ < shape_.completionLanes; }
  bool isTimeoutLane(Source s) const { return s - timeoutLane(0) < shape_.timeoutLanes; }
  bool isArrivalStream(Source s) const { return streamOf(s) < shape_.arrivalStreams; }
  std::uint32_t streamOf(Source s) const { return s - timeoutNotes_ - 1; }

  void set(Source s, Instant due) {
    forgetFar(s);
    few_.set(fewLeaf(s), near(due, s));
    look();
  }
  void clear(Source s) {
    forgetFar(s);
    few_.clear(fewLeaf(s));
    look();
  }
  /// Of a stream that has just fired, or has no event.
  void setStream(std::uint32_t i, Instant due) {
    streams_.set(i, near(due, arrivalStream(i)));
    look();
  }
  void clearStream(std::uint32_t i) {
    streams_.clear(i);
    look();
  }

  // ---- notes -------------------------------------------------------------------------------------------------------

  NoteHandle note(Rank rank, Instant due, Note note);
  bool cancel(Rank rank, NoteHandle handle);
  /// The rank whose notes this source stands for; completion for anything else.
  Rank notesOf(Source s) const;
  /// Takes the note that next() announced.
  Note take(Rank rank);

 private:
  static constexpr unsigned sourceBits = 20;
  static constexpr Source sourceMask = (1u << sourceBits) - 1;
  static constexpr std::uint64_t windowEnd = std::uint64_t{1} << 63;  // of keys: half of the 44 bits
  static constexpr std::int64_t reach = (std::int64_t{1} << 44) - 1;  // ns after the epoch that a key can hold
  static constexpr Source closeNotes = 0, faultNotes = 1, firstSlot = 2, roomAbove = 4096;
  static constexpr std::uint32_t slotRoom = (1u << sourceBits) - firstSlot - roomAbove;

  std::uint64_t near(Instant due, Source s) {
    const std::int64_t delay = due.ns() - epoch_;
    if (delay >= reach) [[unlikely]]
      return putFar(due, s);
    return static_cast<std::uint64_t>(delay) << sourceBits | s;
  }
  void forgetFar(Source s) {
    if (!far_.empty()) [[unlikely]]
      eraseFar(s);
  }
  Source arrivalStream(std::uint32_t i) const { return timeoutNotes_ + 1 + i; }
  std::uint64_t top() const {
    const std::uint64_t slots = many_.top();
    return slots < others_ ? slots : others_;
  }
  void look() { others_ = std::min(streams_.top(), few_.top()); }
  std::uint32_t fewLeaf(Source s) const { return s < firstSlot ? s : s - highBase_ + firstSlot; }

  [[gnu::cold, gnu::noinline]] Next nextSlowly(std::uint64_t key);
  [[gnu::cold, gnu::noinline]] std::uint64_t putFar(Instant due, Source s);
  [[gnu::cold, gnu::noinline]] void eraseFar(Source s);
  Instant farDue(Source s) const;
  void moveEpoch(std::int64_t to);
  Source notesSource(Rank rank) const;
  void showHead(Rank rank);

  struct Far {
    Instant due;
    Source source;
  };

  SourceTree many_, streams_, few_;
  std::uint64_t others_ = SourceTree::never;  // the least key of streams_ and few_
  std::array<NoteQueue, 6> notes_;
  std::vector<Far> far_;
  AgendaShape shape_;
  std::uint32_t slots_ = 0;
  Source highBase_ = 0, timeoutNotes_ = 0, arrivalNotes_ = 0, controlNotes_ = 0;
  std::int64_t epoch_ = 0;
  std::uint64_t last_ = SourceTree::never;
  std::uint32_t repeats_ = 0;
};

}  // namespace headroom
