"""仮説: how the mail may have come about; what speaks for each and against it.

    C2 取引先のパソコンの感染   有力（未確定）   引用の相手が共通   ―   先方の検査結果

A probability stands here and in no paper for outsiders.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.incident.case.hypotheses import Argument, Hypothesis, Speaks
from honmono.incident.documents._core import Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.house_words import (
    lines,
    present,
    record_note,
)
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import paragraph, told

_HEADS = ("case", "standing", "for", "against", "would-decide")


def cases(brief: Brief) -> Section:
    """A row a hypothesis; that none is on record says nothing about what happened."""
    rows = [_row(brief, case) for case in brief.incident.hypotheses]
    block = table(brief, _HEADS, rows, (4, 4, 5, 5, 5), empty="no-cases")
    return part_inside(brief, "cases", block, paragraph(inside(brief, "cases-note")))


def _row(brief: Brief, case: Hypothesis) -> Row:
    held = [a for a in case.arguments if present(brief, a.cites)]
    name = inside(brief, f"case-{case.code.value.lower()}").text
    whose = f"\n{case.partner}" if case.partner else ""
    cites = (name for argument in held for name in argument.cites)
    return row(
        (case, *cites),
        record_note(brief, case, f"{case.code.value} {name}{whose}"),
        "\n".join(_standing(brief, case)),
        *(
            lines(brief, _texts(brief, held, speaks))
            for speaks in (Speaks.FOR, Speaks.AGAINST, Speaks.WOULD_DECIDE)
        ),
    )


def _standing(brief: Brief, case: Hypothesis) -> Iterator[str]:
    yield inside(brief, f"standing-{case.standing.value}").text
    if case.probability is not None:
        yield inside(brief, "probability", percent=f"{case.probability:.0%}").text
    if case.signed is not None:
        yield inside(brief, "signed", when=brief.when(case.signed)).text


def _texts(brief: Brief, held: list[Argument], speaks: Speaks) -> Iterator[str]:
    return (told(brief, a.text) for a in held if a.speaks is speaks)
