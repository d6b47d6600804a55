/// The measures by name: what each is, by whose definition, and where it is computed. docs/measures.md is this table.
#pragma once

#include <span>
#include <string>

namespace headroom::measures {

struct Measure {
  const char* name;  // its path in `headroom info --json`, below `measures`; of a service, an objective, a fault …
  const char* unit;
  const char* formula;
  const char* source;
  const char* file;  // in analysis/
};

std::span<const Measure> catalogue();

/// The table of docs/measures.md.
std::string catalogueTable();

}  // namespace headroom::measures
