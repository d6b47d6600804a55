#!/usr/bin/env python3
"""Draws the figures of docs/control.md from runs of library scenarios.

    docs/pictures/control.py PATH/TO/headroom

Needs h5py. The same program gives the same files, byte by byte.
"""
import pathlib
import subprocess
import sys
import tempfile

import h5py

HERE = pathlib.Path(__file__).resolve().parent
BLUE, ORANGE, GREY, INK = "#2166ac", "#d95f02", "#999999", "#333333"


def series(program, scenario, stage, names):
    """Bucket times [s] and some series of the only service, summed over zones."""
    with tempfile.TemporaryDirectory() as folder:
        trace = pathlib.Path(folder) / "run.h5"
        command = [program, "run", scenario, "--output", str(trace)] + (["--stage", stage] if stage else [])
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(done.stderr)
        with h5py.File(trace) as f:
            values = []
            for name in names:
                v = f[name][:]
                v = v[:, 0] if v.ndim > 1 else v
                values.append([float(x) for x in (v[:, :-1].sum(axis=1) if v.ndim > 1 else v)])
            times = [float(t) for t in f["time"][:]]
    width = times[1] - times[0]
    return times, width, values


class Panel:
    """A rectangle with axes. Coordinates of data in, of the picture out."""

    def __init__(self, left, top, width, height, x_most, y_most):
        self.box = (left, top, width, height)
        self.x_most, self.y_most = x_most, y_most
        self.parts = []

    def at(self, x, y):
        left, top, width, height = self.box
        return left + width * x / self.x_most, top + height * (1 - y / self.y_most)

    def axes(self, x_ticks, y_ticks, title):
        left, top, width, height = self.box
        self.text(0, self.y_most, title, dx=0, dy=-8, anchor="start", bold=True)
        for value, label in y_ticks:
            _, y = self.at(0, value)
            self.parts.append(f'<line x1="{left}" x2="{left + width}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e6e6e6"/>')
            self.text(0, value, label, dx=-6, dy=4, anchor="end")
        for value, label in x_ticks:
            x, _ = self.at(value, 0)
            self.parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top + height}" y2="{top + height + 4}" stroke="{INK}"/>')
            self.text(value, 0, label, dx=0, dy=17)
        self.parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{INK}"/>')

    def steps(self, times, width, values, colour, dashes=""):
        """A line that keeps each bucket's value for its length; a point where the value changes is enough."""
        points, last = [], None
        for t, v in zip(times, values):
            if v != last:
                if last is not None:
                    points.append(self.at(t, last))
                points.append(self.at(t, v))
            last = v
        points.append(self.at(times[-1] + width, last))
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        style = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"{style}/>')

    def text(self, x, y, words, dx=0, dy=0, anchor="middle", colour=INK, bold=False):
        px, py = self.at(x, y)
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(f'<text x="{px + dx:.1f}" y="{py + dy:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{words}</text>')


def write(name, height, panels):
    body = "\n".join(part for panel in panels for part in panel.parts)
    (HERE / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 {height}" font-family="sans-serif" font-size="12">\n'
        f'<rect width="820" height="{height}" fill="white"/>\n{body}\n</svg>\n')


def dead_time(program):
    panel = Panel(60, 40, 730, 260, 6 * 3600, 125)
    panel.axes([(h * 3600, f"{h} h") for h in range(7)], [(n, str(n)) for n in (0, 25, 50, 75, 100, 125)],
               "Workers wanted: the same steps, metrics five minutes late, demand halved after three hours")
    panel.parts.append('<line x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}" stroke="{3}" stroke-dasharray="2 3"/>'.format(
        panel.at(0, 0)[0], panel.at(3 * 3600, 0)[0], panel.at(0, 100)[1], GREY))
    panel.parts.append('<line x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}" stroke="{3}" stroke-dasharray="2 3"/>'.format(
        panel.at(3 * 3600, 0)[0], panel.at(6 * 3600, 0)[0], panel.at(0, 50)[1], GREY))
    for stage, colour in (("", BLUE), ("patient", ORANGE)):
        times, width, (desired,) = series(program, "dead-time", stage, ["workers_desired"])
        panel.steps(times, width, desired, colour)
    panel.text(1.9 * 3600, 60, "loop gain 0.20: below the bound of 0.285")
    panel.text(4.6 * 3600, 116, "loop gain 0.40: above it")
    panel.text(0.1 * 3600, 22, "warm_up: 0s, what was ordered is ignored", anchor="start", colour=BLUE)
    panel.text(0.1 * 3600, 12, "warm_up: 6min, what was ordered counts as an answer", anchor="start", colour=ORANGE)
    write("dead-time.svg", 340, [panel])


def hpa_swing(program):
    minutes = [(m * 60, f"{m} min") for m in range(0, 61, 10)]
    load = Panel(60, 40, 730, 80, 3600, 450)
    load.axes([], [(0, "0"), (120, "120"), (360, "360")], "Requests offered a second")
    pods = Panel(60, 165, 730, 180, 3600, 14)
    pods.axes(minutes, [(n, str(n)) for n in (0, 3, 6, 9, 12)], "Pods ready")
    for stage, colour in (("", BLUE), ("stabilised", ORANGE)):
        times, width, (offered, ready) = series(program, "hpa-swing", stage, ["requests_offered", "workers_in_service"])
        if not stage:
            minute = max(1, round(30 / width))
            means = [sum(offered[i:i + minute]) / minute / width for i in range(0, len(offered), minute)]
            load.steps(times[::minute], width * minute, means, GREY)
        pods.steps(times, width, [round(x) for x in ready], colour)
    pods.text(60, 12.6, "no stabilisation: each wave meets three pods", anchor="start", colour=BLUE)
    pods.text(2000, 12.6, "the highest recommendation of ten minutes counts", anchor="start", colour=ORANGE)
    write("hpa-swing.svg", 385, [load, pods])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    dead_time(sys.argv[1])
    hpa_swing(sys.argv[1])
