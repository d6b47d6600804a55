/// The hand-written bounds alone, to be held against other loops that claim to be fast:
///   headroom-bounds queue SERVERS LOAD CUSTOMERS | cluster WORKERS SLOTS LOAD REQUESTS
#include "tests/bench/bare/loops.h"

#include <cstdio>
#include <cstdlib>
#include <string>

int main(int argc, char** argv) {
  using namespace headroom::bare;
  const std::string kind = argc > 1 ? argv[1] : "";
  const auto number = [&](int i) { return std::strtod(argv[i], nullptr); };
  if (kind == "queue" && argc == 5) {
    std::printf("mean wait %.5f\n",
                queue(static_cast<std::uint32_t>(number(2)), number(3), static_cast<std::uint64_t>(number(4)), 1));
    return 0;
  }
  if (kind == "cluster" && argc == 6) {
    const ClusterFigures f = cluster(static_cast<std::uint32_t>(number(2)), static_cast<std::uint32_t>(number(3)),
                                     number(4), static_cast<std::uint64_t>(number(5)), 1);
    std::printf("served %llu, rejected %llu, mean %.5f s, p99 %.5f s\n", static_cast<unsigned long long>(f.served),
                static_cast<unsigned long long>(f.rejected), f.meanLatency, f.p99);
    return 0;
  }
  std::fputs("usage: headroom-bounds queue SERVERS LOAD CUSTOMERS | cluster WORKERS SLOTS LOAD REQUESTS\n", stderr);
  return 2;
}
