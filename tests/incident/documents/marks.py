"""Which sentences of a document say that a fact is missing, and which of them are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from honmono.incident.case import Incident
from honmono.incident.documents._core import Document, Lack
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.lacking import lacking
from honmono.incident.documents.making import unchecked
from honmono.tables import rows
from honmono.text import LANGUAGES, template

DAY = date(2026, 6, 10)
SAID = re.compile(
    "調査中|確認中|未記入|未確認|(?<!ご)不明|未定|under investigation|being investigated"
    "|being looked into|not known|to be entered|not confirmed|not settled",
    re.IGNORECASE,
)
"""Words by which people know that a fact is missing."""


def made(case: Incident, name: str, stage: str = "", language: str = "ja") -> Document:
    brief = Brief(case, language, DAY, f"documents/{name}", stage)
    return unchecked(kind(name), brief)


@cache
def _in_general() -> re.Pattern[str]:
    """Sentences that speak of it in general, whatever fills them."""
    known = [
        re.sub(r"\\{\w+\\}", ".*?", re.escape(template(f"documents/{name}", key, one)))
        for name, key, fact, _ in rows("document_lacks.tsv")
        if fact == "-" and not _is_marked_by_code(name, key)
        for one in LANGUAGES
    ]
    known.append(re.escape(_ROUTE))
    return re.compile("|".join(sorted(known, key=len, reverse=True)))


_ROUTE: Final = "個人番号を含むため、又は含むか不明のため"
"""Names both ways in which a report may come to the commission."""


def _is_marked_by_code(name: str, key: str) -> bool:
    """Does the section that writes it say which fact it lacks?"""
    return name == "report" and key.startswith(
        ("open-", "state-open", "persons-", "scans-")
    )


def unmarked(case: Incident, document: Document) -> list[str]:
    """Sentences that say that a fact is missing, and not which."""
    notes = _texts(case.model_dump(mode="json"))
    words = sorted((note for note in notes if SAID.search(note)), key=len)
    found = []
    for sentence in document.sentences():
        text = sentence.text
        for note in reversed(words):
            text = text.replace(note, "")
        if SAID.search(_in_general().sub("", text)) and not sentence.lacks:
            found.append(sentence.text)
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def lost(before: Document, after: Document, record: str) -> list[Lack]:
    """What the first lacks and the second does not, though it is not of that record."""
    still = {one.lack.fact for one in lacking(after)}
    return [
        one.lack
        for one in lacking(before)
        if one.lack.record != record and one.lack.fact not in still
    ]
