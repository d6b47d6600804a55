/// Why, in plain English: rows of a trace in, sentences out. Pure; they say nothing that is not in a row or in the
/// scenario's rules, and say so where these do not tell.
#pragma once

#include "scenarios/explain/history.h"

#include <string>

namespace headroom::why {

/// What became of the workers that a decision ordered. Of those that it sent away the trace does not say whose they
/// are.
struct Launches {
  std::int64_t ordered = 0, failed = 0, entered = 0;
  double firstIn = 0, lastIn = 0;  // when the first and the last entered service [s]
};

Launches launchesOf(const History&, const DecisionRow&);

/// "78.65 %", "1468.2"; "nothing" for a missing value.
std::string valueText(double value, bool share);

/// In a few words, for a list: "cpu 78.65 % above 75 %".
std::string cause(const DecisionRow&, const ServiceFacts&);
/// "wanted 2, held by min"; empty: it went as wished.
std::string hindrance(const DecisionRow&);

/// "At 19:34:00 policy target_tracking took web from 7 to 10 workers."
std::string whatWasDone(const DecisionRow&, const ServiceFacts&, const History&);
/// What called for it, and what was read.
std::string whatWasSeen(const DecisionRow&, const ServiceFacts&, const History&);
/// Why it did not become what the policy wanted; empty: it did.
std::string whatBound(const DecisionRow&, const ServiceFacts&);
/// Workers that were ordered for it; empty: none.
std::string whatFollowed(const DecisionRow&, const Launches&, const History&);

/// All of these.
std::string story(const DecisionRow&, const ServiceFacts&, const History&);

}  // namespace headroom::why
