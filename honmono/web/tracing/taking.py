"""An answer of a trace → records of the incident: what would change, and the change.

    look(incident, trace) → Taken      shown to somebody, who says yes
    edit(…)                            the same once more, on the incident as it is then

Pure: nothing is read but the trace and the incident.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.case.affected import ListFile
from honmono.incident.case.traced import TraceAnswer
from honmono.incident.exchange.exposure import (
    Difference,
    Exposed,
    Meaning,
    affected_from_exposure,
    differences,
    listed,
    recomputed,
)
from honmono.incident.exchange.trace import read_trace
from honmono.web.cases.selectors import fingerprint
from honmono.web.tracing.errors import TracingError
from honmono.web.tracing.models import Trace

LIST: Final = "exposure"
"""Name of the list that names the people (`incident/case/lists.py`)."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer is for an incident."""

    answer: TraceAnswer
    exposed: Exposed
    changes: tuple[Difference, ...]
    digest: str
    """Names what was shown; another one means that somebody was faster."""

    @property
    def counts_people(self) -> bool:
        """Are there people to record?  A partner's theft is no leak of ours."""
        return self.exposed.meaning is Meaning.AFFECTED


def record_name(trace: Trace) -> str:
    """Id of its record: the same for this answer alone, in whichever desk."""
    return f"trace-{trace.at:%Y%m%d-%H%M%S}-{trace.sha256[:12]}"


def is_taken(incident: Incident, trace: Trace) -> bool:
    """Does the incident hold this very answer already?"""
    name = record_name(trace)
    return any(each.id == name for each in incident.traces)


def look(incident: Incident, trace: Trace) -> Taken:
    """What taking it over would change.

    Raises:
        TraceError: the answer says nothing that an incident can hold.

    """
    answer = read_trace(trace.result.encode(), record_name(trace), trace.at)
    content = trace.affected.encode()
    exposed = affected_from_exposure(content, answer)
    if exposed.meaning is Meaning.AFFECTED:
        lists: tuple[ListFile, ...] = (listed(LIST, trace.persons),)
        exposed = affected_from_exposure(content, answer, lists=lists)
    changes = differences(incident, exposed)
    return Taken(answer, exposed, changes, _digest(answer, changes))


def editing(
    trace: Trace, digest: str, *, by: str, at: datetime
) -> Callable[[Incident], Incident]:
    """The change, for `cases.services.change`.

    `digest`: of what was shown to whoever said yes.
    """

    def edit(incident: Incident) -> Incident:
        if is_taken(incident, trace):
            return incident
        taken = look(incident, trace)
        if taken.digest != digest:
            raise TracingError("take-changed")
        return recomputed(
            incident.put("traces", taken.answer), taken.exposed, by=by, at=at
        )

    return edit


def _digest(answer: TraceAnswer, changes: tuple[Difference, ...]) -> str:
    parts = [fingerprint(answer)]
    for each in changes:
        parts += [each.record, fingerprint(each.old), fingerprint(each.new)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
