"""Everybody in a mail's From, To and Cc, once, with the names that stand there.

    From: k..allen@corp.example         k..allen@corp.example   Allen, Phillip K.
    To: Ito <ito@partner.example>       ito@partner.example     Ito
    X-From: Allen, Phillip K. </O=…>

People write to the same people again and again, and copies of a mail lie in several
folders: two crowds of three were seen before.  So what was read of these fields is
remembered by their bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from honmono.mail.message import Address
from honmono.mail.message.addresses import read_addresses
from honmono.mail.message.fields import read_mailboxes
from honmono.trace.archive.entry import MAX_PEOPLE, Seen
from honmono.trace.archive.head import Head
from honmono.trace.people.x_names import NameOf, pairs

MAX_NAME: Final = 120
"""Characters of a name that is kept; what is longer is no name."""

MAX_ADDRESS: Final = 254
"""Characters that an address may have (RFC 5321 §4.5.3.1.3)."""

_REMEMBERED: Final = 2048
_LONG: Final = 4096
"""Bytes of all fields of a mail.  Longer ones, some forty people, are not remembered, so
that 2,048 of them are no more than some 30 MB."""

Values = tuple[bytes, ...]
_NOBODY: Final = (Address("", "", ""),)


def crowd_of(head: Head) -> tuple[Seen, ...]:
    """The people of one mail, the sender first."""
    fields = tuple(map(head.values, _FIELDS))
    size = sum([len(value) for values in fields for value in values])
    return (_crowd if size <= _LONG else _crowd.__wrapped__)(*fields)


_FIELDS: Final = (b"from", b"to", b"cc", b"x-from", b"x-to", b"x-cc")


@lru_cache(_REMEMBERED)
def _crowd(
    from_: Values, to: Values, cc: Values, x_from: Values, x_to: Values, x_cc: Values
) -> tuple[Seen, ...]:
    author, first, second = _author(from_), _mailboxes(to), _mailboxes(cc)
    seen = dict[str, tuple[str, ...]]()
    for name, address, _ in (*(author or _NOBODY), *first, *second):
        who = address.lower()
        if who in seen:
            seen[who] = _with(seen[who], name)
        elif not seen or (who and len(seen) < MAX_PEOPLE and len(who) <= MAX_ADDRESS):
            seen[who] = _with((), name)
    for mailboxes, values in ((author, x_from), (first, x_to), (second, x_cc)):
        _name(seen, (each for value in values for each in pairs(mailboxes, value)))
    return tuple([Seen(who, names) for who, names in seen.items()])


def _name(seen: dict[str, tuple[str, ...]], names: Iterable[NameOf]) -> None:
    """Add the names that an export wrote beside."""
    for who, name in names:
        if who in seen:
            seen[who] = _with(seen[who], name)


def _author(fields: Values) -> tuple[Address, ...]:
    """The first author, who counts as the sender."""
    for value in fields:
        if found := read_addresses(value).mailboxes:
            return found[:1]
    return ()


@lru_cache(_REMEMBERED)
def _short(fields: Values) -> tuple[Address, ...]:
    return read_mailboxes(fields)[0]


def _mailboxes(fields: Values) -> tuple[Address, ...]:
    """Every mailbox of To or Cc; the same list stands below several authors."""
    if sum(map(len, fields)) <= _LONG:
        return _short(fields)
    return _short.__wrapped__(fields)


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Add a name that is new."""
    new = name and len(name) <= MAX_NAME and name not in names
    return (*names, name) if new else names
