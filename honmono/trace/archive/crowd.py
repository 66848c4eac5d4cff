"""Everybody in a mail's From, To and Cc, once, with the names that stand there.

    From: k..allen@corp.example         k..allen@corp.example   Allen, Phillip K.
    To: Ito <ito@partner.example>       ito@partner.example     Ito
    X-From: Allen, Phillip K. </O=…>

People write to the same people again and again, and copies of a mail lie in several
folders: two crowds of three were seen before.  So what was read of these fields is
remembered by their bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import islice, repeat
from typing import Final

from honmono.mail.message.addresses import read_addresses
from honmono.mail.message.fields import read_mailboxes
from honmono.mail.message.limits import MAX_ADDRESSES, MAX_PIECES
from honmono.trace.archive.entry import MAX_PEOPLE, Crowd, Seen
from honmono.trace.archive.head import Values
from honmono.trace.people.x_names import pairs_of

MAX_NAME: Final = 120
"""Characters of a name that is kept; what is longer is no name."""

MAX_ADDRESS: Final = 254
"""Characters that an address may have (RFC 5321 §4.5.3.1.3)."""

_REMEMBERED: Final = 4096
_LONG: Final = 2048
"""Bytes of fields that are remembered, some forty people; so memory has a bound."""

_ADDRESS: Final = rb"[\w.'+-]++@[A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9-]++)*+"
_BARE: Final = re.compile(rb" ?+" + _ADDRESS + rb"(?:,[ \t\r\n]*+" + _ADDRESS + rb")*+")
"""Nothing but addresses, which every program reads alike."""

Names = dict[str, tuple[str, ...]]
"""Address in small letters → the names beside it."""

_new: Final = tuple.__new__
"""Makes a `Seen` of a pair in a third of the time that its name takes."""


def crowd_of(people: Values, counts: tuple[int, ...]) -> Crowd:
    """The people of one mail, the sender first.

    Args:
        people: the raw values of From, X-From, To, X-To, Cc and X-Cc, in this order.
        counts: how many of them are From, how many X-From …

    """
    return (_crowd if _is_short(people) else _crowd.__wrapped__)(people, counts)


def _is_short(values: Iterable[bytes]) -> bool:
    return sum(map(len, values)) <= _LONG


@lru_cache(_REMEMBERED)
def _crowd(people: Values, counts: tuple[int, ...]) -> Crowd:
    left = iter(people)
    from_, x_from, to, x_to, cc, x_cc = [tuple(islice(left, each)) for each in counts]
    sender = _author(from_, x_from)
    seen = sender
    for side in (_recipients(to, x_to), _recipients(cc, x_cc)):
        both = seen.keys() & side.keys()
        seen = seen | side | {who: reduce(_with, side[who], seen[who]) for who in both}
    if "" not in sender:
        seen.pop("", None)
    return tuple(map(_new, repeat(Seen), islice(seen.items(), MAX_PEOPLE)))


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Add a name that is new."""
    if not name or name in names or len(name) > MAX_NAME:
        return names
    return (*names, name)


@lru_cache(_REMEMBERED)
def _author(fields: Values, beside: Values) -> Names:
    """The first author, who counts as the sender; an empty address if there is none."""
    for value in fields:
        if found := read_addresses(value).mailboxes:
            names = {found[0].address.lower(): _with((), found[0].name)}
            return _with_beside(names, [*names], beside)
    return {"": ()}


def _recipients(fields: Values, beside: Values) -> Names:
    """Everybody in To or Cc; the same list stands below several authors."""
    if not fields:
        return {}
    short = _is_short(fields + beside)
    return (_read if short else _read.__wrapped__)(fields, beside)


@lru_cache(_REMEMBERED)
def _read(fields: Values, beside: Values) -> Names:
    known = _bare(fields)
    if known:
        names: Names = dict.fromkeys(known, ())
    else:
        mailboxes, _ = read_mailboxes(fields)
        known, names = [each.address.lower() for each in mailboxes], Names()
        for who, mailbox in zip(known, mailboxes, strict=True):
            names[who] = _with(names.get(who, ()), mailbox.name)
    names = _with_beside(names, known, beside)
    if any(len(who) > MAX_ADDRESS for who in names):
        return {who: names[who] for who in names if len(who) <= MAX_ADDRESS}
    return names


def _with_beside(names: Names, known: Sequence[str], beside: Values) -> Names:
    """Add the names that an export wrote beside."""
    for value in beside:
        for who, name in pairs_of(known, value):
            others = names[who]
            short = not others and len(name) <= MAX_NAME
            names[who] = (name,) if short else _with(others, name)
    return names


def _bare(fields: Values) -> list[str]:
    """The addresses of a field that holds nothing else; none if it does."""
    if (
        len(fields) > 1
        or len(fields[0]) >= MAX_PIECES
        or not _BARE.fullmatch(fields[0])
    ):
        return []
    found = b"".join(fields[0].split()).decode().lower().split(",")
    return found if len(found) < MAX_ADDRESSES else []
