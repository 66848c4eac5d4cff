"""Archive: one writes at a time, and whoever comes next may wait."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from honmono.trace.archive.lock import LockedError, awaited, locked

LONG = 60.0
"""Seconds that no test waits, as what it waits for happens."""


def test_where_nobody_writes_nobody_is_waited_for(tmp_path: Path) -> None:
    told = list[LockedError]()
    awaited(tmp_path / "not there", 0, told.append)
    awaited(tmp_path, 0, told.append)
    with locked(tmp_path):
        pass
    awaited(tmp_path, 0, told.append)

    assert told == []
    assert list(tmp_path.iterdir()) == [tmp_path / "lock"]


def test_whoever_writes_is_named_once_and_waited_for(tmp_path: Path) -> None:
    told = list[str]()
    with ExitStack() as stack:
        stack.enter_context(locked(tmp_path))

        def tell(busy: LockedError) -> None:
            told.append(busy.who)
            stack.close()  # he ends

        awaited(tmp_path, LONG, tell)

        with locked(tmp_path):
            pass
    assert len(told) == 1
    assert told[0].startswith("process ")


def test_but_not_for_ever(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(LockedError, match="is being written by"):
        awaited(tmp_path, 0.1)
