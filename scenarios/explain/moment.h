/// One instant of a run: which decision was in force, what was being refused, what kept each policy from acting.
#pragma once

#include "scenarios/explain/history.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::why {

/// An instant as scenarios write it → seconds since the start of the run; else an error to show, with a hint.
struct At {
  double seconds = 0;
  std::string error;  // empty: fine
};
At instantOf(const std::string& text, const History&, const std::string& option = "--at");

/// A policy and what kept it from acting.
struct Reason {
  std::string policy, sentence;
};

struct Moment {
  const DecisionRow* change = nullptr;         // the last one up to then
  const DecisionRow* next = nullptr;           // the first one after it
  std::vector<const DecisionRow*> suppressed;  // wishes that were being refused then
  std::vector<std::string> faults;             // sentences: those that were on
  std::int64_t launchedBesides = 0;            // workers ordered since the change by no decision
  std::optional<std::int64_t> desired;         // workers wanted then; nothing: the trace does not say
};

/// `service`: its index. Pointers are into the history.
Moment momentOf(const History&, std::size_t service, double at);

/// What kept each policy of the service from acting, or that it acted.
std::vector<Reason> whyNot(const History&, std::size_t service, double at);

}  // namespace headroom::why
