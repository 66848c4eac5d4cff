"""What pages read of documents; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from honmono.incident.case import Incident
from honmono.incident.documents.making import MakingError
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, Version
from honmono.web.cases.selectors import incident_at, incident_of
from honmono.web.documents.errors import DraftError
from honmono.web.documents.making import Made, OwnWords, Same, Wish, digest_of, made
from honmono.web.documents.models import Draft, File, Step
from honmono.web.rights import RIGHTS, Right, Role

NOT_MADE = "-"
"""Stands for the digest of a document that cannot be made from the facts as they are."""


class Age(Enum):
    """Does a document still say what the facts say?"""

    CURRENT = "current"
    STALE = "stale"
    """Made from the facts as they are now it would say something else."""

    GONE = "gone"
    """It cannot be made from the facts as they are now."""

    NOT_ASKED = "not-asked"
    """It has gone out, or will not."""


def drafts_of(case: Case, state: str = "", kind: str = "") -> QuerySet[Draft]:
    """The documents of an incident, the newest first."""
    rows = Draft.objects.filter(case=case).select_related("author")
    if state:
        rows = rows.filter(state=state)
    return rows.filter(kind=kind) if kind else rows


def draft_of(case: Case, draft_id: int) -> Draft:
    """A document of this incident; 404 where it is of another or of none."""
    return get_object_or_404(
        Draft.objects.select_related("author"), case=case, pk=draft_id
    )


_WRITING = ("made", "changed", "anew")
"""Steps by which somebody has a hand in the text."""


def has_hand_in(draft: Draft, user: User) -> bool:
    """Did this person write any of it?  Then somebody else has to read it."""
    if draft.author_id == user.pk:
        return True
    return Step.objects.filter(draft=draft, by=user, what__in=_WRITING).exists()


def steps_of(draft: Draft) -> list[Step]:
    """What was done with it, in order, with the files that were made."""
    rows = draft.steps.select_related("by").prefetch_related(
        Prefetch("files", File.objects.order_by("-language", "pk"))
    )
    return list(rows)


def approved_files(steps: Iterable[Step]) -> list[File]:
    """The files that were made when it was approved last."""
    approvals = [step for step in steps if step.what == "approved"]
    return list(approvals[-1].files.all()) if approvals else []


def wish_of(draft: Draft) -> Wish:
    """What the row asks for."""
    return Wish(draft.kind, draft.day, draft.stage, draft.client, draft.number)


def base_of(case: Case, draft: Draft) -> Incident:
    """The incident that a document was made from.

    Raises:
        DraftError: that version was erased.

    """
    if draft.base == case.version:
        return incident_of(case)
    try:
        return incident_at(case, draft.base)
    except Version.DoesNotExist:
        raise DraftError("base-gone") from None


def made_of(case: Case, draft: Draft) -> Made:
    """What a document says.

    Raises:
        DraftError: its version was erased, or this release makes no such document.

    """
    words = OwnWords.of(draft.overrides)
    try:
        return made(Same(base_of(case, draft)), wish_of(draft), words)
    except MakingError:
        raise DraftError("cannot-be-made") from None


def made_from(facts: Incident, draft: Draft) -> Made | None:
    """What it would say, made from these facts; None where it cannot be."""
    words = OwnWords.of(draft.overrides)
    try:
        return made(Same(facts), wish_of(draft), words)
    except MakingError:
        return None


def digest_now(case: Case, draft: Draft) -> str:
    """Names what it would say now."""
    words = OwnWords.of(draft.overrides)
    try:
        return digest_of(Same(incident_of(case)), wish_of(draft), words)
    except MakingError:
        return NOT_MADE


def age_of(case: Case, draft: Draft) -> Age:
    """Does it still say what the facts say?  One document is made, or remembered."""
    if not draft.is_open:
        return Age.NOT_ASKED
    digest = digest_now(case, draft)
    if digest == NOT_MADE:
        return Age.GONE
    return Age.CURRENT if digest == draft.digest else Age.STALE


def is_alone(case: Case, draft: Draft, user: User) -> bool:
    """May nobody approve this document who had no hand in it?"""
    roles = [role for role, rights in RIGHTS.items() if Right.APPROVE in rights]
    writers = Step.objects.filter(draft=draft, what__in=_WRITING).values("by")
    others = User.objects.filter(is_active=True, role__in=roles)
    others = others.exclude(pk__in=writers).exclude(pk=user.pk)
    if case.restricted:
        others = others.filter(Q(role=Role.ADMINISTRATOR) | Q(case=case))
    return not others.exists()
