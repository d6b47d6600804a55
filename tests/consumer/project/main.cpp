// A stranger's program: loads a scenario, runs it, prints one figure.
#include "models/simulation.h"
#include "scenarios/load.h"

#include <cstdio>

int main(int, char** argv) {
  const headroom::Loaded loaded = headroom::load(argv[1]);
  if (!loaded.ok()) return 2;
  headroom::World world(headroom::compile(*loaded.spec), 1);
  world.run({});
  std::printf("%s %.6f\n", world.fingerprint().c_str(), headroom::summaryOf(world)["availability"]);
}
