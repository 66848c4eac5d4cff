"""What the first page tells of mails, PCs and documents: counts, and what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from honmono.web.cases.models import Case
from honmono.web.documents.models import Draft
from honmono.web.documents.models import State as DraftState
from honmono.web.mails.selectors import Wanted, counts, progress
from honmono.web.sweep.selectors import Swept, swept

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

    pcs: Swept | None
    """How the PCs stand; None: nobody has begun to look at them."""

    documents: tuple[tuple[str, int], ...]
    """By state."""

    issued: int


def elsewhere(case: Case, now: datetime) -> Elsewhere:
    """A handful of questions to the database, however much there is."""
    judging = progress(case)
    by_answer = counts(case, Wanted()) if judging.files else {}  # no file, no mail
    rows = Draft.objects.filter(case=case).values("state").annotate(n=Count("pk"))
    by_state = {row["state"]: row["n"] for row in rows.order_by()}
    return Elsewhere(
        tuple((answer, count) for answer, count in by_answer.items() if count),
        judging.open,
        judging.failed,
        swept(case, now),
        tuple((s.value, by_state[s]) for s in WAITING if by_state.get(s)),
        by_state.get(DraftState.ISSUED, 0),
    )
