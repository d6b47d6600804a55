#include "scenarios/batch/run_record.h"

#include "scenarios/batch/bytes.h"

#include <algorithm>

namespace headroom::batch {

bool RunRecord::sameAs(const RunRecord& o) const {
  const auto same = [](double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  };
  return status == o.status && promises == o.promises && fingerprint == o.fingerprint && events == o.events &&
         *names == *o.names && std::equal(values.begin(), values.end(), o.values.begin(), o.values.end(), same);
}

std::string bytesOf(const RunRecord& r, std::uint32_t names) {
  ByteWriter w;
  w.whole(r.id.cell);
  w.whole(r.id.replica);
  w.whole(static_cast<std::uint8_t>(r.status));
  w.whole(static_cast<std::uint8_t>(r.promises));
  w.whole(r.fingerprint);
  w.whole(r.events);
  w.number(r.wallSeconds);
  w.text(r.reason);
  w.text(r.log);
  w.whole(names);
  w.whole(static_cast<std::uint32_t>(r.values.size()));
  for (const double x : r.values) w.number(x);
  return w.take();
}

RunRecord runOf(const std::string& bytes, std::uint32_t& names) {
  ByteReader b(bytes);
  RunRecord r;
  r.id.cell = b.whole<std::uint32_t>();
  r.id.replica = b.whole<std::uint32_t>();
  r.status = static_cast<RunStatus>(b.whole<std::uint8_t>());
  r.promises = static_cast<RunRecord::Promises>(b.whole<std::uint8_t>());
  r.fingerprint = b.whole<std::uint64_t>();
  r.events = b.whole<std::uint64_t>();
  r.wallSeconds = b.number();
  r.reason = b.text();
  r.log = b.text();
  names = b.whole<std::uint32_t>();
  const auto n = b.whole<std::uint32_t>();
  for (std::uint32_t i = 0; i < n; ++i) r.values.push_back(b.number());
  return r;
}

std::string bytesOf(const std::vector<std::string>& names) {
  ByteWriter w;
  for (const std::string& n : names) w.text(n);
  return w.take();
}

std::vector<std::string> namesOf(const std::string& bytes) {
  ByteReader b(bytes);
  std::vector<std::string> names;
  while (!b.atEnd()) names.push_back(b.text());
  return names;
}

}  // namespace headroom::batch
