// SPDX-License-Identifier: GPL-3.0-or-later
/// Words of the libraries (UTF-8), as Qt wants them.
#pragma once
#include <string>

#include <QString>

namespace headroom::gui {

inline QString text(const std::string& s) { return QString::fromStdString(s); }

}  // namespace headroom::gui
