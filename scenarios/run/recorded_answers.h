/// The answers that programs gave when a run was recorded, to repeat it without them.
#pragma once

#include "analysis/trace/control_rows.h"
#include "models/scaling/outside.h"

#include <map>
#include <utility>
#include <vector>

namespace headroom {

class RecordedAnswers : public Outside {
 public:
  explicit RecordedAnswers(const std::vector<AnswerRow>&);
  /// A Failure where the trace holds no answer to this question: another run is going on than the recorded one.
  std::int64_t wanted(std::uint32_t service, const Question&) override;

 private:
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<AnswerRow>> rows_;  // by service and policy
};

}  // namespace headroom
