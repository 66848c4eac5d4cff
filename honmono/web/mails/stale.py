"""Answers that rest on something else than answers of today would.

Whoever adds the people after the mails were judged would otherwise go on reading answers of
a Honmono that did not know them: a mail that shows a colleague's name, "unrelated".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Q, QuerySet

from honmono.web.cases.models import Case
from honmono.web.jobs.models import OPEN
from honmono.web.mails.basis import PARTS, differing, fingerprint, parts_of
from honmono.web.mails.models import Mail, State, Upload


@dataclass(frozen=True, slots=True)
class Stale:
    """How many files have answers of yesterday, and why."""

    files: int = 0
    locked: int = 0
    """Of these: files that open only with a password, which nobody keeps."""

    why: tuple[str, ...] = ()
    """Parts of `basis.PARTS` that were others."""


def judged(case: Case) -> QuerySet[Upload]:
    """Files whose mails have answers, and of which no job is open."""
    rows = Upload.objects.filter(case=case, state=State.STORED)
    return rows.exclude(basis=None, judged_by="").exclude(job__state__in=OPEN)


def stale(case: Case, home: Path) -> QuerySet[Upload]:
    """Files whose answers rest on something else than today's would."""
    parts = parts_of(home)
    if not parts[
        "organization"
    ]:  # nobody says who we are: nothing could be judged anew
        return Upload.objects.none()
    today = Q(basis__fingerprint=fingerprint(parts))
    return judged(case).exclude(pk__in=judged(case).filter(today).values("pk"))


def changed_since(mail: Mail, home: Path) -> list[str]:
    """Which parts are others than when a mail was judged."""
    parts = parts_of(home)
    then = mail.basis.parts if mail.basis else None
    return differing(then or _noted_once(mail.upload.judged_by, parts), parts)


def staleness(case: Case, home: Path) -> Stale:
    """How many, and why; one question."""
    parts = parts_of(home)
    if not parts["organization"]:
        return Stale()
    today = fingerprint(parts)
    groups = (
        judged(case)
        .order_by()
        .values("basis__fingerprint", "basis__parts", "judged_by")
        .annotate(files=Count("pk"), locked=Count("pk", filter=Q(by_password=True)))
    )
    files = locked = 0
    why: set[str] = set()
    for group in groups:
        if group["basis__fingerprint"] == today:
            continue
        files, locked = files + group["files"], locked + group["locked"]
        then = group["basis__parts"] or _noted_once(group["judged_by"], parts)
        why |= set(differing(then, parts))
    return Stale(files, locked, tuple(part for part in PARTS if part in why))


def _noted_once(judged_by: str, parts: dict[str, str]) -> dict[str, str]:
    """Before desks noted all of it, the organization file alone was known."""
    return {**parts, "organization": judged_by, "rules": ""}
