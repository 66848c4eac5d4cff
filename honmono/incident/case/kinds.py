"""The words of each vocabulary: which kinds there are, and whether one is known.

A kind that nobody knows is kept: somebody meant something by it.  It is named to whoever
checks the incident, with the nearest one that is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from honmono.tables import rows
from honmono.text import keys

VOCABULARIES: Final[dict[str, str]] = {
    "events": "events",
    "figures": "figures",
    "traits": "traits",
    "advice": "advice",
    "decisions": "decisions",
    "measures": "measures",
    "genuine": "genuine",
    "questions": "questions",
    "tasks": "tasks",
}
"""For each part of an incident whose records have a `kind`: its catalogue of kinds."""


def known(vocabulary: str) -> tuple[str, ...]:
    """Every kind of a vocabulary (`events`, `data`, `groups` …), as people see them."""
    return keys(f"kinds/{vocabulary}")


@cache
def groups_of_events() -> Mapping[str, tuple[str, ...]]:
    """Kinds of events as people look for them: happened, found, done, told, end."""
    found: dict[str, list[str]] = {}
    for group, kind in rows("event_groups.tsv"):
        found.setdefault(group, []).append(kind)
    return MappingProxyType({group: tuple(kinds) for group, kinds in found.items()})


def nearest(vocabulary: str, kind: str) -> str | None:
    """The known kind that somebody may have meant."""
    near = get_close_matches(kind, known(vocabulary), n=1)
    return near[0] if near else None
