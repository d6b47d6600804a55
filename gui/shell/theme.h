// SPDX-License-Identifier: GPL-3.0-or-later
/// The looks of the whole program: light, dark, or as the system has it, and how large its text is.
#pragma once

#include <QString>

namespace headroom::gui {

/// "light", "dark" or "system"; anything else is "system". The first call remembers what the system's looks are.
void useTheme(const QString& theme);

inline constexpr int smallestText = -4, largestText = 8;
/// Points more (or fewer) than the system's text.
void useTextSize(int points);

}  // namespace headroom::gui
