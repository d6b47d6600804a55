#include "analysis/measures/catalogue.h"

#include "tests/text_of_file.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom::measures {
namespace {

TEST(Catalogue, IsTheTableOfThePage) {
  EXPECT_THAT(textOfFile("docs/measures.md"), testing::HasSubstr(catalogueTable()));
}

TEST(Catalogue, NamesFilesThatAreThere) {
  for (const Measure& m : catalogue())
    EXPECT_TRUE(std::filesystem::exists(std::string("analysis/") + m.file)) << m.file;
}

}  // namespace
}  // namespace headroom::measures
