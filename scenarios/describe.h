/// What a scenario may say, grown from the field tables: for people, for a manual page, for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct DescribedField {
  std::string name;
  std::string value;         // "a duration, as `250ms`", "one of …", "law", "list of calls"
  std::string range;         // "at least 0s"; may be empty
  std::string defaultValue;  // as it would be written; empty: none, or absent
  bool required = false;
  std::string sentence;
};

struct DescribedWord {
  std::string name, sentence;
};

/// One thing a scenario may name: the scenario itself, a section, a kind of fault, curve, policy or law.
struct Topic {
  std::string name;  // "fleet", "zone_outage", "law"
  std::string sentence;
  std::vector<std::string> paths;  // where it may stand: "services.NAME.fleet"
  std::string shorthand;           // the field that a bare value fills
  std::vector<DescribedField> fields;
  std::vector<DescribedWord> kinds;  // of a place that takes one of several
};

/// Every topic, outer ones first.
const std::vector<Topic>& topics();

enum class DescribeAs { text, markdown, json };

/// `name`: a topic, a path ("services.web.fleet", "fleet.min"), or nothing for the overview; empty: there is no such
/// thing.
std::optional<std::string> describe(const std::string& name, DescribeAs);

/// "did you mean `zone_outage`?" for a name that describe() does not know.
std::string describeHint(const std::string& name);

/// JSON Schema (draft 2020-12) of a scenario file.
std::string jsonSchema();

}  // namespace headroom
