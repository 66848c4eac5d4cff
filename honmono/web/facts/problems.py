"""What is wrong with an incident, or may be, with the records that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from honmono.incident.case import Incident
from honmono.incident.case.checks import Problem, Severity
from honmono.incident.case.clocks import contradictions
from honmono.incident.case.playbooks import warnings
from honmono.web.cases.checked import told_here
from honmono.web.facts.words import Words

_TOLD_ABOVE = frozenset({"task-circle", "task-unknown", "established-without-proof"})
"""Warnings of playbooks that the checks tell already, with their place."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is wrong."""

    is_error: bool
    text: str
    place: str = ""
    records: tuple[tuple[str, str], ...] = ()
    """Id and title of each that is there."""


def problems_by_record(found: Iterable[Problem], words: Words) -> list[Told]:
    """What the checks found, errors first, in words."""
    return [
        Told(
            one.severity is Severity.ERROR,
            told_here(one, words.language, words.title),
            "" if one.record else one.place,
            _titles((one.record,) if one.record else (), words),
        )
        for one in found
    ]


def doubts_of(incident: Incident, words: Words, now: datetime) -> list[Told]:
    """What clocks and playbooks warn of."""
    told = [
        Told(
            False,
            one.in_language(words.language, words.title),
            "",
            _titles(one.records, words),
        )
        for one in contradictions(incident, now)
    ]
    told += [
        Told(False, one.text(words.language), "", _titles(one.cites, words))
        for one in warnings(incident)
        if one.code not in _TOLD_ABOVE
    ]
    return told


def _titles(names: Iterable[str], words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((name, words.title(name)) for name in names if name in words.records)
