"""What somebody should look at: errors, doubts, contradictions, errors of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from honmono.incident.case.checks import Severity
from honmono.incident.case.clocks import Contradiction, contradictions
from honmono.incident.case.playbooks import warnings
from honmono.web.cases.checked import told_here
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, problems_of


@dataclass(frozen=True, slots=True)
class Unusual:
    """Something that somebody should look at."""

    is_error: bool
    text: str
    records: tuple[Label, ...]


def contradictions_of(case: Case, now: datetime) -> tuple[Contradiction, ...]:
    """What on record cannot be so together."""
    return contradictions(incident_of(case), now)


def unusual_of(case: Case, now: datetime, language: str) -> list[Unusual]:
    """Errors first, then what may be one, what others did wrong, what disagrees."""
    words = Labels(incident_of(case), language)
    found = [
        Unusual(
            one.severity is Severity.ERROR,
            told_here(one, language, words.one),
            words.of((one.record,) if one.record else ()),
        )
        for one in problems_of(case, now)
    ]
    found += [
        Unusual(False, one.in_language(language, words.one), words.of(one.records))
        for one in contradictions_of(case, now)
    ]
    found += [
        Unusual(False, one.text(language), words.of(one.cites))
        for one in warnings(incident_of(case))
    ]
    return sorted(found, key=lambda one: not one.is_error)
