// SPDX-License-Identifier: GPL-3.0-or-later
/// A box of choices in which letters choose, also those that are keys of the page.
#pragma once

#include <QComboBox>

namespace headroom::gui {

void keepLetters(QComboBox*);

}  // namespace headroom::gui
