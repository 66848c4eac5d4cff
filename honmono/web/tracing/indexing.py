"""The job that indexes mailboxes, and the one that takes one out again.

Told of which mailbox nobody knows the owner, what could not be read, how far it is.  Killed
at any moment it goes on where it was: the archive remembers how far each file is stored.
"""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from honmono.check.org import Organization
from honmono.config import ConfigError
from honmono.mail.source import NO_ACCESS, Unreadable, survey
from honmono.mail.source.file import printable
from honmono.text import harmless, say
from honmono.trace.archive.boxes import main_address, stored
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.forgetting import forget_in, going_with
from honmono.trace.archive.indexing import Count
from honmono.trace.archive.lock import LockedError, awaited
from honmono.trace.archive.owners import owner_of
from honmono.trace.archive.writer import Writer
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, record
from honmono.web.jobs.running import FailedJobError, LaterError, Run
from honmono.web.outages import outage
from honmono.web.tracing import archive
from honmono.web.tracing.mailboxes import Place, places
from honmono.web.tracing.models import Source

MOST_TOLD: Final = 20
"""Troubles of one mailbox that are kept; the rest are counted."""

WAIT: Final = 20.0
"""Seconds for a writer whose worker was killed to end."""

_TELL_EVERY: Final = 1.0


@dataclass
class Troubles:
    """What could not be read, by mailbox."""

    boxes: Mapping[str, Place]
    """By what begins the name of all that lies in it."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, complaints: Iterable[Unreadable]) -> None:
        """Put each to the mailbox in which it happened."""
        for each in complaints:
            for start, place in self.boxes.items():
                if each.source.startswith(start):
                    self._put(place.key, each.source.removeprefix(start), each)
                    break

    def _put(self, key: str, where: str, each: Unreadable) -> None:
        self.counts[key] += 1
        if len(self.first[key]) < MOST_TOLD:
            told = [harmless(where.lstrip("/\\"), 200), each.trouble.value]
            self.first[key].append(told)


def index(run: Run) -> None:
    """Store what is new in the mailboxes that were asked for.

    Raises:
        FailedJobError: the archive cannot be written, or nobody's mailbox is known.

    """
    language = str(run.payload.get("language", "ja"))
    org = organization_for(language)
    look = archive.look()
    if not look.can_be_written:
        key = "parts" if look.parts else look.state
        raise FailedJobError(say("web/tracing", f"no-index-{key}", language))
    wanted = run.payload.get("keys")
    asked = [p for p in places(org) if wanted is None or p.key in wanted]
    known, nobody = _owners(run, asked, org)
    run.result(boxes=len(known), nobody=len(nobody), mails=0, new=0, unread=0)
    if not known:
        raise FailedJobError(say("web/tracing", "no-index-owners", language))
    run.total(sum(survey(str(place.path)) for place, _ in known))
    troubles = Troubles(_starts(place for place, _ in known))
    try:
        count, writer = _store(run, known, org, troubles)
    except LockedError as error:  # by who is believed dead, or by the command line
        raise LaterError(error.told(language)) from None
    except ArchiveError as error:
        raise FailedJobError(error.told(language)) from None
    except (sqlite3.Error, OSError) as error:
        if outage(error):
            raise
        why = getattr(error, "strerror", None) or type(error).__name__
        text = say("web/tracing", "no-index-written", language, why=why)
        raise FailedJobError(text) from None
    _finish(run, known, troubles, count, writer)


def organization_for(language: str) -> Organization:
    """Who we are.

    Raises:
        FailedJobError: nobody has said so yet, or something in it is wrong.

    """
    try:
        return archive.organization()
    except ConfigError as error:
        raise FailedJobError(error.told(language)) from None


def user_of(run: Run) -> User | None:
    """Who asked for it."""
    pk = run.payload.get("user")
    return User.objects.filter(pk=int(pk)).first() if pk is not None else None


def _owners(
    run: Run, asked: Iterable[Place], org: Organization
) -> tuple[list[tuple[Place, str]], list[Place]]:
    """Whose each mailbox is, and those of which nobody knows it; written down at once."""
    said = dict(Source.objects.exclude(said="").values_list("key", "owner"))
    known, nobody = list[tuple[Place, str]](), list[Place]()
    for place in asked:
        owner = said.get(place.key) or place.named
        if not owner:
            owner = owner_of(str(place.path), org, NO_ACCESS) or ""
            owner = main_address(owner, org) if owner else ""
        with run.step():
            source, _ = Source.objects.get_or_create(
                key=place.key, defaults={"shown": place.shown}
            )
            rows = Source.objects.filter(pk=source.pk)
            rows.filter(said="").update(owner=owner)
            rows.update(looked=timezone.now())
        if owner:
            known.append((place, owner))
        else:
            nobody.append(place)
    return known, nobody


def _starts(boxes: Iterable[Place]) -> dict[str, Place]:
    """The longest first, so that no mailbox is taken for one that begins like it."""
    named = {printable(str(place.path)): place for place in boxes}
    return {name: named[name] for name in sorted(named, key=len, reverse=True)}


def _store(
    run: Run, known: list[tuple[Place, str]], org: Organization, troubles: Troubles
) -> tuple[Count, Writer]:
    folder = archive.folder()
    if folder.exists():
        awaited(folder, WAIT)
    boxes = [(owner, str(place.path)) for place, owner in known]
    count, told = Count(), time.monotonic()
    with Writer(folder) as writer:
        for count in stored(
            writer,
            boxes,
            NO_ACCESS,
            org,
            since=int(run.payload.get("since", 0)),
            headers_only=bool(run.payload.get("headers_only")),
        ):
            run.tell(count.bytes)
            troubles.take(count.complaints)
            count.complaints.clear()
            if time.monotonic() - told >= _TELL_EVERY:
                run.result(mails=count.read, unread=count.unread)
                told = time.monotonic()
    return count, writer


def _finish(
    run: Run,
    known: list[tuple[Place, str]],
    troubles: Troubles,
    count: Count,
    writer: Writer,
) -> None:
    """Say what came out, in the job, beside each mailbox and in the incident's log."""
    numbers = {
        "mails": writer.stored,
        "new": writer.new,
        "unread": count.unread,
        "passed": count.files_passed,
        "too_old": count.too_old,
    }
    run.result(**numbers)
    with run.last_step():
        for place, owner in known:
            Source.objects.filter(key=place.key).update(
                stored_as=owner,
                unread=troubles.counts[place.key],
                troubles=troubles.first[place.key],
            )
        _log(run, "indexed", {**numbers, "mailboxes": len(known)})


def forget(run: Run) -> None:
    """Take a mailbox out of the archive.

    Raises:
        FailedJobError: it is not there, or somebody writes the archive.

    """
    language, mailbox = str(run.payload["language"]), str(run.payload["mailbox"])
    again = "going" in run.job.result  # a worker before us may have died behind it
    try:
        if not again:
            run.result(going=going_with(archive.folder(), mailbox))
        gone = forget_in(archive.folder(), mailbox, again=again)
    except LockedError as error:  # by who is believed dead, or by the command line
        raise LaterError(error.told(language)) from None
    except ArchiveError as error:
        raise FailedJobError(error.told(language)) from None
    except sqlite3.Error as error:
        if outage(error):
            raise
        why = type(error).__name__
        text = say("web/tracing", "no-index-written", language, why=why)
        raise FailedJobError(text) from None
    gone = int(run.job.result["going"]) if again else gone
    run.result(gone=gone)
    with run.last_step():
        Source.objects.filter(stored_as=mailbox).update(stored_as="", unread=0)
        _log(run, "mailbox-forgotten", {"gone": gone}, {"mailbox": mailbox})


def _log(
    run: Run,
    what: str,
    about: Mapping[str, int],
    values: Mapping[str, str] | None = None,
) -> None:
    """Into the log of the incident from which it was asked for."""
    case = Case.objects.filter(name=run.job.case).first()
    user = user_of(run)
    if case is not None and user is not None:
        record(case.pk, Doing(what, user, timezone.now(), about, values or {}))
