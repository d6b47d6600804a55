#include "models/scaling/outside.h"

#include "models/world.h"

#include <array>

namespace headroom {

/// Before policies are asked: those that programs outside decide for get their answers.
void World::askOutside(std::uint32_t service) {
  Control& control = services[service].scaler.control;
  for (const Question& q : control.questions(fleetView(service))) {
    const ServicePlan& plan = blueprint->services[service];
    if (!watch_.outside)
      throw Failure("the policy `" + plan.spec.scaling[q.policy].name + "` of " + plan.name +
                    " is decided by a program, and nobody is there to be asked");
    const std::int64_t wanted = watch_.outside->wanted(service, q);
    control.answered(q.policy, wanted);
    if (!watch_.listener) continue;
    const std::array<double, 5> row{at(now_).inSeconds(), static_cast<double>(service), static_cast<double>(q.policy),
                                    static_cast<double>(q.number), static_cast<double>(wanted)};
    watch_.listener->row(answerTable, row);
  }
}

}  // namespace headroom
