/// What all figures are written with: numbers, labels, an estimate of how wide they are.
#pragma once

#include <string>

namespace headroom::svg {

std::string text(int n);
/// `anchor`: start, middle, end. The words are escaped.
std::string label(double x, double y, const std::string& anchor, const std::string& classes, const std::string& words);
/// Roughly, at 11 px.
int widthOf(const std::string& words);

}  // namespace headroom::svg
