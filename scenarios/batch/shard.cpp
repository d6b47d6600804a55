#include "scenarios/batch/shard.h"

#include "scenarios/units.h"
#include "sim/issue.h"

namespace headroom::batch {
namespace {

constexpr std::int64_t mostShards = 100'000, mostTasks = 1'000'000'000'000;

struct BatchSystem {
  const char *index, *least, *count;  // `least`: the number of the first; without it 0
};
constexpr BatchSystem systems[] = {{"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"},
                                   {"AWS_BATCH_JOB_ARRAY_INDEX", nullptr, "AWS_BATCH_JOB_ARRAY_SIZE"},
                                   {"JOB_COMPLETION_INDEX", nullptr, nullptr}};

std::optional<std::int64_t> whole(const std::optional<std::string>& text) {
  Refusal ignored;
  const auto x = text ? readInteger(*text, ignored) : std::nullopt;
  return x && *x >= -mostTasks && *x <= mostTasks ? x : std::nullopt;
}

Shard checked(std::optional<std::int64_t> index, std::optional<std::int64_t> of, const std::string& text) {
  if (!index || !of || *index < 1 || *of < 1 || *index > *of || *of > mostShards)
    throw Failure("--shard: `" + text + "` is no shard\n  as `1/8` to `8/8`, or `auto`, or `auto/8`");
  return {static_cast<std::uint32_t>(*index), static_cast<std::uint32_t>(*of)};
}

}  // namespace

Shard shardOf(const std::string& text, const std::function<std::optional<std::string>(const std::string&)>& variable) {
  const auto slash = text.find('/');
  const std::string index = text.substr(0, slash);
  const auto of = slash == std::string::npos ? std::nullopt : whole(text.substr(slash + 1));
  if (index != "auto") return checked(whole(index), of, text);
  for (const BatchSystem& s : systems) {
    const auto value = [&](const char* name) { return name ? whole(variable(name)) : std::nullopt; };
    const auto number = value(s.index);
    if (!number) continue;
    const auto count = slash == std::string::npos ? value(s.count) : of;
    if (!count)
      throw Failure(std::string("--shard: ") + s.index +
                    " says which shard this is, and nothing says of how many\n  try `--shard auto/8`");
    return checked(*number - value(s.least).value_or(0) + 1, count,
                   text + "` with " + s.index + " `" + std::to_string(*number));
  }
  throw Failure("--shard auto: no batch system says which shard this is\n  try `--shard 1/8`");
}

}  // namespace headroom::batch
