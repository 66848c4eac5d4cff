"""Engine: one process dies, somebody presses Ctrl-C, and nothing else is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from honmono.engine import Failed, get_ready, spread
from tests.engine import functions

MANY = 400
ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")

ITEMS = 100_000
PROGRAM = f"""
import signal, sys
from honmono.engine import spread
from tests.engine import functions

def main():
    # Whoever was started in the background inherits that it is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        for pid in spread(functions.FUNCTION, range({ITEMS}), jobs=2):
            print(pid, flush=True)
    except KeyboardInterrupt:
        sys.exit(130)

if __name__ == "__main__":
    main()
"""


def test_an_item_that_kills_its_process_twice_becomes_a_value() -> None:
    results = list(spread(functions.die_at_seventy, range(MANY), jobs=2))

    failed = results[70]
    assert isinstance(failed, Failed)
    assert failed.item == 70
    assert "died twice" in failed.reason
    assert functions.numbers(results) == [n for n in range(MANY) if n != 70]


def test_an_item_whose_process_died_once_is_done_again(tmp_path: Path) -> None:
    mark = str(tmp_path / "died")
    items = [(number, mark) for number in range(MANY)]

    assert list(spread(functions.die_once, items, jobs=2)) == list(range(MANY))


@posix_only
def test_a_worker_killed_from_outside_is_replaced(tmp_path: Path) -> None:
    both, three = (functions.Meeting(str(tmp_path), count) for count in (2, 3))
    items = [both] * (MANY // 2) + [three] * (MANY // 2)
    results = spread(functions.met, items, jobs=2)
    first = next(results)
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    rest = list(results)

    assert len(rest) == MANY - 1
    assert functions.numbers(rest) == rest
    assert len({first, *functions.numbers(rest)}) == 3


def _program(tmp_path: Path, function: str) -> subprocess.Popen[str]:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("FUNCTION", function), "utf-8")
    return subprocess.Popen(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PIDS": str(tmp_path / "pids")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _start(tmp_path: Path) -> tuple[subprocess.Popen[str], set[int]]:
    """Run the program until both workers have answered."""
    running = _program(tmp_path, "process_id")
    assert running.stdout
    workers: set[int] = set()
    while len(workers) < 2:
        workers.add(int(running.stdout.readline()))
    return running, workers


def _is_alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    # A zombie that init has not collected yet is dead.
    state = Path(f"/proc/{process_id}/stat")
    return not (state.exists() and state.read_text("utf-8").split()[2] == "Z")


def _ends(process_ids: set[int]) -> bool:
    until = time.monotonic() + functions.HANGS
    while any(map(_is_alive, process_ids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(_is_alive, process_ids))


@posix_only
def test_ctrl_c_ends_everything_at_once_and_without_a_traceback(tmp_path: Path) -> None:
    running, workers = _start(tmp_path)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does it
    printed, errors = running.communicate(timeout=functions.HANGS)

    assert running.returncode == 130
    assert errors == ""
    assert printed.count("\n") < ITEMS // 2  # all would take minutes
    assert _ends(workers)


@posix_only
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    running, workers = _start(tmp_path)
    running.kill()
    running.communicate(timeout=functions.HANGS)

    assert _ends(workers)


@posix_only
def test_nor_do_they_finish_first_what_they_are_at(tmp_path: Path) -> None:
    at_it = tmp_path / "pids"
    at_it.mkdir()
    running = _program(tmp_path, "never_ends")
    until = time.monotonic() + functions.HANGS
    while len(list(at_it.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    workers = {int(each.name) for each in at_it.iterdir()}
    running.kill()
    running.communicate(timeout=functions.HANGS)

    assert len(workers) == 2
    assert _ends(workers)


def test_workers_may_be_got_ready_before_there_is_anything_to_do() -> None:
    get_ready(("tests.engine.functions", "a.module.that.is.not.there"))

    assert list(spread(functions.double, range(MANY), jobs=2)) == [
        2 * number for number in range(MANY)
    ]


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    results = spread(functions.process_id, range(MANY), jobs=2)
    worker = next(results)
    results.close()  # type: ignore[attr-defined]

    assert isinstance(worker, int)
    if os.name == "posix":
        assert _ends({worker})
