"""A disk that fills up: exit 1, one message, no file under the final name; never a file that lies."""
import pathlib
import subprocess
import unittest

from headroom_program import LONG_RUN, PROGRAM, SCALE, InScratch, datasets, files_end_at, headroom, small_disk


class FullDisk(InScratch):
    def assertRefused(self, code, errors, target, what):
        self.assertEqual(code, 1, f"{what}: {errors}")
        lines = errors.strip().splitlines()
        self.assertEqual(len(lines), 1, f"{what}: {errors}")
        self.assertTrue(lines[0].startswith("headroom: error: "), f"{what}: {errors}")
        self.assertFalse(target.exists(), f"{what}: there is a file under the final name")

    def run_against(self, limits, attempt):
        """`attempt(limit)` gives (code, errors, target); the smaller limits must fail, none may leave a wrong file."""
        complete, _, _ = self.complete_run()
        whole, size = datasets(complete), self.tight_size(complete)
        for share in limits if SCALE else limits[::3]:
            what = f"room for {share:.0%} of the trace"
            code, errors, target = attempt(int(size * share))
            if code == 0:
                self.assertGreaterEqual(share, 0.9, f"{what}: how can it have succeeded?")
                self.assertPrefix(whole, datasets(target), what)
            else:
                self.assertRefused(code, errors, target, what)

    def tight_size(self, trace):
        """Of the same trace without the gaps that showing it live has left in it: no run can do with less."""
        part, tight = self.scratch / "tight.h5.part", self.scratch / "tight.h5"
        part.write_bytes(trace.read_bytes())
        code, _, errors = headroom("recover", part, "-o", tight)
        self.assertEqual(code, 0, errors)
        return tight.stat().st_size

    def test_files_that_may_not_grow(self):
        def attempt(limit):
            target = self.scratch / f"limited-{limit}.h5"
            code, _, errors = headroom("run", LONG_RUN, "-q", "-o", target, preexec_fn=files_end_at(limit))
            return code, errors, target
        self.run_against((0, 0.001, 0.02, 0.3, 0.7, 0.98, 1.02, 3), attempt)

    def test_a_disk_without_room(self):
        def attempt(limit):
            with small_disk(max(limit, 4096)) as disk:
                code, _, errors = headroom("run", LONG_RUN, "-q", "-o", disk / "small.h5")
                kept = self.scratch / f"kept-{limit}.h5"
                if (disk / "small.h5").exists():
                    kept.write_bytes((disk / "small.h5").read_bytes())
                return code, errors, kept
        self.run_against((0, 0.02, 0.3, 0.7, 0.98, 4), attempt)

    def test_recovering_onto_a_full_disk(self):
        complete, _, _ = self.complete_run()
        part = self.scratch / "old.h5.part"
        complete.rename(part)
        target = self.scratch / "small.h5"
        code, _, errors = headroom("recover", part, "-o", target, preexec_fn=files_end_at(50_000))
        self.assertRefused(code, errors, target, "recover")

    def test_a_result_that_cannot_be_printed_is_an_error(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("there is no /dev/full")
        for command in (["run", "az-outage", "--no-trace", "-q", "--json"], ["scenarios", "list"], ["scenarios", "show", "az-outage"]):
            with open("/dev/full", "w") as full:
                done = subprocess.run([PROGRAM, *command], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
            self.assertEqual(done.returncode, 1, f"{command}: {done.stderr}")
            self.assertIn("headroom: error: ", done.stderr)

    def test_a_folder_that_is_not_there_and_one_that_may_not_be_written(self):
        code, said, errors = headroom("run", LONG_RUN, "-q", "-o", self.scratch / "no" / "such" / "x.h5")
        self.assertIn(code, (1, 2), errors)
        self.assertEqual(said, "")
        self.assertIn(": error: ", errors.splitlines()[0])
        self.assertEqual(list(self.scratch.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
