"""What the ids of a keyed archive are of, told by whoever has the mail and the key.

    9f3c0a51b7e24d66a0c1@77ab….invalid   →  ito@partner.example
    51c0e8…                              →  見積書の件
    e24d66a0c1…@id.invalid               →  1@partner.example

Nothing turns an id back: every address, subject and Message-ID of the mail is keyed, and
those that come out as one of the ids are told.  An id may be the beginning of one, as a
sentence shows it, so it may be of several texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from honmono.mail.source import Access, RawMail, Unreadable, read
from honmono.trace.archive import database as db
from honmono.trace.archive.digest import entry_of
from honmono.trace.archive.entry import compared
from honmono.trace.archive.head import head_of
from honmono.trace.archive.keys import script_of
from honmono.trace.archive.script import Keyed
from honmono.trace.archive.segments import firsts, read_segment

_ID: Final = re.compile(r"(?:ID )?([0-9a-f]{8,20})(?:…|@[0-9a-fid.]*(?:invalid)?)?")
"""Eight digits at least: fewer would be of many texts."""


class Found(NamedTuple):
    """An id as it was asked for, and a text that it is of."""

    id: str
    text: str


def digits_of(text: str) -> str:
    """The digits of an id, however it is shown; empty when it is none."""
    found = _ID.fullmatch(text.strip())
    return found[1] if found else ""


def resolved(
    ids: Iterable[str],
    sources: Iterable[str],
    script: Keyed,
    access: Access,
    addresses: Iterable[str] = (),
) -> Iterator[Found | Unreadable]:
    """Look in mail, or in open archives, for what has these ids; each text once.

    `addresses` are known besides: of our people, and of the mailboxes' owners.

    Raises:
        ArchiveError: a source is an archive that cannot be read.

    """
    wanted = {digits_of(each): each for each in ids}
    sizes = sorted({len(each) for each in wanted})
    seen = set[tuple[str, str]]()
    known = (("address", address) for address in addresses)
    for each in chain(known, *(_texts(source, access) for source in sources)):
        if isinstance(each, Unreadable):
            yield each
        elif each not in seen:
            seen.add(each)
            mac = _written(script, *each)
            for size in sizes:
                if mac[:size] in wanted:
                    yield Found(wanted[mac[:size]], each[1])


def _written(script: Keyed, kind: str, text: str) -> str:
    if kind == "address":
        return script.address(text).partition("@")[0]
    if kind == "subject":
        return script.subject(compared(text), text)[1]
    return script.message_id(text).partition("@")[0]


def _texts(source: str, access: Access) -> Iterator[tuple[str, str] | Unreadable]:
    """(Kind, text) of everything that has an id."""
    if (Path(source) / db.NAME).is_file():
        yield from _of_archive(Path(source))
        return
    for raw in read(source, access):
        if not isinstance(raw, RawMail):
            yield raw
            continue
        entry = entry_of(head_of(raw.data))
        yield from (("address", who.address) for who in entry.people)
        yield "subject", entry.subject
        yield from (("id", each) for each in (entry.message_id, *entry.references))


def _of_archive(folder: Path) -> Iterator[tuple[str, str]]:
    database = db.opened(folder)
    try:
        script_of(database, None, folder)  # a keyed one tells nothing
        for (address,) in database.execute("SELECT address FROM address"):
            yield "address", address
        for (text,) in database.execute("SELECT text FROM subject"):
            yield "subject", text
        for first in firsts(database):
            yield from (("id", each) for each in read_segment(database, first).ids)
    finally:
        database.close()
