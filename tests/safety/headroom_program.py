"""What the tests of the program share: where it is, how it is run, what is in a trace."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import h5py
import numpy

PROGRAM = os.environ["HEADROOM_PROGRAM"]
HERE = pathlib.Path(__file__).parent
LONG_RUN = HERE / "long-run.yaml"
# HEADROOM_TEST_SCALE=10 does ten times as much (the nightly run), 0 the least that is worth it.
SCALE = int(os.environ.get("HEADROOM_TEST_SCALE", "1"))


def headroom(*arguments, timeout=240, **options):
    """Runs it to the end; returns (exit code, stdout, stderr)."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, **options)
    return done.returncode, done.stdout, done.stderr


def start(*arguments, **options):
    return subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            **options)


def datasets(file):
    """Every array of a trace that grows with the run, by name; read through h5py, not through our own reader."""
    found = {}
    with h5py.File(file, "r") as trace:
        def take(name, thing):
            if isinstance(thing, h5py.Dataset) and thing.maxshape and thing.maxshape[0] is None:
                found[name] = thing[...]
        trace.visititems(take)
    return found


def attribute(file, name):
    with h5py.File(file, "r") as trace:
        value = trace.attrs[name]
        return value.decode() if isinstance(value, bytes) else value


class InScratch(unittest.TestCase):
    """Every test has a directory of its own, `self.scratch`, that goes with it."""
    long_enough = {}  # seconds: the days that last so long here

    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="headroom-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)

    def assertPrefix(self, part, whole, what):
        """Every array of `part` is the beginning of the same array of `whole`."""
        self.assertEqual(set(part), set(whole), what)
        for name, values in part.items():
            self.assertLessEqual(len(values), len(whole[name]), f"{what}: {name}")
            numpy.testing.assert_array_equal(values, whole[name][:len(values)], f"{what}: {name}")

    def complete_run(self, at_least=0):
        """The run that nobody disturbed: its trace, how long it took [s], and the options of it. `at_least` so many seconds:
        a run of hours is over in one on a good machine, and the second is when a trace is first shown."""
        trace = self.scratch / "complete.h5"
        for days in (1.5, 2, 3, 4, 6, 9, 12, 24):
            if days < InScratch.long_enough.get(at_least, 0):
                continue
            options = (LONG_RUN, "-q", "--set", f"duration={days * 24:g}h")
            begin = time.monotonic()
            code, _, errors = headroom("run", *options, "-o", trace, "--force")
            took = time.monotonic() - begin
            self.assertEqual(code, 0, errors)
            if took >= at_least:
                break
        InScratch.long_enough[at_least] = days
        return trace, took, options


@contextlib.contextmanager
def small_disk(size):
    """A file system of `size` bytes, or a reason why there is none (unittest.SkipTest)."""
    if os.geteuid() != 0:
        raise unittest.SkipTest("only root may mount a small disk")
    where = tempfile.mkdtemp(prefix="headroom-disk-")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", where], capture_output=True, text=True)
    if mounted.returncode != 0:
        os.rmdir(where)
        raise unittest.SkipTest(f"this machine mounts no small disk: {mounted.stderr.strip()}")
    try:
        yield pathlib.Path(where)
    finally:
        subprocess.run(["umount", where], check=False)
        with contextlib.suppress(OSError):
            os.rmdir(where)


def files_end_at(limit):
    """For Popen's preexec_fn: no file of the process grows beyond `limit` bytes; writing on gives EFBIG, no signal."""
    import resource

    def set_limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return set_limit
