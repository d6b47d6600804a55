/// Runs and sweeps against each other.
#include "gui/charts/look.h"
#include "gui/compare/compare_page.h"
#include "gui/compare/compare_view.h"
#include "tests/gui/accessible.h"
#include "tests/gui/real_trace.h"

#include <cmath>
#include <limits>

#include <QApplication>
#include <QComboBox>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

const double unknown = std::nan("");

TEST(CompareView, StepsStandOnOtherBucketsAsTheirMeans) {
  EXPECT_THAT(meansOver({0, 2, 4}, {0, 1, 2, 3, 4}, {1, 3, 5, 5}), testing::ElementsAre(2, 5)) << "from finer ones";
  EXPECT_THAT(meansOver({0, 1, 2}, {0, 2}, {7}), testing::ElementsAre(7, 7)) << "from coarser ones";
  EXPECT_THAT(meansOver({0, 2, 4}, {0, 3, 4}, {6, 2}), testing::ElementsAre(6, 4)) << "half of it is 6, half is 2";
  const auto short_ = meansOver({0, 1, 2, 3}, {0, 1, 2}, {1, unknown});
  EXPECT_EQ(short_[0], 1);
  EXPECT_TRUE(std::isnan(short_[1])) << "not known";
  EXPECT_TRUE(std::isnan(short_[2])) << "it has ended";
}

std::shared_ptr<const TraceView> viewWith(std::vector<double> served, double faultAt) {
  TraceView v;
  for (std::size_t k = 0; k <= served.size(); ++k) v.edges.push_back(static_cast<double>(k));
  Plot p{"Requests", "/s", Plot::Scale::linear};
  p.id = "requests";
  p.stack = {Curve{"requests_served", std::move(served)}};
  v.plots = {p};
  v.faults = {{"slow", "", faultAt, faultAt + 1}};
  return std::make_shared<const TraceView>(v);
}

TEST(CompareView, HoldsTheCurveOfEachRunAndHowFarTheyAreApart) {
  const std::vector<std::shared_ptr<const TraceView>> runs{viewWith({5, 5, 5}, 0), viewWith({5, 7, 2}, 1)};
  const auto curves = curvesOf(runs);
  ASSERT_EQ(curves.size(), 1u);
  EXPECT_EQ(curves[0].text, "Requests: served");
  const TraceView v = compareView(runs, curves, true);
  ASSERT_EQ(v.plots.size(), 2u);
  EXPECT_EQ(v.plots[0].unit, "/s");
  EXPECT_THAT(v.plots[0].lines.at(1).values, testing::ElementsAre(5, 7, 2));
  ASSERT_EQ(v.plots[1].lines.size(), 1u) << "one curve a run beside the first";
  EXPECT_THAT(v.plots[1].lines.at(0).values, testing::ElementsAre(0, 2, -3));
  EXPECT_EQ(labelOf(v.plots[1].lines.at(0)), "B − A");
  EXPECT_EQ(v.faults.size(), 2u) << "of both";
  EXPECT_EQ(compareView(runs, curves, false).plots.size(), 1u);
}

std::string summary(double cost, double availability) {
  return R"({"cost_usd": {"total": )" + std::to_string(cost) + R"(}, "availability": )" + std::to_string(availability) +
         "}";
}

TEST(CompareView, FiguresDifferByPerCentAndSharesByPoints) {
  const auto figures = comparedFigures({summary(10, 0.99), summary(12, 0.985)});
  const auto find = [&](const std::string& name) {
    for (const ComparedFigure& f : figures)
      if (f.name == name) return f;
    return ComparedFigure{};
  };
  EXPECT_THAT(find("cost").values, testing::ElementsAre("10 USD", "12 USD"));
  EXPECT_THAT(find("cost").differences, testing::ElementsAre("+20.0 %"));
  EXPECT_THAT(find("availability").differences, testing::ElementsAre("−0.50 points"));
  EXPECT_THAT(find("p99").values, testing::ElementsAre("–", "–")) << "not in these summaries";
  EXPECT_THROW(comparedFigures({"", summary(1, 1)}), Failure) << "a run that has not ended";
}

class Compare : public testing::Test {
 protected:
  Compare() : page_({openTrace(RealTrace::file()), openTrace(RealTrace::file())}) {
    page_.resize(1100, 800);
    page_.show();
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
    page_.setFocus();
  }
  std::size_t shown() { return page_.charts().charts().size(); }
  ComparePage page_;
};

TEST_F(Compare, ARunAgainstItselfIsTheSame) {
  EXPECT_GE(shown(), 6u) << "three curves and their differences at least";
  EXPECT_EQ(page_.title(), "small | small");
  EXPECT_EQ(page_.source().toStdString(), "compare:" + RealTrace::file() + "\n" + RealTrace::file());
}

TEST_F(Compare, AKeyHidesTheDifferences) {
  const std::size_t both = shown();
  QTest::keyClick(&page_, Qt::Key_D);
  EXPECT_EQ(shown(), both / 2);
  QTest::keyClick(&page_, Qt::Key_D);
  EXPECT_EQ(shown(), both);
}

TEST_F(Compare, ACurveIsAddedByATickInTheList) {
  QListWidget& curves = page_.curves();
  const std::size_t before = shown();
  for (int i = 0; i < curves.count(); ++i)
    if (curves.item(i)->checkState() == Qt::Unchecked) {
      curves.scrollToItem(curves.item(i));
      const QRect row = curves.visualItemRect(curves.item(i));
      QTest::mouseClick(curves.viewport(), Qt::LeftButton, {}, {row.left() + 10, row.center().y()});
      break;
    }
  EXPECT_EQ(shown(), before + 2);
}

TEST_F(Compare, AnotherServiceIsChosenAndWhatWasTickedStays) {
  auto* service = page_.findChild<QComboBox*>("service");
  ASSERT_TRUE(service);
  ASSERT_EQ(service->count(), 2);
  const std::size_t before = shown();
  const auto titles = [this] {
    std::string all;
    for (const TimelineChart* c : page_.charts().charts()) all += c->plot().title + "\n";
    return all;
  };
  EXPECT_THAT(titles(), testing::HasSubstr("Workers of web: in service"));
  service->setFocus();
  QTest::keyClick(service, Qt::Key_Down);
  EXPECT_EQ(shown(), before);
  EXPECT_THAT(titles(), testing::HasSubstr("Workers of orders: in service"));
  EXPECT_THAT(titles(), testing::Not(testing::HasSubstr("Workers of web")));
}

TEST_F(Compare, KeysZoomAllCharts) {
  QTest::keyClick(&page_, Qt::Key_Plus, Qt::ControlModifier);
  EXPECT_EQ(page_.time().length(), runLength / 2);
  QTest::keyClick(&page_, Qt::Key_Home, Qt::AltModifier);
  EXPECT_EQ(page_.time().length(), runLength);
}

TEST_F(Compare, EveryControlHasAName) { EXPECT_THAT(unnamedIn(page_), testing::IsEmpty()); }

}  // namespace
}  // namespace headroom::gui
