#include "scenarios/cli/commands.h"
#include "scenarios/describe.h"

#include <fmt/format.h>

namespace headroom::cli {

int describeKind(const DescribeOptions& o) {
  const DescribeAs form = o.json ? DescribeAs::json : o.markdown ? DescribeAs::markdown : DescribeAs::text;
  if (const auto text = describe(o.name, form)) {
    fmt::print("{}", *text);
    return 0;
  }
  const std::string hint = describeHint(o.name);
  fmt::print(stderr, "headroom: error: a scenario has nothing called `{}`\n  {}\n", o.name,
             hint.empty() ? "try `headroom describe`, which lists what it has" : hint);
  return 2;
}

int printSchema() {
  fmt::print("{}", jsonSchema());
  return 0;
}

}  // namespace headroom::cli
