#include "scenarios/checker.h"

#include <algorithm>

namespace headroom {

void Checker::fault(const FaultSpec& f) {
  const std::string path = "faults." + f.name;
  if (!f.at && !f.every)
    error(path, "`" + f.name + "` has neither `at` nor `every`", "one of them",
          "`at: 20min`, once; `every: 12h`, again and again");
  if (f.at && f.every) error(path + ".every", "`at` and `every` exclude one another", "one of them");
  if (f.at) inRun(path + ".at", *f.at);
  if (f.every) law(path + ".every", *f.every, false);
  if (f.lasts) law(path + ".lasts", *f.lasts, false);
  if (f.every && !f.lasts && !isOverAtOnce(f.fault))
    error(path + ".every", "a fault that never ends cannot begin again", "`lasts`");
  if (const auto* c = std::get_if<InstanceCrash>(&f.fault)) {
    if (f.lasts) warning(path + ".lasts", "a crash is over at once: `lasts` has no effect");
    if (const auto* s = service(c->service); s && c->workers > s->fleet.max)
      warning(path + ".workers", std::to_string(c->workers) + " workers, and `" + c->service + "` has at most " +
                                     std::to_string(s->fleet.max));
  }
  const auto [of, zone] = whereIs(f.fault);
  if (!zone.empty()) refersToZone(path + ".zone", zone);
  if (of.empty()) return;
  refersToService(path + ".service", of);
  const ServiceSpec* s = service(of);
  if (!s) return;
  const auto& zones = s->fleet.zones;
  if (!zone.empty() && !zones.empty() && std::find(zones.begin(), zones.end(), zone) == zones.end())
    warning(path + ".zone", "`" + of + "` has no worker in the zone `" + zone + "`");
  const bool ownRate =
      std::any_of(spec.demand.begin(), spec.demand.end(), [&](const auto& d) { return d.to == of && !d.rate.empty(); });
  if (f.at && f.at->kind == When::Kind::peak && !ownRate)
    error(path + ".at", "`peak`, and no demand with a rate goes to `" + of + "`", "a time");
}

}  // namespace headroom
