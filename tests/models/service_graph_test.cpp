/// The service graph: the called before their callers, and circles found.
#include "models/region/service_graph.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace headroom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ServiceSpec service(const std::string& name, const std::vector<std::string>& calls) {
  ServiceSpec s;
  s.name = name;
  for (const std::string& to : calls) {
    CallSpec call;
    call.name = call.to = to;
    s.calls.push_back(call);
  }
  return s;
}

/// web calls orders and users, both call the database: however they are listed, it comes first and web last.
TEST(ServiceGraph, PutsTheCalledBeforeTheirCallers) {
  std::vector<ServiceSpec> all{service("web", {"orders", "users"}), service("database", {}),
                               service("orders", {"database"}), service("users", {"database"})};
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  do {
    const ServiceOrder order = orderOf(all);
    ASSERT_EQ(order.calledFirst.size(), 4u);
    EXPECT_EQ(all[order.calledFirst.front()].name, "database");
    EXPECT_EQ(all[order.calledFirst.back()].name, "web");
    EXPECT_THAT(order.circles, IsEmpty());
  } while (std::next_permutation(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
}

/// a → b → c → b: one circle, of b and c; a only leads there.
TEST(ServiceGraph, TellsACircleAlongItsCalls) {
  const ServiceOrder order = orderOf({service("a", {"b"}), service("b", {"c"}), service("c", {"b"})});
  EXPECT_THAT(order.circles, ElementsAre(ElementsAre(1u, 2u, 1u)));
  EXPECT_THAT(order.calledFirst, ElementsAre(2u, 1u, 0u));
}

/// A call to nobody is a mistake of its own, which `check` refuses with its place.
TEST(ServiceGraph, TakesACallToOneselfForACircleAndLeavesOutCallsToNobody) {
  const ServiceOrder order = orderOf({service("a", {"a", "nobody"})});
  EXPECT_THAT(order.circles, ElementsAre(ElementsAre(0u, 0u)));
  EXPECT_THAT(order.calledFirst, ElementsAre(0u));
}

}  // namespace
}  // namespace headroom
