"""New answers in the place of old ones: addresses of mails and what people said stay.

A file that opens now holds more things than before, so a thing is known again by its bytes
and not by its place.  An answer that becomes another one is kept as `Earlier`.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
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
        self._next = 0
        tops = Mail.objects.filter(upload=upload, part=0).order_by("item")
        for item, sha256 in tops.values_list("item", "sha256"):
            self._there[sha256].append(item)
            self._next = item + 1

    def put(self, step: Iterable[Things]) -> None:
        """Store new answers of some things, in the transaction of whoever calls."""
        things = [thing for thing in step if thing]
        if not things:
            return
        for thing in things:
            item = self._place(thing[0][0].sha256)
            for mail, _ in thing:
                mail.item = item
        items = [thing[0][0].item for thing in things]
        old = {
            (mail.item, mail.part): mail
            for mail in Mail.objects.filter(upload=self._upload, item__in=items)
        }
        known = [_known(mail, old) for thing in things for mail, _ in thing]
        self._keep(known)
        new = {(mail.item, mail.part) for thing in things for mail, _ in thing}
        gone = [mail.pk for key, mail in old.items() if key not in new]
        Content.objects.filter(mail__in=[mail.pk for mail in old.values()]).delete()
        Mail.objects.filter(pk__in=gone).delete()
        put(things, [mail for mail, before in known if before is not None])

    def end(self) -> bool:
        """Take away what could not be read and is read now.

        Returns:
            Has every mail that was there an answer of today?

        """
        left = [item for items in self._there.values() for item in items]
        rows = Mail.objects.filter(upload=self._upload, item__in=left)
        rows.filter(part=0, answer=Answer.ERROR).delete()
        return not rows.exists()

    def _place(self, sha256: str) -> int:
        """Where the same bytes stood; else behind all others."""
        if self._there[sha256]:
            return self._there[sha256].popleft()
        self._next += 1
        return self._next - 1

    def _keep(self, known: Iterable[tuple[Mail, Mail | None]]) -> None:
        """Keep answers that become others."""
        changed = [
            (mail, before)
            for mail, before in known
            if before is not None
            and any(getattr(mail, name) != getattr(before, name) for name in _SEEN)
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


def _known(mail: Mail, old: Mapping[tuple[int, int], Mail]) -> tuple[Mail, Mail | None]:
    """Give a mail the id and the state of the one that was there."""
    before = old.get((mail.item, mail.part))
    if before is not None:
        mail.pk, mail.aside = before.pk, before.aside
        mail.counts = mail.asked and not mail.aside
    return mail, before
