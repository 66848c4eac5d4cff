"""All checks over one PC, each for itself: one that fails stops no other.

{"checks": [{"name": "borrowed-name", "outcome": "nothing", "why": "", "findings": []}]}
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from honmono.sweep.scanner._core import (
    COULD_NOT,
    Answer,
    Artefacts,
    Check,
    Finding,
    Knowledge,
)
from honmono.sweep.scanner.checks import ALL

MOST_SECONDS = 60.0
"""For one check; a listing of 100,000 files takes about one."""

_LONGEST = 2_000
"""Characters of a path or a detail that are told."""


class TooLong(Exception):  # noqa: N818  it says what happened
    """A check took more time than it has.  Its answer is that it could not look."""


class _Timed(list[dict[str, Any]]):
    """A list that ends with `TooLong` when the time is over."""

    until = 0.0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for place, row in enumerate(super().__iter__()):
            if not place % 4 and time.monotonic() > self.until:
                raise TooLong
            yield row


def look(
    artefacts: Artefacts,
    knowledge: Knowledge,
    *,
    checks: Sequence[tuple[str, Check]] = ALL,
    seconds: float = MOST_SECONDS,
) -> dict[str, Any]:
    """Ask every check; the answers as JSON values."""
    answers = [
        (name, _asked(check, artefacts, knowledge, seconds)) for name, check in checks
    ]
    return {"checks": [_told(name, one) for name, one in answers]}


def _asked(
    check: Check, artefacts: Artefacts, knowledge: Knowledge, seconds: float
) -> Answer:
    try:
        return check(_timed(artefacts, seconds), knowledge)
    except TooLong:
        return Answer(COULD_NOT, (), "took-too-long")
    except Exception:  # noqa: BLE001  the door: the other checks go on
        return Answer(COULD_NOT, (), "error")


def _timed(artefacts: Artefacts, seconds: float) -> Artefacts:
    until = time.monotonic() + seconds
    changed: dict[str, Any] = {}
    for field in fields(artefacts):
        rows = getattr(artefacts, field.name)
        if isinstance(rows, list):
            timed = _Timed(rows)
            timed.until = until
            changed[field.name] = timed
    return replace(artefacts, **changed)


def _told(name: str, one: Answer) -> dict[str, Any]:
    return {
        "name": name,
        "outcome": one.outcome,
        "why": one.why,
        "findings": [_finding(finding) for finding in one.findings],
    }


def _finding(one: Finding) -> dict[str, str]:
    return {
        "name": one.name[:_LONGEST],
        "path": one.path[:_LONGEST],
        "pid": one.pid[:_LONGEST],
        "detail": one.detail[:_LONGEST],
    }
