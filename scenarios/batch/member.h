/// One run of a sweep after the other, in a worker process.
#pragma once

#include "models/blueprint.h"
#include "scenarios/batch/crew.h"
#include "scenarios/batch/run_record.h"
#include "scenarios/sweep/plan.h"

#include <memory>
#include <optional>
#include <string>

namespace headroom::batch {

/// What a worker says of an order.
struct MemberAnswer {
  std::string trouble;  // not empty: the sweep cannot go on (its disk is full)
  RunRecord record;
};

std::string orderOf(RunId);
MemberAnswer answerOf(const std::string& text);

class Member {
 public:
  /// `traces`: the directory for members' traces; empty: none are kept. The plan must live as long.
  Member(const sweep::Plan& plan, std::string traces) : plan_(plan), traces_(std::move(traces)) {}

  /// The answer to an order. A cell's scenario is compiled with its first run here.
  std::string run(const std::string& order, const Report&);

 private:
  RunRecord recordOf(RunId, const Report&);
  void prepare(std::uint32_t cell);

  const sweep::Plan& plan_;
  std::string traces_;
  std::optional<std::uint32_t> cell_;
  Loaded loaded_;
  std::shared_ptr<const Blueprint> blueprint_;
};

/// "traces/0012-003.h5": of cell 12, replica 3.
std::string traceName(RunId);

}  // namespace headroom::batch
