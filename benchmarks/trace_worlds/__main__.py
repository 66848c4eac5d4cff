"""The command `python -m benchmarks.trace_worlds`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.trace_worlds.sets import SEED, write
from benchmarks.trace_worlds.shapes import ODD, WORLDS


def main(out: Path, only: str, seed: int) -> int:
    """Write the worlds that were asked for; without names all of them."""
    every = {shape.name: shape for shape in (*WORLDS, *ODD)}
    wanted = [name.strip() for name in only.split(",") if name.strip()]
    unknown = sorted(set(wanted) - set(every))
    if unknown:
        print(f"unknown: {', '.join(unknown)} (known: {', '.join(every)})")
        return 2
    for name in wanted or every:
        print(f"{name}: {write(every[name], out, seed)} incidents", flush=True)
    return 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Write invented sets for a trace.")
    arguments.add_argument("out", type=Path, metavar="OUT")
    arguments.add_argument("--only", default="", metavar="NAMES")
    arguments.add_argument("--seed", default=SEED, type=int)
    given = arguments.parse_args()
    sys.exit(main(given.out, given.only, given.seed))
