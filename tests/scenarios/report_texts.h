/// What a report says in figures, read from its JSON.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace headroom {

inline void collectFigures(const nlohmann::json& node, std::vector<std::string>& texts) {
  if (node.is_object() && node.contains("text") && node.contains("unit")) texts.push_back(node["text"]);
  if (node.is_structured())
    for (const auto& child : node) collectFigures(child, texts);
}

}  // namespace headroom
