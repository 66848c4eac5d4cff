"""Outlook files of other readers, and what these say lies in them.

    msg_msgreader_ja   Subject.msg   Subject.json: subject, sender, recipients, text, files
                                     Subject.rtf:  its rich text, unpacked
    mimekit_tnef       body.tnef     body.list:    names of its files
                                     body/…:       the files, and its rich text or HTML

A file that is no mail (a contact) is refused by name and has nothing to compare.  Texts of
the TNEF suite went through a repository that changes line ends; these do not count.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.suites_core import (
    Comparison,
    bytes_of,
    content,
    mailboxes,
    mailboxes_of,
)
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.outlook import msg, tnef
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.properties import Tag
from honmono.mail.outlook.rtf_compressed import unpacked
from honmono.mail.source import RawMail, read

MSGREADER: Final = "msg_msgreader_ja"
MIMEKIT: Final = "mimekit_tnef"

_Pair = tuple[str, str, str]
"""Field, expected, ours."""

_TYPES: Final = {"to": "to", "cc": "cc", "bcc": "bcc"}
_TEXT: Final = frozenset(
    {".htm", ".html", ".dat", ".cfg", ".ini", ".src", ".rtf", ".txt"}
)


def comparisons(samples: Path) -> Iterator[Comparison]:
    """Compare all files of both suites."""
    for path in sorted((samples / MSGREADER).glob("*.msg")):
        for found in (_told(path), _rich_text(path, msg.read)):
            yield from (Comparison(MSGREADER, path.name, *pair) for pair in found)
    for path in sorted((samples / MIMEKIT).glob("*.tnef")):
        yield from (Comparison(MIMEKIT, path.name, *pair) for pair in _listed(path))


def _read(path: Path) -> RawMail | None:
    """The mail of a file; None when it is refused."""
    found = next(read(str(path)))
    return found if isinstance(found, RawMail) else None


# msgreader


def _told(path: Path) -> Iterator[_Pair]:
    told = path.with_suffix(".json")
    raw = _read(path)
    if told.exists() and raw is not None:
        yield from _fields(json.loads(told.read_text("utf-8")), raw, "")


def _fields(told: dict[str, Any], raw: RawMail, prefix: str) -> Iterator[_Pair]:
    """What is told of a mail, and of the mails in it."""
    message = parse(raw)
    yield f"{prefix}subject", told["subject"], message.subject.text
    writer = [(told.get("senderName", ""), _address(told, "senderEmail"))]
    expected = mailboxes(writer if "senderName" in told else [])
    yield f"{prefix}from", expected, mailboxes_of(message.authors)
    for kind in _TYPES:
        yield f"{prefix}{kind}", _recipients(told, kind), _shown(message, kind)
    if "body" in told:
        yield f"{prefix}text", told["body"], _plain(message)
    if when := told.get("clientSubmitTime") or told.get("messageDeliveryTime"):
        yield f"{prefix}date", _utc(parsedate_to_datetime(when)), _utc(message.date)
    yield from _files(told["attachments"], raw, message, prefix)


def _address(told: dict[str, Any], key: str) -> str:
    """The Internet address that is told; one of Exchange is none."""
    if smtp := told.get("smtpAddress"):
        return str(smtp)
    address = str(told.get(key, ""))
    return "" if address.lower().startswith("/o=") or "@" not in address else address


def _recipients(told: dict[str, Any], kind: str) -> str:
    found = [each for each in told["recipients"] if each["recipType"] == kind]
    return mailboxes((each.get("name", ""), _address(each, "email")) for each in found)


def _shown(message: Message, kind: str) -> str:
    if kind == "bcc":
        fields = [h.value.decode() for h in message.headers if h.name.lower() == "bcc"]
        inner = parse(RawMail(f"From: a\r\nTo: {''.join(fields)}\r\n\r\n".encode(), ""))
        return mailboxes_of(inner.to) if fields else ""
    return mailboxes_of(message.to if kind == "to" else message.cc)


def _plain(message: Message) -> str:
    return next((body.source for body in message.bodies if not body.html), "")


def _utc(when: datetime | None) -> str:
    return when.astimezone(UTC).isoformat() if when else ""


def _files(
    told: list[dict[str, Any]], raw: RawMail, message: Message, prefix: str
) -> Iterator[_Pair]:
    """Names, sizes, and what lies in the mails among them."""
    own = [
        each for each in message.attachments if not message.parts[each.part].in_message
    ]
    names = "\n".join(str(each.get("fileName") or each["name"]) for each in told)
    yield f"{prefix}files", names, "\n".join(each.name for each in own)
    for number, (each, file) in enumerate(zip(told, own, strict=False)):
        if "contentLength" in each:
            yield f"{prefix}size {number}", str(each["contentLength"]), str(file.size)
        if "innerMsgContentFields" in each:
            part = message.parts[file.part]
            inner = RawMail(bytes_of(raw.data, part), raw.source)
            yield from _fields(
                each["innerMsgContentFields"], inner, f"{prefix}{number}/"
            )


def _rich_text(path: Path, reader: Callable[[bytes], Item]) -> Iterator[_Pair]:
    """The rich text that lies beside a file."""
    expected = path.with_suffix(".rtf")
    if expected.exists():
        values = reader(path.read_bytes()).properties
        ours = unpacked(values.binary(Tag.RTF_COMPRESSED))
        yield "rich text", content(expected.read_bytes()), content(ours)


# MimeKit


def _listed(path: Path) -> Iterator[_Pair]:
    raw = _read(path)
    if raw is None:
        yield "read", "a mail", "refused"
        return
    message = parse(raw)
    names = path.with_suffix(".list")
    if names.exists():
        listed = names.read_text("utf-8").split("\n")
        expected = sorted(n for n in listed if n and not n.startswith("body."))
        ours = sorted(each.name for each in message.attachments)
        yield "files", "\n".join(expected), "\n".join(ours)
    folder = path.with_suffix("")
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        yield f"bytes of {file.name}", _lines(file), _ours(file, path, raw, message)


def _lines(file: Path) -> str:
    data = file.read_bytes()
    return content(data.replace(b"\r\n", b"\n") if file.suffix in _TEXT else data)


def _ours(file: Path, path: Path, raw: RawMail, message: Message) -> str:
    """What we have under that name."""
    found = b""
    if file.name == "message.rtf":
        values = tnef.read(path.read_bytes()).properties
        found = unpacked(values.binary(Tag.RTF_COMPRESSED))
    elif file.name == "message.html":
        body = next(body for body in message.bodies if body.html)
        found = bytes_of(raw.data, message.parts[body.part])
    elif file.name == "message.txt":
        body = next(body for body in message.bodies if not body.html)
        found = bytes_of(raw.data, message.parts[body.part])
    else:
        name, _, number = file.name.rpartition(".")
        same = [a for a in message.attachments if a.name == file.name]
        if not same and number.isdigit():
            same = [a for a in message.attachments if a.name == name]
            same = same[int(number) - 1 : int(number)]
        if same:
            found = bytes_of(raw.data, message.parts[same[0].part])
    return content(found.replace(b"\r\n", b"\n") if file.suffix in _TEXT else found)
