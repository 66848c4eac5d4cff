"""What the page of one mail shows, made where mails are parsed: text, bounded, harmless.

Never imported by a page: it takes a parsed mail.
"""

from __future__ import annotations

from typing import Any, Final

from honmono.check.record import Record
from honmono.check.shown import Marked, sender
from honmono.mail.message import Address, Attachment, Body, Hop, Message
from honmono.mail.message.headers import decode_words
from honmono.mail.source import RawMail
from honmono.web.mails.harmless import defanged, in_one_line, seen, storable

View = dict[str, Any]

MAX_TEXT: Final = 100_000
"""Characters of the body."""

MAX_SEGMENTS: Final = 2_000
"""Stretches of the body; a discussion between the lines of a quote has some fifty."""

MAX_HIDDEN: Final = 4_000
MAX_LINKS: Final = 200
MAX_LINK: Final = 1_000
MAX_HEADERS: Final = 200
MAX_HEADER: Final = 2_000
MAX_SOURCE: Final = 64 * 2**10
MAX_FILES: Final = 200
MAX_MEMBERS: Final = 50
MAX_PEOPLE: Final = 100


def view_of(record: Record, message: Message, raw: RawMail | None) -> View:
    """All that the page shows of a mail that was read."""
    who = sender(record)
    data = raw.data[: MAX_SOURCE + 1] if raw else b""
    view = {
        "name": _runs(who.name),
        "address": _runs(who.address),
        "replies": _runs(who.replies),
        "authors": len(message.authors),
        "to": _people(message.to),
        "cc": _people(message.cc),
        "more_to": max(0, len(message.to) - MAX_PEOPLE),
        "more_cc": max(0, len(message.cc) - MAX_PEOPLE),
        "size": message.size,
        "hops": [_hop(hop) for hop in message.hops],
        **_text(message.body),
        "links": [_link(link.shown, link.target) for link in message.links[:MAX_LINKS]],
        "more_links": max(0, len(message.links) - MAX_LINKS),
        "files": [_file(each) for each in message.attachments[:MAX_FILES]],
        "more_files": max(0, len(message.attachments) - MAX_FILES),
        "headers": [
            [_line(name, 100), _value(value)]
            for name, value in message.headers[:MAX_HEADERS]
        ],
        "more_headers": max(0, len(message.headers) - MAX_HEADERS),
        "source": _source(data[:MAX_SOURCE]),
        "source_cut": len(data) > MAX_SOURCE,
        "has_bytes": raw is not None,
    }
    return dict(storable(view))


def _runs(line: Marked) -> list[list[Any]]:
    return [[defanged(text), differs] for text, differs in line.runs()]


def _line(text: str, longest: int) -> str:
    return defanged(in_one_line(text, longest))


def _people(people: tuple[Address, ...]) -> list[list[str]]:
    return [
        [_line(each.name, 160), _line(each.address, 320)]
        for each in people[:MAX_PEOPLE]
    ]


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "by": _line(hop.by, 255),
        "from": _line(hop.from_host, 255),
        "ip": hop.from_ip,
        "at": hop.at.isoformat() if hop.at else None,
    }


def _text(body: Body | None) -> dict[str, Any]:
    """The richest body in stretches, by whose words they are."""
    if body is None:
        return {"text": [], "text_cut": False, "hidden": "", "html": False}
    left, stretches = MAX_TEXT, []
    segments = body.segments
    for segment in segments[:MAX_SEGMENTS]:
        if left <= 0:
            break
        text = defanged(seen(segment.text, left))
        left -= len(text)
        stretches.append([segment.role.value, text])
    cut = left <= 0 or len(segments) > MAX_SEGMENTS or body.cut
    hidden = defanged(seen(body.hidden, MAX_HIDDEN))
    return {"text": stretches, "text_cut": cut, "hidden": hidden, "html": body.html}


def _link(shown: str, target: str) -> list[str]:
    return [_line(shown, 300), _line(target, MAX_LINK)]


def _file(file: Attachment) -> dict[str, Any]:
    members = [_line(member.name, 200) for member in file.members[:MAX_MEMBERS]]
    return {
        "name": _line(file.name, 300),
        "type": _line(file.content_type, 100),
        "magic": file.magic,
        "size": file.size,
        "sha256": file.sha256,
        "encrypted": file.encrypted,
        "members": members,
        "more_members": max(0, len(file.members) - MAX_MEMBERS),
    }


def _value(value: bytes) -> str:
    return _line(decode_words(value[: 4 * MAX_HEADER])[0], MAX_HEADER)


def _source(data: bytes) -> str:
    r"""The first bytes as letters; what is none stands as `\xe3`."""
    text = data.replace(b"\r\n", b"\n").decode("ascii", "backslashreplace")
    return defanged(seen(text, 4 * MAX_SOURCE))
