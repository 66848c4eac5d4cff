"""The list of incidents: which, in which order, and what a line of it tells.

A line is told from a narrow row (`heads.py`); whether somebody may see the incident is
asked of the incident itself, each time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from honmono.web.accounts.models import User
from honmono.web.base.searched import holding
from honmono.web.cases.models import Case, Head
from honmono.web.cases.selectors import cases_for
from honmono.web.rights import Right

STATES: Final = ("open", "closed", "all")
"""What the list is narrowed to; the first where nobody chose."""


@dataclass(frozen=True, slots=True)
class Line:
    """One incident of the list."""

    case: Case
    due: datetime | None
    """The end of the first open time limit; None: of none it is known, or it is closed."""

    day: date | None
    """Its last day, where it ends with a day."""

    is_late: bool
    is_owed: bool
    """Else it may be owed."""


def heads_for(user: User, state: str, text: str) -> QuerySet[Head]:
    """What somebody may see of what fits: the open first, of these what is due first."""
    rows = _seen_by(user)
    if state != "all":
        rows = rows.filter(is_open=state == "open")
    rows = holding(rows, "words", text)
    if state == "closed":
        return rows.order_by("-changed", "-pk")
    return rows.order_by("-is_open", F("due").asc(nulls_last=True), "-changed", "-pk")


def lines_of(user: User, heads: Iterable[Head], now: datetime) -> list[Line]:
    """What the page shows; one question for all of them."""
    heads = list(heads)
    seen = cases_for(user).filter(pk__in=[one.pk for one in heads]).defer("content")
    cases = {case.pk: case for case in seen}
    return [_line(cases[one.pk], one, now) for one in heads if one.pk in cases]


def _line(case: Case, head: Head, now: datetime) -> Line:
    due = head.due if case.closed is None else None
    return Line(case, due, head.due_day, due is not None and due <= now, head.is_owed)


def _seen_by(user: User) -> QuerySet[Head]:
    if user.may(Right.ADMINISTER):
        return Head.objects.all()
    member = Case.members.through.objects.filter(case=OuterRef("pk"), user=user)
    return Head.objects.filter(Q(restricted=False) | Exists(member))
