// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/look.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace headroom::gui {
namespace {

/// Masataka Okabe and Kei Ito, "Color Universal Design" (2008); on dark ground blue and black give way to lighter ones.
enum class Hue { text, orange, sky, green, yellow, blue, vermilion, purple, grey };

QColor colourOf(Hue hue, const QPalette& palette) {
  const bool dark = isDark(palette);
  switch (hue) {
    case Hue::orange: return {0xE6, 0x9F, 0x00};
    case Hue::sky: return {0x56, 0xB4, 0xE9};
    case Hue::green: return dark ? QColor(0x1F, 0xC2, 0x94) : QColor(0x00, 0x9E, 0x73);
    case Hue::yellow: return {0xF0, 0xE4, 0x42};
    case Hue::blue: return dark ? QColor(0x4C, 0x9F, 0xE0) : QColor(0x00, 0x72, 0xB2);
    case Hue::vermilion: return dark ? QColor(0xF0, 0x7A, 0x35) : QColor(0xD5, 0x5E, 0x00);
    case Hue::purple: return {0xCC, 0x79, 0xA7};
    case Hue::grey: return {0x99, 0x99, 0x99};
    case Hue::text: break;
  }
  return palette.color(QPalette::WindowText);
}

struct Look {
  Hue hue;
  double width;  // px; more than 1 only for curves with few points: Qt draws wider lines many times slower
  Qt::PenStyle style;
};

Look lookOf(const Curve& curve) {
  static const std::map<std::string, Look> looks{
      {"supply", {Hue::grey, 1.4, Qt::DashLine}},
      {"requests_offered", {Hue::text, 1, Qt::SolidLine}},
      {"requests_served", {Hue::green, 1.2, Qt::SolidLine}},
      {"requests_failed", {Hue::vermilion, 1.4, Qt::SolidLine}},
      {"requests_rejected", {Hue::orange, 1.4, Qt::DashLine}},
      {"requests_timed_out", {Hue::purple, 1.4, Qt::DashDotLine}},
      {"workers_in_service", {Hue::sky, 1, Qt::SolidLine}},
      {"workers_warming", {Hue::green, 1, Qt::SolidLine}},
      {"workers_registering", {Hue::purple, 1, Qt::SolidLine}},
      {"workers_starting", {Hue::yellow, 1, Qt::SolidLine}},
      {"workers_booting", {Hue::orange, 1, Qt::SolidLine}},
      {"workers_launching", {Hue::vermilion, 1, Qt::SolidLine}},
      {"workers_draining", {Hue::grey, 1, Qt::SolidLine}},
      {"workers_needed", {Hue::text, 1.6, Qt::DotLine}},
      {"workers_desired", {Hue::text, 1.4, Qt::SolidLine}},
      {"slots", {Hue::orange, 1, Qt::DashLine}},
      {"cpu", {Hue::blue, 1, Qt::SolidLine}},
      {"memory", {Hue::green, 1, Qt::DotLine}},
      {"disk_io", {Hue::purple, 1, Qt::DashDotLine}},
      {"network_io", {Hue::vermilion, 1, Qt::DashDotDotLine}},
      {"p50", {Hue::blue, 1, Qt::SolidLine}},
      {"p95", {Hue::orange, 1, Qt::SolidLine}},
      {"p99", {Hue::vermilion, 1, Qt::SolidLine}},
      {"target", {Hue::text, 1, Qt::DashLine}},
      {"scale_out_above", {Hue::text, 1, Qt::DashLine}},
      {"scale_in_below", {Hue::grey, 1, Qt::DashLine}},
      {"queue_depth", {Hue::blue, 1, Qt::SolidLine}},
      {"queue_depth_max", {Hue::orange, 1, Qt::DashLine}},
      {"capacity_used", {Hue::green, 1, Qt::SolidLine}},
      {"capacity_unused", {Hue::sky, 1, Qt::SolidLine}},
      {"capacity_not_serving", {Hue::grey, 1, Qt::SolidLine}},
      {"demand", {Hue::text, 1, Qt::SolidLine}},
      {"unmet", {Hue::vermilion, 1.4, Qt::SolidLine}},
  };
  if (const auto it = looks.find(curve.name); it != looks.end()) return it->second;
  constexpr std::array hues{Hue::blue, Hue::orange, Hue::green, Hue::purple, Hue::sky, Hue::vermilion};
  constexpr std::array styles{Qt::SolidLine, Qt::DashLine, Qt::DotLine};
  const auto tone = static_cast<std::size_t>(std::max(curve.tone, 0));
  return {hues[tone % hues.size()], 1, styles[tone / hues.size() % styles.size()]};
}

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QPalette paletteOf(QColor window, QColor base, QColor text, QColor button) {
  QPalette p(button, window);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    p.setColor(role, text);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})  // what cannot be used now
    p.setColor(QPalette::Disabled, role, mixed(text, window, 0.55));
  p.setColor(QPalette::Base, base);
  p.setColor(QPalette::AlternateBase, window);
  p.setColor(QPalette::ToolTipBase, base);
  p.setColor(QPalette::Highlight, QColor(0x00, 0x72, 0xB2));
  p.setColor(QPalette::HighlightedText, Qt::white);
  return p;
}

}  // namespace

bool isDark(const QPalette& p) {
  return p.color(QPalette::Base).lightness() < p.color(QPalette::WindowText).lightness();
}

QPen penOf(const Curve& curve, const QPalette& palette) {
  const Look look = lookOf(curve);
  const bool ghost = curve.stroke == Curve::Stroke::ghost;
  const QColor colour = colourOf(look.hue, palette);
  return QPen(ghost ? mixed(colour, palette.color(QPalette::Base), 0.6) : colour, look.width,
              curve.stroke == Curve::Stroke::dashed ? Qt::DashLine : look.style, Qt::FlatCap, Qt::BevelJoin);
}

QColor fillOf(const Curve& curve, const QPalette& palette) {
  return mixed(colourOf(lookOf(curve).hue, palette), palette.color(QPalette::Base), isDark(palette) ? 0.25 : 0.15);
}

QString labelOf(const Curve& curve) { return QString::fromStdString(wordsOf(curve)); }

QColor faultColour(const QPalette& palette) { return colourOf(Hue::vermilion, palette); }

QColor gridColour(const QPalette& palette) {
  return mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.12);
}

QColor selectionColour(const QPalette& palette) {
  return mixed(palette.color(QPalette::Base), palette.color(QPalette::Highlight), isDark(palette) ? 0.3 : 0.14);
}

QColor quietText(const QPalette& palette) {
  return mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.65);
}

QPalette lightPalette() { return paletteOf({0xF3, 0xF4, 0xF5}, Qt::white, {0x1B, 0x1F, 0x24}, {0xE8, 0xEA, 0xED}); }
QPalette darkPalette() {
  return paletteOf({0x1B, 0x1E, 0x22}, {0x14, 0x16, 0x19}, {0xE6, 0xE8, 0xEA}, {0x2C, 0x30, 0x36});
}

}  // namespace headroom::gui
