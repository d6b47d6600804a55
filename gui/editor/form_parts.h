// SPDX-License-Identifier: GPL-3.0-or-later
/// Services, zones, faults and other parts of a scenario as changes of its text in place: one more, one less, one of
/// another kind.
///
/// What is new has only what the parser requires, with values that it takes; what that means is for the loader to say.
/// Left out: what stands in another file, and a list that is written as a mapping by names over several lines.
#pragma once

#include "gui/editor/form_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::gui {

/// One of the catalogue: "target_tracking". Where parts are all of one sort the kind is empty.
struct PartKind {
  std::string_view kind, sentence;
};

/// What can come below a list or a mapping once more; empty: nothing.
std::vector<PartKind> partsFor(const FormField&);
/// The kinds that a field may be of; empty: it has no kinds.
std::vector<PartKind> kindsFor(const FormField&);
/// Is it an element of a list or a mapping?
bool isPart(const FormField& root, const std::string& path);

struct PartEdit {
  Edit edit;
  std::string name;  // that a new part was given: unlike all others there; empty: it has none
};
/// Empty: it cannot be done in place (then it says so in `trouble`).
std::optional<PartEdit> editToAdd(const Checked&, const FormField& root, const std::string& path, std::string_view kind,
                                  std::string& trouble);
std::optional<Edit> editToRemove(const Checked&, const FormField& root, const std::string& path, std::string& trouble);
/// What both kinds know keeps its value.
std::optional<Edit> editToKind(const Checked&, const FormField& root, const std::string& path, std::string_view kind,
                               std::string& trouble);

}  // namespace headroom::gui
