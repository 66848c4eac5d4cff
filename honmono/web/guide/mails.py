"""What the guide knows of the mails that were handed in: how many, and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.web.cases.models import Case, Original


@dataclass(frozen=True, slots=True)
class Mails:
    """Counts; a mail of which nothing is known yet is waiting, never clean."""

    total: int
    answers: tuple[tuple[str, int], ...] = ()
    waiting: int = 0


def mails_of(case: Case) -> Mails:
    """How many were handed in."""
    return Mails(Original.objects.filter(case=case, kind="mail").count())
