// SPDX-License-Identifier: GPL-3.0-or-later
/// How well a few typed letters fit a name.
#pragma once

#include <optional>

#include <QString>

namespace headroom::gui {

/// The letters must stand in `text` in their order, whatever their case; nothing if they do not. More is better:
/// letters side by side, and letters that begin words, count most; of equals the shorter text. Blanks are passed over.
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

}  // namespace headroom::gui
