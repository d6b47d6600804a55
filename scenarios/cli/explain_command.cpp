#include "scenarios/cli/commands.h"
#include "scenarios/cli/input.h"
#include "scenarios/explain/output.h"
#include "scenarios/suggest.h"

#include <algorithm>

#include <fmt/format.h>

namespace headroom::cli {
namespace {

/// Why there is no such service; empty: it was found, or none was asked for.
std::string findService(const why::History& h, const std::string& name, why::Question& q) {
  if (name.empty()) return {};
  std::vector<std::string> names;
  for (const auto& s : h.services) names.push_back(s.name);
  const auto at = std::find(names.begin(), names.end(), name);
  if (at == names.end()) {
    const std::string hint = didYouMean(name, names);
    return fmt::format("the trace has no service `{}`\n  {}", name, hint.empty() ? "it has " + listed(names) : hint);
  }
  q.service = static_cast<std::size_t>(at - names.begin());
  return {};
}

/// The file's name stands before what is wrong with its tables.
std::optional<why::History> historyOrExplain(const Trace& trace, const std::string& file) {
  try {
    return why::historyOf(trace);
  } catch (const Failure& e) {
    refuse(fmt::format("{} cannot be explained: {}", file, e.what()));
    return std::nullopt;
  }
}

}  // namespace

int explainTrace(const ExplainOptions& o) {
  if (o.whyNot && o.at.empty()) return refuse("--why-not wants an instant\n  add --at, as `--at 20:13`");
  const auto trace = openOrExplain(o.file);
  if (!trace) return 2;
  const auto history = historyOrExplain(*trace, o.file);
  if (!history) return 2;
  why::Question question;
  question.whyNot = o.whyNot;
  if (const std::string wrong = findService(*history, o.service, question); !wrong.empty()) return refuse(wrong);
  if (!o.at.empty()) {
    const why::At at = why::instantOf(o.at, *history);
    if (!at.error.empty()) return refuse(at.error);
    question.at = at.seconds;
  }
  fmt::print("{}", o.json ? why::jsonOf(*history, question) : why::textOf(*history, question));
  return 0;
}

}  // namespace headroom::cli
