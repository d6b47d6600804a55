// SPDX-License-Identifier: GPL-3.0-or-later
/// A text of ours as one of Qt's.
#pragma once

#include <string>

#include <QString>

namespace headroom::gui {

inline QString qText(const std::string& s) { return QString::fromStdString(s); }

}  // namespace headroom::gui
