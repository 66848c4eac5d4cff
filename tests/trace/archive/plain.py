"""The plain way from a mail to its entry: it is read whole, and nothing is remembered.

What the index does in a tenth of that time has to give the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from honmono.mail.message import Address, Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from honmono.trace.archive.crowd import MAX_ADDRESS, MAX_NAME
from honmono.trace.archive.digest import MAX_ID, MAX_REFERENCES
from honmono.trace.archive.entry import (
    MAX_PEOPLE,
    MAX_SUBJECT,
    Entry,
    Seen,
    digest_of,
)
from honmono.trace.archive.fingerprints import fingerprints
from honmono.trace.archive.letters import letters_in
from honmono.trace.people.x_names import names_of


def entry_of(mail: bytes, *, headers_only: bool = False) -> Entry:
    """The entry of a mail."""
    message = parse(RawMail(mail, "1.eml"))
    letters = letters_in(message.bodies)
    told = [each for name in ("date", "to", "cc") for each in message.values(name)]
    date = int(message.date.timestamp()) if message.date else 0
    related = dict.fromkeys((*message.references, *message.in_reply_to))
    return Entry(
        date=date if 0 <= date < 2**32 else 0,
        people=_people(message),
        message_id=message.message_id[:MAX_ID],
        references=tuple(related)[-MAX_REFERENCES:],
        subject=message.subject.base[:MAX_SUBJECT],
        digest=digest_of(b"\0".join(told) if headers_only else letters),
        prints=fingerprints([b"" if headers_only else letters])[0],
    )


def _people(message: Message) -> tuple[Seen, ...]:
    author = message.authors[:1] or (Address("", "", ""),)
    seen = dict[str, set[str]]()
    for name, address, _ in (*author, *message.to, *message.cc):
        who = address.lower()
        if who in seen or not seen:
            seen.setdefault(who, set()).add(name)
        elif who and len(who) <= MAX_ADDRESS and len(seen) < MAX_PEOPLE:
            seen[who] = {name}
    for who, name in names_of(message):
        if who in seen:
            seen[who].add(name)
    return ordered(Seen(who, tuple(names)) for who, names in seen.items())


def ordered(people: Iterable[Seen]) -> tuple[Seen, ...]:
    """The same people, the names of each in one order."""
    return tuple(
        Seen(who, tuple(sorted(n for n in names if n and len(n) <= MAX_NAME)))
        for who, names in people
    )
