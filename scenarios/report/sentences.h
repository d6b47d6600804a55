/// What the pages of a run and of a scenario say in the same words.
#pragma once

#include "analysis/report/document.h"

#include <cstddef>
#include <string>
#include <vector>

namespace headroom::page {

report::Paragraph warningsPointer(std::size_t warnings);
report::Paragraph noObjectives();
/// `beside`: what fails besides what `faults:` names; `last` are further ones.
report::Bullets assumptions(const std::string& beside, const std::vector<std::string>& last);

// Warnings.
std::string nearSaturation(const std::string& service, double utilisation, const std::string& aRun);
std::string tooFewToJudge(const std::string& objective, double allowed, const std::string& aRun);
std::string monthOf(const std::string& aRun, double seconds);

}  // namespace headroom::page
