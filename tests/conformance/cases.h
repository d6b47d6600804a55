/// The files of cases, read; what became of them, written as a page.
#pragma once

#include "tests/conformance/subject.h"

#include <string>
#include <vector>

namespace headroom::conformance {

struct Case {
  std::string rule, source;
  YAML::Node given;
};

struct Section {
  std::string file, title, about;
  const Subject* subject = nullptr;
  std::vector<Case> cases;
  std::vector<std::pair<std::string, std::string>> notModelled;  // rule, why
};

/// Every NAME.yaml of the folder, by name. Throws std::runtime_error with file and line.
std::vector<Section> readSections(const std::string& folder);

/// What a case came to: empty, or what is wrong. Never throws.
std::string outcomeOf(const Section&, const Case&);

std::string pageOf(const std::vector<Section>&);

}  // namespace headroom::conformance
