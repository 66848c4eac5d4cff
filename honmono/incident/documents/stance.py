"""What may be said of origin, leak and scans: the three things that decide the wording.

    C1 established, leak established, 31 of 31 PCs scanned
    → Origin.OURS, Leak.ESTABLISHED, Scans.ALL_CLEAN

Each comes with the records that it follows from, so that a sentence that leans on it can
name them.  What nobody has recorded is UNKNOWN, and a document says 調査中.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from honmono.incident.case import Certainty, Incident
from honmono.incident.case.counts import scanned
from honmono.incident.case.hypotheses import CaseCode, Hypothesis, Standing


class Origin(Enum):
    """Where the forgers got what they used."""

    OURS = "ours"
    """From a PC, account, server or list of ours; established."""

    OURS_SUSPECTED = "ours-suspected"
    ELSEWHERE = "elsewhere"
    """From a partner, a contractor, or from nowhere (a name, a domain); established."""

    ELSEWHERE_SUSPECTED = "elsewhere-suspected"
    BOTH = "both"
    NOT_FOUND = "not-found"
    """Looked for and not found; somebody has decided to say so."""

    UNKNOWN = "unknown"


class Leak(Enum):
    """Did data leak?"""

    ESTABLISHED = "established"
    POSSIBLE = "possible"
    NOT_CONFIRMED = "not-confirmed"
    """Looked for and not confirmed, which does not say that there was none."""

    UNKNOWN = "unknown"


class Scans(Enum):
    """What the scans of our PCs allow us to say."""

    ALL_CLEAN = "all-clean"
    """Every PC, the true number known, nothing detected."""

    SOME_CLEAN = "some-clean"
    """Nothing detected on those that were scanned; not all of them, or nobody counted."""

    DETECTED = "detected"
    UNKNOWN = "unknown"


OURS: Final = frozenset({CaseCode.C1, CaseCode.C3, CaseCode.C7})
"""Cases in which what was used came from us."""

ELSEWHERE: Final = frozenset(
    {CaseCode.C2, CaseCode.C4, CaseCode.C5, CaseCode.C6, CaseCode.C8}
)
"""Cases in which it did not."""

NOTHING_STOLEN: Final = frozenset({CaseCode.C5, CaseCode.C6})
"""Cases in which nobody's mail was read."""


@dataclass(frozen=True, slots=True)
class Stance:
    """The three, each with the ids of the records that it follows from."""

    origin: Origin
    origin_facts: tuple[str, ...]
    leak: Leak
    leak_facts: tuple[str, ...]
    scans: Scans
    scan_facts: tuple[str, ...]
    cases: frozenset[CaseCode]
    """Cases that the origin rests on."""


def stance_of(incident: Incident) -> Stance:
    """What may be said, from what is on record."""
    origin, cases, origin_facts = _origin(incident)
    leak, leak_facts = _leak(incident)
    scans, scan_facts = _scans(incident)
    return Stance(origin, origin_facts, leak, leak_facts, scans, scan_facts, cases)


_Origin = tuple[Origin, frozenset[CaseCode], tuple[str, ...]]


def _origin(incident: Incident) -> _Origin:
    """Established cases first; then a decision that it was not found; then suspicions."""
    established = _held(incident, Standing.ESTABLISHED)
    ours, elsewhere = _of(established, OURS), _of(established, ELSEWHERE)
    if ours and elsewhere:
        return _told(Origin.BOTH, established)
    if ours or elsewhere:
        return _told(Origin.OURS if ours else Origin.ELSEWHERE, established)
    decided = tuple(
        d.id
        for d in incident.decisions
        if d.kind == "origin-not-found" and d.certainty is not Certainty.EXCLUDED
    )
    if decided:
        return Origin.NOT_FOUND, frozenset(), decided
    suspected = _held(incident, Standing.SUPPORTED)
    ours, elsewhere = _of(suspected, OURS), _of(suspected, ELSEWHERE)
    if bool(ours) == bool(elsewhere):
        return Origin.UNKNOWN, frozenset(), tuple(h.id for h in suspected)
    return _told(
        Origin.OURS_SUSPECTED if ours else Origin.ELSEWHERE_SUSPECTED, suspected
    )


def _held(incident: Incident, standing: Standing) -> list[Hypothesis]:
    return [h for h in incident.hypotheses if h.standing is standing]


def _told(origin: Origin, held: list[Hypothesis]) -> _Origin:
    return origin, frozenset(h.code for h in held), tuple(h.id for h in held)


def _of(held: list[Hypothesis], codes: frozenset[CaseCode]) -> list[Hypothesis]:
    return [h for h in held if h.code in codes]


def _leak(incident: Incident) -> tuple[Leak, tuple[str, ...]]:
    """What was decided last; where nothing was, what is on record of people's data.

    "Not confirmed" is no answer where a leak is established on record: nobody has said
    which of the two holds.
    """
    found = [
        a.id
        for a in incident.affected
        if a.certainty is Certainty.ESTABLISHED and a.data
    ]
    kinds = {
        "leak-established": Leak.ESTABLISHED,
        "leak-possible": Leak.POSSIBLE,
        "leak-not-confirmed": Leak.NOT_CONFIRMED,
    }
    for decision in reversed(incident.decisions):
        if decision.certainty is Certainty.EXCLUDED or decision.kind not in kinds:
            continue
        leak = kinds[decision.kind]
        if leak is Leak.NOT_CONFIRMED and found:
            return Leak.POSSIBLE, (decision.id, *found)
        return leak, (decision.id,)
    leaked = [a for a in incident.affected if a.certainty is not Certainty.EXCLUDED]
    for certainty, leak in (
        (Certainty.ESTABLISHED, Leak.ESTABLISHED),
        (None, Leak.POSSIBLE),
    ):
        held = [a.id for a in leaked if certainty in (None, a.certainty) and a.data]
        if held:
            return leak, tuple(held)
    return Leak.UNKNOWN, ()


def _scans(incident: Incident) -> tuple[Scans, tuple[str, ...]]:
    """The newest state; a detection at any time stays a detection."""
    detected = tuple(c.id for c in incident.coverage if c.detected)
    if detected:
        return Scans.DETECTED, detected
    state = scanned(incident)
    if state is None:
        return Scans.UNKNOWN, ()
    if state.detected is None or not state.covered:
        return Scans.UNKNOWN, state.cites
    return (Scans.ALL_CLEAN if state.is_all else Scans.SOME_CLEAN), state.cites
