#include "scenarios/explain/output.h"

#include "scenarios/explain/sentences.h"
#include "scenarios/json_text.h"
#include "scenarios/run/result_json.h"
#include "scenarios/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include <fmt/format.h>

namespace headroom::why {
namespace {

using Json = nlohmann::ordered_json;

bool asked(const Question& q, std::int64_t service) {
  return !q.service || static_cast<std::int64_t>(*q.service) == service;
}

// ---- all decisions, for people -------------------------------------------------------------------------------------

std::string spanText(const DecisionRow& d, const History& h) {
  if (d.count == 1) return h.clock(d.first);
  return fmt::format("{} to {}", h.clock(d.first), h.clock(d.last));
}

std::string reasonText(const DecisionRow& d, const ServiceFacts& s) {
  const std::string held = hindrance(d), why = cause(d, s);
  std::string text = fmt::format("{}: {}", s.policyName(d.policy), why);
  if (why.empty()) text = s.policyName(d.policy);
  if (!held.empty()) text += (why.empty() ? ": " : "; ") + held;
  if (d.count > 1) text += fmt::format(", {} times", d.count);
  return text;
}

/// Bytes of "→" count as one character.
void pad(std::string& line, const std::string& text, std::size_t width) {
  const auto shown = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  line += text + std::string(width > shown ? width - shown : 0, ' ') + "  ";
}

std::string nothingText(const History& h, const Question& q) {
  std::string text;
  for (std::size_t s = 0; s < h.services.size(); ++s) {
    if (!asked(q, static_cast<std::int64_t>(s))) continue;
    const ServiceFacts& facts = h.services[s];
    const bool none = facts.known && facts.policies.empty();
    text += fmt::format("{}: {}\n", facts.name,
                        none ? "it has no policy; nothing was decided" : "nothing was changed, and nothing refused");
  }
  return text;
}

std::string listText(const History& h, const Question& q) {
  struct Line {
    std::string span, service, size, reason;
  };
  std::vector<Line> lines;
  std::array<std::size_t, 2> widths{};
  auto change = h.changes.begin();
  const auto addChanges = [&](double until) {
    for (; change != h.changes.end() && change->time <= until; ++change)
      lines.push_back({h.clock(change->time), "", "settings", change->what});
  };
  for (const DecisionRow& d : h.decisions) {
    if (!asked(q, d.service) || d.service < 0) continue;
    addChanges(d.first);
    const ServiceFacts& s = h.service(static_cast<std::size_t>(d.service), d.first);
    lines.push_back({spanText(d, h), s.name, fmt::format("{} → {}", d.before, d.after), reasonText(d, s)});
    widths = {std::max(widths[0], lines.back().span.size()), std::max(widths[1], s.name.size())};
  }
  std::string text = lines.empty() ? nothingText(h, q) : "";
  addChanges(h.end);
  for (const Line& l : lines) {
    std::string line = "  ";
    pad(line, l.span, widths[0]);
    pad(line, l.service, widths[1]);
    pad(line, l.size, 9);
    text += line + l.reason + "\n";
  }
  return text;
}

// ---- one instant, for people ---------------------------------------------------------------------------------------

/// Lines of at most a hundred characters, where words allow it.
std::string wrapped(const std::string& text, std::size_t indent) {
  constexpr std::size_t most = 100;
  std::istringstream words(text);
  const std::string begin(indent, ' ');
  std::string out, line = begin;
  for (std::string word; words >> word;) {
    if (line.size() > indent && line.size() + 1 + word.size() > most) {
      out += line + "\n";
      line = begin;
    }
    line += (line.size() > indent ? " " : "") + word;
  }
  return out + line + "\n";
}

std::string headText(const ServiceFacts& s, const Moment& m, const History& h) {
  if (!m.desired) return fmt::format("{}: the trace does not say how many workers were wanted\n", s.name);
  const std::string since = m.change ? "since " + h.clock(m.change->time) : "since the start";
  const std::string until = m.next ? "until " + h.clock(m.next->time) : "to the end";
  return fmt::format("{}: {} {} were wanted, {} and {}\n", s.name, *m.desired, s.inUnits ? "units" : "workers", since,
                     until);
}

/// What kept policies from acting says the refusals too.
std::string momentText(const History& h, std::size_t service, double at, bool refusals) {
  const ServiceFacts& s = h.service(service, at);
  const auto storyOf = [&](const DecisionRow& d) { return story(d, h.service(service, d.first), h); };
  const Moment m = momentOf(h, service, at);
  std::string text = headText(s, m, h);
  text += wrapped(m.change ? storyOf(*m.change) : "Nothing had been changed yet.", 2);
  for (const DecisionRow* d : refusals ? m.suppressed : std::vector<const DecisionRow*>())
    text += "  Refused at that time:\n" + wrapped(storyOf(*d), 4);
  if (m.launchedBesides > 0)
    text += wrapped(
        fmt::format("Since {} {} launched by no decision: repair, another try, or balance of zones.",
                    m.change ? "then" : "the start",
                    m.launchedBesides == 1 ? "1 worker was" : fmt::format("{} workers were", m.launchedBesides)),
        2);
  for (const ChangeFacts& c : h.changes)
    if (c.time <= at) text += wrapped(fmt::format("Settings were changed at {}: {}.", h.clock(c.time), c.what), 2);
  for (const std::string& fault : m.faults) text += wrapped(fault, 2);
  return text;
}

std::string whyNotText(const History& h, std::size_t service, double at) {
  std::string text = "  What kept it from acting:\n";
  for (const Reason& r : whyNot(h, service, at))
    text += wrapped((r.policy.empty() ? "" : r.policy + ": ") + r.sentence, 4);
  return text;
}

// ---- for programs --------------------------------------------------------------------------------------------------

Json word(const std::string& w) { return w.empty() ? Json(nullptr) : Json(w); }

Json changesJson(const History& h, double until) {
  Json all = Json::array();
  for (const ChangeFacts& c : h.changes)
    if (c.time <= until) all.push_back({{"time_s", c.time}, {"set", c.what}});
  return all;
}

Json launchesJson(const Launches& l) {
  return {{"ordered", l.ordered},
          {"failed", l.failed},
          {"in_service", l.entered},
          {"first_in_service_s", l.entered ? Json(l.firstIn) : Json(nullptr)},
          {"last_in_service_s", l.entered ? Json(l.lastIn) : Json(nullptr)}};
}

Json jsonOf(const DecisionRow& d, const History& h) {
  const ServiceFacts& s = h.service(static_cast<std::size_t>(d.service), d.first);
  return {{"id", d.id},
          {"service", s.name},
          {"policy", d.policy < 0 ? Json(nullptr) : Json(s.policyName(d.policy))},
          {"changed", d.changed()},
          {"time_s", d.time},
          {"first_s", d.first},
          {"last_s", d.last},
          {"count", d.count},
          {"trigger", word(d.trigger)},
          {"metric", word(d.metric)},
          {"seen", jsonNumber(d.seen)},
          {"period_end_s", jsonNumber(d.periodEnd)},
          {"threshold", jsonNumber(d.threshold)},
          {"alarm", word(d.alarm)},
          {"counted", d.counted},
          {"in_service", d.inService},
          {"pending", d.pending},
          {"before", d.before},
          {"wanted", d.wanted},
          {"after", d.after},
          {"limit", word(d.limit)},
          {"launches", launchesJson(launchesOf(h, d))},
          {"text", story(d, s, h)}};
}

Json momentJson(const History& h, std::size_t service, const Question& q) {
  const Moment m = momentOf(h, service, *q.at);
  Json json{{"service", h.services[service].name},
            {"desired", m.desired ? Json(*m.desired) : Json(nullptr)},
            {"change", m.change ? jsonOf(*m.change, h) : Json(nullptr)},
            {"next_change_s", m.next ? Json(m.next->time) : Json(nullptr)},
            {"suppressed", Json::array()},
            {"launched_besides", m.launchedBesides},
            {"faults", m.faults}};
  for (const DecisionRow* d : m.suppressed) json["suppressed"].push_back(jsonOf(*d, h));
  if (!q.whyNot) return json;
  json["why_not"] = Json::array();
  for (const Reason& r : whyNot(h, service, *q.at))
    json["why_not"].push_back({{"policy", word(r.policy)}, {"text", r.sentence}});
  return json;
}

}  // namespace

std::string textOf(const History& h, const Question& q) {
  std::string text;
  if (!h.finished)
    text += fmt::format(
        "The run was not finished when this was written: it ends at {}, and wishes that were still being "
        "refused may not be in it.\n\n",
        h.clock(h.end));
  if (!q.at) return text + listText(h, q);
  text += fmt::format("At {}, {} s after the start\n\n", h.clock(*q.at), writeNumber(*q.at));
  for (std::size_t s = 0; s < h.services.size(); ++s)
    if (asked(q, static_cast<std::int64_t>(s)))
      text += momentText(h, s, *q.at, !q.whyNot) + (q.whyNot ? whyNotText(h, s, *q.at) : "");
  return text;
}

std::string jsonOf(const History& h, const Question& q) {
  Json json{{"schema", 1}, {"version", programVersion()}, {"finished", h.finished}, {"end_s", h.end}};
  if (!q.at) {
    json["decisions"] = Json::array();
    for (const DecisionRow& d : h.decisions)
      if (d.service >= 0 && asked(q, d.service)) json["decisions"].push_back(jsonOf(d, h));
    json["changes"] = changesJson(h, h.end);
    return jsonText(json);
  }
  json["at_s"] = *q.at;
  json["changes"] = changesJson(h, *q.at);
  json["services"] = Json::array();
  for (std::size_t s = 0; s < h.services.size(); ++s)
    if (asked(q, static_cast<std::int64_t>(s))) json["services"].push_back(momentJson(h, s, q));
  return jsonText(json);
}

}  // namespace headroom::why
