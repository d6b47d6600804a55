/// Kubernetes' quantities: `45`, `1500m`, `2k`, `100Mi`, `1e3`.
#pragma once

#include <optional>
#include <string_view>

namespace headroom {

/// In the unit without suffix; nothing if the text is none (apimachinery, resource.Quantity).
std::optional<double> readQuantity(std::string_view);

}  // namespace headroom
