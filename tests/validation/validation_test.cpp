/// The engine against queueing theory, through the public model API: every case of `allGroups()` is a test, and the
/// scores of all of them together are one more. statistics.h says what a bound means.
#include "models/simulation.h"
#include "scenarios/check.h"
#include "scenarios/load.h"
#include "scenarios/write_yaml.h"
#include "tests/validation/suite.h"
#include "tests/validation/systems.h"

#include <cctype>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace headroom::validation {

Mode& suiteMode() {
  static Mode mode;
  return mode;
}

namespace {

const std::vector<Group>& groups() {
  static const std::vector<Group> all = allGroups();
  return all;
}

std::vector<const Case*> casesWhere(const std::function<bool(const Case&)>& wanted) {
  std::vector<const Case*> found;
  for (const Group& g : groups())
    for (const Case& c : g.cases)
      if (wanted(c)) found.push_back(&c);
  return found;
}

const Case& caseNamed(const std::string& title) {
  for (const Group& g : groups())
    for (const Case& c : g.cases)
      if (c.title() == title) return c;
  throw std::out_of_range(title);
}

std::string said(const Checked& c) {
  return fmt::format("{}: expected {:.8g}, measured {:.8g} ± {:.3g} (z {:+.2f}); the half-width may be {:.3g}", c.name,
                     c.expected, c.estimate.value, c.estimate.halfWidth(), c.z, c.allowed);
}

std::string replay(const Case& c, const Measured& m) {
  return fmt::format(
      "seed {}; again: validation_tests --scenario '{}'{} > case.yaml; headroom run case.yaml --seed {} "
      "--replicas {}",
      m.seed, c.title(), suiteMode().nightly ? " --nightly --date " + suiteMode().date : "", m.seed, m.replications);
}

/// The scores of this process, judged together when it ends.
class Scores : public testing::Environment {
 public:
  static std::vector<double>& all() {
    static std::vector<double> scores;
    return scores;
  }
  void TearDown() override {
    if (all().size() < 10) return;
    const Aggregate a = aggregateOf(all());
    EXPECT_LE(std::abs(a.mean), a.meanBound) << "a small bias common to " << a.n << " cases";
    EXPECT_GE(a.squares, a.squaresLeast) << "intervals are wider than they should be";
    EXPECT_LE(a.squares, a.squaresMost) << "intervals are narrower than they should be";
  }
};
[[maybe_unused]] const auto* const registered = testing::AddGlobalTestEnvironment(new Scores);

// ---- every case ----------------------------------------------------------------------------------------------------

class Theory : public testing::TestWithParam<const Case*> {};

/// Of the night only: one more run, four times as long and with other chance, tells a bug from bad luck.
bool onceMore(const Case& c, const Measured& first) {
  if (!suiteMode().nightly) return false;
  const Measured again = measure(c, suiteMode(), first.seed + 1, 4);
  for (const Checked& f : again.figures)
    if (!f.passes()) fmt::print("again, four times as long: {}\n", said(f));
  return again.passes();
}

TEST_P(Theory, IsWhatARunShows) {
  const Case& c = *GetParam();
  if (c.nightlyOnly && !suiteMode().nightly) GTEST_SKIP() << "remembers too long for a commit: of the nightly suite";
  const Measured m = measure(c, suiteMode(), seedOf(c, suiteMode()));
  collectScore(m, Scores::all());
  if (m.passes()) return;
  for (const Checked& f : m.figures)
    if (!f.passes()) fmt::print("{}\n", said(f));
  fmt::print("{}\n", replay(c, m));
  if (onceMore(c, m)) return;
  for (const Checked& f : m.figures) {
    EXPECT_TRUE(f.agrees) << said(f);
    EXPECT_TRUE(f.sharp) << "too wide to say anything. " << said(f);
  }
}

std::string testName(const testing::TestParamInfo<const Case*>& info) {
  std::string name;
  for (const char ch : info.param->title())
    if (std::isalnum(static_cast<unsigned char>(ch)))
      name += ch;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rows, Theory, testing::ValuesIn(casesWhere([](const Case&) { return true; })), testName);

// ---- the suite itself ----------------------------------------------------------------------------------------------

/// What is checked here is what a file could say: each case survives being written as a scenario file, without an
/// error, and then runs event by event as before.
TEST(Suite, EveryCaseIsAScenarioThatAFileCanHold) {
  for (const Case* c : casesWhere([](const Case&) { return true; })) {
    const ScenarioSpec spec = scenarioOf(*c, {});
    const Loaded loaded =
        loadText(writeYaml(typeOf(static_cast<const ScenarioSpec*>(nullptr)), &spec, "."), "case.yaml");
    ASSERT_TRUE(loaded.ok()) << c->title() << ": " << (loaded.issues.empty() ? "" : loaded.issues[0].what);
    World direct(compile(spec), 1), read(compile(*loaded.spec), 1);
    direct.run({}, 500);
    read.run({}, 500);
    EXPECT_EQ(direct.fingerprint(), read.fingerprint()) << c->title();
  }
}

/// A test that cannot fail proves nothing: work that takes 2 % longer than theory is told must be seen, whatever the
/// discipline; so must one server more.
TEST(Suite, WorkThatIsTwoPercentSlowerIsSeen) {
  for (const char* title :
       {"MM1-3", "MMC-2, one worker", "MG1-4, Erlang-2", "MDC-4", "GIM1-3, Erlang-2 gaps", "PS-2, exponential work",
        "ERLA-3", "MMCK-8, lognormal work, scv 4", "CLOSED-3", "LB-5, round robin", "TANDEM-3", "BRK-5"}) {
    Case wrong = caseNamed(title);
    ServiceSpec& s = wrong.spec.services.back();  // of a chain: its last node
    const auto slower = [](Duration& d) { d = Duration::nanoseconds(d.ns() + d.ns() / 50); };
    if (auto* law = std::get_if<Exponential>(&s.worker.serviceTime)) slower(law->mean);
    if (auto* law = std::get_if<Lognormal>(&s.worker.serviceTime)) slower(law->mean);
    if (auto* law = std::get_if<Erlang>(&s.worker.serviceTime)) slower(law->mean);
    if (auto* law = std::get_if<Deterministic>(&s.worker.serviceTime)) slower(law->value);
    EXPECT_FALSE(measure(wrong, {}, seedOf(wrong, {})).passes()) << title;
  }
}

TEST(Suite, OneServerMoreOrLessIsSeen) {
  for (const char* title : {"MMC-3, one worker", "MMCK-5", "ERLA-4", "MMC-8, one worker"})
    for (const int more : {-1, 1}) {
      Case wrong = caseNamed(title);
      web(wrong.spec).worker.slots.value += more;
      EXPECT_FALSE(measure(wrong, {}, seedOf(wrong, {})).passes()) << title << ", " << more;
    }
}

/// Kinds of mistakes that leave the mean alone: arrivals that are too regular, and a curve that comes late.
TEST(Suite, ArrivalsThatAreTooRegularOrLateAreSeen) {
  Case regular = caseNamed("NHPP-6");
  users(regular.spec).arrivals.kind = ArrivalsSpec::Kind::deterministic;
  EXPECT_FALSE(measure(regular, {}, seedOf(regular, {})).passes());
  Case late = caseNamed("NHPP-3");
  auto& wave = std::get<DiurnalCurve>(users(late.spec).rate[0].curve);
  wave.peakAt = offset(6.2);
  EXPECT_FALSE(measure(late, {}, seedOf(late, {})).passes());
}

/// An interval that is too wide fails even if theory lies inside.
TEST(Suite, ARunTooShortToSayAnythingFails) {
  Case brief = caseNamed("MM1-4");
  brief.length.window /= 1000;
  const Measured m = measure(brief, {}, seedOf(brief, {}));
  EXPECT_FALSE(m.passes());
  EXPECT_FALSE(m.figures[0].sharp) << said(m.figures[0]);
}

/// Multipliers for a false alarm of 5.73e-7, from tables of Student's law.
TEST(Suite, MultipliersAreStudents) {
  const std::pair<std::size_t, double> known[] = {{10, 12.4220}, {20, 7.3526},  {30, 6.3744},
                                                  {50, 5.7468},  {100, 5.3479}, {1000, 5.0327}};
  for (const auto& [n, multiplier] : known) EXPECT_NEAR(multiplierFor(n), multiplier, 1e-4 * multiplier) << n;
}

/// Who knows more of the queues waits less: central queue < least outstanding ≤ power of two < round robin < random.
TEST(Suite, BalancersComeInTheOrderOfWhatTheyKnow) {
  if (suiteMode().nightly) GTEST_SKIP() << "of the commit's suite";
  double before = 0;
  for (const char* policy : {"central queue", "least outstanding", "power of two choices", "round robin", "random"}) {
    const Case& c = caseNamed(std::string("LB-5, ") + policy);
    const double w = measure(c, {}, 1).figures[0].estimate.value;  // the same requests for all of them
    EXPECT_GT(w, before) << policy;
    before = w;
  }
}

}  // namespace
}  // namespace headroom::validation
