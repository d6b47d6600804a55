"""The trace is everybody's: the usual tools open it in one line and read the numbers that `export` prints."""
import csv
import io
import json
import math
import shutil
import subprocess
import unittest

import h5py
import netCDF4
import numpy
import xarray

from headroom_program import LONG_RUN, InScratch, headroom

TABLES = ("events", "decisions", "metrics", "entities", "latency_histograms")


def number(text):
    return math.nan if text == "" else float(text)


def words_of(values):
    return [v.decode() if isinstance(v, bytes) else str(v) for v in values]


def flat_names(node, prefix=""):
    """Names of the numbers in a summary's JSON, `_` between the levels."""
    for key, value in node.items():
        if isinstance(value, dict):
            yield from flat_names(value, f"{prefix}{key}_")
        elif not isinstance(value, (list, str)):
            yield prefix + key


class TraceOpens(InScratch):
    @classmethod
    def setUpClass(cls):
        import pathlib
        import tempfile
        cls.home = pathlib.Path(tempfile.mkdtemp(prefix="headroom-"))
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        cls.trace = cls.home / "run.h5"
        code, said, errors = headroom("run", LONG_RUN, "-q", "--json", "--set", "duration=2h", "--set", "sample=2s", "-o", cls.trace)
        assert code == 0, errors
        cls.result = json.loads(said)
        code, said, errors = headroom("export", cls.trace)
        assert code == 0, errors
        cls.rows = list(csv.reader(io.StringIO(said)))

    def exported(self):
        """The series as `export` prints them: {name: array[time × places]}."""
        columns = {}
        for i, head in enumerate(self.rows[0]):
            columns.setdefault(head.split("[")[0], []).append([number(row[i]) for row in self.rows[1:]])
        return {name: numpy.array(c).T for name, c in columns.items()}

    def test_xarray_opens_it_in_one_line_with_either_engine(self):
        for engine in ("netcdf4", "h5netcdf"):
            with self.subTest(engine), xarray.open_dataset(self.trace, engine=engine) as data:
                self.assertEqual(data.sizes["time"], 3600)
                self.assertEqual(data.cpu.dims, ("time", "service", "zone"))
                self.assertEqual(list(data.zone.values), ["a", "b", "regional"])
                self.assertEqual(list(data.service.values), ["web", "orders"])
                self.assertEqual(str(data.time.values[0]), "2026-01-01T00:00:00.000000000")
                self.assertEqual(str(data.time.values[-1]), "2026-01-01T01:59:58.000000000")
                self.assertEqual(data.requests_served.attrs["units"], "1")
                self.assertEqual(data.rate.attrs["units"], "s-1")
                self.assertEqual(data.cost_rate.attrs["units"], "USD h-1")
                self.assertEqual(data.requests_served.attrs["cell_methods"], "time: sum")
                # What a user would do first: how much was served in zone a's best hour, by name.
                by_name = data.workers_in_service.sel(service="web", zone="a")
                self.assertEqual(by_name.dims, ("time",))
                self.assertEqual(int(data.requests_served.sum()) + int(data.requests_failed.sum()) +
                                 int(data.requests_timed_out.sum()) + int(data.requests_rejected.sum()) +
                                 self.result["requests"]["in_flight"], self.result["requests"]["offered"])
                for name in data.data_vars:
                    self.assertIn("long_name", data[name].attrs, name)

    def test_every_series_has_the_values_that_export_prints(self):
        exported = self.exported()
        series = set(exported) - {"time_s", "until_s"}
        for engine in ("netcdf4", "h5netcdf"):
            with self.subTest(engine), xarray.open_dataset(self.trace, engine=engine, decode_times=False) as data:
                self.assertEqual(series, set(data.data_vars) - {"time_bounds"})
                for name in series:
                    values = numpy.asarray(data[name].values, dtype=float).reshape(len(data.time), -1)
                    numpy.testing.assert_array_equal(values, exported[name], name)
                numpy.testing.assert_array_equal(data.time.values, exported["time_s"][:, 0])
                numpy.testing.assert_array_equal(data.time_bounds.values[:, 1], exported["until_s"][:, 0])

    def test_h5py_and_netcdf4_see_the_same_numbers(self):
        exported = self.exported()
        with h5py.File(self.trace, "r") as file, netCDF4.Dataset(self.trace) as nc:
            for name in set(exported) - {"time_s", "until_s"}:
                numpy.testing.assert_array_equal(file[name][...].reshape(3600, -1), exported[name], name)
                read = numpy.ma.filled(nc[name][:].astype(float), math.nan)
                numpy.testing.assert_array_equal(read.reshape(3600, -1), exported[name], name)
                self.assertEqual(file[name].dims[0][0].name, "/time", f"{name} has no dimension scale")

    def test_tables_have_the_rows_that_export_prints(self):
        with h5py.File(self.trace, "r") as file, netCDF4.Dataset(self.trace) as nc:
            for table in TABLES:
                code, said, errors = headroom("export", self.trace, "--table", table)
                self.assertEqual(code, 0, errors)
                rows = list(csv.reader(io.StringIO(said)))
                for i, column in enumerate(rows[0]):
                    data = file[table][column]
                    printed = [row[i] for row in rows[1:]]
                    self.assertEqual(len(data), len(printed), f"{table}.{column}")
                    if "flag_meanings" in data.attrs:
                        meanings = words_of([data.attrs["flag_meanings"]])[0].split()
                        codes = list(data.attrs["flag_values"])
                        self.assertEqual([meanings[codes.index(x)] for x in data[...]], printed, f"{table}.{column}")
                    else:
                        numpy.testing.assert_array_equal(data[...].astype(float), [number(x) for x in printed],
                                                         f"{table}.{column}")
                    self.assertIn(column, nc[table].variables)

    def test_events_and_causes_are_there(self):
        with xarray.open_dataset(self.trace, group="events", decode_times=False) as events:
            meanings = events.kind.attrs["flag_meanings"].split()
            kinds = [meanings[int(k)] for k in events.kind.values]
            self.assertEqual(kinds.count("lost"), self.result["workers"]["lost"])
            self.assertEqual(kinds.count("launch"), self.result["workers"]["launched"])
            self.assertGreater(kinds.count("fault_begins"), 0)
            self.assertTrue((numpy.diff(events.time.values) >= 0).all())

    def test_the_summary_has_the_names_and_values_of_the_json(self):
        names = [n for n in flat_names(self.result) if n not in ("schema", "seed", "simulated_s", "wall_s", "events")]
        with netCDF4.Dataset(self.trace) as nc:
            summary = nc["summary"].variables
            inside = json.loads(str(summary["json"][...]))
            self.assertEqual(set(names), set(summary) - {"json"})
        self.result.pop("wall_s")
        self.assertEqual(inside, self.result)

    def test_the_command_line_tools_of_netcdf_and_hdf5_read_it(self):
        for command in (["ncdump", "-h"], ["ncdump", "-v", "requests_served,time"], ["h5dump", "-H"],
                        ["h5dump", "-d", "/requests_served"], ["h5ls", "-r"]):
            with self.subTest(command):
                done = subprocess.run([*command, str(self.trace)], capture_output=True, text=True, timeout=60)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("requests_served", done.stdout)
        done = subprocess.run(["ncdump", "-h", str(self.trace)], capture_output=True, text=True, timeout=60)
        for line in ('double cpu(time, service, zone)', 'string time:units = "seconds since 2026-01-01 00:00:00"',
                     "group: events {", "group: decisions {", "group: summary {", "group: provenance {"):
            self.assertIn(line, done.stdout)

    def test_where_it_comes_from_is_inside(self):
        with netCDF4.Dataset(self.trace) as nc:
            provenance = nc["provenance"]
            texts = {name: str(v[...]) for name, v in provenance.variables.items()}
            self.assertEqual(texts["scenario"], LONG_RUN.read_text())
            self.assertIn("duration: 2h", texts["resolved"])
            self.assertEqual(texts["sets"], "duration=2h\nsample=2s\n")
            self.assertEqual(nc.fingerprint, self.result["fingerprint"])
            self.assertEqual(nc.seed, self.result["seed"])
        again = self.scratch / "again.h5"
        code, said, errors = headroom("run", "--from", self.trace, "-q", "--json", "-o", again)
        self.assertEqual(code, 0, errors)
        self.assertEqual(json.loads(said)["fingerprint"], self.result["fingerprint"])


if __name__ == "__main__":
    unittest.main()
