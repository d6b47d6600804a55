/// One shape for every value, whichever way it was written, so that merging and reading need not know the short forms.
///
/// `8s` becomes {deterministic: {value: 8s}}, `rate: 100 rps` a list of one, `faults: {zone_outage: …}` a list of named
/// elements, and every element of such a list gets its name. What does not fit is left as it is for the reader to
/// refuse.
#pragma once

#include "models/param.h"
#include "scenarios/tree.h"

namespace headroom {

void normalise(Node&, const Type&, Reading&, const std::string& path = {});

/// Lays `over` upon `base`, both normalised: mappings by key, lists by the elements' names, everything else replaced.
/// `null` takes away.
void merge(Node& base, Node&& over, const Type&, Reading&, const std::string& path = {});

/// The field of an object or a kind's body; `common` holds the further fields of a kind in a list.
const Field* findField(const std::vector<Field>&, std::string_view name);
const Kind* findKind(const Type&, std::string_view name);
/// "a.b"; just b at the root.
std::string join(const std::string& path, std::string_view key);

}  // namespace headroom
