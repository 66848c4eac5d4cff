"""What happens to one mail in whatever process judges it: from its place to its lines.

Only what is printed goes back to the process that prints, because a record is several
times as large, and taking it apart and putting it together again costs time there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from honmono.check import batch
from honmono.check.record import Record, record_of_unreadable
from honmono.check.verdict import Answer
from honmono.cli._core import Format
from honmono.cli.output import MAIL, UNREAD, Layout
from honmono.mail.message import thread
from honmono.mail.message.thread import is_forward
from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable
from honmono.text import harmless

Found = MailRef | RawMail | Unreadable


class Row(NamedTuple):
    """One mail, ready to be printed and counted."""

    answer: str
    """As it is counted: an answer, or `UNREAD`."""

    printed: str
    """Lines for standard output; nothing when this answer was not asked for."""

    complaint: str = ""
    """A line for standard error about what could not be read."""

    forward: bool = False
    """Does it say that it passes another mail on, and was judged as itself?"""


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed, and how."""

    layout: Layout
    wanted: frozenset[str] = frozenset()
    """Answers that are printed; none means all.  What could not be read always is."""


_page: Page | None = None
"""Of this process; set by `prepare`, which every worker runs before its first mail."""


def prepare(errand: batch.Errand, page: Page) -> None:
    """Get a worker ready to judge and to print."""
    global _page
    _page = page
    batch.prepare(errand)


def rows_of(found: Found) -> tuple[Row, ...]:
    """Load, judge and lay out one mail, or all that a report is about."""
    page = _page
    if page is None:
        raise RuntimeError("prepare() was not called in this process")
    return tuple([laid_out(record, page) for record in batch.judge_found(found)])


def row_of_lost(found: Found, reason: str, page: Page) -> Row:
    """Make the row of a mail whose worker died twice: it is not silently missing."""
    detail = f"its worker process died ({reason}); please report this mail"
    sha256 = "" if isinstance(found, MailRef) else found.sha256
    lost = Unreadable(found.source, Trouble.INTERNAL, detail, sha256)
    return laid_out(record_of_unreadable(lost), page)


def laid_out(record: Record, page: Page) -> Row:
    """What is printed of a record."""
    unread = record["error"] is not None
    shown = unread or not page.wanted or record["answer"] in page.wanted
    return Row(
        UNREAD if unread else str(record["answer"]),
        MAIL[page.layout.format](record, page.layout) if shown else "",
        _complaint(record) if unread else "",
        page.layout.format is Format.text and _is_forward(record),
    )


def _is_forward(record: Record) -> bool:
    """Unrelated by itself, while the mail inside may well be what somebody asks about."""
    return (
        record["answer"] == Answer.UNRELATED.value
        and not record["via"]
        and is_forward(thread.subject(record["subject"] or ""))
    )


def _complaint(record: Record) -> str:
    source, error = (harmless(str(record[key]), 300) for key in ("source", "error"))
    return f"honmono: {source}: {error}\n"
