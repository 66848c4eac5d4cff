"""Reports, as people send them, → the forged mails that they are about.

    report-01.eml      the forged mail, saved by whoever got it            → Forgery
    report-02.eml      Subject: 転送: 請求書の件, the mail in its text        → Forgery
    reports.zip#3      the mail attached as a mail                         → Forgery
    report-04.eml      "I got a strange mail", and no mail                 → Unreadable

From any source that `honmono check` reads.  Nothing is dropped: what cannot be read, and a
report without the mail that it is about, takes its place in the stream.

It leaves alone: whether a mail is forged at all.  Colleagues report genuine mail, and
everybody gets ordinary phish; the trace calls such reports stray.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from honmono.check.org.portrait import Portrait
from honmono.mail.reports._core import MAX_REPORTED
from honmono.mail.source import RawMail, Trouble, Unreadable
from honmono.trace.forgery import Forgery
from honmono.trace.reports.asked_about import asked_about
from honmono.trace.reports.joined import joined
from honmono.trace.reports.made import forgery_of

log = logging.getLogger(__name__)

__all__ = ["forgeries_in", "joined", "read_report"]


def forgeries_in(
    found: Iterable[RawMail | Unreadable], us: Portrait
) -> Iterator[Forgery | Unreadable]:
    """Yield the forged mails of reports, one report at a time.

    `joined` then makes one of those that are the same mail.

    Args:
        found: what `mail.source.read` yields for a source.
        us: who we are, and how we look.

    """
    for each in found:
        if isinstance(each, Unreadable):
            yield each
        else:
            yield from read_report(each, us)


def read_report(raw: RawMail, us: Portrait) -> tuple[Forgery | Unreadable, ...]:
    """Read one report.

    This is a door: an error of ours about one report may not stop the others.
    """
    try:
        return tuple(
            each if isinstance(each, Unreadable) else forgery_of(each, us.org)
            for each in islice(asked_about(raw, us), MAX_REPORTED + 1)
        )
    except Exception:
        log.exception("cannot read the report %s (sha256 %s)", raw.source, raw.sha256)
        detail = "an error of ours while this report was read; it stands in the log"
        return (Unreadable(raw.source, Trouble.INTERNAL, detail, raw.sha256),)
