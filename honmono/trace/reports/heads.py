"""What the head of a quoted mail says, as a value.

    From: Hanako Sato [mailto:sato@kita.example]     name, address
    Sent: Monday, June 8, 2026 10:15 AM              date
    To: Taro Yamada; ito@kita.example                named, recipients
    Subject: RE: Invoice                             subject

    On Mon, Jun 8, 2026 at 10:15 AM Hanako Sato <sato@kita.example> wrote:     the same

It leaves alone: where heads stand (`quotation`), and whether what they say is true.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from honmono.mail.message import Address
from honmono.mail.message.quoted import addresses_in
from honmono.mail.reports import shown_date, shown_sender
from honmono.mail.reports.block import Block
from honmono.mail.reports.block_lines import attributed
from honmono.trace.forgery import Head

MAX_RECIPIENTS: Final = 200
"""People of one `To:`; more are a list."""

_MAX: Final = 10_000
"""Characters of a line of recipients that are looked at."""

_WROTE: Final = re.compile(
    r"(?P<who>[^:：]{1,100}?)\s?(?:wrote|writes|schrieb|a écrit|escribió|ha scritto"
    r"|さん(?:は|が)書きました|さんのメール|のメール|は書きました)\b",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\A(?:.*\d{1,2}[:：時]\d{2}(?:[:：分]\d{2})?分?秒?(?:\s?[AP]M)?(?:\s?[+-]\d{4})?"
    r"|(?:On )?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[),、\s]*"
)
"""Day and time in front of the name."""

_PEOPLE: Final = re.compile(r"[;；\n]")
_NOTES: Final = re.compile(r"([^/@,;<>]{2,60})(?:/[^/@,;<>]{1,40}){1,6}@[\w ]{1,40}")
"""`Taro Yamada/Tokyo/Example@EXAMPLE`: a name, and no address that leads anywhere."""

_ADDED: Final = re.compile(r"[<(\[].*?(?:[>)\]]|\Z)")


def head_of(block: Block, forged: datetime | None) -> Head:
    """Read a head of labels; `forged` is the date of the mail that quotes it."""
    sender = shown_sender.read(block.says("sender"))
    recipients, named = people_in(f"{block.says('to')};{block.says('cc')}")
    return Head(
        name=sender.name,
        address=sender.address.lower(),
        date=_seconds(shown_date.read(block.says("date"), forged)),
        subject=block.fields.get("subject"),
        recipients=recipients,
        named=named,
    )


def head_of_attribution(line: str, forged: datetime | None) -> Head:
    """Read who wrote, and when, out of a line that says so."""
    said = attributed(line).get("sender", "")
    found = shown_sender.read(said) if said else _sender_in(line)
    date = shown_date.read(line, forged)
    return Head(found.name, found.address.lower(), _seconds(date))


def _sender_in(line: str) -> Address:
    addresses = list(addresses_in(line))
    if addresses:
        return addresses[-1]
    wrote = _WROTE.search(_BEFORE.sub("", line).removeprefix("On "))
    return Address(wrote["who"].strip(" \"'“”,、"), "", "") if wrote else _NOBODY


_NOBODY: Final = Address("", "", "")


def people_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take recipients apart: addresses, and names that no address follows."""
    text = text[:_MAX]
    recipients: dict[str, None] = {}
    named: dict[str, None] = {}
    for piece in _PEOPLE.split(text):
        notes = _NOTES.findall(piece)
        if notes and "." not in piece.rpartition("@")[2]:
            named |= {name.strip(): None for name in notes}
        elif "@" in piece:
            recipients |= {who.address.lower(): None for who in addresses_in(piece)}
        elif name := _ADDED.sub("", piece).strip(" \"'“”,*"):
            named[name] = None
    return tuple(recipients)[:MAX_RECIPIENTS], tuple(named)[:MAX_RECIPIENTS]


def _seconds(date: datetime | None) -> int | None:
    return int(date.timestamp()) if date else None
