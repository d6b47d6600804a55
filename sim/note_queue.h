/// What is still to come and fits no source: a heap of notes, first due first, first written first.
///
/// Promises: pop() returns notes by (due, order of writing); cancel() forgets a note at once; a handle stays valid, and
/// harmless, after its note is gone.   Cost: O(log n); no allocation once warm.
#pragma once

#include "sim/huge_pages.h"
#include "sim/time.h"

#include <cstdint>
#include <utility>

namespace headroom {

/// What to do, as numbers: the meaning belongs to whoever wrote the note.
struct Note {
  std::uint32_t kind = 0;
  std::uint32_t a = 0;
  std::uint64_t b = 0;
};

struct NoteHandle {
  std::uint32_t place = UINT32_MAX;
  std::uint32_t life = 0;
};

class NoteQueue {
 public:
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  Instant due() const { return heap_.empty() ? Instant::max() : heap_.front().due; }

  NoteHandle push(Instant due, Note note) {
    std::uint32_t place;
    if (free_ != none) {
      place = free_;
      free_ = places_[place].position;
    } else {
      place = static_cast<std::uint32_t>(places_.size());
      places_.emplace_back();
    }
    places_[place].note = note;
    heap_.push_back({due, serial_++, place});
    up(heap_.size() - 1);
    return {place, places_[place].life};
  }

  Note pop() {
    const std::uint32_t place = heap_.front().place;
    const Note note = places_[place].note;
    removeAt(0);
    return note;
  }

  /// True if the note was still to come.
  bool cancel(NoteHandle handle) {
    if (handle.place >= places_.size() || places_[handle.place].life != handle.life) return false;
    removeAt(places_[handle.place].position);
    return true;
  }

 private:
  struct Entry {
    Instant due;
    std::uint64_t serial;
    std::uint32_t place;
    bool before(const Entry& o) const { return due != o.due ? due < o.due : serial < o.serial; }
  };
  struct Place {
    Note note;
    std::uint32_t position = 0;  // in the heap; of a free place: the next free one
    std::uint32_t life = 0;
  };
  static constexpr std::uint32_t none = UINT32_MAX;

  void put(std::size_t i, const Entry& e) {
    heap_[i] = e;
    places_[e.place].position = static_cast<std::uint32_t>(i);
  }

  void up(std::size_t i) {
    const Entry e = heap_[i];
    while (i) {
      const std::size_t parent = (i - 1) / 4;
      if (!e.before(heap_[parent])) break;
      put(i, heap_[parent]);
      i = parent;
    }
    put(i, e);
  }

  void down(std::size_t i) {
    const Entry e = heap_[i];
    for (std::size_t child = 4 * i + 1; child < heap_.size(); child = 4 * i + 1) {
      std::size_t least = child;
      for (std::size_t c = child + 1; c < child + 4 && c < heap_.size(); ++c)
        if (heap_[c].before(heap_[least])) least = c;
      if (!heap_[least].before(e)) break;
      put(i, heap_[least]);
      i = least;
    }
    put(i, e);
  }

  void removeAt(std::size_t i) {
    Place& gone = places_[heap_[i].place];
    ++gone.life;
    gone.position = std::exchange(free_, heap_[i].place);
    const Entry last = heap_.back();
    heap_.pop_back();
    if (i == heap_.size()) return;
    heap_[i] = last;
    if (i && last.before(heap_[(i - 1) / 4])) {
      up(i);
    } else {
      down(i);
    }
  }

  LargeVector<Entry> heap_;
  LargeVector<Place> places_;
  std::uint32_t free_ = none;
  std::uint64_t serial_ = 0;
};

}  // namespace headroom
