"""Sets of tables with known thefts: an archive, and scenarios of forged mails.

    SET/archives/NAME/{org.json, messages.jsonl.gz, mailboxes.jsonl.gz, contacts.jsonl.gz}
    SET/NAME.scenarios.jsonl

Read for `honmono bench trace`; the truth beside them is for whoever scores the answers.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honmono.trace.archive._core import Contact, Level, Mailbox, Note
from honmono.trace.archive.memory import Entry, MemoryArchive, Text
from honmono.trace.forgery import Forgery
from honmono.trace.forgery import Path as MailPath


class SetError(Exception):
    """A set is missing or broken; the message names the file.  Nothing was answered."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Forged mails that were reported together."""

    id: str
    as_of: int
    forgeries: tuple[Forgery, ...]


@dataclass(frozen=True, slots=True)
class TableSet:
    """An archive and its scenarios."""

    archive: MemoryArchive
    scenarios: tuple[Scenario, ...]


def read_set(path: Path, level: Level) -> TableSet:
    """Read the set DIR/NAME as far as a level of knowledge may."""
    folder = path.parent / "archives" / path.name
    scenarios = path.parent / f"{path.name}.scenarios.jsonl"
    try:
        org = json.loads((folder / "org.json").read_text("utf-8"))
        archive = _archive(folder, org, level)
        with scenarios.open(encoding="utf-8") as lines:
            told = tuple(_scenario(json.loads(line), org) for line in lines)
    except OSError as error:
        raise SetError(
            f"{error.filename}: {error.strerror}: is {path} a set?"
        ) from None
    except (ValueError, KeyError, TypeError) as error:
        raise SetError(f"{path}: not a set of tables ({error!r})") from None
    return TableSet(archive, told)


def _archive(folder: Path, org: Mapping[str, Any], level: Level) -> MemoryArchive:
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


def _scenario(row: Mapping[str, Any], org: Mapping[str, Any]) -> Scenario:
    forgeries = tuple(_forgery(report, org) for report in row["reports"])
    return Scenario(row["id"], row["as_of"], forgeries)


def _forgery(row: Mapping[str, Any], org: Mapping[str, Any]) -> Forgery:
    ids = [row["in_reply_to"], *reversed(row["references"])]
    path = _path(row, org)
    return Forgery(
        source=row["rid"],
        date=row["date"],
        shown=row["from_display"] or row["from_addr"],
        address=row["from_addr"].lower(),
        recipients=tuple(dict.fromkeys(address.lower() for address in row["to"])),
        subject=row["subject"],
        references=tuple(dict.fromkeys(i.strip("<>") for i in ids if i)),
        quoted=row["quoted"] or "",
        path=path,
        account=row["from_addr"].lower() if path is MailPath.OURS else "",
    )


def _path(row: Mapping[str, Any], org: Mapping[str, Any]) -> MailPath:
    """Ours when our host handed it on, or our domain's SPF or DKIM passed."""
    auth = row["auth"] or {}
    passed = "pass" in (auth.get("spf"), auth.get("dkim"))
    hosts = " ".join(row["received"])
    if any(host in hosts for host in org["mail_hosts"]):
        return MailPath.OURS
    if passed and auth.get("domain") in org["domains"]:
        return MailPath.OURS
    return MailPath.FOREIGN if auth or hosts else MailPath.UNKNOWN
