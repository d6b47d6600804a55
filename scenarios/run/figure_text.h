/// Figures as people read them: shares, money, lengths of time, moments, counts. What is not known says so.
#pragma once

#include <string>
#include <string_view>

namespace headroom::shown {

/// Of a fraction, as per cent: four digits, or as many as tell it from 100 %; "n = 0" if it is not known.
std::string share(double);
/// "3.91 USD".
std::string money(double);
/// A length of time [s] in the unit that fits: "458 ms", "28 min".
std::string time(double);
/// An instant [s since the start]: "19:30:00", "2 d 19:30:00"; "never" if it is not known.
std::string moment(double);
/// Of objectives, since a fault began [s]: "kept again after 28 min", "never missed".
std::string recovery(double, bool judged);
/// With commas: "1,704,728".
std::string count(double);
/// A name that somebody has chosen: control characters, directions of writing and bytes that are not UTF-8 become `?`,
/// so that no name can drive the terminal.
std::string name(std::string_view);

}  // namespace headroom::shown
