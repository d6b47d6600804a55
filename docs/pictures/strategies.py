"""Draws strategies.svg: what three ways of having capacity make of one demand, from traces of the library's scenarios.

Use: python3 docs/pictures/strategies.py PROGRAM > docs/pictures/strategies.svg      (PROGRAM: headroom; needs h5py)
The same program gives the same picture.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import h5py

PANELS = [("scale-up", "Scale up, on one machine"),
          ("chunks", "Scale out in weekly chunks"),
          ("elastic", "Elastic")]
LEFT, WIDTH, TOP, HEIGHT, GAP = 52, 720, 34, 120, 34


def run(program, scenario, folder):
    """Demand and supply [requests/s] of every second hour, and the summary."""
    trace = str(pathlib.Path(folder) / (scenario + ".h5"))
    done = subprocess.run([program, "run", scenario, "-o", trace, "-q", "--json"], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{scenario}: exit code {done.returncode}")
    with h5py.File(trace, "r") as h5:
        return h5["demand"][::2, 0], h5["supply"][::2, 0], json.loads(done.stdout)


def line(points):
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def panel(top, title, demand, supply, summary, most):
    n = len(demand)
    xs = [LEFT + WIDTH * (i + 0.5) / n for i in range(n)]
    y = lambda v: top + HEIGHT * (1 - v / most)
    d, s = [y(v) for v in demand], [y(v) for v in supply]
    low = [max(a, b) for a, b in zip(d, s)]  # of the page: the lesser of the two
    area = lambda above, below: line(list(zip(xs, above)) + list(zip(reversed(xs), reversed(below))))
    cost, capacity = summary["cost_usd"]["total"], summary["capacity"]
    figures = (f"{cost:.0f} USD · unused {capacity['unused_share']:.0%} · "
               f"unmet {capacity['unmet_share']:.1%} · "
               f"{summary['slo'][0]['attainment']:.1%} done within 3 min")
    yield f'<text x="{LEFT}" y="{top - 8}" class="title">{title}</text>'
    yield f'<text x="{LEFT + WIDTH}" y="{top - 8}" class="figures">{figures}</text>'
    yield f'<polygon class="used" points="{area(low, [top + HEIGHT] * n)}"/>'
    yield f'<polygon class="unused" points="{area(s, low)}"/>'
    yield f'<polygon class="unmet" points="{area(d, low)}"/>'
    yield f'<polyline class="supply" points="{line(zip(xs, s))}"/>'
    yield f'<polyline class="demand" points="{line(zip(xs, d))}"/>'
    for v in (0, 0.3, 0.6):
        yield f'<text x="{LEFT - 6}" y="{y(v) + 4:.1f}" class="axis">{v:g}</text>'
    yield f'<path class="frame" d="M{LEFT},{top} v{HEIGHT} h{WIDTH}"/>'


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        runs = [run(program, scenario, folder) for scenario, _ in PANELS]
    most = 0.75
    bottom = TOP + len(PANELS) * (HEIGHT + GAP)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 12} {bottom + 8}" '
          'font-family="sans-serif" font-size="11">')
    print("<style>.title{font-weight:bold;fill:#222}.figures,.axis{text-anchor:end;fill:#444}.week{fill:#444}"
          ".used{fill:#9ecae1}.unused{fill:#e8e4d8}.unmet{fill:#e34a33}.supply{fill:none;stroke:#333;stroke-width:1.2}"
          ".demand{fill:none;stroke:#08519c;stroke-width:1}.frame{fill:none;stroke:#888}</style>")
    print('<rect width="100%" height="100%" fill="white"/>')
    for i, ((_, title), (demand, supply, summary)) in enumerate(zip(PANELS, runs)):
        for text in panel(TOP + i * (HEIGHT + GAP), title, demand, supply, summary, most):
            print(text)
    for week in range(5):
        x = LEFT + WIDTH * week / 4
        anchor = "start" if week == 0 else "end" if week == 4 else "middle"
        print(f'<text x="{x:.0f}" y="{bottom - GAP + 16}" class="week" text-anchor="{anchor}">day {7 * week}</text>')
    print(f'<text x="{LEFT + WIDTH / 2:.0f}" y="{bottom + 2}" class="week" text-anchor="middle">jobs/s: '
          'blue is used, grey is paid for and unused, red is what nobody could carry</text>')
    print("</svg>")


if __name__ == "__main__":
    main(sys.argv[1])
