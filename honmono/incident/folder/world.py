"""What is so outside an incident file: which originals are kept, how its lists are.

Checks of an incident are functions of values; this makes the values.
"""

from __future__ import annotations

from datetime import datetime

from honmono.incident.case import Incident
from honmono.incident.case.checks import World
from honmono.incident.evidence import Place
from honmono.incident.evidence.journal import Journal
from honmono.incident.evidence.store import Store
from honmono.incident.folder.lists import look_at


def world_of(place: Place, incident: Incident, now: datetime) -> World:
    """Look at originals and lists.

    Raises:
        EvidenceError: the log does not hold, so nobody can say which originals there are.

    """
    lists = {one.sha256: look_at(place, one) for one in incident.lists}
    return World(now, originals=originals_of(place), lists=lists)


def originals_of(place: Place) -> frozenset[str]:
    """SHA-256 of every original that is kept, or was until it was erased.

    Raises:
        EvidenceError: the log does not hold.

    """
    state, store = Journal(place).state(), Store(place, None)
    kept = {name for name in state.originals if store.has(name)}
    return frozenset(kept | state.erased)
