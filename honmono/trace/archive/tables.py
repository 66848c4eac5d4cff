"""An archive that was written down as tables is stored like mail.

    org.json              our mailboxes, their names          mailboxes
    messages.jsonl.gz     one message a line                  entries
    mailboxes.jsonl.gz    which mailbox still holds which     holders
    contacts.jsonl.gz     address books                       books

Each row of `messages` is a message of its own, whatever others are like it.  One that
nobody of ours holds any more is kept without a holder: it shows who knew whom.

Address books count what was exchanged up to their last day.  A trace looks back to a day
before that, so where there are messages, these are counted, and of books only the names
are taken.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from honmono.mail.message.thread import subject as subject_of
from honmono.trace.archive._core import Level
from honmono.trace.archive.entry import MAX_SUBJECT, Entry, Seen, digest_of
from honmono.trace.archive.fingerprints import fingerprints
from honmono.trace.archive.letters import letters_of
from honmono.trace.archive.writer import NOBODY, Writer

_AT_ONCE: Final = 1024


def load(folder: Path, writer: Writer, level: Level) -> None:
    """Store the tables in a folder, as far as a level of knowledge may see them.

    Raises:
        OSError: a table is missing.
        ValueError, KeyError, TypeError: it is none.

    """
    org = json.loads((folder / "org.json").read_text("utf-8"))
    boxes = {
        box["addr"].lower(): writer.mailbox(box["addr"], role=box["kind"] == "role")
        for box in org["mailboxes"]
    }
    writer.names(
        Seen(box["addr"].lower(), (name,))
        for box in org["mailboxes"]
        for name in (box["name"], box.get("alt_name"))
        if name
    )
    if level is not Level.ADDRESS_BOOK:
        _load_messages(folder, writer, boxes, with_body=level is Level.FULL)
    _load_books(folder, writer, boxes, names_only=level is not Level.ADDRESS_BOOK)


def _load_messages(
    folder: Path, writer: Writer, boxes: Mapping[str, int], *, with_body: bool
) -> None:
    holders = defaultdict[int, list[int]](list)
    for row in rows_of(folder / "mailboxes.jsonl.gz"):
        for number in row["messages"]:
            holders[number].append(boxes[row["mailbox"].lower()])
    rows = rows_of(folder / "messages.jsonl.gz")
    while some := list(islice(rows, _AT_ONCE)):
        for row, entry in zip(some, _entries(some, with_body), strict=True):
            for box in holders.get(row["n"], (NOBODY,)):
                writer.add(box, entry)
        writer.flush()


def _load_books(
    folder: Path, writer: Writer, boxes: Mapping[str, int], *, names_only: bool
) -> None:
    books = defaultdict[str, list[tuple[str, str, int, int, int, int]]](list)
    for row in rows_of(folder / "contacts.jsonl.gz"):
        counts = (row["sent"], row["received"], row["first"], row["last"])
        books[row["mailbox"].lower()].append((row["addr"], row["name"] or "", *counts))
    for mailbox, lines in books.items():
        if names_only:
            writer.names(Seen(a.lower(), (name,)) for a, name, *_ in lines if name)
        else:
            writer.contacts(boxes[mailbox], lines)


def rows_of(path: Path) -> Iterator[Any]:
    """The rows of a table."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _entries(rows: Sequence[Mapping[str, Any]], with_body: bool) -> list[Entry]:
    drafts = [(_entry(row), letters_of(row["body"] or "")) for row in rows]
    if not with_body:
        return [entry for entry, _ in drafts]
    kept = fingerprints([letters for _, letters in drafts])
    return [
        entry._replace(prints=prints)
        for (entry, _), prints in zip(drafts, kept, strict=True)
    ]


def _entry(row: Mapping[str, Any]) -> Entry:
    names = dict[str, tuple[str, ...]]()
    for person in (row["from"], *row["to"], *row["cc"]):
        name = (person["name"],) if person["name"] else ()
        names.setdefault(person["addr"].lower(), name)
    ids = dict.fromkeys((row["in_reply_to"], *row["references"]))
    return Entry(
        date=row["date"],
        people=tuple(Seen(address, known) for address, known in names.items()),
        message_id=row["id"].strip("<>"),
        references=tuple(each.strip("<>") for each in ids if each),
        subject=subject_of(row["subject"] or "").base[:MAX_SUBJECT],
        digest=digest_of(f"row {row['n']}".encode()),
    )
