"""What somebody should look at: errors, doubts, contradictions, errors of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from honmono.incident.case import Incident
from honmono.incident.case.checks import Severity
from honmono.incident.case.clocks import Contradiction, contradictions
from honmono.incident.case.playbooks import warnings
from honmono.text import say
from honmono.web.cases.checked import told_here
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of, problems_of
from honmono.web.office import file


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
    found += warned(incident_of(case), language)
    return sorted(found, key=lambda one: not one.is_error)


def warned(incident: Incident, language: str) -> list[Unusual]:
    """Domains that are others elsewhere, and errors of earlier incidents."""
    words = Labels(incident, language)
    errors = [
        Unusual(False, one.text(language), words.of(one.cites))
        for one in warnings(incident)
    ]
    return [*_other_domains(incident, words, language), *errors]


def _other_domains(incident: Incident, words: Labels, language: str) -> list[Unusual]:
    """Our domains as the incident has them, where the settings have others.

    It took them from there when it was opened, and notices tell them to customers: a domain
    that was mistyped on the first day, and mended in the settings, stands here still.
    """
    now = file.now()
    said = {
        one.value.lower(): one.id
        for one in incident.genuine
        if one.kind == "domain" and one.value and one.until is None
    }
    ours = now.organization.domains if now and now.organization else ()
    if not said or not ours or set(said) == set(ours):
        return []
    text = say(
        "web/today",
        "other-domains",
        language,
        settings=", ".join(ours),
        here=", ".join(said),
    )
    wrong = tuple(record for domain, record in said.items() if domain not in ours)
    return [Unusual(False, text, words.of(wrong))]
