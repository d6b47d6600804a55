"""Traces and sweeps that earlier versions have written: every reader still reads them, and says the figures that were
written down beside them then."""
import gzip
import json
import math
import os
import pathlib
import shutil
import sys
import unittest

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "safety")]
import kept  # noqa: E402
from headroom_program import PROGRAM, InScratch, headroom  # noqa: E402

VERSIONS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__")
LARGEST = 200_000  # bytes of a kept file


class Kept(InScratch):
    def unpacked(self, version, name):
        target = self.scratch / version.name / name
        target.parent.mkdir(exist_ok=True)
        with gzip.open(version / f"{name}.gz", "rb") as packed, open(target, "wb") as plain:
            shutil.copyfileobj(packed, plain)
        return target

    def test_there_is_one_of_each(self):
        self.assertGreaterEqual(len(VERSIONS), 2)
        for version in VERSIONS:
            for name in kept.FILES:
                self.assertLessEqual(os.path.getsize(version / f"{name}.gz"), LARGEST, f"{version.name}/{name}")

    def test_says_what_was_written_beside_it(self):
        for version in VERSIONS:
            for name, kind in kept.FILES.items():
                then = json.loads((version / f"{name}.json").read_text())
                now = kept.OF[kind](PROGRAM, self.unpacked(version, name))
                compared = 0
                for reader, figures in then.items():
                    for path, value in figures.items():
                        with self.subTest(f"{version.name}/{name}: {reader}: {path}"):
                            self.assertIn(path, now[reader])
                            self.assertTrue(math.isclose(now[reader][path], value, rel_tol=1e-9, abs_tol=1e-12),
                                            f"{now[reader][path]}, it was {value}")
                        compared += 1
                self.assertGreater(compared, 30, f"{version.name}/{name}")

    def test_this_test_would_see_another_figure(self):
        version = VERSIONS[0]
        found = kept.OF["sweep"](PROGRAM, self.unpacked(version, "sweep.h5"))
        other = kept.OF["trace"](PROGRAM, self.unpacked(version, "several.h5"))
        self.assertNotEqual(found["report"], other["report"])
        self.assertTrue(any(isinstance(x, float) and x > 0 for x in found["report"].values()))

    def test_versions_are_compared_with_one_another(self):
        def availability(version):
            return json.loads((version / "outage.h5.json").read_text())["info"]["availability"]

        files = [self.unpacked(version, "outage.h5") for version in VERSIONS]
        code, said, errors = headroom("compare", *files, "--json")
        self.assertEqual(code, 0, errors)
        for version, comparison in zip(VERSIONS[1:], json.loads(said)["comparisons"], strict=True):
            served = next(m for m in comparison["measures"] if m["metric"] == "availability")
            self.assertAlmostEqual(served["base"]["value"], availability(VERSIONS[0]), places=12)
            self.assertAlmostEqual(served["other"]["value"], availability(version), places=12)


if __name__ == "__main__":
    unittest.main()
