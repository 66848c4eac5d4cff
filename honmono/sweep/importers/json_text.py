"""JSON that a stranger wrote: depth bounded, repeated keys told, never an exception.

{"a": 1, "a": 2}      the last one counts; defect `repeated-key`
[[[[[[…]]]]]]         refused beyond 40 steps; so are a million lists
{"a": 1               `broken-json`: a report that stops is no report
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from honmono.sweep.importers._core import Trouble
from honmono.sweep.importers.decoding import Line, lines

DEEPEST: Final = 40
"""Brackets in brackets; PowerShell writes at most 100, reports that we know below 10."""

MOST: Final = 1_000_000
"""Lists and objects of one text: each takes a hundred times the bytes it is written in."""

REPEATED: Final = "repeated-key"

_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
"""A string, also one that never ends, or a bracket: read once from left to right."""


@dataclass(frozen=True, slots=True)
class Json:
    """What stands in a text, or why it cannot be read."""

    value: Any = None
    defects: tuple[str, ...] = ()
    trouble: Trouble | None = None


def json_in(text: str, place: str = "") -> Json:
    """The value of a JSON text."""
    deepest, count = _measured(text)
    if deepest > DEEPEST:
        return Json(trouble=Trouble("deep-json", place, {"most": str(DEEPEST)}))
    if count > MOST:
        return Json(trouble=Trouble("too-many", place, {"most": str(MOST)}))
    repeated: list[str] = []

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append(REPEATED)
        return found

    try:
        value = json.loads(text, object_pairs_hook=made, parse_constant=str)
    except json.JSONDecodeError as broken:
        where = place or f"line {broken.lineno}"
        return Json(trouble=Trouble("broken-json", where))
    except (ValueError, RecursionError):  # a number of thousands of digits
        return Json(trouble=Trouble("broken-json", place))
    return Json(value, tuple(repeated[:1]))


def json_lines(text: str) -> Iterator[tuple[Line, Json]]:
    """The value of each line that is not empty."""
    for line in lines(text):
        if line.is_cut:
            yield line, Json(trouble=Trouble("long-line", f"line {line.number}"))
        elif line.text.strip():
            yield line, json_in(line.text, f"line {line.number}")


def objects_in(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or of what PowerShell 5.1 makes of a list.

    One object is no list there, and a list may stand as `{"value": […], "Count": 2}`.
    """
    if isinstance(value, dict):
        inner = value.get("value")
        if isinstance(inner, list) and set(value) <= {"value", "Count"}:
            return objects_in(inner)
        return [value]
    if isinstance(value, list):
        return [one for one in value if isinstance(one, dict)]
    return []


def _measured(text: str) -> tuple[int, int]:
    """How deep it is, and how many lists and objects it has, as far as it matters."""
    depth = deepest = count = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first in "[{":
            depth, count = depth + 1, count + 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST or count > MOST:
                break
        elif first in "]}":
            depth -= 1
    return deepest, count
