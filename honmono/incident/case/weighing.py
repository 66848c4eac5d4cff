"""What speaks for each case, what against, and what would decide: C1 to C8.

    C1  for           The trace points to a mailbox of ours (12 reports).
        against       Nothing was detected on all 31 computers. …
        would decide  Look at past detections and quarantines. …

It proposes; it decides nothing.  A case is `supported` where something speaks strongly
for it and nothing strongly against; it is never established or excluded here, and what a
person has put on record keeps its standing.  Below 0.9 a trace is undetermined.  Put the
proposals into the incident only when somebody has read them: documents speak of a
supported case as of a suspicion.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from honmono.incident.case._core import Certainty, Source, Text
from honmono.incident.case.hypotheses import (
    Argument,
    CaseCode,
    Hypothesis,
    Speaks,
    Standing,
)
from honmono.incident.case.incident import Incident
from honmono.incident.case.on_record import Seen, seen
from honmono.incident.case.traced import DECIDED
from honmono.tables import rows
from honmono.text import say

STRONG: Final = {"++": Speaks.FOR, "--": Speaks.AGAINST}
SPEAKS: Final = {
    **STRONG,
    "+": Speaks.FOR,
    "-": Speaks.AGAINST,
    "?": Speaks.WOULD_DECIDE,
}
_NOTHING: Final = "."
_ORDER: Final = tuple(Speaks)


def weigh(incident: Incident) -> tuple[Hypothesis, ...]:
    """All eight cases with their arguments, as they could stand in the incident.

    Where somebody put down a case twice, both stay.
    """
    found = seen(incident)
    held: dict[CaseCode, list[Hypothesis | None]] = {code: [] for code in CaseCode}
    for case in incident.hypotheses:
        held[case.code].append(case)
    return tuple(
        _weighed(code, found, old, incident)
        for code, those in held.items()
        for old in those or [None]
    )


def _weighed(
    code: CaseCode, found: tuple[Seen, ...], old: Hypothesis | None, incident: Incident
) -> Hypothesis:
    marked = [(one, mark) for one in found if (mark := mark_of(one.code, code))]
    arguments = [_argument(one, SPEAKS[mark]) for one, mark in marked]
    arguments.sort(key=lambda argument: _ORDER.index(argument.speaks))
    proposed = Hypothesis(
        id=_free_name(code, incident),
        source=Source.INFERRED,
        certainty=Certainty.POSSIBLE,
        code=code,
        standing=_standing({mark for _, mark in marked}),
        probability=_probability(code, incident),
        arguments=tuple(arguments),
    )
    return proposed if old is None else _renewed(old, proposed)


def _renewed(old: Hypothesis, proposed: Hypothesis) -> Hypothesis:
    """The old one with new arguments: what people wrote stays, and comes first."""
    written = tuple(a for a in old.arguments if a.rule is None)
    changed = {"arguments": (*written, *proposed.arguments)}
    if old.source is not Source.INFERRED or old.signed_by is not None:
        return old.model_copy(update=changed)
    return proposed.model_copy(update={**changed, "id": old.id})


def _standing(marks: set[str]) -> Standing:
    if "++" in marks and "--" not in marks:
        return Standing.SUPPORTED
    return Standing.OPEN


def _argument(one: Seen, speaks: Speaks) -> Argument:
    return Argument(
        speaks=speaks,
        text=Text(
            ja=say("hypotheses", one.code, "ja", **one.values),
            en=say("hypotheses", one.code, "en", **one.values),
        ),
        cites=one.cites,
        rule=one.code,
    )


def _probability(code: CaseCode, incident: Incident) -> float | None:
    """Of the trace, where its case is this one alone; 2 and 0 each hold several."""
    if not incident.traces:
        return None
    newest = incident.traces[-1]
    if code is CaseCode.C1:
        return newest.mailbox_of_ours
    return newest.server if code is CaseCode.C3 else None


def undetermined(incident: Incident) -> bool:
    """Does the trace leave open whose mailbox it was?  Without one, yes."""
    if not incident.traces:
        return True
    newest = incident.traces[-1]
    cases = (newest.nothing, newest.ours, newest.partner, newest.server, newest.both)
    return max(cases) < DECIDED


def mark_of(observation: str, code: CaseCode) -> str:
    """What the table says; empty where it says nothing."""
    mark = _table()[observation][int(code.value[1:]) - 1]
    return "" if mark == _NOTHING else mark


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("case_arguments.tsv")}


def _free_name(code: CaseCode, incident: Incident) -> str:
    """`case-c1`, unless another record is named so."""
    name, taken = f"case-{code.value.lower()}", {r.id for _, r in incident.records()}
    while name in taken:
        name += "-"
    return name
