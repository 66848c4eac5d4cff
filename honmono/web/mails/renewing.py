"""New answers in the place of old ones: addresses of mails and what people said stay.

A file that opens now holds more things than before, so a thing is known again by its bytes
and not by its place.  An answer that becomes another one is kept as `Earlier`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from honmono.web.jobs.models import Job
from honmono.web.mails.models import Answer, Content, Earlier, Mail, Upload
from honmono.web.mails.rows import Things, put

_SEEN: Final = ("answer", "person", "kinds", "hazards")
"""What a clerk reads of an answer; a chance that moved by a per cent is none other."""


class Renewal:
    """One way through a file whose mails have answers."""

    def __init__(self, upload: Upload, job: Job, now: datetime) -> None:
        self._upload, self._job, self._now = upload, job, now
        self._there: dict[str, deque[int]] = defaultdict(deque)
        self._next, self._is_whole = 0, True
        tops = Mail.objects.filter(upload=upload, part=0).order_by("item")
        for item, sha256 in tops.values_list("item", "sha256"):
            self._there[sha256].append(item)
            self._next = item + 1

    def put(self, step: Iterable[Things]) -> None:
        """Store new answers of some things, in the transaction of whoever calls."""
        things = [thing for thing in step if thing]
        if not things:
            return
        items = [self._place(thing[0][0].sha256) for thing in things]
        rows = Mail.objects.filter(upload=self._upload, item__in=items).order_by("pk")
        old: dict[int, list[Mail]] = defaultdict(list)
        for mail in rows.select_for_update():  # nobody sets one aside meanwhile
            old[mail.item].append(mail)
        renewed = []
        for item, thing in zip(items, things, strict=True):
            known = Thing(thing, item, old[item])
            self._is_whole &= known.is_whole
            if known.rows:
                renewed.append(known)
        self._store(renewed)

    def _store(self, renewed: Sequence[Thing]) -> None:
        known = [pair for thing in renewed for pair in thing.known]
        self._keep(known)
        gone = [pk for thing in renewed for pk in thing.gone]
        Content.objects.filter(mail__in=[before.pk for _, before in known]).delete()
        Mail.objects.filter(pk__in=gone).delete()
        put([thing.rows for thing in renewed], [mail for mail, _ in known])

    def end(self) -> bool:
        """Take away what could not be read and is read now.

        Returns:
            Has every mail that was there an answer of today?

        """
        left = [item for items in self._there.values() for item in items]
        rows = Mail.objects.filter(upload=self._upload, item__in=left)
        rows.filter(part=0, answer=Answer.ERROR).delete()
        return self._is_whole and not rows.exists()

    def _place(self, sha256: str) -> int:
        """Where the same bytes stood; else behind all others."""
        if self._there[sha256]:
            return self._there[sha256].popleft()
        self._next += 1
        return self._next - 1

    def _keep(self, known: Iterable[tuple[Mail, Mail]]) -> None:
        """Keep answers that become others."""
        changed = [
            (mail, before)
            for mail, before in known
            if any(getattr(mail, name) != getattr(before, name) for name in _SEEN)
        ]
        said = Content.objects.filter(mail__in=[before.pk for _, before in changed])
        records = dict(said.values_list("mail", "record"))
        Earlier.objects.bulk_create(
            Earlier(
                case_id=before.case_id,
                mail_id=before.pk,
                answer=before.answer,
                became=mail.answer,
                record=records.get(before.pk, {}),
                basis_id=before.basis_id,
                job=self._job,
                at=self._now,
            )
            for mail, before in changed
        )


class Thing:
    """One thing of a file, its new rows beside those that were there.

    What a report holds is known again by its bytes, too: when one more of its mails can be
    read, what somebody said of the next one does not move to it.  An answer that cannot be
    given anew, or is about what nobody finds any more, stays.
    """

    def __init__(self, thing: Things, item: int, old: Sequence[Mail]) -> None:
        self.rows: list[tuple[Mail, Content]] = []
        self.known: list[tuple[Mail, Mail]] = []
        self.is_whole = True
        left = list(old)
        part = max((mail.part for mail in old), default=-1)
        for mail, content in thing:
            before = _before(mail, left)
            mail.item = item
            if before is None:
                part = mail.part if not old else part + 1
                mail.part = part
            else:
                left.remove(before)
                if mail.answer == Answer.ERROR != before.answer:
                    self.is_whole = False
                    continue
                _take_over(mail, before)
                self.known.append((mail, before))
            self.rows.append((mail, content))
        self.gone = [mail.pk for mail in left if mail.answer == Answer.ERROR]
        """What could not be read, and is something else now."""


def _before(mail: Mail, left: Sequence[Mail]) -> Mail | None:
    """Which of the rows that were there it is: the top, the same bytes, or its place."""
    if not mail.part:
        return next((old for old in left if not old.part), None)
    inside = [old for old in left if old.part]
    same = (old for old in inside if old.sha256 == mail.sha256)
    unread = (
        old for old in inside if old.part == mail.part and old.answer == Answer.ERROR
    )
    return next(same, None) or next(unread, None)


def _take_over(mail: Mail, before: Mail) -> None:
    """Give it the id and the state of the one that was there."""
    mail.pk, mail.part, mail.aside = before.pk, before.part, before.aside
    mail.counts = mail.asked and not mail.aside
