#include "scenarios/report/sentences.h"

#include <fmt/format.h>

namespace headroom::page {

using namespace report;

Paragraph warningsPointer(std::size_t warnings) {
  return {fmt::format("{} under “Where this is weak”.",
                      warnings == 1 ? "There is a warning" : fmt::format("There are {} warnings", warnings))};
}

Paragraph noObjectives() {
  return {"The scenario has no objectives, so there is no budget of errors. `objectives:` sets them."};
}

Bullets assumptions(const std::string& beside, const std::vector<std::string>& last) {
  Bullets all{{"Demand is what the scenario says it is. That the future looks like it is an assumption.",
               fmt::format("Workers of a type are alike; service times are drawn independently of one another. Nothing "
                           "fails but what `faults:` names{}.",
                           beside),
               "Money is of list prices on demand: no commitments, no taxes, no databases or other services beside "
               "those here."}};
  all.items.insert(all.items.end(), last.begin(), last.end());
  return all;
}

std::string nearSaturation(const std::string& service, double utilisation, const std::string& aRun) {
  return fmt::format(
      "{} was busy {} of the time: so near to saturation its waits depend on small things, and on how long {} is.",
      service, share(utilisation).text, aRun);
}

std::string tooFewToJudge(const std::string& objective, double allowed, const std::string& aRun) {
  return fmt::format("{} allows {} bad requests in {}: too few to judge by; {} times the length would allow 10.",
                     objective, number(allowed).text, aRun, number(10 / allowed).text);
}

std::string monthOf(const std::string& aRun, double seconds) {
  return fmt::format("{} is {} long; a month of such hours knows no night and no weekend.", aRun,
                     report::seconds(seconds).text);
}

}  // namespace headroom::page
