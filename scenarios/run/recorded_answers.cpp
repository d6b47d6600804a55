#include "scenarios/run/recorded_answers.h"

#include "sim/issue.h"

#include <string>

namespace headroom {

RecordedAnswers::RecordedAnswers(const std::vector<AnswerRow>& rows) {
  for (const AnswerRow& r : rows) rows_[{r.service, r.policy}].push_back(r);
}

std::int64_t RecordedAnswers::wanted(std::uint32_t service, const Question& q) {
  const auto& rows = rows_[{service, static_cast<std::int64_t>(q.policy)}];
  const std::string question = "question " + std::to_string(q.number) + " to an external policy";
  if (q.number > rows.size())
    throw Failure("the trace holds no answer to " + question + "; it holds " + std::to_string(rows.size()));
  const AnswerRow& row = rows[q.number - 1];
  if (row.time != q.seen.now.inSeconds() || row.number != static_cast<std::int64_t>(q.number))
    throw Failure(question + " was asked at another time when the trace was written: this is another run");
  return row.wanted;
}

}  // namespace headroom
