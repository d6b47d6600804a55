"""Runs that are killed or interrupted: nothing damaged under the final name, what was shown can be had back."""
import contextlib
import json
import random
import signal
import subprocess
import sys
import time
import unittest

import h5py

from headroom_program import LONG_RUN, SCALE, InScratch, attribute, datasets, headroom, start


# As a person does who waits for a result: opens whatever is there, again and again.
WATCHER = """
import contextlib, os, sys
import h5py
target, opened = sys.argv[1], 0
while not os.path.exists(target):
    with contextlib.suppress(OSError), h5py.File(target + ".part", "r", libver="latest", swmr=True) as trace:
        opened += len(trace["time"]) > 0
print(opened)
"""


class Killed(InScratch):
    def test_kill_9_at_any_moment_leaves_a_part_that_can_be_recovered(self):
        """What a reader has seen of it comes back. A .part too young to hold its own description is the one excuse."""
        complete, took, options = self.complete_run(1.8)
        whole = datasets(complete)
        dice = random.Random(20260101)
        killed_when_shown = 0
        for number in range(12 * SCALE):
            # From before the file is there until just before the end; most of them when something has been shown.
            target = self.scratch / f"{number}.h5"
            part = self.scratch / f"{number}.h5.part"
            run = start("run", *options, "-o", target)
            seen = 0 if number % 3 == 0 else self.wait_until_shown(run, part)
            moment = dice.uniform(0, 0.5) * took if seen else dice.uniform(0, 0.4) * took
            time.sleep(moment)
            name = f"killed {moment:.3f} s after {seen} rows were shown (number {number})"
            run.send_signal(signal.SIGKILL)
            run.communicate()
            if run.returncode == 0:  # it was over before the signal came: then it must be whole
                self.assertPrefix(whole, datasets(target), name)
                continue
            self.assertEqual(run.returncode, -signal.SIGKILL, name)
            if target.exists():  # killed between the renaming and the exit
                self.assertPrefix(whole, datasets(target), name)
                continue
            if not part.exists():
                continue
            before = part.read_bytes()
            code, said, errors = headroom("recover", part)
            self.assertEqual(part.read_bytes(), before, f"{name}: recover changed the .part")
            if code == 0:
                self.assertPrefix(datasets(target), whole, name)
                self.assertEqual(attribute(target, "status"), "recovered", name)
                self.assertGreaterEqual(len(datasets(target)["time"]), seen, name)
                killed_when_shown += seen > 0
            else:
                self.assertEqual(code, 1, f"{name}: {errors}")
                self.assertEqual(len(errors.strip().splitlines()), 1, errors)
                self.assertFalse(target.exists(), name)
                self.assertEqual(seen, 0, f"{name}: nothing can be had back: {errors}")
        self.assertGreater(killed_when_shown, 2, f"runs of {took:.1f} s are too short to be killed when they are shown")

    def wait_until_shown(self, run, part):
        """Until another process reads rows of the growing trace; returns how many."""
        while run.poll() is None:
            with contextlib.suppress(OSError), h5py.File(part, "r", libver="latest", swmr=True) as trace:
                if len(trace["time"]) > 0:
                    return len(trace["time"])
            time.sleep(0.01)
        return 0

    def test_who_looks_at_a_growing_trace_does_not_end_the_run_nor_wait_for_ever(self):
        # With the library's own locks three in ten of these runs ended with "Resource temporarily unavailable"; where the
        # end was written into the file that others had open, one reader in a hundred never came back.
        _, _, long = self.complete_run(1.8)
        short = (LONG_RUN, "-q", "--set", "duration=20min")
        opened = 0
        for number, options in enumerate([short] * 20 + [long] * 3):
            target = self.scratch / f"watched-{number}.h5"
            watcher = subprocess.Popen([sys.executable, "-c", WATCHER, str(target)], stdout=subprocess.PIPE, text=True)
            run = start("run", *options, "-o", target)
            errors = run.communicate()[1]
            self.assertEqual(run.returncode, 0, errors)
            try:
                opened += int(watcher.communicate(timeout=60)[0])
            except subprocess.TimeoutExpired:
                watcher.kill()
                watcher.communicate()
                self.fail(f"a reader of run {number} never came back")
        self.assertGreater(opened, 100)

    def test_the_next_run_does_not_destroy_what_a_killed_one_left(self):
        _, _, options = self.complete_run(1.8)
        target = self.scratch / "again.h5"
        run = start("run", *options, "-o", target)
        part = self.scratch / "again.h5.part"
        self.wait_until_written(part, 400_000)
        run.kill()
        run.communicate()
        left = part.read_bytes()
        code, _, errors = headroom("run", *options, "-o", target)
        self.assertEqual(code, 0, errors)
        self.assertEqual((self.scratch / "again.h5.part.1").read_bytes(), left)

    def wait_until_written(self, part, size):
        """Not until some time has passed: this machine may be loaded now and free in a moment."""
        for _ in range(6000):
            if part.exists() and part.stat().st_size > size:
                return
            time.sleep(0.005)

    def interrupted(self, number):
        complete, _, options = self.complete_run(1.8)
        target = self.scratch / "interrupted.h5"
        run = start("run", *options, "--json", "-o", target)
        self.wait_until_written(self.scratch / "interrupted.h5.part", 400_000)
        run.send_signal(number)
        said, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 130, errors)
        self.assertNotIn("error", errors)
        self.assertIsInstance(json.loads(said), dict)
        self.assertEqual(attribute(target, "status"), "interrupted")
        self.assertEqual(attribute(target, "complete"), 0)
        part, whole = datasets(target), datasets(complete)
        self.assertGreater(len(part["time"]), 0)
        self.assertLess(len(part["time"]), len(whole["time"]))
        self.assertPrefix(part, whole, "interrupted")
        self.assertFalse((self.scratch / "interrupted.h5.part").exists())
        code, said, errors = headroom("info", target, "--json")
        self.assertEqual((code, json.loads(said)["status"]), (0, "interrupted"), errors)

    def test_ctrl_c_ends_with_a_marked_partial_trace(self):
        self.interrupted(signal.SIGINT)

    def test_a_polite_request_to_end_does_the_same(self):
        self.interrupted(signal.SIGTERM)

    def test_ctrl_c_ends_replicas(self):
        run = start("run", LONG_RUN, "--replicas", "50", "-q")
        time.sleep(1)
        run.send_signal(signal.SIGINT)
        try:
            run.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            self.fail("the replicas went on")
        self.assertEqual(run.returncode, 130)


if __name__ == "__main__":
    unittest.main()
