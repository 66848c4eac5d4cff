"""One thing that is not as it was signed: what, where, in which bytes of the bundle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from honmono.text import say_at_length

DIRECTORY: Final = "ZIP directory"
"""What stands behind the last file."""

_RUNS: Final = 50
"""Places that are told apart in one header; more are told as one."""

_NEAR: Final = 8
"""Bytes between two places that are told as one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, or one remark about what is as it should be."""

    key: str
    """A sentence of the catalogue."""

    name: str
    """The file in the bundle."""

    start: int = 0
    end: int = 0
    """Bytes of the bundle, counted from 0; equal where something is missing."""

    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, language: str) -> str:
        """Say it in a language."""
        filled = {
            "name": self.name,
            "start": self.start,
            "end": max(self.start, self.end - 1),
            **self.values,
        }
        return say_at_length("evidence", self.key, language, 300, filled)


def spans(expected: bytes, actual: bytes) -> Iterator[tuple[int, int]]:
    """Where two strings differ, as bytes of the second."""
    if len(expected) != len(actual):
        yield _between(expected, actual)
        return
    runs: list[tuple[int, int]] = []
    for place in _unequal(expected, actual):
        if runs and place - runs[-1][1] < _NEAR:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    if len(runs) > _RUNS:
        runs = [(runs[0][0], runs[-1][1])]
    yield from runs


def _between(expected: bytes, actual: bytes) -> tuple[int, int]:
    """What stands between the parts that both begin and end with."""
    shorter = min(len(expected), len(actual))
    front = next(_unequal(expected[:shorter], actual[:shorter]), shorter)
    room = shorter - front
    back = next(
        _unequal(expected[::-1][:room], actual[::-1][:room]),
        room,
    )
    return front, len(actual) - back


def _unequal(first: bytes, second: bytes) -> Iterator[int]:
    """Places where two strings of one length differ; long equal parts cost little."""
    step = 4096
    for start in range(0, len(first), step):
        one, two = first[start : start + step], second[start : start + step]
        if one != two:
            pairs = enumerate(zip(one, two, strict=True), start)
            yield from (place for place, (was, now) in pairs if was != now)
