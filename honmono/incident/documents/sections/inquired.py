"""Who asked, counted: got one, opened it, enabled content; and what people asked.

    opened: 3 yes, 40 no, 2 could not tell, 15 nobody asked

Whoever was not asked has not said no, so the four stand apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from honmono.incident.case import Answer, Text
from honmono.incident.case.inquiries import Inquiry
from honmono.incident.documents._core import Block, Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.voice import inside, part_inside, row, table
from honmono.incident.documents.sections.words import told

_ANSWERS: Final = (
    Answer.YES,
    Answer.NO,
    Answer.COULD_NOT_TELL,
    Answer.NOT_LOOKED,
)
_QUESTIONS: Final = ("received", "opened", "enabled")


def inquired(brief: Brief) -> Section:
    """The counts, and that there are none on record."""
    return part_inside(brief, "inquired", *_counts(brief))


def asked(brief: Brief) -> Section | None:
    """What people asked in the same words, and what they were told."""
    rows = [
        row(
            those,
            told(brief, question),
            str(len(those)),
            "\n".join(dict.fromkeys(told(brief, one.told) for one in those if one.told))
            or inside(brief, "not-answered").text,
        )
        for question, those in _by_question(brief.incident.inquiries)
    ]
    if not rows:
        return None
    facts = [one for one in brief.incident.inquiries if one.asked is not None]
    block = table(brief, ("asked", "times", "told"), rows, (4, 1, 5))
    return part_inside(brief, "asked", block, facts=facts)


def _counts(brief: Brief) -> tuple[Block, ...]:
    people = brief.incident.inquiries
    rows = []
    for question in _QUESTIONS if people else ():
        counts = Counter(getattr(one, question) for one in people)
        cells = (str(counts[answer]) for answer in _ANSWERS)
        rows.append(row(people, inside(brief, f"inquired-{question}").text, *cells))
    heads = ("inquired", *(f"answer-{answer.value}" for answer in _ANSWERS))
    return (table(brief, heads, rows, (4, 1, 1, 2, 2)),)


def _by_question(people: Iterable[Inquiry]) -> list[tuple[Text, list[Inquiry]]]:
    """The most frequent first; of equal ones, as they came."""
    found: dict[Text, list[Inquiry]] = {}
    for one in people:
        if one.asked is not None:
            found.setdefault(one.asked, []).append(one)
    return list(found.items())
