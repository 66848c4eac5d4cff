"""Lists beside the file that are missing, were changed, or bear a name twice.

lists[0] (persons)   the file is missing: attach it again
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case.checks._core import (
    ListState,
    Problem,
    World,
    error,
    warning,
)
from honmono.incident.case.incident import Incident
from honmono.incident.case.lists import nearest_list


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Look at every list, where somebody has looked at its file."""
    seen: set[str] = set()
    for n, one in enumerate(incident.lists):
        place = f"lists[{n}]"
        if one.name in seen:
            yield error("list-twice", place, one.name, name=one.name)
        seen.add(one.name)
        if near := nearest_list(one.name):
            yield warning("unknown-list", place, one.name, near=near)
        state = (world.lists or {}).get(one.sha256, ListState.WHOLE)
        if state is not ListState.WHOLE:
            yield error(f"list-{state.value}", place, one.name)
