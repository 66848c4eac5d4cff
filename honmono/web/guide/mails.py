"""What the guide knows of the mails that were handed in: how many, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.web.cases.models import Case, Original
from honmono.web.mails.selectors import Wanted, counts, progress


@dataclass(frozen=True, slots=True)
class Mails:
    """Counts; a file of which nothing is known yet is waiting, never clean."""

    total: int
    answers: tuple[tuple[str, int], ...] = ()
    waiting: int = 0


def mails_of(case: Case) -> Mails:
    """How many were judged, and how many files wait."""
    found = counts(case, Wanted())
    files = Original.objects.filter(case=case, kind="mail").count()
    return Mails(
        sum(found.values()) or files,
        tuple((answer, count) for answer, count in found.items() if count),
        progress(case).open,
    )
