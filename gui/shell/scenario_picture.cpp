// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/scenario_picture.h"

#include "gui/charts/look.h"
#include "gui/data/view.h"
#include "gui/shell/hue.h"
#include "models/blueprint.h"
#include "scenarios/load.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

namespace headroom::gui {
namespace {

double rateAt(const Blueprint& b, Instant t) {
  double sum = 0;
  for (const DemandPlan& d : b.demands)
    if (d.users == 0) sum += d.curve.rate(t);
  return sum;
}

std::int64_t usersOf(const Blueprint& b) {
  std::int64_t users = 0;
  for (const DemandPlan& d : b.demands) users += d.users;
  return users;
}

}  // namespace

ScenarioPicture pictureOf(const Blueprint& b, std::size_t points) {
  ScenarioPicture picture;
  const double length = b.duration.inSeconds();
  for (std::size_t i = 0; i < points; ++i) {
    const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(points);
    picture.level.push_back(rateAt(b, Instant() + Duration::fromSeconds(share * length)));
  }
  const double most = *std::max_element(picture.level.begin(), picture.level.end());
  const std::int64_t users = usersOf(b);
  picture.most = most > 0 ? fmt::format("{:.{}f} /s", most, most < 10 ? 1 : 0) : fmt::format("{} users", users);
  if (most > 0)
    for (double& x : picture.level) x /= most;
  else
    picture.level.assign(points, users > 0 ? 1 : 0);
  for (const FaultPlan& f : b.faults) {
    if (f.repeats) continue;
    const double begin = f.at.inSeconds() / length;
    const double lasts = isOverAtOnce(f.spec.fault) ? 0 : f.endless ? 1 : f.lasts.mean() / length;
    picture.faults.emplace_back(begin, std::min(1.0, begin + lasts));
  }
  picture.lasts = lengthText(length);
  return picture;
}

std::optional<ScenarioPicture> pictureOf(const std::string& scenario, std::size_t points) {
  try {
    const Loaded loaded = load(scenario);
    if (!loaded.ok()) return std::nullopt;
    return pictureOf(*compile(*loaded.spec), points);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void drawPicture(QPainter& p, const QRectF& box, const ScenarioPicture& picture, const QPalette& palette) {
  p.save();
  p.setRenderHint(QPainter::Antialiasing);
  for (const auto& [from, until] : picture.faults) {
    QColor shade = faultColour(palette);
    shade.setAlphaF(isDark(palette) ? 0.45F : 0.3F);
    p.fillRect(
        QRectF(box.left() + from * box.width(), box.top(), std::max(1.5, (until - from) * box.width()), box.height()),
        shade);
  }
  QPolygonF line;
  const double step = box.width() / static_cast<double>(std::max<std::size_t>(1, picture.level.size()));
  for (std::size_t i = 0; i < picture.level.size(); ++i)
    line << QPointF(box.left() + (static_cast<double>(i) + 0.5) * step,
                    box.bottom() - picture.level[i] * (box.height() - 3));
  QPolygonF area = line;
  if (!line.isEmpty()) {
    line.prepend({box.left(), line.front().y()});
    line.append({box.right(), line.back().y()});
    area = line;
    area.prepend(box.bottomLeft());
    area.append(box.bottomRight());
  }
  const QColor colour = hueOf("cpu", palette);
  QColor pale = colour;
  pale.setAlphaF(0.22F);
  p.setPen(Qt::NoPen);
  p.setBrush(pale);
  p.drawPolygon(area);
  p.setPen(QPen(colour, 1.4));
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(line);
  p.restore();
}

}  // namespace headroom::gui
