"""Runs that are killed or interrupted: nothing damaged under the final name, what was shown can be had back."""
import json
import random
import signal
import subprocess
import time
import unittest

from headroom_program import LONG_RUN, SCALE, InScratch, attribute, datasets, headroom, start


class Killed(InScratch):
    def test_kill_9_at_any_moment_leaves_a_part_that_can_be_recovered(self):
        """A .part too young to hold its own description is the one excuse: said in a sentence, exit 1, no file."""
        complete, took = self.complete_run()
        whole, size = datasets(complete), complete.stat().st_size
        dice = random.Random(20260101)
        recovered = expected = 0
        for number in range(12 * SCALE):
            # From before the file is there until just before the end; most of them when something has been shown.
            target = self.scratch / f"{number}.h5"
            part = self.scratch / f"{number}.h5.part"
            run = start("run", LONG_RUN, "-q", "-o", target)
            if number % 3 == 0:
                moment = dice.uniform(0, 0.4) * took
                time.sleep(moment)
                name = f"killed after {moment:.3f} s (number {number})"
            else:
                share = dice.uniform(0.5, 0.95)
                self.wait_until_written(run, part, share * size)
                name = f"killed with {share:.0%} of the file written (number {number})"
            killed_early = number % 3 == 0
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
            expected += not killed_early
            before = part.read_bytes()
            code, said, errors = headroom("recover", part)
            self.assertEqual(part.read_bytes(), before, f"{name}: recover changed the .part")
            if code == 0:
                self.assertPrefix(datasets(target), whole, name)
                self.assertEqual(attribute(target, "status"), "recovered", name)
                recovered += len(datasets(target)["time"]) > 0
            else:
                self.assertEqual(code, 1, f"{name}: {errors}")
                self.assertEqual(len(errors.strip().splitlines()), 1, errors)
                self.assertFalse(target.exists(), name)
                self.assertTrue(killed_early, f"{name}: nothing can be had back: {errors}")
        # Half of the bytes are only there once the trace was shown, which is after a second: those runs come back.
        self.assertGreater(expected, 0, f"a run of {took:.1f} s is too short to be killed after its first second")
        self.assertGreaterEqual(recovered, expected)

    def wait_until_written(self, run, part, size):
        while run.poll() is None and not (part.exists() and part.stat().st_size >= size):
            time.sleep(0.002)

    def test_the_next_run_does_not_destroy_what_a_killed_one_left(self):
        target = self.scratch / "again.h5"
        run = start("run", LONG_RUN, "-q", "-o", target)
        part = self.scratch / "again.h5.part"
        for _ in range(500):
            if part.exists() and part.stat().st_size > 200_000:
                break
            time.sleep(0.01)
        run.kill()
        run.communicate()
        left = part.read_bytes()
        code, _, errors = headroom("run", LONG_RUN, "-q", "-o", target)
        self.assertEqual(code, 0, errors)
        self.assertEqual((self.scratch / "again.h5.part.1").read_bytes(), left)

    def interrupted(self, number):
        complete, took = self.complete_run()
        target = self.scratch / "interrupted.h5"
        run = start("run", LONG_RUN, "--json", "-o", target)
        time.sleep(took * 0.4)
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
