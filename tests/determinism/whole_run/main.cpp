// Prints, in hexadecimal, what some whole runs come to and a hash of all they show: whoever is built from the same
// sources must print the same, whatever the compiler, the level and the C library.
#include "tests/determinism/eventful.h"
#include "tests/determinism/sameness.h"
#include "tests/properties/random_spec.h"

#include <cstdio>

using namespace headroom;

namespace {

void run(const char* name, const ScenarioSpec& spec) {
  World world(compile(spec), static_cast<std::uint64_t>(spec.seed));
  Ear ear;
  world.run({.listener = &ear});
  std::printf("%s\nevents %llu\nshown %s\n%s", name, static_cast<unsigned long long>(world.eventCount()),
              hex16(ear.hash()).c_str(), transcript(world).c_str());
}

}  // namespace

int main() {
  run("eventful", eventful());
  for (std::uint64_t seed = 1; seed <= 40; ++seed) run("random", random_spec::of(seed));
}
