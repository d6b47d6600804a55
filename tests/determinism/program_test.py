"""The program gives the same bytes on every machine: other instructions in the C library, another number of threads."""
import json
import os
import time
import unittest

from headroom_program import LONG_RUN, InScratch, headroom

# A C library that is told to forget its faster instructions takes other paths through log, exp and pow, with other
# last bits: none of them may reach a result.
OLD_MACHINE = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2_Usable,-AVX2"}


class SameBytes(InScratch):
    def run_to(self, name, *more, **environment):
        target = self.scratch / name
        code, said, errors = headroom("run", LONG_RUN, "-q", "--json", "--set", "duration=3h", *more, "-o", target,
                                      env={**os.environ, **environment})
        self.assertEqual(code, 0, errors)
        result = json.loads(said)
        result.pop("wall_s")
        return result, target

    def test_an_older_machine_writes_the_same_trace(self):
        here, trace = self.run_to("here.h5")
        there, other = self.run_to("there.h5", **OLD_MACHINE)
        self.assertEqual(here, there)
        self.assertTrue(trace.read_bytes() == other.read_bytes(), "the traces differ")

    def test_the_same_run_later_writes_the_same_bytes(self):
        _, first = self.run_to("one.h5")
        time.sleep(1.1)  # a clock of seconds has moved on
        self.assertTrue(first.read_bytes() == self.run_to("two.h5")[1].read_bytes())

    def test_a_trace_or_none_and_other_buckets_change_no_result(self):
        result, _ = self.run_to("with.h5")
        code, said, errors = headroom("run", LONG_RUN, "-q", "--json", "--set", "duration=3h", "--no-trace")
        self.assertEqual(code, 0, errors)
        without = json.loads(said)
        without.pop("wall_s")
        self.assertEqual(result, without)
        coarse, _ = self.run_to("coarse.h5", "--set", "sample=5min")
        # One event a bucket is the only difference.
        self.assertGreater(result.pop("events"), coarse.pop("events"))
        self.assertEqual(result, coarse)

    def test_replicas_on_one_thread_and_on_two_print_the_same(self):
        texts = []
        for threads in (1, 2):
            code, said, errors = headroom("run", LONG_RUN, "-q", "--json", "--set", "duration=3h", "--replicas", 4, "-j",
                                          threads)
            self.assertEqual(code, 0, errors)
            texts.append("\n".join(line for line in said.splitlines() if '"wall_s"' not in line))
        self.assertIn("half_width", texts[0])
        self.assertEqual(texts[0], texts[1])


if __name__ == "__main__":
    unittest.main()
