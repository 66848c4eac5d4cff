"""Whom a mail shows: its writers and readers, out of Outlook's values.

    sent representing   tanaka@example.co.jp     →   From: "Tanaka" <tanaka@example.co.jp>
    sender              sec@example.co.jp            Sender: "Sec." <sec@example.co.jp>
    recipient           EX /o=Reiji/cn=sato      →   To: "Sato"

Exchange has addresses of its own (`/o=…`).  They are no Internet addresses and are never
made into one: who stands there keeps the name, and has no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from honmono.mail.outlook.item import Item
from honmono.mail.outlook.properties import Properties, Tag

_ONE_OFF: Final = bytes.fromhex("812B1FA4BEA310199D6E00DD010F5402")
"""Marks an entry that says name and address itself ([MS-OXCDATA] §2.2.5.1)."""

_OF_EXCHANGE: Final = re.compile(r"/|IMCEAEX-", re.IGNORECASE)
"""How an address of Exchange begins, also where its servers wrapped it up as
`IMCEAEX-_o=Reiji_cn=yamada@example.co.jp`."""

_UNICODE: Final = 0x8000
_MAX_ENTRIES: Final = 100

TO, CC, BCC = 1, 2, 3
"""Types of recipients ([MS-OXOMSG] §2.2.3.1); the higher bits are flags."""


class Person(NamedTuple):
    """One mailbox: the name that is shown, and its Internet address or nothing."""

    name: str
    address: str


def writer(values: Properties) -> Person:
    """Whom the mail shows as its writer.

    Who sends in his own name stands in the file twice, and some programs write his
    Internet address into one of the two places alone.
    """
    found, handed_in = represented(values), sender(values)
    if not any(found):
        return handed_in
    if found.address or not _are_one(values):
        return found
    return Person(found.name or handed_in.name, handed_in.address)


def _are_one(values: Properties) -> bool:
    """Are writer and sender one mailbox: by their Exchange address, else by name?"""
    for one, other in (
        (Tag.SENT_REPRESENTING_EMAIL_ADDRESS, Tag.SENDER_EMAIL_ADDRESS),
        (Tag.SENT_REPRESENTING_NAME, Tag.SENDER_NAME),
    ):
        if told := values.text(one).strip():
            return told.casefold() == values.text(other).strip().casefold()
    return False


def represented(values: Properties) -> Person:
    """In whose name it was sent; nobody where that is not said apart."""
    return Person(
        values.text(Tag.SENT_REPRESENTING_NAME),
        _internet(
            values.text(Tag.SENT_REPRESENTING_SMTP_ADDRESS),
            values.text(Tag.SENT_REPRESENTING_ADDRESS_TYPE),
            values.text(Tag.SENT_REPRESENTING_EMAIL_ADDRESS),
        ),
    )


def sender(values: Properties) -> Person:
    """Who handed the mail in; mostly the writer."""
    return Person(
        values.text(Tag.SENDER_NAME),
        _internet(
            values.text(Tag.SENDER_SMTP_ADDRESS),
            values.text(Tag.SENDER_ADDRESS_TYPE),
            values.text(Tag.SENDER_EMAIL_ADDRESS),
        ),
    )


def recipients(item: Item, kind: int) -> list[Person]:
    """To, Cc or Bcc; from the line that Outlook shows when there is no list."""
    found = [
        Person(
            values.text(Tag.DISPLAY_NAME) or values.text(Tag.RECIPIENT_DISPLAY_NAME),
            _internet(
                values.text(Tag.SMTP_ADDRESS),
                values.text(Tag.ADDRESS_TYPE),
                values.text(Tag.EMAIL_ADDRESS),
            ),
        )
        for values in item.recipients
        if (values.number(Tag.RECIPIENT_TYPE) or TO) & 0xF == kind
    ]
    if item.recipients:
        return [person for person in found if any(person)]
    line = {TO: Tag.DISPLAY_TO, CC: Tag.DISPLAY_CC, BCC: Tag.DISPLAY_BCC}[kind]
    names = (name.strip() for name in item.properties.text(line).split(";"))
    return [Person(name, _internet("", "", name)) for name in names if name]


def reply_to(values: Properties) -> Sequence[Person]:
    """Where answers shall go ([MS-OXOMSG] §2.2.1.43): a list of entries."""
    return list(_entries(values.binary(Tag.REPLY_RECIPIENT_ENTRIES), values.charset))


def _entries(data: bytes, charset: str) -> Iterator[Person]:
    """Yield who stands in a list of entries ([MS-OXCDATA] §2.3.3)."""
    at = 8
    for _ in range(_MAX_ENTRIES):
        length = int.from_bytes(data[at : at + 4], "little")
        entry = data[at + 4 : at + 4 + length]
        if len(entry) < 24:
            return
        if entry[4:20] == _ONE_OFF and any(person := _one_off(entry, charset)):
            yield person
        at += 4 + length + -length % 4


def _one_off(entry: bytes, charset: str) -> Person:
    """Name, kind of address, address: three texts that end in NUL."""
    wide = bool(int.from_bytes(entry[22:24], "little") & _UNICODE)
    texts = Properties(charset=charset)
    rest = entry[24:]
    found: list[str] = []
    for _ in range(3):
        if wide:
            text = rest.decode("utf-16-le", "replace").partition("\0")[0]
            rest = rest[len(text.encode("utf-16-le", "replace")) + 2 :]
        else:
            raw, _, rest = rest.partition(b"\0")
            texts.put(Tag.DISPLAY_NAME, 0x001E, raw)
            text = texts.text(Tag.DISPLAY_NAME)
            texts.values.clear()
        found.append(text)
    return Person(found[0], _internet("", found[1], found[2]))


def _internet(smtp: str, kind: str, address: str) -> str:
    """The Internet address among what is known; empty when there is none."""
    if "@" not in smtp:
        smtp = address if kind.upper() in ("", "SMTP") else ""
    return "" if "@" not in smtp or _OF_EXCHANGE.match(smtp) else smtp
