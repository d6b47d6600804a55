#!/usr/bin/env python3
"""A controller of one's own: so many workers that each gets 40 requests a second, one more while calls wait, and down
only after three quiet looks.

Headroom writes one JSON object a line to the standard input and waits for one on the standard output.
"""
import json
import math
import sys

PER_WORKER = 40  # requests per second
PATIENCE = 3     # looks

quiet = 0
for line in sys.stdin:
    seen = json.loads(line)
    metric = {m["name"]: m for m in seen["metrics"]}
    requests = metric["requests"]
    waiting = metric["queue_depth"]["value"] if "queue_depth" in metric else None
    wanted = seen["desired"]
    if requests["value"] is not None:  # null: nothing was measured
        needed = math.ceil(requests["value"] / requests["period_s"] / PER_WORKER)
        if (waiting or 0) > seen["in_service"]:
            needed += 1
        quiet = quiet + 1 if needed < seen["desired"] else 0
        if needed > seen["desired"] or quiet >= PATIENCE:
            wanted = needed
            quiet = 0
    print(json.dumps({"desired": wanted}), flush=True)  # flush, or nobody hears it
# The input ends with the run.
