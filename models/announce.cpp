/// What can be seen of a run: the series and tables of docs/definitions.md 10 and 11.
#include "models/observe.h"
#include "models/scaling/control.h"

namespace headroom {
namespace {

enum : std::uint16_t { zoneAxis, serviceAxis, demandAxis, quantileAxis, objectiveAxis };

std::vector<Series> allSeries() {
  std::vector<Series> all;
  const auto add = [&](const char* name, const char* unit, const char* sentence, std::vector<std::uint16_t> axes,
                       Cell cell = Cell::mean, std::vector<std::string> flags = {}) {
    all.push_back({name, unit, sentence, std::move(axes), cell, std::move(flags)});
  };
  const std::vector<std::uint16_t> perService{serviceAxis}, perPlace{serviceAxis, zoneAxis};
  add("rate", "s-1", "Expected rate of requests.", {demandAxis});
  add("requests_offered", "1", "Requests whose wish came in the bucket.", {}, Cell::sum);
  add("requests_served", "1", "Requests answered in the bucket.", {}, Cell::sum);
  add("requests_failed", "1", "Requests that ended with an error.", {}, Cell::sum);
  add("requests_rejected", "1", "Requests that ended refused.", {}, Cell::sum);
  add("requests_timed_out", "1", "Requests that ended because the caller gave up.", {}, Cell::sum);
  add("retries", "1", "Attempts after the first.", {}, Cell::sum);
  add("requests_in_flight", "1", "Requests that have not ended, waiting for their next attempt included.", {});
  add("request_latency", "s", "From the wish to the response, of requests served in the bucket.", {quantileAxis},
      Cell::point);
  add("calls_offered", "1", "Calls that arrived at the balancer.", perService, Cell::sum);
  add("calls_served", "1", "Calls whose response reached a caller that still waited.", perService, Cell::sum);
  add("calls_failed", "1", "Calls lost, or answered with an error.", perService, Cell::sum);
  add("calls_rejected", "1", "Calls refused before any work.", perService, Cell::sum);
  add("calls_timed_out", "1", "Calls whose caller's time-out passed first.", perService, Cell::sum);
  add("calls_late", "1", "Calls finished after the caller had gone.", perService, Cell::sum);
  add("wasted_work", "s", "Slot-time given to calls that did not end served.", perService, Cell::sum);
  add("latency", "s", "From arrival at the balancer to the response, of calls served in the bucket.",
      {serviceAxis, quantileAxis}, Cell::point);
  add("workers_warm", "1", "Workers of the warm pool that wait for a scale-out.", perPlace);
  add("workers_launching", "1", "Workers ordered whose machine is not there yet.", perPlace);
  add("workers_booting", "1", "Workers whose machine boots.", perPlace);
  add("workers_starting", "1", "Workers whose application starts.", perPlace);
  add("workers_registering", "1", "Workers that wait for their first good health check.", perPlace);
  add("workers_in_service", "1", "Workers that serve, whatever health checks believe.", perPlace);
  add("workers_draining", "1", "Workers that finish their calls and go.", perPlace);
  add("workers_warming", "1", "Workers in service that are not yet counted in metrics.", perPlace);
  add("workers_in_service_min", "1", "Least number of workers in service.", perPlace, Cell::minimum);
  add("workers_in_service_max", "1", "Greatest number of workers in service.", perPlace, Cell::maximum);
  add("workers_desired", "1", "Workers the fleet should have.", perService, Cell::point);
  add("workers_needed", "1", "Whole workers that the demand needs at rated capacity.", perService);
  add("workers_needed_min", "1", "Least whole workers needed.", perService, Cell::minimum);
  add("workers_needed_max", "1", "Greatest whole workers needed.", perService, Cell::maximum);
  for (const char* name : {"slots", "cpu", "memory", "disk_io", "network_io"}) {
    all.push_back({name, "1", "Utilisation of workers in service and draining, in truth.", perPlace, Cell::mean, {}});
    all.push_back({std::string(name) + "_max", "1", "The same of the busiest worker.", perPlace, Cell::maximum, {}});
  }
  add("queue_depth", "1", "Calls that wait for a slot.", perPlace);
  add("queue_depth_max", "1", "Longest queue at one worker.", perPlace, Cell::maximum);
  add("supply", "s-1", "First attempts that workers in service are meant to carry.", perService);
  add("demand", "s-1", "First attempts.", perService);
  add("unused", "s-1", "Supply beyond demand.", perService);
  add("unmet", "s-1", "Demand beyond supply.", perService);
  add("paid", "s-1", "Rated capacity of all billed workers.", perService);
  add("cost_rate", "USD h-1", "Price of all billed workers.", perService);
  add("zone_state", "1", "What happened to the zone, at worst.", {zoneAxis}, Cell::maximum,
      {"up", "dark", "isolated", "impaired"});
  add("launches_state", "1", "What launches into the zone meet.", {zoneAxis}, Cell::maximum,
      {"ok", "failing", "blocked"});
  add("objective_good", "1", "Requests or calls that ended well for the objective.", {objectiveAxis}, Cell::sum);
  add("objective_ended", "1", "Requests or calls that ended and matter to the objective.", {objectiveAxis}, Cell::sum);
  return all;
}

std::vector<std::string> namesOf(const auto& list) {
  std::vector<std::string> names;
  for (const auto& x : list) names.push_back(x.name);
  return names;
}

std::vector<std::string> alarmStates() { return {"ok", "alarm", "insufficient_data"}; }

Table decisions(const Column& time, const Column& service) {
  using T = ColumnType;
  const auto number = [](const char* name, const char* sentence) { return Column{name, "1", sentence, T::i8, {}}; };
  return {"decisions",
          "decision",
          "Changes of desired capacity, and changes that were suppressed; repeats of these are joined.",
          {number("id", "Number of the decision in its service, from 1."),
           time,
           service,
           {"policy", "1", "Number of the policy in its service.", T::i4, {}},
           {"trigger",
            "1",
            "What called for it.",
            T::u1,
            {"alarm", "period", "schedule", "health", "rebalance", "repair", "user", "forecast", "resize"}},
           {"metric", "1", "What was read.", T::u1, metricNames()},
           {"seen", "1", "The newest value, in the metric's unit.", T::f8, {}},
           {"period_end", "s", "End of the period it is of.", T::f8, {}},
           {"threshold", "1", "What it was compared with.", T::f8, {}},
           {"alarm", "1", "State of the alarm.", T::u1, alarmStates()},
           number("n_counted", "Workers in the metric."),
           number("n_in_service", "Workers in service."),
           number("n_pending", "Workers ordered, not yet in service."),
           number("desired_before", "Desired capacity before."),
           number("wanted", "What the policy would have."),
           number("desired_after", "Desired capacity after."),
           {"limit",
            "1",
            "What bound it.",
            T::u1,
            {"none", "min", "max", "cooldown", "warm_up", "stabilisation", "rate_limit", "tolerance", "missing_data",
             "another_policy", "disabled", "frozen"}},
           {"first", "s", "First time.", T::f8, {}},
           {"last", "s", "Last time.", T::f8, {}},
           number("count", "How often.")},
          true};
}

/// "web.cpu-high", over all services.
std::vector<std::string> alarmNamesOf(const Blueprint& b) {
  std::vector<std::string> names;
  for (const ServicePlan& s : b.services) {
    const Control control(s.spec.scaling, s.spec.alarms, Duration(), 0, 0);
    for (const Watched& alarm : control.alarms()) names.push_back(s.name + "." + alarm.name);
  }
  return names;
}

std::vector<Table> allTables(std::vector<std::string> alarmNames) {
  using T = ColumnType;
  const Column time{"time", "s", "Since the start of the run.", T::f8, {}};
  const std::vector<std::string> outcomes{"served", "failed", "rejected", "timed_out"};
  const Column service{"service", "1", "Index on the axis `service`; -1: none.", T::i4, {}};
  std::vector<Table> tables(tableCount);
  tables[eventTable] = {
      "events",
      "event",
      "What happened to workers, zones and faults.",
      {time,
       {"kind",
        "1",
        "What happened.",
        T::u1,
        {"launch", "launch_failed", "in_service", "draining", "terminated", "lost", "unhealthy", "healthy",
         "fault_begins", "fault_noticed", "fault_ends", "fault_recovered", "fail_open", "fail_open_ends", "warm",
         "warm_start", "spot_notice", "settings_change"}},
       service,
       {"zone", "1", "Index on the axis `zone`; -1: none.", T::i4, {}},
       {"worker", "1", "Serial number of the worker in its service; -1: none.", T::i8, {}},
       {"cause",
        "1",
        "Of a launch and what became of it: the decision, 0: none; of a fault or a change of settings: "
        "its number.",
        T::i8,
        {}}},
      true};
  tables[decisionTable] = decisions(time, service);
  tables[latencyTable] = {
      "latency_histograms",
      "latency_bin",
      "Histogram of latency: rows of one time and service together are one interval; service -1: of "
      "users' requests.",
      {time,
       service,
       {"bin", "1", "Number of the bin.", T::i4, {}},
       {"from", "s", "Lower edge of the bin.", T::f8, {}, latencyEdges()},
       {"count", "1", "Calls or requests served.", T::i8, {}}},
      true,
      2};
  tables[metricTable] = {
      "metrics",
      "datapoint",
      "What policies could see; of autoscalers of pods with every look.",
      {{"time", "s", "Begin of the period.", T::f8, {}},
       service,
       {"policy", "1", "Number of the policy in its service; -1: an alarm's own.", T::i4, {}},
       {"metric", "1", "What was measured.", T::u1, metricNames()},
       {"period_end", "s", "End of the period.", T::f8, {}},
       {"value", "1", "In the unit of the metric; NaN: missing.", T::f8, {}},
       {"counted", "1", "Workers that took part.", T::i4, {}},
       {"late", "s", "How much later than its delay the value came; of autoscalers of pods its age.", T::f8, {}}},
      true};
  tables[alarmTable] = {
      "alarms",
      "alarm_change",
      "Changes of state of alarms, of policies and of those that are only watched.",
      {time,
       service,
       {"alarm", "1", "Which alarm.", T::u2, std::move(alarmNames)},
       {"policy", "1", "Number of its policy in the service; -1: none, it is only watched.", T::i4, {}},
       {"metric", "1", "What it watches.", T::u1, metricNames()},
       {"from", "1", "State before.", T::u1, alarmStates()},
       {"to", "1", "State after.", T::u1, alarmStates()},
       {"seen", "1", "The newest value, in the metric's unit; NaN: missing.", T::f8, {}},
       {"period_end", "s", "End of the period it is of.", T::f8, {}},
       {"threshold", "1", "What values are compared with.", T::f8, {}}},
      true};
  tables[workerTable] = {"entities",
                         "worker_life",
                         "Workers: a row when one has ended, and at the end of the run for each that is still there.",
                         {service,
                          {"worker", "1", "Serial number in its service.", T::i8, {}},
                          {"zone", "1", "Index on the axis `zone`.", T::i4, {}},
                          {"ordered", "s", "When it was ordered.", T::f8, {}},
                          {"in_service", "s", "When it entered service; NaN: never.", T::f8, {}},
                          {"ended", "s", "When it ended; NaN: it is still there.", T::f8, {}},
                          {"type", "1", "Number of its instance type in its fleet's list, from 0.", T::i4, {}}},
                         true};
  tables[requestTable] = {"requests",
                          "request",
                          "A sample of requests, each with its whole story; a row when it ended.",
                          {{"story", "1", "Number of the story, from 1.", T::i8, {}},
                           {"demand", "1", "Index on the axis `demand_name`.", T::i4, {}},
                           {"class", "1", "Number of its class, from 0.", T::i4, {}},
                           {"offered", "s", "The wish.", T::f8, {}},
                           {"ended", "s", "The end of its last attempt.", T::f8, {}},
                           {"attempts", "1", "Attempts made.", T::i4, {}},
                           {"outcome", "1", "How it ended.", T::u1, outcomes}},
                          false};
  tables[callTable] = {"calls",
                       "call",
                       "The calls made for the sampled requests; a row when one ended for its caller.",
                       {{"story", "1", "Number of the story in `requests`.", T::i8, {}},
                        service,
                        {"attempt", "1", "Which attempt of its caller, from 1.", T::i4, {}},
                        {"entry", "1", "1: made by the user; 0: by another call.", T::u1, {}},
                        {"worker", "1", "Serial number of the worker in its service; -1: none.", T::i8, {}},
                        {"zone", "1", "Index on the axis `zone`; -1: none.", T::i4, {}},
                        {"arrived", "s", "At the balancer.", T::f8, {}},
                        {"begun", "s", "Work began; NaN: never.", T::f8, {}},
                        {"ended", "s", "When it ended for its caller.", T::f8, {}},
                        {"outcome", "1", "How it ended.", T::u1, outcomes}},
                       false};
  tables[workerUseTable] = {
      "worker_use",
      "worker_bucket",
      "Use of each worker in each bucket, of those that serve at its end and were ordered when it began.",
      {{"time", "s", "Begin of the bucket.", T::f8, {}},
       service,
       {"worker", "1", "Serial number in its service.", T::i8, {}},
       {"slots", "1", "Share of its slots in use, mean of the time it served.", T::f8, {}},
       {"cpu", "1", "Utilisation of its CPU, mean of that time.", T::f8, {}},
       {"queued", "1", "Calls that waited at it, mean of that time.", T::f8, {}}},
      true,
      2};
  tables[answerTable] = {"answers",
                         "answer",
                         "What programs outside said when they were asked how many workers they want.",
                         {time,
                          service,
                          {"policy", "1", "Number of the policy in its service.", T::i4, {}},
                          {"number", "1", "Number of the question to this policy, from 1.", T::i8, {}},
                          {"wanted", "1", "Workers.", T::i8, {}}},
                         false};
  return tables;
}

bool anybodyOutside(const Blueprint& b) {
  for (const ServicePlan& s : b.services)
    for (const PolicySpec& p : s.spec.scaling)
      if (std::holds_alternative<ExternalPolicy>(p.policy)) return true;
  return false;
}

}  // namespace

const std::vector<double>& latencyEdges() {
  static const std::vector<double> edges = [] {
    std::vector<double> all;
    for (std::size_t bin = 0; bin < Histogram::bins; bin += binsTogether)
      all.push_back(static_cast<double>(Histogram::lowerEdge(bin)) / 1e9);
    return all;
  }();
  return edges;
}

Announcement announcementOf(const Blueprint& b) {
  Announcement a;
  a.sample = b.sample;
  a.duration = b.duration;
  a.axes.resize(5);
  a.axes[zoneAxis] = {"zone", "Zones of the region; `regional` for what lives in none.", b.zones, {}};
  a.axes[zoneAxis].labels.push_back("regional");
  a.axes[serviceAxis] = {"service", "Services.", namesOf(b.services), {}};
  a.axes[demandAxis] = {"demand_name", "Demands.", namesOf(b.demands), {}};
  a.axes[quantileAxis] = {
      "quantile", "Share of the values that are not greater.", {}, {shownQuantiles.begin(), shownQuantiles.end()}};
  a.axes[objectiveAxis] = {"objective", "Objectives.", namesOf(b.objectives), {}};
  a.series = allSeries();
  a.tables = allTables(alarmNamesOf(b));
  if (!anybodyOutside(b)) a.tables.resize(answerTable);
  return a;
}

}  // namespace headroom
