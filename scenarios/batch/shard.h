/// Which part of a sweep is this machine's: as it was said, or as a batch system says it.
#pragma once

#include "scenarios/batch/journal.h"

#include <functional>
#include <optional>
#include <string>

namespace headroom::batch {

/// `2/8` counts from 1. `auto` and `auto/8` ask the environment: SLURM_ARRAY_TASK_ID with _MIN and _COUNT,
/// AWS_BATCH_JOB_ARRAY_INDEX with _SIZE, JOB_COMPLETION_INDEX of Kubernetes, which says no count. Failure with a
/// sentence for the user.
Shard shardOf(const std::string& text, const std::function<std::optional<std::string>(const std::string&)>& variable);

}  // namespace headroom::batch
