"""Reports: a mail that somebody sends to the desk because of another mail inside it.

    From: 佐藤 <sato@kita.example>            the reporter, who is honest
    Subject: 転送: 請求書の件
    …
    差出人: 山田 太郎 <xk3@mail.example.net>    the mail that it is about

A way of reporting: its module, its test, one line in `ALL`.  Ways do not exclude each
other: a mail that was forwarded inline may bring along the .eml that a forger attached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from honmono.mail.message import Message
from honmono.mail.reports import attached, feedback, files, inline
from honmono.mail.reports._core import (
    MAX_BYTES,
    MAX_REPORTED,
    Known,
    Reported,
    ShowsUs,
    Way,
)
from honmono.mail.source import RawMail, Trouble, Unreadable

ALL: Final[tuple[Way, ...]] = (attached.mails, files.mails, feedback.mails)
"""Ways that leave the reported mail a file of its own, in the order in which they are
asked; `inline`, which does not, comes last."""

NOTHING_KNOWN: Final = Known()


def reported(
    raw: RawMail, message: Message, known: Known = NOTHING_KNOWN
) -> Iterator[Reported]:
    """Yield the mails that a report is about; none where it is no report.

    Attached ones are numbered: `order.eml!1`, `order.eml!2` …

    Args:
        raw: the report.
        message: the same, parsed.
        known: what is known about it by who knows us.

    """
    size = 0
    every = (found for way in ALL for found in way(raw, message))
    for number, found in enumerate(every, start=1):
        size += found.mail.size if isinstance(found.mail, Message) else 0
        source = f"{raw.source}!{number}"
        if number > MAX_REPORTED or size > MAX_BYTES:
            detail = f"it holds more mails than are read ({MAX_REPORTED} in all)"
            yield Reported(Unreadable(source, Trouble.TOO_LARGE, detail))
            break  # not the end: what was forwarded in the text hides behind nobody
        yield found._replace(mail=replace(found.mail, source=source))
    yield from inline.mails(message, known)


__all__ = ["ALL", "NOTHING_KNOWN", "Known", "Reported", "ShowsUs", "Way", "reported"]
