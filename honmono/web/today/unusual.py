"""What somebody should look at: errors, doubts, contradictions, errors of others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case.checks import Problem, Severity, World, problems
from honmono.incident.case.clocks import Contradiction, contradictions
from honmono.incident.case.playbooks import warnings
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import Case, Original
from honmono.web.cases.selectors import incident_of

_HASH: Final = re.compile(r'"([0-9a-f]{64})"')
_FEW: Final = 500
"""Originals that a query names one by one."""


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
            one.told(language),
            words.of((one.record,) if one.record else ()),
        )
        for one in problems_of(case, now)
    ]
    found += [
        Unusual(False, one.in_language(language), words.of(one.records))
        for one in contradictions_of(case, now)
    ]
    found += [
        Unusual(False, one.text(language), words.of(one.cites))
        for one in warnings(incident_of(case))
    ]
    return sorted(found, key=lambda one: not one.is_error)


def problems_of(case: Case, now: datetime) -> list[Problem]:
    """What the checks say; only originals that the incident cites are looked up."""
    cited = set(_HASH.findall(case.content))
    rows = Original.objects.filter(case=case)
    if len(cited) <= _FEW:
        rows = rows.filter(sha256__in=cited)
    kept = frozenset(rows.values_list("sha256", flat=True))
    return list(problems(incident_of(case), World(now, originals=kept)))
