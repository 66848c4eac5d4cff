"""Some mails that lie next to each other, from their places to entries; in any process.

Numpy wants many texts at once and a worker process many mails at once: so mails go
through an index in handfuls.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from operator import length_hint
from typing import Final

from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable, load_all
from honmono.trace.archive.digest import digest, digest_headers
from honmono.trace.archive.entry import Entry

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
    loaded = load_all(mails)
    read = [each for each in loaded if isinstance(each, RawMail)]
    digested = iter(_digested(read))
    return [each if isinstance(each, Unreadable) else next(digested) for each in loaded]


def _digested(mails: Sequence[RawMail]) -> Sequence[Entry | Unreadable]:
    try:
        return _digest(mails)
    except Exception:
        log.exception("digesting failed; these mails are digested one by one")
        return [_alone(mail) for mail in mails]


def _alone(mail: RawMail) -> Entry | Unreadable:
    try:
        return _digest([mail])[0]
    except Exception:
        log.exception("%s (sha256 %s): digesting failed", mail.source, mail.sha256)
        return Unreadable(mail.source, Trouble.INTERNAL, _FAILED, mail.sha256)


def _digest(mails: Sequence[RawMail]) -> list[Entry]:
    data = [mail.data for mail in mails]
    return digest_headers(data) if _headers_only else digest(data)
