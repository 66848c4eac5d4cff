"""The engine: what a task costs, and whether answers are equal whoever works, or dies.

    python -m benchmarks.engine

The work is the same five times: in this process, by a pool of two processes, on a Ray
cluster of two nodes (two raylets of this machine), and by both again while somebody is
killed in the middle; then incidents on raw mail (`engine_incidents.py`).  Costs are of
tasks that do nothing; wall time, best of some rounds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import engine_incidents
from benchmarks.bars import Result
from honmono.engine import Crew, Engine, Failed, Processes, crew, shards, spread
from tests.engine.closed import LOOPBACK
from tests.engine.raylets import Nodes, two_nodes

TASKS: Final = 2_000
ROUNDS: Final = 3
SHARDS: Final = 60
TOO_MUCH: Final = 4 * 2**30


class Part(NamedTuple):
    """What a shard tells: a sum whose last bits depend on the order, and who said it."""

    total: float
    worker: int


def nothing(item: int) -> int:
    """A task that costs what handing it out costs."""
    return item


def part_of(shard: int) -> Part:
    """Some hundredths of a second of work."""
    return Part(sum(1 / (shard + n) for n in range(1, 300_000)), os.getpid())


def take(size: int) -> int:
    """Ask the system for memory."""
    return len(bytearray(size))


def milliseconds(engine: Engine | None) -> float:
    """Wall time of one task, when its workers are there."""
    with crew(nothing, engine=engine) as they:
        list(they.spread(range(100)))
        return min(_seconds(they) for _ in range(ROUNDS)) / TASKS * 1e3


def _seconds(they: Crew[int, int]) -> float:
    begun = time.perf_counter()
    done = list(they.spread(range(TASKS)))
    if done != list(range(TASKS)):
        raise RuntimeError("wrong answers")
    return time.perf_counter() - begun


def answer(engine: Engine | None, then: Callable[[Part], None] | None = None) -> float:
    """Merge all shards; `then` happens once, in the middle, and is told who worked."""
    parts = list[Part]()
    for part in shards(part_of, range(SHARDS), engine=engine):
        parts.append(part)
        if then and len(parts) == SHARDS // 6:
            then(part)
    return reduce(lambda total, part: total + part.total, parts, 0.0)


def kill(part: Part) -> None:
    """End the worker that has given this answer."""
    os.kill(part.worker, signal.SIGKILL)


def measure(work: Path) -> Iterator[Result]:
    """Costs, equal answers, and bounds."""
    with two_nodes() as nodes:
        yield from _costs(nodes)
        yield from _answers(nodes)
        yield from _memory(nodes)
        yield from engine_incidents.measure(nodes.engine, work)
    yield from _closed()


def _costs(nodes: Nodes) -> Iterator[Result]:
    engines: tuple[tuple[str, Engine | None, float], ...] = (
        ("this process", None, 0.05),
        ("pool of two", Processes(2), 0.5),
        ("Ray, two nodes", nodes.engine, 3.0),
    )
    for name, engine, bar in engines:
        found = milliseconds(engine)
        yield Result(
            f"engine: cost of a task, {name}",
            f"≤ {bar} ms",
            f"{found:.3f} ms",
            found <= bar,
        )


def _answers(nodes: Nodes) -> Iterator[Result]:
    alone = answer(None)
    others = {
        "pool": answer(Processes(2)),
        "Ray": answer(nodes.engine),
        "pool, a worker killed": answer(Processes(2), kill),
        "Ray, a worker killed": answer(nodes.engine, kill),
        "Ray, a node killed": answer(nodes.engine, lambda _: nodes.lose_one()),
    }
    nodes.mend()
    different = [name for name, total in others.items() if total != alone]
    yield Result(
        f"engine: answers equal to the last bit, {SHARDS} shards five ways",
        "all",
        f"{len(others) - len(different)} of {len(others)}"
        + "".join(f"; not: {name}" for name in different),
        not different,
    )


def _memory(nodes: Nodes) -> Iterator[Result]:
    (result,) = spread(take, [TOO_MUCH], engine=nodes.engine)
    refused = isinstance(result, Failed) and "MemoryError" in result.reason
    yield Result(
        f"engine: an item that takes {TOO_MUCH / 2**30:.0f} GB on Ray",
        "fails alone",
        result.reason if isinstance(result, Failed) else "got it",
        refused,
    )


def _closed() -> Iterator[Result]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.engine.closed"], capture_output=True, check=True
    )
    seen = json.loads(told.stdout)
    only_here = set(seen["sockets"]) <= LOOPBACK
    yield Result(
        "engine: the Ray that we start: usage reports; sockets; shared memory",
        "off; loopback; ≤ 128 MB",
        f"{'off' if seen['usage'] == ['0'] else seen['usage']}; "
        f"{'loopback' if only_here else seen['sockets']}; "
        f"{seen['store'] / 2**20:.0f} MB",
        seen["usage"] == ["0"] and only_here and seen["store"] <= 128 * 2**20,
    )


def main() -> int:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        results = list(measure(Path(folder)))
    for result in results:
        print(f"{result.what}: {result.figure} (bar {result.bar})")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    from benchmarks import engine  # workers know no functions of `__main__`

    sys.exit(engine.main())
