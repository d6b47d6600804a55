"""Sweeps: the same bytes however they were done; killed, without room, with runs that crash or never end."""
import json
import math
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import time
import unittest
import zlib

import h5py
import netCDF4
import numpy
import xarray

from headroom_program import HERE, PROGRAM, SCALE, InScratch, files_end_at, headroom, small_disk, start

SMALL = """version: 1
name: Small
scenario: SCENARIO
replicas: 3
axes:
  rate: {set: demand.users.rate, values: [10 rps, 20 rps]}
  low: {set: services.web.fleet.min, values: [1, 2, 3]}
  high: {set: services.web.fleet.max, values: [2, 3, 4]}
  work:
    variants:
      plain: {}
      slow: {services.web.worker.service_time: {exponential: 150ms}}
zip: [[low, high]]
constraints: [low != 2]
"""
UNTIL = """version: 1
scenario: SCENARIO
until: {of: latency.mean, precision: 5 %, min: 3, max: 40}
axes:
  low: {set: [services.web.fleet.min, services.web.fleet.max], values: [1, 2, 3]}
"""
MANY = """version: 1
scenario: SCENARIO
replicas: 50
axes:
  rate: {set: demand.users.rate, from: 11 rps, to: LAST rps, step: STEP rps}
"""


def journal_runs(path):
    """(cell, replica) of every whole record, read by our own little reader."""
    data, at, runs = pathlib.Path(path).read_bytes(), 0, []
    while data[at:at + 4] == b"HRlg" and at + 13 <= len(data):
        length, crc = struct.unpack_from("<II", data, at + 4)
        body = data[at + 12:at + 13 + length]
        if len(body) < length + 1 or zlib.crc32(body) != crc:
            break
        if body[:1] == b"R":
            runs.append(struct.unpack_from("<II", body, 1))
        at += 13 + length
    return runs


def children(process):
    return [int(p) for p in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()]


class Sweep(InScratch):
    def sweep_file(self, text, name="sweep.yaml", scenario=HERE / "tiny-run.yaml", **replace):
        for key, value in replace.items():
            text = text.replace(key, str(value))
        path = self.scratch / name
        path.write_text(text.replace("SCENARIO", str(scenario)))
        return path

    def sweep(self, file, to, *options, code=0, **how):
        got, said, errors = headroom("sweep", file, "-q", "--json", "-o", self.scratch / to, *options, **how)
        self.assertEqual(got, code, errors)
        return json.loads(said) if said.startswith("{") else errors

    def result(self, to):
        return (self.scratch / to / "sweep.h5").read_bytes()

    def test_the_same_bytes_for_any_number_of_processes_and_shards(self):
        for name, text in (("small", SMALL), ("until", UNTIL)):
            file = self.sweep_file(text, name + ".yaml")
            self.sweep(file, name + "1", "-j1")
            one = self.result(name + "1")
            self.sweep(file, name + "3", "-j3")
            self.assertEqual(self.result(name + "3"), one, name)
            for shard in (3, 1, 2):
                self.sweep(file, name + "s", "-j2", "--shard", f"{shard}/3")
                code, _, errors = headroom("merge", self.scratch / (name + "s"))
                self.assertEqual(code, 0 if shard == 2 else 4, errors)
            self.assertEqual(self.result(name + "s"), one, name)
            self.sweep(file, name + "s", "--resume", "--shard", "2/3")  # nothing is left to do
        self.assertEqual(headroom("merge", self.scratch / "small1", self.scratch / "until1")[0], 2, "two sweeps")

    def test_a_shard_is_what_the_batch_system_says(self):
        file = self.sweep_file(SMALL)
        for task in ("4", "5"):
            environment = dict(os.environ, SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_MIN="4", SLURM_ARRAY_TASK_COUNT="2")
            said = self.sweep(file, task, "--shard", "auto", env=environment)
            self.assertEqual((said["shard"], said["of"]), (int(task) - 3, 2))
        code, said, errors = headroom("merge", self.scratch / "4", self.scratch / "5", "--json")
        self.assertEqual(code, 0, errors)
        self.assertEqual(json.loads(said)["runs"], 24)

    def test_a_cell_is_the_run_that_the_command_line_makes_of_it(self):
        said = self.sweep(self.sweep_file(SMALL), "x")
        cell = said["cells"][5]
        self.assertEqual(cell["values"], {"rate": 20, "low": 1, "high": 2, "work": "slow"})
        code, alone, errors = headroom(
            "run", HERE / "tiny-run.yaml", "-q", "--json", "--replicas", "3", "--set", "demand.users.rate=20 rps", "--set",
            "services.web.fleet.min=1", "--set", "services.web.fleet.max=2", "--set",
            "services.web.worker.service_time={exponential: 150ms}")
        self.assertEqual(code, 0, errors)
        alone = json.loads(alone)
        for group, name in (("latency_s", "p99"), ("requests", "served"), ("cost_usd", "total")):
            for part in ("value", "half_width", "n"):
                self.assertAlmostEqual(cell["figures"][f"{group}.{name}"][part], alone[group][name][part], 12)

    def test_others_read_it_with_names_and_units(self):
        said = self.sweep(self.sweep_file(SMALL), "x")
        for engine in ("netcdf4", "h5netcdf"):
            with self.subTest(engine), xarray.open_dataset(self.scratch / "x" / "sweep.h5", engine=engine) as data:
                self.assertEqual(data.latency_s_p99.dims, ("rate", "low", "work", "replica"))
                self.assertEqual(list(data.work.values), ["plain", "slow"])
                self.assertEqual(data.rate.attrs["units"], "s-1")
                self.assertEqual(data.latency_s_p99.attrs["units"], "s")
                self.assertEqual(data.cost_usd_total.attrs["units"], "USD")
                self.assertEqual(list(data.high.values), [2, 3, 4], "zipped: a further coordinate")
                self.assertEqual(data.high.dims, ("low",))
                means = data.latency_s_p99.mean("replica")
                for cell in said["cells"]:
                    v = cell["values"]
                    self.assertAlmostEqual(float(means.sel(rate=v["rate"], low=v["low"], work=v["work"])),
                                           cell["figures"]["latency_s.p99"]["value"], 12)
                words = data.status.attrs["flag_meanings"].split()
                self.assertTrue((data.status.sel(low=2) == words.index("left_out")).all())
                self.assertTrue((data.status.sel(low=[1, 3]) == words.index("done")).all())
                self.assertTrue(numpy.isnan(data.availability.sel(low=2)).all())
                # Common random numbers: the same customers, whatever the fleet.
                offered = data.requests_offered.sel(low=[1, 3])
                self.assertTrue((offered == offered.isel(low=0, work=0)).all())
                self.assertGreater(len(numpy.unique(offered.isel(low=0, work=0, rate=0))), 1)
        with netCDF4.Dataset(self.scratch / "x" / "sweep.h5") as nc, h5py.File(self.scratch / "x" / "sweep.h5") as h5:
            self.assertEqual(str(nc["provenance"]["sweep"][...]), (self.scratch / "sweep.yaml").read_text())
            self.assertEqual(str(nc["provenance"]["scenario"][...]), (HERE / "tiny-run.yaml").read_text())
            self.assertEqual(nc.headroom_format, "sweep")
            numpy.testing.assert_array_equal(nc["fingerprint"][:], h5["fingerprint"][...])
            self.assertGreater(len(numpy.unique(h5["fingerprint"][...])), 12)
        done = subprocess.run(["ncdump", "-h", self.scratch / "x" / "sweep.h5"], capture_output=True, text=True, timeout=60)
        self.assertIn("double latency_s_p99(rate, low, work, replica)", done.stdout)

    def test_the_page_reads_it_in_five_lines(self):
        page = (HERE.parent.parent / "docs" / "sweeps.md").read_text()
        snippet = page.split("```python\n")[1].split("```")[0]
        file = HERE.parent.parent / "docs" / "sweeps" / "zone.yaml"
        text = file.read_text().replace("../first-scenario.yaml", str(file.parent.parent / "first-scenario.yaml"))
        text = text.replace("replicas: 4 ", "replicas: 1 ").replace("axes:", "axes:\n  calm: {set: demand.shoppers.rate, values: [5 rps]}")
        zone = self.sweep_file(text, "zone.yaml")
        code, _, errors = headroom("sweep", zone, "-q", "-o", self.scratch / "zone")
        self.assertIn(code, (0, 3), errors)
        snippet = snippet.replace('mean("replica")', 'mean("replica").squeeze("calm", drop=True)')
        done = subprocess.run(["/usr/bin/python3", "-c", snippet + "print(float(abs(worse).max()))"], capture_output=True,
                              text=True, timeout=120, cwd=self.scratch)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("least_outstanding", done.stdout)

    def test_kill_9_loses_nothing_and_doubles_nothing(self):
        """A thousand runs, five kills, each at a sixth more of the journal: at work done, not at a time. Nightly 1e5 and 50."""
        kills, cells = (5, 20) if SCALE == 1 else (50, 2000)
        file = self.sweep_file(MANY, LAST=30, STEP=1) if SCALE == 1 else self.sweep_file(MANY, LAST=30.99, STEP=0.01)
        begin = time.monotonic()
        self.sweep(file, "calm")
        calm = self.scratch / "calm" / "sweep.journal"
        undisturbed = time.monotonic() - begin
        size, journal, killed = calm.stat().st_size, self.scratch / "x" / "sweep.journal", 0
        before = []
        for number in range(kills):
            run = start("sweep", file, "-q", "--resume", "-o", self.scratch / "x")
            while run.poll() is None and not (journal.exists() and journal.stat().st_size > size * (number + 1) / (kills + 1)):
                time.sleep(0.0005)  # a core of this loop would be one less for the sweep
            run.kill()
            run.communicate()
            killed += run.returncode == -signal.SIGKILL
            runs = journal_runs(journal)
            self.assertEqual(runs[:len(before)], before, "what was there is there")
            self.assertGreater(len(runs), len(before))
            before = runs
        self.assertGreater(killed, kills // 2, f"sweeps of {undisturbed:.2f} s are over before they are killed")
        self.sweep(file, "x", "--resume")
        self.assertEqual(sorted(journal_runs(journal)), [(c, r) for c in range(cells) for r in range(50)])
        self.assertEqual(self.result("x"), self.result("calm"))
        with xarray.open_dataset(self.scratch / "x" / "sweep.h5") as data:
            self.assertEqual(data.availability.shape, (cells, 50))

    def test_a_thousand_runs_open_in_two_seconds(self):
        self.sweep(self.sweep_file(MANY, LAST=30, STEP=1), "x")
        begin = time.process_time()
        with xarray.open_dataset(self.scratch / "x" / "sweep.h5") as data:
            self.assertEqual(data.availability.size, 1000)
        self.assertLess(time.process_time() - begin, 2)

    def test_ctrl_c_keeps_what_was_done(self):
        file = self.sweep_file(MANY, LAST=30, STEP=0.25)  # four times as long as the crew may take to notice
        run = start("sweep", file, "-o", self.scratch / "x")
        journal = self.scratch / "x" / "sweep.journal"
        while run.poll() is None and not (journal.exists() and journal.stat().st_size > 50_000):
            time.sleep(0.001)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 130, errors)
        self.assertIn("--resume", errors)
        done = journal_runs(journal)
        self.assertGreater(len(done), 0)
        self.assertFalse((self.scratch / "x" / "sweep.h5").exists())
        self.assertIn("--resume", self.sweep(file, "x", code=2), "not begun anew without a word")
        self.sweep(file, "x", "--resume")
        self.sweep(file, "calm", "-j1")
        self.assertEqual(journal_runs(journal)[:len(done)], done)
        self.assertEqual(self.result("x"), self.result("calm"))

    def test_a_sweep_that_was_changed_is_not_gone_on_with(self):
        self.sweep(self.sweep_file(SMALL), "x")
        remark = self.sweep_file("# a remark\n" + SMALL)
        before = self.result("x")
        self.sweep(remark, "x", "--resume")
        self.assertEqual(self.result("x"), before)
        changed = self.sweep_file(SMALL.replace("150ms", "160ms"))
        self.assertIn("has been changed since it was begun", self.sweep(changed, "x", "--resume", code=2))
        scenario = self.scratch / "tiny.yaml"
        scenario.write_text((HERE / "tiny-run.yaml").read_text())
        file = self.sweep_file(SMALL, scenario="tiny.yaml")
        self.sweep(file, "y")
        scenario.write_text(scenario.read_text().replace("slots: 2", "slots: 3"))
        self.assertIn("has been changed since it was begun", self.sweep(file, "y", "--resume", code=2))
        self.assertIn("begun with seed 1, not 7", self.sweep(self.sweep_file(SMALL), "x", "--resume", "--seed", 7, code=2))
        self.sweep(changed, "x", "--force")

    def test_a_full_disk_stops_it_and_it_goes_on_when_there_is_room(self):
        file = self.sweep_file(SMALL)
        self.sweep(file, "calm")
        journal = (self.scratch / "calm" / "sweep.journal").stat().st_size
        result = (self.scratch / "calm" / "sweep.h5").stat().st_size

        def refused(code, errors, what):
            self.assertEqual(code, 1, f"{what}: {errors}")
            self.assertEqual(len(errors.strip().splitlines()), 1, f"{what}: {errors}")
            self.assertTrue(errors.startswith("headroom: error: cannot "), errors)
        for limit in (0, 100, journal // 2, journal - 1, max(journal, result) - 1):
            to = f"limited-{limit}"
            code, _, errors = headroom("sweep", file, "-q", "-o", self.scratch / to, preexec_fn=files_end_at(limit))
            refused(code, errors, f"files of {limit} bytes")
            self.assertFalse((self.scratch / to / "sweep.h5").exists())
            self.sweep(file, to, "--resume")
            self.assertEqual(self.result(to), self.result("calm"), f"files of {limit} bytes")
        with small_disk(journal + result + 65536) as disk:
            (disk / "filler").write_bytes(bytes(result + 65536 + journal // 2))
            code, _, errors = headroom("sweep", file, "-q", "-o", disk / "x")
            refused(code, errors, "a disk without room")
            (disk / "filler").unlink()
            code, _, errors = headroom("sweep", file, "-q", "--resume", "-o", disk / "x")
            self.assertEqual(code, 0, errors)
            self.assertEqual((disk / "x" / "sweep.h5").read_bytes(), self.result("calm"))

    def test_a_disk_full_of_traces_is_no_failure_of_a_run(self):
        file = self.sweep_file(SMALL)
        code, _, errors = headroom("sweep", file, "-q", "--keep", "traces", "-o", self.scratch / "x", preexec_fn=files_end_at(20_000))
        self.assertEqual(code, 1, errors)
        self.assertEqual(journal_runs(self.scratch / "x" / "sweep.journal"), [])
        self.sweep(file, "x", "--resume", "--keep", "traces")

    def test_traces_of_members_repeat_them(self):
        self.sweep(self.sweep_file(SMALL), "x", "--keep", "traces")
        traces = sorted((self.scratch / "x" / "traces").iterdir())
        self.assertEqual(len(traces), 24)
        self.assertEqual(traces[-1].name, "0007-002.h5")
        with h5py.File(self.scratch / "x" / "sweep.h5") as result:
            number = int(result["fingerprint"][1, 2, 1, 2])
        code, said, errors = headroom("run", "--from", traces[-1], "--no-trace", "-q", "--json")
        self.assertEqual(code, 0, errors)
        self.assertEqual(int(json.loads(said)["fingerprint"], 16), number)

    def test_a_run_whose_process_dies_is_recorded_and_the_others_go_on(self):
        """One cell takes long; when all the others are done, every worker is killed: the one that works has that run."""
        text = MANY.replace("replicas: 50", "replicas: 1") + "  length: {set: duration, values: [20s, 30d]}\n"
        file = self.sweep_file(text + "constraints: [rate >= 30 rps]\n", LAST=30, STEP=1)
        run = start("sweep", file, "-j2", "--json", "-o", self.scratch / "x")
        journal = self.scratch / "x" / "sweep.journal"
        while run.poll() is None and not (journal.exists() and len(journal_runs(journal)) == 1):
            time.sleep(0.001)
        for worker in children(run.pid):
            os.kill(worker, signal.SIGKILL)
        said, errors = run.communicate(timeout=100)
        self.assertEqual(run.returncode, 1, errors)
        failures = json.loads(said)["failures"]
        self.assertEqual(len(failures), 1)
        self.assertEqual((failures[0]["values"]["length"], failures[0]["replica"], failures[0]["seed"]), (2592000, 0, 1))
        self.assertEqual(failures[0]["reason"], "its process was killed by signal 9 (Killed)")
        with xarray.open_dataset(self.scratch / "x" / "sweep.h5") as data, \
             xarray.open_dataset(self.scratch / "x" / "sweep.h5", group="failures") as table:
            words = data.status.attrs["flag_meanings"].split()
            self.assertEqual([words[int(s)] for s in data.status.values[-1].flatten()], ["done", "crashed"])
            self.assertEqual(str(table.reason.values[0]), failures[0]["reason"])
        # It stays recorded; only --retry-failed would try it again.
        self.assertEqual(self.sweep(file, "x", "--resume", code=1)["runs"], 2)

    def test_a_run_that_never_ends_is_ended_and_so_is_its_program(self):
        scenario = self.scratch / "endless.yaml"
        shutil.copy(HERE / "endless.py", self.scratch)
        scenario.write_text((HERE / "tiny-run.yaml").read_text().replace("duration: 20s", "duration: 3min").replace(
            "fleet: {min: 2, max: 2}", "fleet: {min: 2, max: 4}, scaling: [{external: {name: mine, command: [python3, endless.py], metric: requests, timeout: 1h}}]"))
        file = self.sweep_file("""version: 1
scenario: endless.yaml
replicas: 1
limits: {wall: 1s}
axes:
  policy: {variants: {mine: {}, none: {services.web.scaling: null}}}
""")
        pid = self.scratch / "pid"
        environment = dict(os.environ, ENDLESS_PID=str(pid))
        self.assertIn("--allow-external", self.sweep(file, "x", code=2, env=environment))
        said = self.sweep(file, "x", "--allow-external", "-j2", code=1, env=environment)
        self.assertEqual([f["values"]["policy"] for f in said["failures"]], ["mine"])
        self.assertEqual(said["failures"][0]["reason"], "it took more than 1s")
        self.assertEqual(said["failures"][0]["log"], "thinking\n")
        self.assertEqual(said["cells"][1]["failed"], 0)
        with self.assertRaises(ProcessLookupError, msg="its program lives on"):
            os.kill(int(pid.read_text()), 0)

    def test_what_failed_is_tried_again_only_if_asked(self):
        scenario = self.scratch / "asked.yaml"
        scenario.write_text((HERE / "tiny-run.yaml").read_text().replace("duration: 20s", "duration: 10min").replace(
            "fleet: {min: 2, max: 2}", "fleet: {min: 2, max: 4}, scaling: [{external: {name: mine, command: [python3, policy.py], metric: requests}}]"))
        file = self.sweep_file("version: 1\nscenario: asked.yaml\nreplicas: 2\n")
        policy = self.scratch / "policy.py"
        policy.write_text("import sys\nsys.exit('no luck today')\n")
        said = self.sweep(file, "x", "--allow-external", code=1)
        self.assertEqual([f["log"] for f in said["failures"]], ["no luck today\n"] * 2)
        self.assertIn("it has ended without an answer", said["failures"][0]["reason"])
        shutil.copy(HERE.parent.parent / "docs" / "external-policy" / "policy.py", policy)
        self.assertEqual(len(self.sweep(file, "x", "--allow-external", "--resume", code=1)["failures"]), 2)
        self.sweep(file, "x", "--allow-external", "--resume", "--retry-failed")
        self.sweep(file, "calm", "--allow-external", "-j1")
        self.assertEqual(self.result("x"), self.result("calm"))

    def test_a_run_beyond_its_limits_is_stopped(self):
        file = self.sweep_file("""version: 1
scenario: SCENARIO
replicas: 2
limits: {events: 300000}
axes:
  length: {set: duration, values: [20s, 10h]}
""")
        said = self.sweep(file, "x", code=1)
        self.assertEqual([(f["values"]["length"], f["replica"], f["reason"]) for f in said["failures"]],
                         [(36000, r, "it has more than 300000 events") for r in (0, 1)])
        self.assertTrue(math.isfinite(said["cells"][0]["figures"]["availability"]["value"]))
        self.sweep(file, "y", "-j1", code=1)
        self.assertEqual(self.result("x"), self.result("y"), "this failure is the same on every machine")

    def test_what_would_be_run_is_said_and_not_run(self):
        code, said, errors = headroom("sweep", self.sweep_file(SMALL), "--dry-run", cwd=self.scratch)
        self.assertEqual(code, 0, errors)
        self.assertIn("8 cells, 3 runs each", said)
        self.assertIn("rate=10 rps, low=3, high=4, work=slow", said)
        self.assertEqual([p.name for p in self.scratch.iterdir()], ["sweep.yaml"])
        code, said, errors = headroom("sweep", self.scratch / "sweep.yaml", "--dry-run", "--json")
        self.assertEqual(json.loads(said)["cells"][0]["sets"][:2], ["demand.users.rate=10 rps", "services.web.fleet.min=1"])

    def test_promises_of_the_scenario_are_judged(self):
        scenario = self.scratch / "promise.yaml"
        scenario.write_text((HERE / "tiny-run.yaml").read_text() + "expect: [{metric: latency.p50, below: 80ms}]\n")
        file = self.sweep_file(SMALL, scenario="promise.yaml")
        said = self.sweep(file, "x", code=3)
        self.assertGreater(said["broken"], 0)
        with xarray.open_dataset(self.scratch / "x" / "sweep.h5") as data:
            late = data.latency_s_p50 >= 0.08
            known = data.status == 0
            self.assertTrue(((data.promises == 0) == late).where(known, True).all())
            self.assertEqual(int((data.promises == 0).sum()), said["broken"])


if __name__ == "__main__":
    unittest.main()
