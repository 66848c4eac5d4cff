"""What pages and jobs read of traces; nothing here writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Sum

from honmono.check.org import Organization
from honmono.web.cases.models import Case, Original
from honmono.web.jobs.models import OPEN, Job
from honmono.web.tracing import archive
from honmono.web.tracing.mailboxes import MOST, Place, places
from honmono.web.tracing.models import LeftOut, Source, Trace

LIGHT = ("result", "affected", "packed_persons", "packed_entry", "pages", "originals")
"""What lists of traces do not load."""


def mails_of(case: Case) -> QuerySet[Original]:
    """Files of mail that were uploaded to an incident, the newest last."""
    return Original.objects.filter(case=case, kind="mail").order_by("added", "id")


def left_out_of(case: Case) -> frozenset[str]:
    """Those that no trace asks."""
    rows = LeftOut.objects.filter(case=case)
    return frozenset(rows.values_list("sha256", flat=True))


def traces_of(case: Case) -> QuerySet[Trace]:
    """Its answers, the newest first, without what is long."""
    heavy = (*LIGHT, "picture_ja", "picture_en")
    return Trace.objects.filter(case=case).select_related("by").defer(*heavy)


def trace_job(case: Case) -> Job | None:
    """The newest trace that was asked for, done or not."""
    return Job.objects.filter(kind="trace", case=case.name).order_by("-id").first()


def archive_job() -> Job | None:
    """What was done to the archive last, from whichever incident."""
    kinds = ("index", "forget-mailbox")
    return Job.objects.filter(kind__in=kinds).order_by("-id").first()


def is_open(job: Job | None) -> bool:
    """Is it still to be done?"""
    return job is not None and job.state in OPEN


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One line of the page of the archive."""

    place: Place
    source: Source | None

    @property
    def owner(self) -> str:
        """Whose it is; empty where nobody knows."""
        if self.source and self.source.said:
            return self.source.owner
        return self.place.named or (self.source.owner if self.source else "")

    @property
    def told_by(self) -> str:
        """How that is known: a key of the catalogue."""
        if self.source and self.source.said:
            return self.source.said
        if self.place.named:
            return "by-name"
        if self.owner:
            return "by-mail"
        return "by-nobody" if self.source and self.source.looked else "not-looked"

    @property
    def other(self) -> str:
        """As whose it stands in the archive, where that is somebody else by now."""
        stored = self.source.stored_as if self.source else ""
        return stored if stored and stored != self.owner else ""

    @property
    def shown(self) -> str:
        """What people call it."""
        return self.source.shown if self.source else self.place.shown


def mailboxes() -> tuple[list[Mailbox], bool]:
    """Every mailbox that may be indexed; and are there more than are listed?"""
    found = places(archive.organization_if_any(), MOST + 1)
    sources = {each.key: each for each in Source.objects.all()}
    lines = [Mailbox(place, sources.get(place.key)) for place in found[:MOST]]
    return lines, len(found) > MOST


def unread_when_indexed() -> int:
    """What the last runs could not read, so that no trace compares it."""
    return Source.objects.aggregate(total=Sum("unread"))["total"] or 0


def boxes_of_nobody(org: Organization) -> int:
    """Mailboxes that a run saw and did not read, since nobody knows whose they are."""
    rows = Source.objects.filter(owner="").exclude(looked=None)
    seen = set(rows.values_list("key", flat=True))
    return sum(place.key in seen for place in places(org))


def newest_report(case: Case, trace: Trace | None) -> datetime | None:
    """When the newest report is from, as far as somebody knows: sent, else uploaded."""
    last = mails_of(case).last()
    if trace is not None and trace.newest and (not last or last.added <= trace.started):
        return trace.newest
    return last.added if last else None


def since(case: Case, trace: Trace) -> int:
    """Files of mail that came after a trace."""
    return mails_of(case).filter(added__gt=trace.started).count()


def page_of(trace: Trace, language: str) -> dict[str, Any]:
    """The answer in words."""
    page: dict[str, Any] = trace.pages.get(language) or {}
    return page
