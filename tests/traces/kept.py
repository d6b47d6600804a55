#!/usr/bin/python3
"""What the readers of the program say of a kept file, as one JSON document: the figures that stand beside it.

    kept.py PROGRAM KIND FILE       KIND: trace, part, sweep
    kept.py PROGRAM --keep FOLDER   makes the files of this version in FOLDER, which must not exist
"""
import csv
import gzip
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent  # sources are named as from here: files name no machine
FILES = {"outage.h5": "trace", "several.h5": "trace", "killed.h5.part": "part", "sweep.h5": "sweep"}


def said(program, *arguments, codes=(0,)):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, timeout=240, cwd=HERE)
    assert done.returncode in codes, f"{arguments}: exit code {done.returncode}: {done.stderr}"
    return done.stdout


def numbers(node, path=""):
    """Every number of a document, by its path."""
    if isinstance(node, bool) or node is None or isinstance(node, str):
        return {}
    if isinstance(node, (int, float)):
        return {path: node}
    items = node.items() if isinstance(node, dict) else enumerate(node)
    found = {}
    for key, value in items:
        found.update(numbers(value, f"{path}.{key}" if path else str(key)))
    return found


def of_report(document):
    """The values of its facts by their names, and of its tables by row and heading."""
    found = {}
    for section in document["sections"]:
        for block in section["blocks"]:
            for r, row in enumerate(block.get("rows", [])):
                named = {row["name"]: row} if isinstance(row, dict) else dict(zip(block["columns"], row))
                for name, value in named.items():
                    if value["value"] is not None:
                        where = f"{section['id']}.{block['name']}.{r}" if "name" in block else section["id"]
                        found[f"{where}.{name}"] = value["value"]
    return found


def of_trace(program, file):
    info = json.loads(said(program, "info", "--json", file))
    rows = list(csv.DictReader(said(program, "export", file).splitlines()))
    lines = [json.loads(line) for line in said(program, "export", "--as", "jsonl", file).splitlines()]
    figures = {"info": numbers(info["measures"]),
               "export": {"rows": len(rows), "lines": len(lines),
                          "requests_served": sum(float(row["requests_served"]) for row in rows)},
               "openmetrics": {"lines": len(said(program, "export", "--as", "openmetrics", file).splitlines())},
               "events": {"rows": len(said(program, "export", "--table", "events", file).splitlines()) - 1},
               "explain": numbers(json.loads(said(program, "explain", "--json", file))),
               "report": of_report(json.loads(said(program, "report", "--json", file)))}
    picture = said(program, "chart", file, "--series", "requests_served,workers_in_service[web;sum]", "-o", "-")
    assert picture.rstrip().endswith("</svg>") and "nan" not in picture, "chart"
    return figures


def of_part(program, file):
    with tempfile.TemporaryDirectory() as folder:
        whole = pathlib.Path(folder) / "recovered.h5"
        said(program, "recover", file, "-o", whole)
        found = of_trace(program, whole)
    rows = list(csv.DictReader(said(program, "export", file).splitlines()))
    found["part"] = {"rows": len(rows), "requests_served": sum(float(row["requests_served"]) for row in rows)}
    return found


def of_sweep(program, file):
    return {"report": of_report(json.loads(said(program, "report", "--json", file)))}


OF = {"trace": of_trace, "part": of_part, "sweep": of_sweep}


def killed(program, target):
    """A run that is killed when it has shown half of its time."""
    run = subprocess.Popen([program, "run", "outage.yaml", "--set", "duration=400h", "--set", "sample=30min", "-q",
                            "-o", target.with_suffix("")], cwd=HERE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not target.exists() or len(said(program, "export", target, codes=(0, 2)).splitlines()) < 20:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()


def keep(program, folder):
    folder.mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        made = pathlib.Path(scratch)
        for name in ("outage", "several"):
            said(program, "run", f"{name}.yaml", "-q", "-o", made / f"{name}.h5")
        killed(program, made / "killed.h5.part")
        said(program, "sweep", "sweep.yaml", "-q", "-o", made / "sweep")
        (made / "sweep/sweep.h5").rename(made / "sweep.h5")
        for name, kind in FILES.items():
            (folder / f"{name}.json").write_text(json.dumps(OF[kind](program, made / name), indent=0) + "\n")
            with open(made / name, "rb") as plain, open(folder / f"{name}.gz", "wb") as target:
                with gzip.GzipFile("", "wb", 9, target, mtime=0) as packed:
                    shutil.copyfileobj(plain, packed)


if __name__ == "__main__":
    if sys.argv[2] == "--keep":
        keep(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[3]).resolve())
    else:
        program, file = (str(pathlib.Path(word).resolve()) for word in (sys.argv[1], sys.argv[3]))
        print(json.dumps(OF[sys.argv[2]](program, file), indent=0))
