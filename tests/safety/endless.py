"""A policy that never answers: says who it is, then sleeps."""
import os
import sys
import time

with open(os.environ["ENDLESS_PID"], "w") as file:
    file.write(str(os.getpid()))
sys.stdin.readline()
print("thinking", file=sys.stderr, flush=True)
time.sleep(3600)
