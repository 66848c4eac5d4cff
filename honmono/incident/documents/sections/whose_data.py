"""対象となる方と情報: at least, likely, at most, for each group; never added up.

The same person may be a customer and an applicant, so a sum over groups would be a number
that nobody has counted.
"""

from __future__ import annotations

from dataclasses import replace

from honmono.incident.case.affected import Affected, Amount
from honmono.incident.documents._core import Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.house_words import (
    certainty_words,
    numbers,
    record_note,
)
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import (
    joined,
    kind_in_words,
    paragraph,
    told,
)

_HEADS = ("who", "data", "counted", "at-least", "likely", "at-most", "certainty")


def whose_data(brief: Brief) -> Section:
    """A row a group, once for persons and once for records where both were counted."""
    rows = [one for group in brief.incident.affected for one in _rows(brief, group)]
    block = table(brief, _HEADS, rows, (4, 4, 3, 2, 2, 2, 4), empty="no-data")
    note = paragraph(inside(brief, "whose-data-note"))
    return part_inside(brief, "whose-data", block, note)


def _rows(brief: Brief, group: Affected) -> list[Row]:
    counts = [
        (name, amount)
        for name, amount in (("persons", group.persons), ("records", group.records))
        if amount is not None
    ]
    return [
        _row(brief, group, name, amount)
        for name, amount in counts or [("uncounted", Amount())]
    ]


def _row(brief: Brief, group: Affected, counted: str, amount: Amount) -> Row:
    who = told(brief, group.who) or kind_in_words(brief, "groups", group.group)
    client = f"\n{inside(brief, 'for-client', client=group.client).text}"
    data = joined(brief, (kind_in_words(brief, "data", kind) for kind in group.data))
    words = told(brief, group.said) or data
    unknown = inside(brief, "data-unknown", group)
    return row(
        (group,),
        who + (client if group.client else ""),
        record_note(brief, group, words)
        if words
        else replace(unknown, text=record_note(brief, group, unknown.text)),
        inside(brief, counted).text,
        *numbers((amount.at_least, amount.likely, amount.at_most)),
        certainty_words(brief, group),
    )
