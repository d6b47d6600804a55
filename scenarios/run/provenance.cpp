#include "scenarios/run/provenance.h"

#include "scenarios/run/result_json.h"

namespace headroom {

Provenance provenanceOf(const Loaded& loaded, const Calendar& calendar, const Origin& origin) {
  Provenance p;
  p.scenario = loaded.spec->name;
  p.start = calendar.iso(Instant());
  p.version = programVersion();
  p.seed = origin.seed;
  p.replica = origin.replica;
  std::string sets;
  for (const std::string& s : origin.sets) sets += s + "\n";
  p.texts = {{"scenario", loaded.text},
             {"resolved", loaded.resolved},
             {"source", origin.source},
             {"stage", origin.stage},
             {"sets", sets},
             {"tzdata", Calendar::tzdataVersion()}};
  return p;
}

}  // namespace headroom
