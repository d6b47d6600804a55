// SPDX-License-Identifier: GPL-3.0-or-later
/// The signs of a tape machine, in the colour of the palette's text: the styles' own are black on dark, too.
#pragma once

#include <QIcon>
#include <QPalette>

namespace headroom::gui {

enum class TransportSign { run, pause, step, stop, again };

QIcon iconOf(TransportSign, const QPalette&);

}  // namespace headroom::gui
