#include "sim/agenda.h"

#include "sim/issue.h"

#include <algorithm>
#include <stdexcept>

namespace headroom {

Agenda::Agenda(AgendaShape shape) : shape_(shape) {
  const std::uint32_t high = shape.completionLanes + shape.timeoutLanes + 1 + shape.arrivalStreams + 2;
  if (high > roomAbove) throw Failure("more demand streams and distinct time-outs than a run can hold (4,000)");
  highBase_ = (1u << sourceBits) - high;
  timeoutNotes_ = highBase_ + shape.completionLanes + shape.timeoutLanes;
  arrivalNotes_ = timeoutNotes_ + 1 + shape.arrivalStreams;
  controlNotes_ = arrivalNotes_ + 1;
  few_ = SourceTree(firstSlot + high);
  streams_ = SourceTree(shape.arrivalStreams);
}

Instant Agenda::due() const {
  const std::uint64_t key = top();
  if (key != SourceTree::never) return Instant::atNs(epoch_ + static_cast<std::int64_t>(key >> sourceBits));
  Instant first = Instant::max();
  for (const Far& f : far_) first = std::min(first, f.due);
  return first;
}

std::uint32_t Agenda::openSlots(std::uint32_t n) {
  if (n > slotRoom - slots_) throw Failure("more than 1,044,478 slots at once; fewer or smaller workers are needed");
  const std::uint32_t first = slots_;
  slots_ += n;
  many_.grow(slots_);
  return first;
}

Agenda::Next Agenda::nextSlowly(std::uint64_t key) {
  if (key == last_ && key != SourceTree::never) {
    // The same source at the same instant: fine for work of zero length, a bug if nobody ever sets or clears it.
    if (++repeats_ > 10'000'000) throw std::logic_error("a source that fired was neither set again nor cleared");
  } else {
    repeats_ = 0;
  }
  if (key == SourceTree::never) {
    if (far_.empty()) return {Instant::max(), 0};
    moveEpoch(due().ns());
  } else if (key >= windowEnd) {
    moveEpoch(epoch_ + static_cast<std::int64_t>(key >> sourceBits));
  }
  key = top();
  last_ = key;
  return {Instant::atNs(epoch_ + static_cast<std::int64_t>(key >> sourceBits)), static_cast<Source>(key & sourceMask)};
}

std::uint64_t Agenda::putFar(Instant due, Source s) {
  far_.push_back({due, s});
  return SourceTree::never;
}

void Agenda::eraseFar(Source s) {
  std::erase_if(far_, [s](const Far& f) { return f.source == s; });
}

Instant Agenda::farDue(Source s) const {
  for (const Far& f : far_)
    if (f.source == s) return f.due;
  throw std::logic_error("the due time of a slot that has none");
}

void Agenda::moveEpoch(std::int64_t to) {
  const auto delta = static_cast<std::uint64_t>(to - epoch_) << sourceBits;
  many_.subtract(delta);
  streams_.subtract(delta);
  few_.subtract(delta);
  epoch_ = to;
  last_ = SourceTree::never;
  std::vector<Far> waiting;
  waiting.swap(far_);
  for (const Far& f : waiting) {
    if (isSlot(f.source)) {
      many_.set(slotOf(f.source), near(f.due, f.source));
    } else if (isArrivalStream(f.source)) {
      streams_.set(f.source - arrivalStream(0), near(f.due, f.source));
    } else {
      few_.set(fewLeaf(f.source), near(f.due, f.source));
    }
  }
  look();
}

Source Agenda::notesSource(Rank rank) const {
  switch (rank) {
    case Rank::close: return closeNotes;
    case Rank::fault: return faultNotes;
    case Rank::timeout: return timeoutNotes_;
    case Rank::arrival: return arrivalNotes_;
    case Rank::control: return controlNotes_;
    case Rank::completion: break;
  }
  throw std::logic_error("completions are slots or lanes, not notes");
}

Rank Agenda::notesOf(Source s) const {
  if (s == closeNotes) return Rank::close;
  if (s == faultNotes) return Rank::fault;
  if (s == timeoutNotes_) return Rank::timeout;
  if (s == arrivalNotes_) return Rank::arrival;
  if (s == controlNotes_) return Rank::control;
  return Rank::completion;
}

void Agenda::showHead(Rank rank) {
  const NoteQueue& queue = notes_[static_cast<std::size_t>(rank)];
  if (queue.empty()) {
    clear(notesSource(rank));
  } else {
    set(notesSource(rank), queue.due());
  }
}

NoteHandle Agenda::note(Rank rank, Instant due, Note note) {
  const NoteHandle handle = notes_[static_cast<std::size_t>(rank)].push(due, note);
  showHead(rank);
  return handle;
}

bool Agenda::cancel(Rank rank, NoteHandle handle) {
  const bool was = notes_[static_cast<std::size_t>(rank)].cancel(handle);
  if (was) showHead(rank);
  return was;
}

Note Agenda::take(Rank rank) {
  const Note note = notes_[static_cast<std::size_t>(rank)].pop();
  showHead(rank);
  return note;
}

}  // namespace headroom
