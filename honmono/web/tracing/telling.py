"""An answer in words, in both languages, made once by the job that traced.

    pages["ja"]   headline, caution, sections in order, what changed, words of the picture
    told["ja"]    what one report says, line by line

Everything here stood in mail that criminals wrote: names and subjects are made harmless
where the sentences are filled, and links lose their scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.text import LANGUAGES
from honmono.trace.answer import Answer
from honmono.trace.evidence import Entry, Section, page_of
from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import STRAY, settled
from honmono.trace.evidence.picture import draw, to_svg
from honmono.trace.evidence.report import report
from honmono.trace.exposure.difference import Difference
from honmono.trace.exposure.wording import changes, counted
from honmono.trace.traced import Evidence

Line = list[Any]
"""`[label, text, tone, level]`."""

_LINK: Final = re.compile(r"\bhttp(s?)(?=:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """All that pages say of one answer."""

    settled: str
    pages: dict[str, dict[str, Any]]
    pictures: dict[str, str]


def words_of(answer: Answer, zone: ZoneInfo, change: Difference | None) -> Words:
    """Say an answer, without its single reports.

    `change`: since the trace before; None where there is none.
    """
    found = settled(answer.traced)
    pages, pictures = {}, {}
    for language in LANGUAGES:
        picture = draw(answer.traced, language, zone)
        pages[language] = _page(answer, language, zone, change)
        pages[language]["picture"] = defanged(f"{picture.title}. {picture.summary}")
        pictures[language] = to_svg(picture)  # text in an image is no link
    return Words(found.value if found else "", pages, pictures)


def _page(
    answer: Answer, language: str, zone: ZoneInfo, change: Difference | None
) -> dict[str, Any]:
    page = page_of(
        answer.traced, None, language, zone=zone, not_indexed=answer.not_indexed
    )
    return {
        "headline": defanged(page.headline),
        "caution": page.caution,
        "sections": {
            each.name: _section(each)
            for each in page.sections
            if each.name != "reports"
        },
        "notes": [
            text for label, text in counted(answer.exposure, language) if not label
        ],
        "changes": None
        if change is None
        else [defanged(text) for text in changes(change, language)],
    }


def _section(section: Section) -> dict[str, Any]:
    return {"heading": section.heading, "lines": [*map(_line, section.entries)]}


def reports_of(
    answer: Answer, zone: ZoneInfo, name: Callable[[str], str]
) -> Iterator[tuple[Evidence, dict[str, list[Line]]]]:
    """Yield each report, and what it says in every language.

    `name`: what people call the source of a report.
    """
    tellers = [
        Teller(answer.traced, language, zone, answer.not_indexed)
        for language in LANGUAGES
    ]
    for number, evidence in enumerate(answer.traced.evidence, 1):
        named = replace(evidence, source=name(evidence.source))
        yield (
            evidence,
            {
                tell.language: [*map(_line, report(named, number, tell))]
                for tell in tellers
            },
        )


def is_stray(evidence: Evidence) -> bool:
    """Has a report probably nothing to do with the theft?"""
    return evidence.stray >= STRAY


def defanged(text: str) -> str:
    """`hxxps:` instead of `https:`: nobody clicks on what a criminal wrote."""
    return _LINK.sub(r"hxxp\1", text)


def _line(entry: Entry) -> Line:
    return [defanged(entry.label), defanged(entry.text), entry.tone.value, entry.level]
