"""数値と費用: every figure on record, and apart from them what the incident has cost."""

from __future__ import annotations

from collections.abc import Iterable

from honmono.incident.case.events import Figure
from honmono.incident.documents._core import Block, Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.house_words import (
    certainty_words,
    figure_words,
    in_house_scope,
    record_note,
    scope_accounts,
)
from honmono.incident.documents.sections.items import number_in_words
from honmono.incident.documents.sections.voice import Row, part_inside, row, table
from honmono.incident.documents.sections.words import in_brackets, scope_in_words

_HEADS = ("what-counted", "value", "as-of", "certainty")


def counted(brief: Brief) -> Section:
    """A row a figure."""
    figures = [one for one in brief.incident.figures if not one.is_cost]
    return part_inside(brief, "counted", _table(brief, figures))


def costs(brief: Brief) -> Section:
    """A row a cost; they stand in no document for outsiders."""
    figures = [one for one in brief.incident.figures if one.is_cost]
    return part_inside(brief, "costs", _table(brief, figures, empty="no-costs"))


def _table(brief: Brief, figures: Iterable[Figure], empty: str = "nothing") -> Block:
    rows = [_row(brief, one) for one in figures]
    return table(brief, _HEADS, rows, (6, 3, 4, 3), empty=empty)


def _row(brief: Brief, one: Figure) -> Row:
    where = (scope_in_words(brief, one.scope), in_house_scope(brief, one.scope))
    words = record_note(
        brief, one, figure_words(brief, one) + in_brackets(brief, *where)
    )
    return row(
        (one, *scope_accounts(brief, one.scope)),
        words,
        number_in_words(brief, one),
        brief.when(one.when),
        certainty_words(brief, one),
    )
