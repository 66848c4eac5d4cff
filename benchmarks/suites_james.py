"""Apache James mime4j: `NAME.msg` beside its structure and its decoded contents.

    NAME.xml                  <message><header><field>…</field></header><multipart>…
    NAME_decoded.xml          the same, with <text-body name="NAME_decoded_1_2.txt"/>
    NAME_decoded_1_2.txt      the second part of the first, decoded
    NAME.out                  the mail as mime4j writes it after it has read it

From the XML come header fields, tree and contents.  What mime4j writes has to mean the
same to us as what it has read.  An mbox lies beside its messages: `mbox.rlug`,
`mbox.rlug-0` …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from benchmarks.suites_core import (
    Comparison,
    bytes_of,
    content,
    mailboxes_of,
    tree,
    tree_of,
)
from honmono.mail.message import Header, Message
from honmono.mail.message.headers import unfold
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read

SUITE: Final = "james-mime4j"

_TYPE: Final = re.compile(r"content-type[ \t]*:\s*([\w.+-]+/[\w.+-]+)", re.IGNORECASE)

_Pair = tuple[str, str, str]
"""Field, expected, ours."""
_Node = tuple[int, str, ElementTree.Element]
"""Depth, content type, and the element that has its header and content."""


def comparisons(folder: Path) -> Iterator[Comparison]:
    """Compare every mail of the suite with what lies beside it."""
    for mail in sorted(folder.rglob("*.msg")):
        data = mail.read_bytes()
        message = parse(RawMail(data, "suite"))
        for file in (
            mail.with_suffix(".xml"),
            mail.with_name(f"{mail.stem}_decoded.xml"),
            mail.with_suffix(".out"),
        ):
            if file.exists():
                name = file.relative_to(folder).as_posix()
                for field, expected, ours in _compared(file, data, message):
                    yield Comparison(SUITE, name, field, expected, ours)
    for mbox in sorted(folder.rglob("mbox.rlug")):
        for index, mail_or_error in enumerate(read(str(mbox))):
            alone = mbox.with_name(f"{mbox.name}-{index}")
            if alone.exists():
                name = alone.relative_to(folder).as_posix()
                ours = getattr(mail_or_error, "data", b"").decode("latin-1")
                expected = alone.read_bytes().decode("latin-1")
                yield Comparison(SUITE, name, "message", expected, ours)


def _compared(file: Path, data: bytes, message: Message) -> Iterator[_Pair]:
    if file.suffix == ".out":
        return compare_written(file.read_bytes(), message, data)
    return compare_xml(file, data, message)


def compare_xml(file: Path, data: bytes, message: Message) -> Iterator[_Pair]:
    """Compare a mail with its structure and contents in XML."""
    text = file.read_text("utf-8")
    if "<!" in text:
        raise ValueError(f"{file}: a declaration in test data")
    root = ElementTree.fromstring(text)  # noqa: S314 - declares nothing
    if not file.stem.endswith("_decoded"):
        told = [field.text or "" for field in root.findall("header/field")]
        yield "header", "\n".join(map(_unfolded, told)), _fields(message.headers)
    nodes = list(_walk(root, 0, "text/plain"))
    yield "tree", tree((depth, kind) for depth, kind, _ in nodes), tree_of(message)
    if len(nodes) != len(message.parts):
        return  # the tree already says so; the parts cannot be matched
    for index, ((_, _, element), part) in enumerate(
        zip(nodes, message.parts, strict=True)
    ):
        for body in element:
            if body.tag == "body":
                raw = data[part.start : part.end].decode("latin-1")
                yield f"body {index}", (body.text or "").removeprefix("\n"), raw
            named = file.parent / body.get("name", "")
            if named.is_file():
                expected, ours = named.read_bytes(), bytes_of(data, part)
                if body.tag == "binary-body":
                    yield f"bytes {index}", content(expected), content(ours)
                else:
                    yield (
                        f"text {index}",
                        expected.decode("latin-1"),
                        ours.decode("latin-1"),
                    )


def compare_written(written: bytes, message: Message, data: bytes) -> Iterator[_Pair]:
    """Compare what a mail means to us before and after another program wrote it."""
    other = parse(RawMail(written, "suite"))
    yield "subject", other.subject.text, message.subject.text
    yield "from", mailboxes_of(other.authors), mailboxes_of(message.authors)
    yield "to", mailboxes_of(other.to), mailboxes_of(message.to)
    yield "message-id", other.message_id, message.message_id
    yield "date", str(other.date), str(message.date)
    yield "tree", tree_of(other), tree_of(message)
    yield "texts", _texts(other), _texts(message)
    yield "names", _names(other), _names(message)


def _walk(element: ElementTree.Element, depth: int, default: str) -> Iterator[_Node]:
    """All parts in the order of the mail, those of attached mails included."""
    fields = [field.text or "" for field in element.findall("header/field")]
    found = [
        match[1].lower() for text in fields if (match := _TYPE.match(text.strip()))
    ]
    kind = found[0] if found else default
    yield depth, kind, element
    inner = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    for child in element.findall("multipart/body-part"):
        yield from _walk(child, depth + 1, inner)
    for child in element.findall("message"):
        yield from _walk(child, depth + 1, "text/plain")


def _fields(headers: tuple[Header, ...]) -> str:
    lines = (f"{name}:{value.decode('latin-1')}" for name, value in headers)
    return "\n".join(map(_unfolded, lines))


def _unfolded(field: str) -> str:
    """A field on one line, without the blanks before its value."""
    name, _, value = unfold(field.strip("\r\n").encode()).decode().partition(":")
    return f"{name.strip()}: {value.strip()}"


def _texts(message: Message) -> str:
    return "\f".join(body.text.rstrip() for body in message.bodies)


def _names(message: Message) -> str:
    return "\n".join(file.name for file in message.attachments)
