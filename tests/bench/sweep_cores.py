#!/usr/bin/python3
"""How much of a second core a sweep turns into speed.

    sweep_cores.py PROGRAM [ROUNDS]      time with one process / (2 · time with two): 1 is all of it, wanted ≥ 0.9

A ratio of the same sweep in the same minute: both are run in turn, and the median of the rounds is printed with the
least and the greatest. On a machine that does other work besides it says less than that; no test depends on it."""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SWEEP = """version: 1
name: Two cores
scenario: SCENARIO
replicas: 10
axes:
  workers: {set: services.web.fleet.min, values: [3, 4, 5, 6]}
"""
SCENARIO = pathlib.Path(__file__).resolve().parents[2] / "docs/first-scenario.yaml"


def seconds(program, sweep, processes, target):
    begin = time.monotonic()
    subprocess.run([program, "sweep", sweep, "-q", "-j", str(processes), "-o", target], check=False, capture_output=True)
    return time.monotonic() - begin


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("there is one core only")
    with tempfile.TemporaryDirectory() as scratch:
        file = pathlib.Path(scratch) / "cores.yaml"
        file.write_text(SWEEP.replace("SCENARIO", str(SCENARIO)))
        ratios = []
        for i in range(rounds):
            one, two = (seconds(program, file, n, pathlib.Path(scratch) / f"{i}-{n}") for n in (1, 2))
            ratios.append(one / (2 * two))
    print(f"a sweep of 40 runs, efficiency of two processes against one   {statistics.median(ratios):.3f} "
          f"({min(ratios):.3f} to {max(ratios):.3f})   wanted >= 0.9")


if __name__ == "__main__":
    main()
