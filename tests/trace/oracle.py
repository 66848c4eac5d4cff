"""The archive of a set of tables in memory: what every store has to answer like."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from honmono.trace.archive._core import Contact, Level, Mailbox, Note
from tests.trace.memory import Entry, MemoryArchive, Text


def remembered(set_: Path, level: Level) -> MemoryArchive:
    """The archive of the set DIR/NAME."""
    folder = set_.parent / "archives" / set_.name
    org = json.loads((folder / "org.json").read_text("utf-8"))
    held: dict[int, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    if level is not Level.ADDRESS_BOOK:
        for row in _rows(folder / "mailboxes.jsonl.gz"):
            sizes[row["mailbox"]] = len(row["messages"])
            for number in row["messages"]:
                held[number].append(row["mailbox"].lower())
    boxes = [
        Mailbox(
            box["addr"].lower(),
            tuple(name for name in (box["name"], box.get("alt_name")) if name),
            sizes.get(box["addr"], 0),
            box["kind"] == "role",
        )
        for box in org["mailboxes"]
    ]
    books = list(_rows(folder / "contacts.jsonl.gz"))
    names = [(row["addr"].lower(), row["name"]) for row in books if row["name"]]
    if level is Level.ADDRESS_BOOK:
        return MemoryArchive(boxes, books=map(_entry, books), names=names)
    rows = _rows(folder / "messages.jsonl.gz")
    texts = (_text(row, held, with_body=level is Level.FULL) for row in rows)
    return MemoryArchive(boxes, texts, names=names)


def _rows(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _entry(row: Mapping[str, Any]) -> Entry:
    contact = Contact(row["sent"], row["received"], row["first"], row["last"])
    return Entry(row["mailbox"].lower(), row["addr"].lower(), contact)


def _text(
    row: Mapping[str, Any], held: Mapping[int, list[str]], *, with_body: bool
) -> Text:
    people = [row["from"], *row["to"], *row["cc"]]
    names = {person["addr"].lower(): person["name"] or "" for person in people}
    note = Note(
        str(row["n"]),
        row["id"].strip("<>"),
        row["date"],
        row["subject"] or "",
        row["from"]["addr"].lower(),
        tuple(names),
        tuple(held.get(row["n"], ())),
    )
    return Text(note, row["body"] if with_body else "", names)
