#include "models/fleet/sharing.h"

#include <algorithm>

namespace headroom {
namespace {

constexpr double one = 4294967296.0;  // 2^32

std::uint64_t shareOf(const SharingTable& t, std::size_t n) {
  return n <= t.share.size() ? t.share[n - 1] : t.share.back() * t.share.size() / n;
}

std::uint64_t costOf(const SharingTable& t, std::size_t n) {
  return n <= t.cost.size() ? t.cost[n - 1] : t.cost.back() / t.cost.size() * n;
}

}  // namespace

SharingTable SharingTable::of(const std::vector<double>& rates) {
  SharingTable t;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double share = rates[i] / static_cast<double>(i + 1);
    t.share.push_back(static_cast<std::uint64_t>(share * one + 0.5));
    t.cost.push_back(static_cast<std::uint64_t>(one / share + 0.5));
    t.best = std::max(t.best, rates[i]);
  }
  return t;
}

void Sharing::advance(std::int64_t now, const SharingTable& table, std::uint64_t pace) {
  const auto elapsed = static_cast<std::uint64_t>(now - since_);
  since_ = now;
  if (heap_.empty()) return;
  const Wide work = (Wide{elapsed} << 16) / pace * shareOf(table, heap_.size());
  attained_ += static_cast<std::uint64_t>(work >> 32);
}

void Sharing::enter(std::uint32_t call, std::int64_t work) {
  if (heap_.empty()) attained_ = 0;
  heap_.push_back({attained_ + static_cast<std::uint64_t>(work), serial_++, call});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

std::uint32_t Sharing::leave() {
  std::pop_heap(heap_.begin(), heap_.end(), later);
  const Entry e = heap_.back();
  heap_.pop_back();
  attained_ = std::max(attained_, e.tag);  // rounding may leave it a nanosecond short
  return e.call;
}

std::int64_t Sharing::due(const SharingTable& table, std::uint64_t pace) const {
  const std::uint64_t tag = heap_.front().tag;
  const std::uint64_t left = tag > attained_ ? tag - attained_ : 0;
  const Wide time = (Wide{left} * costOf(table, heap_.size()) + 0xFFFFFFFFu) >> 32;
  return since_ + static_cast<std::int64_t>(time * pace >> 16);
}

std::int64_t Sharing::withdraw(std::uint32_t call) {
  for (std::size_t i = 0; i < heap_.size(); ++i) {
    if (heap_[i].call != call) continue;
    const std::uint64_t tag = heap_[i].tag;
    heap_.erase(heap_.begin() + static_cast<std::ptrdiff_t>(i));
    std::make_heap(heap_.begin(), heap_.end(), later);
    return tag > attained_ ? static_cast<std::int64_t>(tag - attained_) : 0;
  }
  return -1;
}

std::vector<std::uint32_t> Sharing::calls() const {
  std::vector<Entry> sorted = heap_;
  std::sort(sorted.begin(), sorted.end(), [](const Entry& a, const Entry& b) { return later(b, a); });
  std::vector<std::uint32_t> calls;
  for (const Entry& e : sorted) calls.push_back(e.call);
  return calls;
}

}  // namespace headroom
