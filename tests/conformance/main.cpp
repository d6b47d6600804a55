/// conformance_tests [GoogleTest's options]      every case is a test
/// conformance_tests --page FILE                 writes the page instead
#include "tests/conformance/cases.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

namespace headroom::conformance {
namespace {

class OfCase : public testing::Test {
 public:
  OfCase(const Section& s, const Case& c) : section_(s), case_(c) {}
  void TestBody() override {
    const std::string wrong = outcomeOf(section_, case_);
    EXPECT_TRUE(wrong.empty()) << case_.rule << "\n"
                               << section_.file << ".yaml:" << case_.given.Mark().line + 1 << "\n"
                               << wrong;
  }

 private:
  const Section& section_;
  const Case& case_;
};

class OfPage : public testing::Test {
 public:
  explicit OfPage(std::string page) : page_(std::move(page)) {}
  void TestBody() override {
    std::ifstream file("docs/conformance.md");
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_TRUE(text.str() == page_)
        << "docs/conformance.md is not what ran: conformance_tests --page docs/conformance.md";
  }

 private:
  std::string page_;
};

int run(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const std::vector<Section> sections = readSections("tests/conformance");
  if (argc == 3 && std::string(argv[1]) == "--page") {
    std::ofstream(argv[2]) << pageOf(sections);
    return 0;
  }
  for (const Section& s : sections)
    for (std::size_t i = 0; i < s.cases.size(); ++i) {
      const Case& c = s.cases[i];
      testing::RegisterTest(s.file.c_str(), ("case_" + std::to_string(i + 1)).c_str(), nullptr, nullptr, __FILE__,
                            __LINE__, [&s, &c] { return new OfCase(s, c); });
    }
  testing::RegisterTest("page", "IsWhatRan", nullptr, nullptr, __FILE__, __LINE__,
                        [page = pageOf(sections)] { return new OfPage(page); });
  return RUN_ALL_TESTS();
}

}  // namespace
}  // namespace headroom::conformance

int main(int argc, char** argv) {
  try {
    return headroom::conformance::run(argc, argv);
  } catch (const std::exception& e) {
    std::cerr << "conformance_tests: " << e.what() << "\n";
    return 2;
  }
}
