// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/world/world_model.h"

#include "gui/data/view.h"
#include "gui/world/event_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace headroom::gui {
namespace {

const char* const regional = "regional";

std::vector<double> seriesNamed(const RunData& run, const std::string& name) {
  const auto& all = run.announcement().series;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].name == name) return run.series(i);
  return {};
}

std::vector<std::string> labelsOf(const RunData& run, const std::string& axis) {
  const Axis* found = axisOf(run, axis);
  return found ? found->labels : std::vector<std::string>();
}

std::vector<std::string> wordsOfSeries(const RunData& run, const std::string& name) {
  for (const Series& s : run.announcement().series)
    if (s.name == name) return s.flags;
  return {};
}

bool serves(WorkerLook look) {
  return look == WorkerLook::inService || look == WorkerLook::warming || look == WorkerLook::draining ||
         look == WorkerLook::unhealthy;
}

std::size_t whole(double count) {
  return std::isnan(count) || count < 0 ? 0 : static_cast<std::size_t>(std::lround(count));
}

}  // namespace

const char* wordFor(WorkerLook look) {
  switch (look) {
    case WorkerLook::warm: return "warm pool";
    case WorkerLook::launching: return "launching";
    case WorkerLook::booting: return "booting";
    case WorkerLook::starting: return "starting";
    case WorkerLook::registering: return "registering";
    case WorkerLook::warming: return "warming";
    case WorkerLook::inService: return "in service";
    case WorkerLook::unhealthy: return "unhealthy";
    case WorkerLook::draining: return "draining";
    case WorkerLook::lost: return "lost";
  }
  return "";
}

WorldModel::WorldModel(const RunData& run)
    : services_(labelsOf(run, "service")),
      zones_(labelsOf(run, "zone")),
      conditions_(wordsOfSeries(run, "zone_state")),
      edges_(run.edges()),
      use_(run) {
  if (edges_.empty()) return;
  const char* const stages[] = {"workers_registering", "workers_starting", "workers_booting", "workers_launching"};
  for (std::size_t i = 0; i < stages_.size(); ++i) stages_[i].values = seriesNamed(run, stages[i]);
  inService_.values = seriesNamed(run, "workers_in_service");
  warming_.values = seriesNamed(run, "workers_warming");
  cpu_.values = seriesNamed(run, "cpu");
  slots_.values = seriesNamed(run, "slots");
  cpuMost_.values = seriesNamed(run, "cpu_max");
  slotsMost_.values = seriesNamed(run, "slots_max");
  zoneState_.values = seriesNamed(run, "zone_state");
  readLives(run);
  addFirstOnes();
  mourn();
  seat();
}

/// One life a worker, in the order of their first events.
void WorldModel::readLives(const RunData& run) {
  std::map<std::pair<std::size_t, long>, std::size_t> known;
  for (const WorkerEvent& e : workerEventsOf(run)) {
    if (e.service >= services_.size() || e.zone >= zones_.size()) continue;
    const auto [it, isNew] = known.try_emplace({e.service, e.worker}, lives_.size());
    if (isNew) {
      lives_.push_back({e.service, e.zone, e.worker, {}});
      if (e.kind != WorkerEvent::launch) {  // it was there before its first event
        lives_.back().changes.push_back({0, WorkerLook::inService});
        lives_.back().entered = 0;
      }
    }
    Life& life = lives_[it->second];
    switch (e.kind) {
      case WorkerEvent::launch:
      case WorkerEvent::warmStart: life.changes.push_back({e.at, WorkerLook::launching}); break;
      case WorkerEvent::inService:
        life.changes.push_back({e.at, WorkerLook::inService});
        life.entered = e.at;
        break;
      case WorkerEvent::healthy:
        if (life.changes.back().look == WorkerLook::unhealthy) life.changes.push_back({e.at, WorkerLook::inService});
        break;
      case WorkerEvent::unhealthy:
        if (life.changes.back().look == WorkerLook::inService) life.changes.push_back({e.at, WorkerLook::unhealthy});
        break;
      case WorkerEvent::draining: life.changes.push_back({e.at, WorkerLook::draining}); break;
      case WorkerEvent::warm: life.changes.push_back({e.at, WorkerLook::warm}); break;
      case WorkerEvent::lost: life.changes.push_back({e.at, WorkerLook::lost}); break;
      case WorkerEvent::gone: life.changes.push_back({e.at, WorkerLook::lost, true}); break;
    }
  }
}

/// Serial numbers below the first that was launched are those of workers that were there at the start. Who has had no
/// event stands in the zone that the first bucket says is shortest of workers.
void WorldModel::addFirstOnes() {
  for (std::size_t s = 0; s < services_.size(); ++s) {
    std::vector<long> missing(zones_.size());
    std::vector<bool> seen;
    for (std::size_t z = 0; z < zones_.size(); ++z)
      missing[z] = static_cast<long>(whole(inService_.at(0, cell(s, z), cells())));
    for (const Life& life : lives_) {
      if (life.service != s || life.changes.front().at > 0 || life.entered > 0) continue;
      --missing[life.zone];
      const auto serial = static_cast<std::size_t>(std::max(0L, life.worker));
      if (serial >= seen.size()) seen.resize(serial + 1);
      seen[serial] = true;
    }
    for (long serial = 0;; ++serial) {
      const auto zone = std::max_element(missing.begin(), missing.end());
      if (zone == missing.end() || *zone <= 0) break;
      if (static_cast<std::size_t>(serial) < seen.size() && seen[static_cast<std::size_t>(serial)]) continue;
      --*zone;
      lives_.push_back({s, static_cast<std::size_t>(zone - missing.begin()), serial, {{0, WorkerLook::inService}}});
      lives_.back().entered = 0;
    }
  }
  std::stable_sort(lives_.begin(), lives_.end(), [](const Life& a, const Life& b) {
    return std::pair(a.changes.front().at, a.worker) < std::pair(b.changes.front().at, b.worker);
  });
}

/// What is gone is not seen from then on; who is lost is, until its zone is up again.
void WorldModel::mourn() {
  for (Life& life : lives_) {
    const Change& last = life.changes.back();
    if (last.gone) {
      life.seenUntil = last.at;
      continue;
    }
    if (last.look != WorkerLook::lost) continue;
    std::size_t k = bucketAt(edges_, last.at);
    const auto isDown = [&](std::size_t bucket) {
      const std::string condition = conditionOf(life.zone, bucket);
      return condition == "dark" || condition == "isolated";
    };
    while (k + 1 < edges_.size() && isDown(k)) ++k;
    life.seenUntil = std::max(last.at + mourning, edges_[k]);
  }
}

/// The lowest place that is free; so a tile stays where it is, and a gap is a worker that has gone.
void WorldModel::seat() {
  places_.assign(services_.size(), 0);
  peopled_.assign(zones_.size(), false);
  for (std::size_t z = 0; z < zones_.size(); ++z) peopled_[z] = zones_[z] != regional;
  std::vector<std::vector<double>> freeFrom(cells());
  for (Life& life : lives_) {
    auto& seats = freeFrom[cell(life.service, life.zone)];
    const double begin = life.changes.front().at;
    const auto seat = std::find_if(seats.begin(), seats.end(), [&](double from) { return from <= begin; });
    life.place = static_cast<std::size_t>(seat - seats.begin());
    seat == seats.end() ? seats.push_back(life.seenUntil) : void(*seat = life.seenUntil);
    places_[life.service] = std::max(places_[life.service], seats.size());
    peopled_[life.zone] = true;
  }
}

std::string WorldModel::conditionOf(std::size_t zone, std::size_t bucket) const {
  if (zoneState_.values.empty()) return {};
  const std::size_t code = whole(zoneState_.values[bucket * zones_.size() + zone]);
  return code < conditions_.size() ? conditions_[code] : std::string();
}

WorldModel::Load WorldModel::loadOf(std::size_t bucket, std::size_t c) const {
  const double cpu = cpu_.at(bucket, c, cells());
  if (!std::isnan(cpu)) return {cpu, cpuMost_.at(bucket, c, cells())};
  return {slots_.at(bucket, c, cells()), slotsMost_.at(bucket, c, cells())};
}

double WorldModel::step(double time) const {
  if (edges_.empty()) return 1;
  const std::size_t k = bucketAt(edges_, time);
  return edges_[k + 1] - edges_[k];
}

/// Both lists come in the order in which their workers were launched.
void WorldModel::refine(std::vector<WorkerTile*> pending, std::vector<WorkerTile*> serving, std::size_t bucket,
                        std::size_t c) const {
  static constexpr WorkerLook looks[] = {WorkerLook::registering, WorkerLook::starting, WorkerLook::booting};
  auto next = pending.begin();
  for (std::size_t i = 0; i < std::size(looks); ++i)
    for (std::size_t n = whole(stages_[i].at(bucket, c, cells())); n > 0 && next != pending.end(); --n)
      (*next++)->look = looks[i];
  const std::size_t warming = std::min(serving.size(), whole(warming_.at(bucket, c, cells())));
  for (auto it = serving.end() - static_cast<std::ptrdiff_t>(warming); it != serving.end(); ++it)
    (*it)->look = WorkerLook::warming;
}

/// Of the workers of a service in a zone.
void WorldModel::load(std::vector<WorkerTile>& tiles, const Load& load,
                      const std::map<std::pair<std::size_t, long>, OwnUse>& own) const {
  const auto busy = std::count_if(tiles.begin(), tiles.end(), [](const WorkerTile& t) { return serves(t.look); });
  for (WorkerTile& t : tiles) {
    t.load = std::nan("");
    if (!serves(t.look)) continue;
    const auto its = own.find({t.service, t.worker});
    t.own = its != own.end() || busy == 1 || load.mean == load.most;
    t.load = its != own.end() ? its->second.load : load.mean;
    if (its != own.end()) t.queued = its->second.queued;
  }
}

std::vector<ZoneScene> WorldModel::at(double time) const {
  if (edges_.empty()) return {};
  const std::size_t bucket = bucketAt(edges_, time);
  std::vector<std::vector<WorkerTile>> byCell(cells());
  for (const Life& life : lives_) {
    if (life.changes.front().at > time) break;
    if (time >= life.seenUntil) continue;
    const auto after = std::upper_bound(life.changes.begin(), life.changes.end(), time,
                                        [](double t, const Change& c) { return t < c.at; });
    const Change& now = *std::prev(after);
    if (!now.gone) byCell[cell(life.service, life.zone)].push_back({life.service, life.worker, life.place, now.look});
  }
  const auto own = use_.in(edges_[bucket], edges_[bucket + 1]);
  std::vector<ZoneScene> scene;
  for (std::size_t z = 0; z < zones_.size(); ++z) {
    if (!peopled_[z]) continue;
    ZoneScene zone{zones_[z], conditionOf(z, bucket), {}, {}, {}};
    for (std::size_t s = 0; s < services_.size(); ++s) {
      auto& tiles = byCell[cell(s, z)];
      std::vector<WorkerTile*> pending, serving;
      for (WorkerTile& t : tiles) {
        if (t.look == WorkerLook::launching) pending.push_back(&t);
        if (t.look == WorkerLook::inService) serving.push_back(&t);
      }
      refine(std::move(pending), std::move(serving), bucket, cell(s, z));
      const Load load = loadOf(bucket, cell(s, z));
      zone.load.push_back(load.mean);
      zone.most.push_back(load.most);
      this->load(tiles, load, own);
      std::sort(tiles.begin(), tiles.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
      zone.tiles.insert(zone.tiles.end(), tiles.begin(), tiles.end());
    }
    scene.push_back(std::move(zone));
  }
  return scene;
}

}  // namespace headroom::gui
