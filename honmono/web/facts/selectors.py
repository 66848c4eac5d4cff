"""What pages about records read; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from honmono.web.base.context import language
from honmono.web.cases.models import Case, Original
from honmono.web.cases.selectors import incident_of, zone_of
from honmono.web.facts.choices import Choices
from honmono.web.facts.fields import Page
from honmono.web.facts.words import Words, plain

_NEWEST: Final = 30
"""Originals that a form offers by name; others are named by their SHA-256."""

PERSONAL: Final = frozenset({"inquiries", "accounts", "traces"})
"""Parts whose records name persons: who looks at one is noted."""


def words_of(case: Case) -> Words:
    """The records of an incident in the language of the page."""
    return Words(incident_of(case), language(), zone_of(case))


def page_of(case: Case, now: datetime, wanted: Iterable[str] = ()) -> Page:
    """For whom a form is made.

    Args:
        case: the incident.
        now: aware; `yesterday` is reckoned from it.
        wanted: SHA-256 of originals that stay choices.

    """
    zone, words = zone_of(case), words_of(case)
    kept = tuple(originals_of(case, wanted).items())
    choices = Choices(words, kept)
    return Page(case.name, language(), now.astimezone(zone).date(), zone, choices)


def originals_of(case: Case, wanted: Iterable[str]) -> dict[str, str]:
    """Names of the newest originals, and of those that are wanted, by SHA-256."""
    rows = Original.objects.filter(case=case).values_list("sha256", "name")
    found = dict(rows.filter(sha256__in=list(wanted)[:500]))
    found.update(rows.order_by("-added", "-pk")[:_NEWEST])
    return {sha256: plain(name) or sha256[:16] for sha256, name in found.items()}


def names_of(case: Case, hashes: Iterable[str]) -> dict[str, str]:
    """What originals were called, by SHA-256."""
    rows = Original.objects.filter(case=case, sha256__in=list(hashes)[:500])
    return dict(rows.values_list("sha256", "name"))
