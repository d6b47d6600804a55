#include "scenarios/sweep/flow_section.h"

#include "scenarios/open_text.h"
#include "scenarios/sweep/flow_text.h"

namespace headroom::sweep {

std::string flowOfSection(const std::string& resolved, const std::string& key) {
  Reading reading;
  const auto tree = parseTree(reading, addText(reading, resolved, "resolved", "."));
  const Node* found = tree ? tree->find(key) : nullptr;
  return key + "=" + (found && !found->isEmpty() ? flowText(*found) : "null");
}

}  // namespace headroom::sweep
