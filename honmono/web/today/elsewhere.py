"""What the first page tells of mails and documents: counts, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from honmono.web.cases.models import Case
from honmono.web.documents.models import Draft
from honmono.web.documents.models import State as DraftState
from honmono.web.mails.selectors import Wanted, counts, progress

WAITING = (DraftState.DRAFT, DraftState.REVIEWED, DraftState.APPROVED)
"""Documents that somebody has to do something with, in the order in which it goes on."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counts; what is zero is left out."""

    mails: tuple[tuple[str, int], ...]
    """By answer."""

    waiting: int
    """Files that nobody has judged yet: of them nothing is known."""

    failed: int
    """Files whose judging failed or was stopped: of the rest of them nothing is known."""

    documents: tuple[tuple[str, int], ...]
    """By state."""

    issued: int


def elsewhere(case: Case) -> Elsewhere:
    """Two or three questions to the database."""
    judging = progress(case)
    by_answer = counts(case, Wanted()) if judging.files else {}  # no file, no mail
    rows = Draft.objects.filter(case=case).values("state").annotate(n=Count("pk"))
    by_state = {row["state"]: row["n"] for row in rows.order_by()}
    return Elsewhere(
        tuple((answer, count) for answer, count in by_answer.items() if count),
        judging.open,
        judging.failed,
        tuple((s.value, by_state[s]) for s in WAITING if by_state.get(s)),
        by_state.get(DraftState.ISSUED, 0),
    )
