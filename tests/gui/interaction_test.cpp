/// What the mouse and the keys do to the charts of a run, and what is read there.
#include "analysis/trace/trace.h"
#include "tests/gui/shown_run.h"

#include <numeric>

#include <QAbstractItemView>
#include <QToolButton>

namespace headroom::gui {
namespace {

class Interaction : public ShownRun {
 protected:
  QString cell(int row, ReadoutModel::Column column) {
    const ReadoutModel& m = page_.readout().model();
    return m.data(m.index(row, column), Qt::DisplayRole).toString();
  }
  int rowOf(const QString& curve) {
    for (int r = 0; r < page_.readout().model().rowCount(); ++r)
      if (cell(r, ReadoutModel::curve) == curve) return r;
    return -1;
  }
  const Curve& offered() {
    for (const Curve& c : page_.view()->plots[0].lines)
      if (c.name == "requests_offered") return c;
    throw std::runtime_error("nothing is offered");
  }
  QList<QToolButton*> chips() {
    QList<QToolButton*> all;
    for (QToolButton* b : page_.findChildren<QToolButton*>())
      if (b->isVisible() && b->text().endsWith("×")) all << b;
    return all;
  }
};

TEST_F(Interaction, ViewsBeforeAreGoneBackTo) {
  wheel(600, 2);
  wheel(600, 2);
  const double closer = time().length();
  QTest::qWait(450);  // a pause ends a step
  drag(600, 650);
  const double from = time().from();
  key(Qt::Key_Home);
  ASSERT_EQ(time().length(), runLength);
  key(Qt::Key_Backspace);
  EXPECT_EQ(time().from(), from) << "before Home";
  key(Qt::Key_Left, Qt::AltModifier);
  EXPECT_NE(time().from(), from) << "before the drag, which is one step";
  EXPECT_EQ(time().length(), closer);
  key(Qt::Key_Backspace);
  EXPECT_EQ(time().length(), runLength) << "before the wheel: its turns without a pause are one step";
  key(Qt::Key_Backspace);
  EXPECT_EQ(time().length(), runLength);
  key(Qt::Key_Right, Qt::AltModifier);
  key(Qt::Key_Right, Qt::AltModifier);
  EXPECT_EQ(time().from(), from);
}

TEST_F(Interaction, DraggingWithShiftSelectsAndStatisticsFollow) {
  drag(300, 900, Qt::ShiftModifier);
  ASSERT_TRUE(time().selection());
  EXPECT_NEAR(time().selection()->from, 300, pixel());
  EXPECT_NEAR(time().selection()->until, 900, pixel());
  EXPECT_EQ(time().length(), runLength) << "what is selected and what is on show are different things";
  settle();
  const Span span = page_.readout().span();
  EXPECT_EQ(span.from, time().selection()->from);
  const Statistics s = statisticsOf(page_.view()->edges, offered().values, span.from, span.until);
  const int row = rowOf("offered");
  ASSERT_GE(row, 0);
  EXPECT_EQ(cell(row, ReadoutModel::mean).toStdString(), valueText(page_.view()->plots[0], s.mean));
  EXPECT_EQ(cell(row, ReadoutModel::n).toULong(), s.n);
  key(Qt::Key_Z);
  EXPECT_NEAR(time().from(), span.from, 1e-9);
  EXPECT_NEAR(time().until(), span.until, 1e-9);
  key(Qt::Key_Escape);
  EXPECT_FALSE(time().selection());
}

/// Requests offered are counts: the area under their rate is how many there were.
TEST_F(Interaction, BetweenTwoCursorsThingsAreAddedUp) {
  QTest::mouseClick(chart().viewport(), Qt::LeftButton, Qt::ShiftModifier, at(600));
  EXPECT_NEAR(time().mark(), 600, pixel());
  QTest::mouseMove(chart().viewport(), at(900));
  settle();
  const Span span = page_.readout().span();
  EXPECT_NEAR(span.from, 600, pixel());
  EXPECT_NEAR(span.until, 900, pixel());
  const int row = rowOf("offered");
  QString area = cell(row, ReadoutModel::area);
  const double requests = area.remove(',').toDouble();
  const auto counts = Trace(RealTrace::file()).series("requests_offered", 60, 30);
  EXPECT_NEAR(requests, std::accumulate(counts.begin(), counts.end(), 0.0), 100 * 2 * pixel())
      << "at most 100 a second, by two edges that are a pixel wide";
  const double here = valueAt(page_.view()->edges, offered().values, time().cursor()),
               there = valueAt(page_.view()->edges, offered().values, time().mark());
  EXPECT_EQ(cell(row, ReadoutModel::difference).toStdString(), valueText(page_.view()->plots[0], here - there));
  QTest::mouseClick(chart().viewport(), Qt::LeftButton, Qt::ShiftModifier, at(time().mark()));
  EXPECT_TRUE(std::isnan(time().mark())) << "again at its place: gone";
}

TEST_F(Interaction, TheKeyboardDoesItAll) {
  time().point(605);
  key(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_EQ(time().cursor(), 615) << "the next bucket";
  key(Qt::Key_Left, Qt::ShiftModifier);
  key(Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_EQ(time().cursor(), 595);
  key(Qt::Key_M);
  EXPECT_EQ(time().mark(), 595);
  time().point(899);
  key(Qt::Key_N);
  EXPECT_GE(time().cursor(), outageEnds - 1) << "the end of the outage, or a decision before it";
  EXPECT_LE(time().cursor(), outageEnds);
  key(Qt::Key_S);
  ASSERT_TRUE(time().selection());
  EXPECT_EQ(time().selection()->from, 595);
  key(Qt::Key_Escape);
  EXPECT_TRUE(std::isnan(time().mark()));
  EXPECT_TRUE(time().selection());
  key(Qt::Key_Escape);
  EXPECT_FALSE(time().selection());
}

/// Steps have the value of the bucket that the cursor is in, not of the one whose middle is nearest.
TEST_F(Interaction, TheReadOutTellsTheBucketUnderTheCursor) {
  QTest::mouseMove(chart().viewport(), at(608));
  const double value = offered().values[60];
  EXPECT_EQ(bucketAt(page_.view()->edges, time().cursor()), 60u);
  EXPECT_EQ(cell(rowOf("offered"), ReadoutModel::atCursor).toStdString(), valueText(page_.view()->plots[0], value));
}

TEST_F(Interaction, TheReadOutSaysWhenLinesAreEnvelopes) {
  const auto says = [&] {
    for (const QLabel* label : page_.findChildren<QLabel*>())
      if (label->isVisible() && label->text().contains("min/max envelope")) return true;
    return false;
  };
  page_.resize(500, 900);
  QTest::mouseMove(chart().viewport(), at(300));
  QTest::qWait(1);
  time().point(301);
  EXPECT_EQ(says(), chart().isEnvelope());
  time().show(0, 200);
  time().point(100);
  EXPECT_FALSE(chart().isEnvelope()) << "20 buckets";
  EXPECT_FALSE(says());
}

TEST_F(Interaction, FiltersAreChipsThatCanBeTakenAway) {
  EXPECT_TRUE(chips().isEmpty());
  drag(300, 900, Qt::ShiftModifier);
  page_.findChild<QComboBox*>("zone")->setFocus();
  QTest::keyClicks(page_.findChild<QComboBox*>("zone"), "b");
  ASSERT_EQ(chips().size(), 2);
  EXPECT_EQ(chips()[1]->text(), "zone b  ×");
  EXPECT_EQ(page_.view()->zone, "b");
  QTest::mouseClick(chips()[0], Qt::LeftButton);
  EXPECT_FALSE(time().selection());
  ASSERT_EQ(chips().size(), 1);
  chips()[0]->setFocus();
  QTest::keyClick(chips()[0], Qt::Key_Space);
  EXPECT_EQ(page_.view()->zone, "");
  EXPECT_TRUE(chips().isEmpty());
}

class Tables : public Interaction {
 protected:
  QTableView* table(const char* name) {
    for (QTableView* t : page_.findChildren<QTableView*>())
      if (t->accessibleName() == name) return t;
    return nullptr;
  }
};

TEST_F(Tables, DecisionsSayWhyAndTakeTheChartsThere) {
  key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
  QTableView* decisions = table("Decisions");
  ASSERT_TRUE(decisions && decisions->isVisible());
  const HappeningsModel& model = page_.decisions().model();
  ASSERT_EQ(static_cast<std::size_t>(model.rowCount()), page_.view()->decisions.size()) << "orders decides nothing";
  EXPECT_EQ(model.data(model.index(0, 0), Qt::ToolTipRole).toString().toStdString(), page_.view()->decisions[0].reason);
  time().show(1700, 1800);
  const double at = model.row(0).at;
  ASSERT_LT(at, 1700);
  QTest::mouseClick(decisions->viewport(), Qt::LeftButton, {}, decisions->visualRect(model.index(0, 2)).center());
  EXPECT_EQ(time().cursor(), at);
  EXPECT_LE(time().from(), at);
  EXPECT_NEAR(time().length(), 100, 1e-9);
  time().show(0, 10);
  QTest::keyClick(decisions, Qt::Key_Down);
  QTest::keyClick(decisions, Qt::Key_Return);
  EXPECT_EQ(time().cursor(), model.row(1).at);
}

TEST_F(Tables, OnlySuppressedDecisionsWhenAsked) {
  key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
  auto* only = page_.findChild<QCheckBox*>();
  QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
  ASSERT_TRUE(only->isChecked());
  const HappeningsModel& model = page_.decisions().model();
  const auto& all = page_.view()->decisions;
  EXPECT_EQ(model.rowCount(), std::count_if(all.begin(), all.end(), [](auto& d) { return d.suppressed(); }));
  for (int r = 0; r < model.rowCount(); ++r) EXPECT_TRUE(model.row(r).suppressed);
}

TEST_F(Tables, EventsAreFilteredByWordsKindZoneAndSelection) {
  key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
  const HappeningsModel& model = page_.events().model();
  const int all = model.rowCount();
  ASSERT_GT(all, 10);
  QLineEdit* line = nullptr;
  for (QLineEdit* l : page_.findChildren<QLineEdit*>())
    if (l->accessibleName() == "Filter of Events") line = l;
  ASSERT_TRUE(line && line->isVisible());
  QTest::keyClicks(line, "ZONE_outage");
  ASSERT_GT(model.rowCount(), 0);
  for (int r = 0; r < model.rowCount(); ++r) EXPECT_EQ(model.row(r).cells[4], "zone_outage");
  QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClick(line, Qt::Key_Delete);
  EXPECT_EQ(model.rowCount(), all);
  drag(outageBegins - 50, outageBegins + 50, Qt::ShiftModifier);
  EXPECT_LT(model.rowCount(), all);
  for (int r = 0; r < model.rowCount(); ++r) EXPECT_NEAR(model.row(r).at, outageBegins, 50 + pixel());
  page_.setZone("b");
  ASSERT_GT(model.rowCount(), 0);
  for (int r = 0; r < model.rowCount(); ++r) EXPECT_EQ(model.row(r).zone, "b");
  key(Qt::Key_Escape);
  page_.setZone({});
  for (QComboBox* box : page_.findChildren<QComboBox*>())
    if (box->accessibleName() == "Kind of Events") QTest::keyClicks(box, "lost");
  ASSERT_GT(model.rowCount(), 0) << "a zone's workers";
  for (int r = 0; r < model.rowCount(); ++r) EXPECT_EQ(model.row(r).kind, "lost");
  ASSERT_EQ(chips().size(), 1);
  EXPECT_EQ(chips()[0]->text(), "Events: lost  ×");
  ASSERT_EQ(chart().marked().events.size(), static_cast<std::size_t>(model.rowCount())) << "they stand on the charts";
  const QPointF foot(chart().xOf(model.row(0).at), chart().plotArea().bottom() - 3);
  EXPECT_TRUE(chart().hint(foot).contains("lost, 08:")) << chart().hint(foot).toStdString();
  QTest::mouseClick(chips()[0], Qt::LeftButton);
  EXPECT_EQ(model.rowCount(), all);
  EXPECT_TRUE(chart().marked().events.empty());
  EXPECT_FALSE(chart().hint(foot).contains("lost"));
}

/// A kind that is chosen in the table is the one that stands on the charts.
TEST_F(Tables, DecisionsOfAKindAreThoseOnTheCharts) {
  key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
  const auto& all = page_.view()->decisions;
  const auto out = std::find_if(all.begin(), all.end(), [](auto& d) { return d.after > d.before; });
  ASSERT_NE(out, all.end());
  time().show(out->at - 20, out->at + 20);
  const QPointF place(chart().xOf(out->at), chart().plotArea().top() + 3);
  EXPECT_EQ(chart().hint(place).toStdString(), out->reason);
  for (QComboBox* box : page_.findChildren<QComboBox*>())
    if (box->accessibleName() == "Kind of Decisions") QTest::keyClicks(box, "held");
  EXPECT_NE(chart().hint(place).toStdString(), out->reason);
  ASSERT_EQ(chips().size(), 1);
  QTest::mouseClick(chips()[0], Qt::LeftButton);
  EXPECT_EQ(chart().hint(place).toStdString(), out->reason);
}

TEST(Statistics, CountBucketsByTheirPartWithinTheSpan) {
  const std::vector<double> edges{0, 10, 20, 30, 40}, values{1, 3, std::nan(""), 5};
  const Statistics s = statisticsOf(edges, values, 5, 35);
  EXPECT_EQ(s.n, 3u);
  EXPECT_EQ(s.area, 5 * 1 + 10 * 3 + 5 * 5) << "half of the first, all of the second, half of the last";
  EXPECT_EQ(s.mean, 60.0 / 20) << "over the 20 s that are known";
  EXPECT_EQ(s.least, 1);
  EXPECT_EQ(s.greatest, 5);
  EXPECT_EQ(statisticsOf(edges, values, 20, 30).n, 0u);
  EXPECT_TRUE(std::isnan(statisticsOf(edges, values, 20, 30).mean));
  EXPECT_EQ(statisticsOf(edges, values, 10, 20).n, 1u) << "a span that ends where a bucket begins does not hold it";
}

TEST(Statistics, AValueHoldsFromTheBeginOfItsBucket) {
  const std::vector<double> edges{0, 10, 20}, values{1, 2};
  EXPECT_EQ(valueAt(edges, values, 9.99), 1);
  EXPECT_EQ(valueAt(edges, values, 10), 2);
  EXPECT_TRUE(std::isnan(valueAt(edges, values, 21)));
}

TEST(Statistics, AreasSayWhatTheyAre) {
  EXPECT_EQ(areaText({"Requests", "/s"}, 1234567), "1,234,567");
  EXPECT_EQ(areaText({"Workers", ""}, 7200), "2 h");
  EXPECT_EQ(areaText({"Cost", "USD/h"}, 3600), "1 USD");
  EXPECT_EQ(areaText({"Utilisation", "%", Plot::Scale::share}, 5), "");
}

}  // namespace
}  // namespace headroom::gui
