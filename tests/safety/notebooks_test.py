"""The page on notebooks: its blocks run as they stand, and give what the program says."""
import contextlib
import io
import json
import os
import pathlib
import re
import unittest

from headroom_program import InScratch, headroom

HOUSE = pathlib.Path(__file__).resolve().parents[2]


def blocks():
    text = (HOUSE / "docs/notebooks.md").read_text()
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


class Notebooks(InScratch):
    def run_block(self, block):
        """In the scratch directory; the names it made."""
        names, before = {}, os.getcwd()
        os.chdir(self.scratch)
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(block, names)
        finally:
            os.chdir(before)
        return names

    def test_blocks_are_five_lines_of_each(self):
        for block in blocks():
            self.assertLessEqual(len([line for line in block.splitlines() if not line.startswith("import")]), 5)
        self.assertEqual(len(blocks()), 2)

    def test_a_trace(self):
        code, said, errors = headroom("run", HOUSE / "docs/first-scenario.yaml", "--json", "-q", "-o", self.scratch / "run.h5")
        self.assertIn(code, (0, 3), errors)
        result = json.loads(said)
        names = self.run_block(blocks()[0])
        self.assertEqual(int(names["served"].sum()), result["requests"]["served"])
        self.assertEqual(list(names["workers"].columns), ["a", "b", "c"])
        kinds = names["events"].groupby("kind").size()
        words = names["xr"].open_dataset(self.scratch / "run.h5", group="events").kind.flag_meanings.split()
        self.assertEqual(kinds[words.index("lost")], result["workers"]["lost"])
        summary = names["xr"].open_dataset(self.scratch / "run.h5", group="summary")
        self.assertEqual(float(summary.availability), result["availability"])

    def test_a_sweep(self):
        text = (HOUSE / "docs/sweeps/zone.yaml").read_text()
        text = text.replace("scenario: ../first-scenario.yaml", f"scenario: {self.scratch / 'short.yaml'}")
        self.assertIn("replicas: 4", text)
        (self.scratch / "zone.yaml").write_text(text.replace("replicas: 4", "replicas: 2"))
        scenario = (HOUSE / "docs/first-scenario.yaml").read_text()
        (self.scratch / "short.yaml").write_text(scenario.replace("duration: 4h", "duration: 2h"))
        code, said, errors = headroom("sweep", self.scratch / "zone.yaml", "-o", self.scratch / "zone", "--json", "-q")
        self.assertIn(code, (0, 3), errors)
        result = json.loads(said)
        names = self.run_block(blocks()[1])
        self.assertEqual(names["kept"].dims, ("workers", "policy", "fault"))
        for cell in result["cells"]:
            values = cell["values"]
            if values["fault"] == "zone":
                self.assertAlmostEqual(names["cost"].loc[values["workers"], values["policy"]],
                                       cell["figures"]["cost_usd.total"]["value"], places=9)
        self.assertEqual(names["pairs"].dims, ("workers", "fault", "replica"))


if __name__ == "__main__":
    unittest.main()
