// SPDX-License-Identifier: GPL-3.0-or-later
/// Charts of one run above one another, one time axis below them.
///
/// A chart belongs to a plot by the plot's id; when plots of the same ids are shown again, their charts are kept, and
/// so is which of them are on show and in what order.
#pragma once

#include "gui/charts/time_axis.h"
#include "gui/charts/timeline_chart.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QScrollArea>
#include <QSplitter>
#include <QStringList>

namespace headroom::gui {

class ChartStack : public QWidget {
  Q_OBJECT

 public:
  explicit ChartStack(TimeWindow&, QWidget* parent = nullptr);
  ~ChartStack() override;

  using QWidget::show;
  void show(std::shared_ptr<const TraceView>);

  /// Those on show, from top to bottom.
  const std::vector<TimelineChart*>& charts() const { return charts_; }

  struct Entry {
    std::string id, title;
    bool shown;
  };
  /// All there are, in their order.
  std::vector<Entry> entries() const;
  void setShown(const std::string& id, bool);
  /// Past the next one on show; `up` or down.
  void move(const std::string& id, bool up);
  /// What of decisions and events stands on the charts.
  void mark(Happened);
  /// The chart that has the focus, else the first; null: none is on show.
  TimelineChart* current() const;

  /// Which charts are on show and in what order, for another day: "workers", "-cost".
  QStringList arrangement() const;
  void arrange(const QStringList&);

 Q_SIGNALS:
  /// Other charts, or another order.
  void rearranged();

 protected:
  bool eventFilter(QObject*, QEvent*) override;

 private:
  struct Place {
    std::string id;
    bool shown;
  };
  void layOut();
  std::size_t plotOf(const std::string& id) const;

  TimeWindow& time_;
  std::shared_ptr<const TraceView> view_;
  std::shared_ptr<const Happened> happened_ = std::make_shared<Happened>();
  std::vector<Place> places_;  // also of plots that the view at hand does not have
  std::map<std::string, TimelineChart*> made_;
  std::vector<TimelineChart*> charts_;
  QScrollArea* room_;
  QSplitter* column_;
  TimeAxis* axis_;
};

}  // namespace headroom::gui
