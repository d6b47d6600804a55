// SPDX-License-Identifier: GPL-3.0-or-later
/// The world of one run as a page of its own.
#pragma once

#include "gui/page.h"
#include "gui/world/world_view.h"

namespace headroom::gui {

class WorldPage : public Page {
  Q_OBJECT

 public:
  explicit WorldPage(std::shared_ptr<const RunData>);
  QString title() const override;
  QString source() const override;
  WorldView& world() { return *world_; }

 private:
  std::shared_ptr<const RunData> run_;
  TimeWindow time_;
  WorldView* world_;
};

}  // namespace headroom::gui
