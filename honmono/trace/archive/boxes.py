"""Mailboxes as somebody names them, and one run of the index over them.

    /backup/mailboxes      → m.sato@hoshimine.example, /backup/mailboxes/m.sato; …

Every door that indexes calls this: the command line and the desk.  Whoever calls tells
people what nobody could be found for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from honmono.check.org import Organization
from honmono.mail.source import Access
from honmono.trace.archive.indexing import Count, index
from honmono.trace.archive.owners import boxes_in, owner_of
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.writer import Writer
from honmono.trace.people.directory import of_organization


def boxes_of(
    sources: Sequence[str], mailbox: str, org: Organization | None, access: Access
) -> tuple[list[tuple[str, str]], list[str]]:
    """(Owner, source) of every mailbox, and the sources of which nobody knows it.

    Args:
        sources: as they were given.
        mailbox: whose they are; empty when they tell.
        org: who we are, if anybody said.
        access: to the mail by which an owner may be told.

    """
    if mailbox:
        return [(main_address(mailbox, org), each) for each in sources], []
    boxes, nobody = list[tuple[str, str]](), list[str]()
    for source in (
        box
        for each in sources
        for box in boxes_in(each, org)
        if box == each or not is_empty(box)
    ):
        owner = owner_of(source, org, access)
        if owner:
            boxes.append((main_address(owner, org), source))
        else:
            nobody.append(source)
    return boxes, nobody


def is_empty(box: str) -> bool:
    """Is it a file of 0 bytes beside the mailboxes?  Nobody's mail is in it."""
    file = Path(box)
    return file.is_file() and file.stat().st_size == 0


def main_address(address: str, org: Organization | None) -> str:
    """The first address of one of our people, so that all of his are one mailbox."""
    person = org.person_at(address) if org else None
    return person.addresses[0].lower() if person else address


def stored(
    writer: Writer,
    boxes: Iterable[tuple[str, str]],
    access: Access,
    org: Organization | None,
    *,
    since: int = 0,
    headers_only: bool = False,
    jobs: int = 1,
) -> Iterator[Count]:
    """Store what is new in these mailboxes; yield the count after each handful.

    Args:
        writer: open.
        boxes: (owner, source), as `boxes_of` yields them.
        access: how locked mail is got at.
        org: who we are, if anybody said.
        since: older mail is left out, in seconds since 1970.
        headers_only: no fingerprints of texts.
        jobs: processes that read.

    """
    numbered = [(writer.mailbox(who), source) for who, source in boxes]
    yield from index(
        writer,
        numbered,
        Reader(writer.database, access, since, writer.script),
        jobs=jobs,
        headers_only=headers_only,
        registered=of_organization(org)[1] if org else {},
    )
