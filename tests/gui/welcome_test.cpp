/// The page to begin from: the library in pictures, found by letters, opened by a click or Enter.
#include "gui/shell/scenario_picture.h"
#include "gui/shell/welcome_page.h"
#include "models/blueprint.h"
#include "scenarios/library.h"
#include "scenarios/load.h"
#include "tests/gui/accessible.h"

#include <algorithm>
#include <set>

#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::gui {
namespace {

ScenarioPicture pictureOfText(const std::string& demandAndFaults, std::size_t points) {
  const Loaded loaded = loadText(
      "version: 1\nname: n\nduration: 100s\nservices: {web: {worker: {slots: 8}}}\n" + demandAndFaults, "n.yaml");
  EXPECT_TRUE(loaded.ok()) << (loaded.issues.empty() ? "" : loaded.issues[0].what);
  return pictureOf(*compile(*loaded.spec), points);
}

/// 10/s, and from half of the time on 20/s.
TEST(ScenarioPicture, IsTheExpectedRateOverTheTimeOfTheRun) {
  const ScenarioPicture p =
      pictureOfText("demand: {d: {to: web, rate: [{steps: [{at: 0s, rate: 10 rps}, {at: 50s, rate: 20 rps}]}]}}\n", 4);
  EXPECT_THAT(p.level, testing::ElementsAre(0.5, 0.5, 1, 1));
  EXPECT_EQ(p.most, "20 /s");
  EXPECT_EQ(p.lasts, "1 min 40 s");
  EXPECT_TRUE(p.faults.empty());
}

TEST(ScenarioPicture, FaultsStandWhereTheyWillBe) {
  const ScenarioPicture p = pictureOfText(
      "demand: {d: {to: web, rate: 10 rps}}\n"
      "faults:\n- slow: {service: web, factor: 2, at: 20s, lasts: 30s}\n- erroring: {service: web, probability: 10 %, "
      "at: 90s}\n"
      "- instance_crash: {service: web, workers: 1, at: 40s}\n",
      4);
  ASSERT_EQ(p.faults.size(), 3u);
  EXPECT_EQ(p.faults[0], (std::pair{0.2, 0.5}));
  EXPECT_EQ(p.faults[1], (std::pair{0.9, 1.0})) << "to the end";
  EXPECT_EQ(p.faults[2], (std::pair{0.4, 0.4})) << "over at once";
}

TEST(ScenarioPicture, UsersInALoopAreALevel) {
  const ScenarioPicture p = pictureOfText("demand: {d: {to: web, users: {count: 40, think: 1s}}}\n", 3);
  EXPECT_THAT(p.level, testing::ElementsAre(1, 1, 1));
  EXPECT_EQ(p.most, "40 users");
}

TEST(ScenarioPicture, WhatCannotBeRunHasNone) { EXPECT_FALSE(pictureOf("no-such-scenario", 10)); }

class Welcome : public testing::Test {
 protected:
  Welcome() : page_([this] { return recent_; }) {
    QObject::connect(&page_, &WelcomePage::chosen, [this](const QString& s) { chosen_ << s; });
    QObject::connect(&page_, &WelcomePage::wantsFile, [this] { ++wanted_; });
    page_.resize(1100, 700);
    page_.show();
    page_.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&page_));
    page_.setFocus();
  }
  QWidget* focus() { return QApplication::focusWidget(); }
  int shown() {
    int n = 0;
    for (int i = 0; i < page_.scenarios().count(); ++i) n += !page_.scenarios().item(i)->isHidden();
    return n;
  }
  QString text(int row) { return page_.scenarios().item(row)->data(Qt::UserRole).toString(); }
  void click(QListWidget& list, int row) {
    list.scrollToItem(list.item(row));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(row)).center());
  }

  QStringList recent_{"az-outage", "/nowhere/run.h5"};
  QStringList chosen_;
  int wanted_ = 0;
  WelcomePage page_;
};

TEST_F(Welcome, HoldsTheWholeLibraryWithItsSentences) {
  const auto library = libraryScenarios();
  ASSERT_GT(library.size(), 20u);
  EXPECT_EQ(page_.scenarios().count(), static_cast<int>(library.size()));
  for (std::size_t i = 0; i < library.size(); ++i)
    EXPECT_EQ(page_.scenarios().item(static_cast<int>(i))->text().toStdString(),
              library[i].name + ": " + library[i].summary)
        << "what a screen reader says";
}

TEST_F(Welcome, AClickChooses) {
  click(page_.scenarios(), 2);
  EXPECT_EQ(chosen_, QStringList{text(2)});
}

TEST_F(Welcome, LettersFindAndEnterChooses) {
  QTest::keyClicks(focus(), "zone outage");
  EXPECT_GE(shown(), 1);
  EXPECT_LT(shown(), 10);
  QTest::keyClick(focus(), Qt::Key_Return);
  ASSERT_EQ(chosen_.size(), 1);
  EXPECT_EQ(chosen_[0], page_.scenarios().currentItem()->data(Qt::UserRole).toString());
  QTest::keyClicks(focus(), " qqqq");
  EXPECT_EQ(shown(), 0);
  QTest::keyClick(focus(), Qt::Key_Return);
  EXPECT_EQ(chosen_.size(), 1) << "nothing fits: nothing is chosen";
}

TEST_F(Welcome, ArrowsGoFromTheLineIntoThePictures) {
  QTest::keyClick(focus(), Qt::Key_Down);
  EXPECT_EQ(focus(), &page_.scenarios());
  QTest::keyClick(focus(), Qt::Key_Right);
  QTest::keyClick(focus(), Qt::Key_Return);
  EXPECT_EQ(chosen_, QStringList{text(1)});
  QTest::keyClick(focus(), Qt::Key_F, Qt::ControlModifier);
  EXPECT_NE(focus(), &page_.scenarios()) << "back in the line";
}

TEST_F(Welcome, RecentFilesAreOneClickAway) {
  ASSERT_EQ(page_.recent().count(), 2);
  click(page_.recent(), 1);
  EXPECT_EQ(chosen_, QStringList{"/nowhere/run.h5"});
  recent_ = {"x.yaml"};
  page_.hide();
  page_.show();
  EXPECT_EQ(page_.recent().count(), 1) << "asked for anew";
  QTest::mouseClick(page_.findChild<QPushButton*>(), Qt::LeftButton);
  EXPECT_EQ(wanted_, 1);
}

TEST_F(Welcome, WithoutRecentFilesThatIsSaidAndCannotBeChosen) {
  recent_.clear();
  page_.hide();
  page_.show();
  ASSERT_EQ(page_.recent().count(), 1);
  EXPECT_EQ(page_.recent().item(0)->text(), "nothing yet");
  click(page_.recent(), 0);
  page_.recent().setCurrentRow(0);
  QTest::keyClick(&page_.recent(), Qt::Key_Return);
  EXPECT_TRUE(chosen_.isEmpty());
}

TEST_F(Welcome, PicturesComeByThemselvesAndDifferFromOneAnother) {
  QTest::keyClicks(focus(), "zone");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !page_.busy(); }, 20'000));
  std::set<QByteArray> seen;
  int cards = 0;
  for (int i = 0; i < page_.scenarios().count(); ++i) {
    if (page_.scenarios().item(i)->isHidden()) continue;
    const QRect card = page_.scenarios().visualItemRect(page_.scenarios().item(i));
    const QRect picture = card.adjusted(16, 16, -16, -70);
    if (!page_.scenarios().viewport()->rect().contains(card)) continue;
    const QImage image = page_.scenarios().viewport()->grab(picture).toImage();
    seen.insert(QByteArray(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes()));
    ++cards;
  }
  EXPECT_GT(cards, 1);
  EXPECT_EQ(static_cast<int>(seen.size()), cards);
}

TEST_F(Welcome, EveryControlHasAName) { EXPECT_THAT(unnamedIn(page_), testing::IsEmpty()); }

}  // namespace
}  // namespace headroom::gui
