"""Some mails that lie next to each other, from their places to entries; in any process.

Numpy wants many texts at once and a worker process many mails at once: so mails go
through an index in handfuls.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import length_hint
from typing import Final

from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable, load
from honmono.trace.archive.digest import digest, digest_headers
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.head import head_of

log = logging.getLogger(__name__)

Mail = MailRef | RawMail | Unreadable

MAILS: Final = 64
"""In one handful."""

BYTES: Final = 256 * 2**10
"""After which a handful is full; a mail that is larger is alone in it."""

_FAILED: Final = "an error of ours; please report this mail"

_headers_only = False
"""Of this process; set by `prepare`, which every worker runs before its first mail."""


def prepare(*, headers_only: bool) -> None:
    """Get a worker ready."""
    global _headers_only
    _headers_only = headers_only


def weight(mails: Iterable[Mail]) -> int:
    """Roughly the bytes of a handful."""
    return sum(length_hint(mail, 1) for mail in mails)


def entries_of(mails: tuple[Mail, ...]) -> list[Entry | Unreadable]:
    """Load, read and digest: an entry for each mail, or why there is none.

    This is a door: an error of ours about one mail may not cost the others.
    """
    read = [_read(mail) for mail in mails]
    messages = [each for each in read if isinstance(each, Message)]
    digested = iter(_digested(messages))
    return [each if isinstance(each, Unreadable) else next(digested) for each in read]


def _read(mail: Mail) -> Message | Unreadable:
    raw = load(mail)
    if isinstance(raw, Unreadable):
        return raw
    try:
        return head_of(raw) if _headers_only else parse(raw)
    except Exception:
        log.exception("%s (sha256 %s): reading failed", raw.source, raw.sha256)
        return Unreadable(raw.source, Trouble.INTERNAL, _FAILED, raw.sha256)


def _digested(messages: list[Message]) -> Iterator[Entry | Unreadable]:
    try:
        yield from _digest(messages)
    except Exception:
        log.exception("digesting failed; these mails are digested one by one")
        yield from chain.from_iterable(map(_alone, messages))


def _alone(message: Message) -> list[Entry] | list[Unreadable]:
    try:
        return _digest([message])
    except Exception:
        log.exception(
            "%s (sha256 %s): digesting failed", message.source, message.sha256
        )
        lost = Unreadable(message.source, Trouble.INTERNAL, _FAILED, message.sha256)
        return [lost]


def _digest(messages: list[Message]) -> list[Entry]:
    return digest_headers(messages) if _headers_only else digest(messages)
