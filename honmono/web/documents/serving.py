"""Which kinds of documents serve which clock, and which comes after which.

ppc-preliminary (clock)  ←  ppc-preliminary, ppc-final (kinds)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.case.clocks import Clock
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.playbooks.steps import is_open
from honmono.incident.case.questions import Task

STOPS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("ppc-preliminary", ""): ("ppc-preliminary",),
    ("ppc-final", ""): ("ppc-final", "ppc-supplement"),
    ("my-number-report", "preliminary"): ("my-number-preliminary",),
    ("my-number-report", "final"): ("my-number-final",),
    ("delegate-notice", "letter"): (
        *("delegate-notice", "my-number-delegate-notice", "gdpr-controller"),
    ),
    ("affected-persons", ""): ("persons-notice", "my-number-persons", "gdpr-persons"),
    ("public-notice", ""): ("persons-notice", "my-number-persons", "gdpr-persons"),
}
"""By kind and stage, the duties that it can stop.  A public notice stands for notices to
persons only where they cannot be told one by one: the clock itself looks at that."""

TASKS: Final[dict[str, tuple[str, ...]]] = {
    "staff-alert": ("warn-staff",),
    "first-notice": ("warn-contacts",),
    "partner-warning": ("warn-partner",),
    "delegate-notice": ("tell-delegators",),
    "affected-persons": ("tell-persons",),
    "public-notice": ("publish",),
    "ppc-preliminary": ("report-to-authority",),
    "ppc-final": ("report-to-authority",),
    "police-ipa-sheet": ("tell-police", "tell-ipa"),
}
"""By kind, the tasks of playbooks that may be done with it; people say whether they are."""

_NEXT: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("first-notice", ""): ("follow-up", ""),
    ("ppc-preliminary", ""): ("ppc-final", ""),
    ("my-number-report", "preliminary"): ("my-number-report", "final"),
    ("public-notice", "first-alert"): ("public-notice", "report"),
    ("public-notice", "report"): ("public-notice", "follow-up"),
}

_WRITTEN_FOR: Final = {
    duty: wish
    for wish, duties in reversed(STOPS.items())
    for duty in duties
    if wish[0] != "public-notice"
}
"""The document that a clock asks for."""

_STANDS: Final = (State.MET, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Need:
    """A clock that runs, and the document that it asks for."""

    clock: Clock
    kind: str
    stage: str

    @property
    def client(self) -> str:
        """Whose data it is about; empty: our own."""
        return self.clock.client or ""


def needs(clocks: Iterable[Clock]) -> Iterator[Need]:
    """Yield what is still to be written, the earliest end first."""
    for clock in clocks:
        if clock.state not in _STANDS and clock.duty in _WRITTEN_FOR:
            yield Need(clock, *_WRITTEN_FOR[clock.duty])


def duties_of(kind: str, stage: str, clocks: Iterable[Clock]) -> tuple[str, ...]:
    """The duties of this incident that a document can stop, each once."""
    may = STOPS.get((kind, stage)) or STOPS.get((kind, ""), ())
    return tuple(dict.fromkeys(c.duty for c in clocks if c.duty in may))


def tasks_of(kind: str, incident: Incident) -> list[Task]:
    """Open tasks that may be done when such a document has gone out."""
    kinds = TASKS.get(kind, ())
    return [t for t in incident.tasks if t.kind in kinds and is_open(t)]


def next_after(kind: str, stage: str) -> tuple[str, str]:
    """What is usually written after it: the same again where nothing else is."""
    return _NEXT.get((kind, stage), (kind, stage))
