"""What a part of the gathering is given, and what it returns.

    processes   60 s, 20,000 items   →  Got([…], {"processes:image_path": "…"})

A part that failed, or took too long, is None in the artefacts, with the reason beside it.
Nothing here writes, and nothing is followed that could lead in circles.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MOST_ITEMS = 60_000
"""Of one part: a PC with three users has some ten thousand files in the places we list."""

MOST_TEXT = 4_096
"""Characters of one value; Windows' longest command line is 32,767, its begin is enough."""

SECONDS = 90.0
"""For one part; a PC whose disk is worn out needs half a minute for its folders."""

HASHED = 4 << 30
"""Bytes of one part whose hashes are taken; Emotet of 2023 made itself 500 MB large."""

GRACE = 15.0
"""Seconds after which a part that hangs in the system is left behind."""

Item = dict[str, Any]


class TooLongError(Exception):
    """A part used up its time or its count.  What it has until then is kept."""


@dataclass
class Got:
    """What a part could read, and what it could not."""

    items: list[Item] = field(default_factory=list)
    could_not: dict[str, str] = field(default_factory=dict)

    def failed(self, place: str, reason: object) -> None:
        """Keep the first reason for a place."""
        if len(self.could_not) < 400:
            self.could_not.setdefault(place, reason_of(reason))
        else:
            self.could_not["more"] = "more than 400 places could not be read"


class Budget:
    """Time and count of one part."""

    def __init__(
        self,
        seconds: float = SECONDS,
        items: int = MOST_ITEMS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._begin = clock()
        self._seconds = seconds
        self._left = items
        self._hashed = HASHED

    def spend(self, count: int = 1) -> None:
        """Take one item off; TooLongError when nothing is left."""
        self._left -= count
        if self._left < 0:
            raise TooLongError("too many items")
        if self._clock() > self._begin + self._seconds:
            raise TooLongError("took too long")

    def may_hash(self, size: int) -> bool:
        """Hashes must not use up what the list itself needs: half of the time is theirs."""
        if size > self._hashed or self._clock() > self._begin + self._seconds / 2:
            return False
        self._hashed -= size
        return True


Part = Callable[[Budget], Got]
"""Reads one kind of thing."""


def run(
    name: str, part: Part, seconds: float = SECONDS
) -> tuple[list[Item] | None, Got]:
    """Run a part in a thread of its own: what hangs in the system cannot hang us.

    Returns its items, or None where it read nothing at all, and what it could not read.
    """
    answer: list[Got] = []

    def work() -> None:
        try:
            answer.append(part(Budget(seconds)))
        except Exception as error:  # noqa: BLE001  (one part must not end the others)
            answer.append(_ended(name, error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds + GRACE)
    if not answer:
        return None, Got([], {name: "took too long"})
    got = answer[0]
    return (None if name in got.could_not and not got.items else got.items), got


def _ended(name: str, error: Exception) -> Got:
    return Got([], {name: reason_of(error)})


def reason_of(error: object) -> str:
    """`[Errno 13] Permission denied: …` → access denied."""
    if isinstance(error, PermissionError):
        return "access denied"
    if isinstance(error, FileNotFoundError):
        return "not found"
    if isinstance(error, OSError):
        code = getattr(error, "winerror", None) or error.errno
        return f"system error {code}"
    if isinstance(error, Exception) and not isinstance(error, TooLongError):
        return f"failed: {type(error).__name__}"
    return str(error)[:200]


def text_of(value: object, most: int = MOST_TEXT) -> str:
    """A value as text that JSON can hold, cut at a length.

    None is what Python makes of binary data without a byte.
    """
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value[:most].hex()
    if isinstance(value, (list, tuple)):
        return ";".join(text_of(one, most) for one in value[:100])[:most]
    return str(value)[:most]
