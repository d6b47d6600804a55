"""A run that is ten times as long needs as much memory."""
import subprocess
import sys
import unittest

from headroom_program import LONG_RUN, PROGRAM, InScratch

# A process begins with the peak of the one it was forked from: a small one, not this with its 25 MiB of libraries.
LAUNCHER = """
import os, sys
child = os.fork()
if child == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print(usage.ru_maxrss)
sys.exit(status != 0)
"""


class PeakMemory(InScratch):
    def peak(self, duration, *more):
        """Greatest resident memory of a run, in KiB."""
        arguments = [PROGRAM, "run", str(LONG_RUN), "-q", "--set", f"duration={duration}", *more]
        done = subprocess.run([sys.executable, "-I", "-S", "-c", LAUNCHER, *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return int(done.stdout)

    def test_ten_times_as_long_a_run_needs_at_most_3_per_cent_more(self):
        # Least of five: the system may lend a page more, never one less.
        for what, more in (("with a trace", ["-o", str(self.scratch / "x.h5"), "--force"]), ("without", ["--no-trace"])):
            short = min(self.peak("2h", *more) for _ in range(5))
            long = min(self.peak("20h", *more) for _ in range(5))
            print(f"{what}: {short} KiB for 2 h, {long} KiB for 20 h, ratio {long / short:.4f}")
            self.assertLessEqual(long, 1.03 * short, what)


if __name__ == "__main__":
    unittest.main()
