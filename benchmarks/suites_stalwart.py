"""Stalwart's mail-parser: `NAME.eml` beside `NAME.json`, its reading of the mail.

    {"html_body": [1], "text_body": [1], "attachments": [2],
     "parts": [{"headers": [{"name": "subject", "value": {"Text": "…"}}, …],
                "body": {"Multipart": [1, 2]}}, …]}

`NAME.json` is the reading of the mail with LF alone, `NAME.crlf.json` with CRLF.  Of a
field that stands twice its `parts` keep both; the last one is what it answers with, and
so it is what is compared.  A mail inside a mail is compared like one that came alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from benchmarks.suites_core import (
    Comparison,
    bytes_of,
    content,
    mailboxes,
    mailboxes_of,
    text_of,
    tree,
    tree_of,
)
from honmono.mail.message import Message, Part
from honmono.mail.message.parse import parse
from honmono.mail.message.text import html_to_text
from honmono.mail.source import RawMail

SUITE: Final = "mail-parser_stalwart"

_LISTS: Final = ("text_body", "html_body", "attachments")

_Json = dict[str, Any]
_Pair = tuple[str, str, str]
"""Field, expected, ours."""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Compare every mail of the suite with its expected reading."""
    for expected in sorted(folder.rglob("*.json")):
        name = expected.name.removesuffix(".json").removesuffix(".crlf")
        mail = expected.with_name(f"{name}.eml")
        if not mail.exists():  # the other half of the test data has it
            continue
        data = mail.read_bytes().replace(b"\r\n", b"\n")
        if expected.name.endswith(".crlf.json"):
            data = data.replace(b"\n", b"\r\n")
        file = expected.relative_to(folder).as_posix()
        theirs = json.loads(expected.read_text("utf-8"))
        for field, wanted, ours in compare(data, theirs):
            yield Comparison(SUITE, file, field, wanted, ours)


def compare(data: bytes, theirs: _Json) -> Iterator[_Pair]:
    """Compare one mail, and what is attached to it as a mail."""
    message = parse(RawMail(data, "suite"))
    yield from _fields(_headers(theirs["parts"][0]), message)
    expected = list(_walk(theirs, 0, 0))
    yield (
        "tree",
        tree((depth, _type(part)) for depth, part in expected),
        tree_of(message),
    )
    if len(expected) != len(message.parts):
        return  # the tree already says so; the parts cannot be matched
    place = {id(part): index for index, (_, part) in enumerate(expected)}
    told = [[place[id(theirs["parts"][n])] for n in theirs[list_]] for list_ in _LISTS]
    shown = sorted({*told[0], *told[1]} - {*told[2]})
    yield "shown", str(shown), str([body.part for body in message.bodies])
    files = [file.part for file in message.attachments]
    yield "files", str(sorted(told[2])), str(files)
    for index, (_, part) in enumerate(expected):
        yield from _part(index, part, data, message)


def _fields(headers: _Json, message: Message) -> Iterator[_Pair]:
    """Compare the header fields of a mail, those that it has."""
    if "subject" in headers:
        yield "subject", _text(headers["subject"]), message.subject.text
    for name, ours in (
        ("from", message.authors),
        ("sender", message.senders),
        ("reply_to", message.reply_to),
        ("to", message.to),
        ("cc", message.cc),
    ):
        if name in headers:
            yield name, mailboxes(_mailboxes(headers[name])), mailboxes_of(ours)
    for name, ids in (
        ("message_id", (message.message_id,)),
        ("in_reply_to", message.in_reply_to),
        ("references", message.references),
    ):
        if name in headers:
            yield name, _text(headers[name]), "\n".join(ids)
    if "date" in headers:
        yield "date", _date(headers["date"]), _utc(message.date)


def _part(index: int, theirs: _Json, data: bytes, message: Message) -> Iterator[_Pair]:
    """Compare one part's name and contents."""
    ours = message.parts[index]
    if not ours.in_message:
        yield f"name {index}", _name(theirs), ours.filename
    kind, value = next(iter(theirs["body"].items()))
    if kind == "Message":
        for field, expected, found in compare(data[ours.start : ours.end], value):
            yield f"{index}/{field}", expected, found
    elif kind in ("Binary", "InlineBinary"):
        yield f"bytes {index}", content(bytes(value)), content(bytes_of(data, ours))
    elif kind in ("Text", "Html") and not ours.in_message:
        yield from _texts(index, kind, value, ours, message, data)


def _texts(
    index: int, kind: str, value: str, ours: Part, message: Message, data: bytes
) -> Iterator[_Pair]:
    """Compare a text: of what a reader sees the body, of anything else the characters."""
    body = next((body for body in message.bodies if body.part == index), None)
    if body is None:
        yield f"text {index}", value, text_of(data, ours)
    elif body.html:
        yield f"text {index}", html_to_text(value).text, body.text
    else:
        yield f"text {index}", value, body.text


def _walk(theirs: _Json, index: int, depth: int) -> Iterator[tuple[int, _Json]]:
    """All parts in the order of the mail, those of attached mails included."""
    part = theirs["parts"][index]
    yield depth, part
    body = part["body"]
    for child in body.get("Multipart", ()):
        yield from _walk(theirs, child, depth + 1)
    if "Message" in body:
        yield from _walk(body["Message"], 0, depth + 1)


def _headers(part: _Json) -> _Json:
    return {str(each["name"]): each["value"] for each in part["headers"]}


def _type(part: _Json) -> str:
    value = _headers(part).get("content_type", {})
    if isinstance(value, dict) and "ContentType" in value:
        kind = value["ContentType"]
        return f"{kind['c_type']}/{kind['c_subtype']}".lower()
    return "message/rfc822" if "Message" in part["body"] else "text/plain"


def _name(part: _Json) -> str:
    """The file name: of the disposition, else of the type."""
    headers = _headers(part)
    for field, wanted in (
        ("content_disposition", "filename"),
        ("content_type", "name"),
    ):
        value = headers.get(field, {})
        told = value.get("ContentType", {}) if isinstance(value, dict) else {}
        for attribute in told.get("attributes") or ():
            if attribute["name"] == wanted:
                return str(attribute["value"])
    return ""


def _text(value: Any) -> str:
    if not isinstance(value, dict):
        return ""  # "Empty"
    told = value.get("Text", value.get("TextList", ""))
    return "\n".join(told) if isinstance(told, list) else str(told)


def _mailboxes(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        return
    groups = value["Address"]
    for group in groups.get("Group", [{"addresses": groups.get("List", [])}]):
        for each in group["addresses"]:
            yield each["name"] or "", each["address"] or ""


def _date(value: Any) -> str:
    """The time in UTC; a field that gives no possible time is no time."""
    if not isinstance(value, dict):
        return ""
    told = value["DateTime"]
    away = timedelta(hours=told["tz_hour"], minutes=told["tz_minute"])
    try:
        zone = timezone(-away if told["tz_before_gmt"] else away)
        clock = (told["hour"], told["minute"], told["second"])
        day = (told["year"], told["month"], told["day"])
        return _utc(datetime(*day, *clock, tzinfo=zone))
    except ValueError:
        return f"impossible: {told}"


def _utc(time: datetime | None) -> str:
    return time.astimezone(UTC).isoformat() if time else ""
