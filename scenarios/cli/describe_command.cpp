#include "scenarios/cli/commands.h"
#include "scenarios/describe.h"

#include <fmt/format.h>

namespace headroom::cli {
namespace {

int describeKind(const std::string& name, DescribeAs form) {
  if (const auto text = describe(name, form)) {
    fmt::print("{}", *text);
    return 0;
  }
  const std::string hint = describeHint(name);
  fmt::print(stderr, "headroom: error: a scenario has nothing called `{}`\n  {}\n", name,
             hint.empty() ? "try `headroom describe`, which lists what it has" : hint);
  return 2;
}

int printSchema() {
  fmt::print("{}", jsonSchema());
  return 0;
}

}  // namespace

void addDescribe(CLI::App& app, Action& chosen) {
  auto* describing = app.add_subcommand("describe", "What a scenario may say: sections, kinds, keys");
  auto name = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false), markdown = std::make_shared<bool>(false);
  describing->add_option("kind", *name,
                         "A section, kind, key or path, as `fleet`, `zone_outage`, `services.web.fleet.min`");
  auto* asJson = describing->add_flag("--json", *json, "One JSON document on stdout");
  describing->add_flag("--markdown", *markdown, "As a page of a manual")->excludes(asJson);
  describing->callback([=, &chosen] {
    const DescribeAs form = *json ? DescribeAs::json : *markdown ? DescribeAs::markdown : DescribeAs::text;
    chosen = [=] { return describeKind(*name, form); };
  });
  app.add_subcommand("schema", "The JSON Schema of scenario files, for editors")->callback([&chosen] {
    chosen = printSchema;
  });
}

}  // namespace headroom::cli
