"""The header block of a mail or of one of its parts, cut into fields.

    Received: from mx.example.net by mail.example.co.jp; Mon, 23 Nov 2026 …
    Subject: =?UTF-8?B?6KaL56mN5pu4?=
    This line has no colon
    From: <tanaka@example.co.jp>

Programs differ about the third line: Python and Postfix (which puts an empty line
before it) say that the body begins there; Thunderbird and MimeKit pass over it and read
the From below.  We read on as long as a field that people see or that tells the
structure follows, since a From that some programs show has to be judged, and take the
line for the beginning of the body otherwise.  The boundary of the first part, with only
the part's own fields below it, is such a beginning too.

Line ends are LF, CRLF, CR CR LF of careless programs, and CR in a block that has no LF.
Elsewhere a lone CR belongs to the value, unless a field that people see follows it:
some programs believe that field, so it is one here.  A line of blanks continues the
field above it.

Behind a line without a colon, a lone CR or a blank before the colon only these fields
are read.  A server that deletes results in its own name does not look there, so a
`Received` or `Authentication-Results` there would be the sender's own work.

What other modules need of header fields can be imported from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from typing import Final, NamedTuple

from honmono.mail.message.dates import parse_date
from honmono.mail.message.limits import (
    MAX_FIELD,
    MAX_HEADER_BLOCK,
    MAX_HEADERS,
    MAX_HEADERS_BEYOND,
    MAX_REFERENCES,
)
from honmono.mail.message.model import Defect, Header
from honmono.mail.message.parameters import parameters
from honmono.mail.message.words import decode_words, unfold, without_controls

__all__ = [
    "HeaderBlock",
    "decode_words",
    "message_ids",
    "parameters",
    "parse_date",
    "split_headers",
    "unfold",
]

FROM_LINE: Final = re.compile(rb">?From (?![ \t]*+:)[^\r\n]*+(?:\r*+\n|\r)")
"""mbox's separator, left in the message or quoted by a program that took it for text."""

_EMPTY_LINE: Final = re.compile(rb"\r*+\n")
_BEFORE_FIELDS: Final = re.compile(rb">?From |[\r\n]")
"""What may stand before the first field, roughly."""

_BLANK: Final = re.compile(rb"\n\r*+\n")

_LONE_CR: Final = re.compile(rb"\r(?!\n)")

_TEXT: Final = bytes({*range(256)} - {*range(9), *range(10, 27), *range(28, 32), 127})
"""All but line ends and control characters: what a tidy block may have in its lines."""

_AFTER_LF: Final = re.compile(rb"\n(?![ \t])(?:([!-9;-~]++):)?+")
_AFTER_CRLF: Final = re.compile(rb"\r(?!\n[ \t])(?:\n([!-9;-~]++):)?+")
"""The end of a line and the next field's name, if it has one; also a lone CR."""

_FIELD: Final = rb"([!-9;-~]++)([ \t]*+):"

SEEN: Final = (
    "From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition",
)  # fmt: skip
"""Fields that people see, or that tell the structure."""

_SEEN: Final = b"(?:" + "|".join(SEEN).encode() + b")"
_IS_SEEN: Final = re.compile(_SEEN, re.IGNORECASE)
_LINE: Final = re.compile(rb"(?:" + _FIELD + rb"|([^\n]))([^\n]*+(?:\n[ \t][^\n]*+)*+)")
"""A field with its continuation lines: 1 name, 2 blanks before the colon, 4 value;
3 is set instead when it is no field.  Possessive throughout, so it takes linear time."""

_LINE_AMONG_LONE_CR: Final = re.compile(
    rb"(?:" + _FIELD + rb"|([^\r\n]))"
    rb"([^\r\n]*+"
    rb"(?:\r*+\n[ \t][^\r\n]*+"
    rb"|\r++(?!\n)(?!" + _SEEN + rb"[ \t]*+:)[^\r\n]*+)*+)",
    re.IGNORECASE,
)
"""The same where CR stands alone as well: five times as slow."""

_Line = tuple[bytes, bytes, bytes, bytes]

_SHOWN: Final = re.compile(rb"\n(?:" + _SEEN + rb"|Received)[ \t]*+:", re.IGNORECASE)
"""Fields for whose sake a line without a colon is passed over."""

_CONTENT: Final = re.compile(rb"\n(?:MIME-Version|Content-)", re.IGNORECASE)
"""Those of them that a part has, too."""

_BOUNDARY: Final = re.compile(rb"""\bboundary\s*+=\s*+"?([^"\s;]++)""", re.IGNORECASE)
_DASH_LINE: Final = re.compile(rb"\n--([^\r\n]++)")

_AUTHOR: Final = re.compile(rb"\nFrom[ \t]*+:", re.IGNORECASE)

_CONTROLS: Final = bytes([*range(9), 11, 12, *range(14, 27), *range(28, 32), 127])
"""Control characters but tab, line ends and the escape of ISO-2022-JP."""

_ONE_ID: Final = re.compile(rb"[ \t\r\n]*+<([!-;=?-~]{1,998}+)>[ \t\r\n]*+")
_ID: Final = re.compile(rb"<([^<>]*)>")
_BETWEEN_IDS: Final = re.compile(rb"[\s,;<>\"'()]+")

_new: Final = tuple.__new__
"""Makes a `Header` of a pair in half of the time that its name takes; a mail has forty."""


class HeaderBlock(NamedTuple):
    """The fields of a block, and where its body begins."""

    headers: tuple[Header, ...]
    """`value` is all that follows the colon, blanks and folding included."""

    body_start: int
    defects: tuple[Defect, ...]


class FieldLists(NamedTuple):
    """The same fields, names and values apart."""

    names: bytes
    """In lower case, one a line: the same in all mail that one program wrote."""

    values: list[bytes]
    body_start: int


def split_headers(data: bytes, start: int = 0, end: int | None = None) -> HeaderBlock:
    """Read the header block that begins at `start`; nothing behind `end` exists.

    NO_HEADER_END says that no empty line stands between header and body.
    """
    end = len(data) if end is None else min(end, len(data))
    if separator := FROM_LINE.match(data, start, end):
        start = separator.end()
    if empty := _EMPTY_LINE.match(data, start, end):
        return HeaderBlock((), empty.end(), ())
    blank = _BLANK.search(data, start, end)
    return (blank and _tidy(data, start, blank)) or _untidy(data, start, end, blank)


def _tidy(data: bytes, start: int, blank: re.Match[bytes]) -> HeaderBlock | None:
    """Read a block with nothing wrong in it, as nearly all are; None for any other."""
    found = _tidy_fields(data, start, blank)
    if found is None:
        return None
    ascii_ = data[start : blank.start()].isascii()
    defects = () if ascii_ else (Defect.HEADER_RAW_8BIT,)
    return HeaderBlock(_headers(*found), blank.end(), defects)


def _tidy_fields(
    data: bytes, start: int, blank: re.Match[bytes]
) -> tuple[list[bytes], list[bytes]] | None:
    """Names and values of such a block."""
    stop = blank.start() + 1
    if stop - start > MAX_FIELD:
        return None
    block = data[start:stop]
    ends = block.translate(None, _TEXT)
    if b"\r" not in ends and len(ends) == ends.count(b"\n"):
        found = _AFTER_LF.split(b"\n" + block[:-1], MAX_HEADERS + 1)
    elif ends == b"\r\n" * (len(ends) // 2):
        found = _AFTER_CRLF.split(b"\r\n" + block[:-2], MAX_HEADERS + 1)
    else:
        return None
    names = found[1::2]
    if found[0] or None in names or len(names) > MAX_HEADERS:
        return None
    return names, found[2::2]


def split_fields(data: bytes, start: int, end: int) -> FieldLists:
    """Read a header block as `split_headers` does, for whoever wants few of its fields.

    Nine blocks of ten are tidy, and of these no header is made.
    """
    blank = _BLANK.search(data, start, end)
    if blank and not _BEFORE_FIELDS.match(data, start, end):
        found = _tidy_fields(data, start, blank)
        if found:
            names = b"\n".join(found[0]).lower()
            return _new(FieldLists, (names, found[1], blank.end()))
    headers, body, _ = split_headers(data, start, end)
    names = "\n".join([header[0] for header in headers]).lower().encode("ascii")
    return FieldLists(names, [header[1] for header in headers], body)


def _untidy(
    data: bytes, start: int, end: int, blank: re.Match[bytes] | None
) -> HeaderBlock:
    """Read a block whatever stands in it."""
    defects: list[Defect] = []
    block, body = _block(data, start, end, blank, defects)
    pattern = _LINE_AMONG_LONE_CR if _LONE_CR.search(block) else _LINE
    lines = _lines(block, pattern, defects)
    if b"".join([junk for _, _, junk, _ in lines]):
        lines, length = _without_junk(block, pattern, defects)
        if length < len(block):
            block, body = block[:length], start + length
    if b"".join([blanks for _, blanks, _, _ in lines]):
        lines = list(map(_as_others_name_it, lines))
        defects.append(Defect.HEADER_NAME_WITH_SPACE)
    if not block.isascii():
        defects.append(Defect.HEADER_RAW_8BIT)
    if len(block.translate(None, _CONTROLS)) < len(block):
        defects.append(Defect.HEADER_CONTROL_CHARACTER)
    values = [value.rstrip(b"\r") for _, _, _, value in lines]
    headers = _headers([name for name, _, _, _ in lines], values)
    if len(block) > MAX_FIELD and any(len(value) > MAX_FIELD for _, value in headers):
        headers = tuple(Header(name, value[:MAX_FIELD]) for name, value in headers)
        defects.append(Defect.HEADER_TOO_LONG)
    return HeaderBlock(headers, body, tuple(dict.fromkeys(defects)))


def _block(
    data: bytes,
    start: int,
    end: int,
    blank: re.Match[bytes] | None,
    defects: list[Defect],
) -> tuple[bytes, int]:
    """Cut out the header block, and say where the body begins."""
    stop, body = (blank.start() + 1, blank.end()) if blank else (end, end)
    block = data[start : min(stop, start + MAX_HEADER_BLOCK)]
    if _LONE_CR.search(block):
        length = _length_in_cr_lines(block)
        if length:
            block = block[:length].replace(b"\r", b"\n")
            stop = start + length
            body = stop + data.startswith(b"\r", stop)
        else:
            defects.append(Defect.HEADER_CONTROL_CHARACTER)
    if body == stop:
        defects.append(Defect.NO_HEADER_END)
    if stop - start > MAX_HEADER_BLOCK:
        defects.append(Defect.HEADER_TOO_LONG)
    return block, body


def _length_in_cr_lines(block: bytes) -> int:
    """Length of a block whose lines end in CR alone; 0 when they do not."""
    first = block.partition(b"\n")[0].rstrip(b"\r")
    at = first.find(b"\r\r")
    if at >= 0 and not _SHOWN.search(block, at):
        return at + 1
    return len(block) if b"\r" in first and b"\n" not in block else 0


def _lines(
    block: bytes, pattern: re.Pattern[bytes], defects: list[Defect]
) -> list[_Line]:
    if len(block) <= MAX_FIELD:
        lines = pattern.findall(block)
        if len(lines) <= MAX_HEADERS:
            return lines
    matches = list(islice(pattern.finditer(block), MAX_HEADERS + 1))
    lines = [_line(match) for match in matches[:MAX_HEADERS]]
    if len(matches) > MAX_HEADERS:
        lines += _beyond(block, pattern, matches[-1].start(), defects)
    return lines


def _beyond(
    block: bytes, pattern: re.Pattern[bytes], at: int, defects: list[Defect]
) -> Iterator[_Line]:
    """Yield those of too many fields that must not be missed."""
    defects.append(Defect.TOO_MANY_HEADERS)
    starts = {
        shown.start() + 1
        for wanted in (_AUTHOR, _SHOWN)
        for shown in islice(wanted.finditer(block, at - 1), MAX_HEADERS_BEYOND)
    }
    for start in sorted(starts):
        if match := pattern.match(block, start):
            yield _line(match)


def _line(match: re.Match[bytes]) -> _Line:
    return match[1] or b"", match[2] or b"", match[3] or b"", match[4]


def _as_others_name_it(line: _Line) -> _Line:
    """Keep the blank before the colon in a name, unless people see the field."""
    name, blanks, junk, value = line
    return (name if _IS_SEEN.fullmatch(name) else name + blanks, blanks, junk, value)


def _without_junk(
    block: bytes, pattern: re.Pattern[bytes], defects: list[Defect]
) -> tuple[list[_Line], int]:
    """Leave out lines that are no fields, and say how much of the block is header."""
    shown = [match.start() for match in _SHOWN.finditer(block)]
    last = shown[-1] if shown else -1
    first_part = _first_part(block, shown)
    lines: list[_Line] = []
    passed_over = False
    defects.append(Defect.HEADER_WITHOUT_COLON)
    for match in pattern.finditer(block):
        if not match[3]:
            if passed_over and not _IS_SEEN.fullmatch(match[1]):
                continue
            if len(lines) == MAX_HEADERS:
                lines += _beyond(block, pattern, match.start(), defects)
                break
            lines.append(_line(match))
        elif match.start() > last or match.start() == first_part:
            defects.append(Defect.NO_HEADER_END)
            return lines, match.start()
        elif lines:  # on top is only what whoever saved the mail put there
            passed_over = True
    return lines, len(block)


def _first_part(block: bytes, shown: list[int]) -> int:
    """Where the first part begins though no empty line says so; -1 when none does.

    Its boundary alone on a line, and below it nothing that only a mail's header has.
    """
    told = _BOUNDARY.search(block)
    if not told:
        return -1
    for line in _DASH_LINE.finditer(block, told.end()):
        if line[1].rstrip(b" \t") == told[1]:
            below = (at for at in shown if at > line.start())
            only_content = all(_CONTENT.match(block, at) for at in below)
            return line.start() + 1 if only_content else -1
    return -1


def _headers(names: Sequence[bytes], values: Sequence[bytes]) -> tuple[Header, ...]:
    if not names:
        return ()
    texts = b"\n".join(names).decode("ascii").split("\n")  # one by one: half as fast
    return tuple(map(_new, repeat(Header), zip(texts, values, strict=True)))


def message_ids(value: bytes) -> tuple[str, ...]:
    """The Message-IDs of a raw value, without brackets, each once, in their order.

    `<a@b> <c@d>`; also `a@b,c@d`, and `<a@b` that a program cut or folded.
    """
    if tidy := _ONE_ID.fullmatch(value):
        return (tidy[1].decode("ascii"),)
    value = unfold(value[:MAX_FIELD])
    found = [b"".join(inside.split()) for inside in _ID.findall(value)]
    if not any(found):
        words = _BETWEEN_IDS.sub(b" ", value).split()
        found = [word for word in words if b"@" in word] or words[: len(words) == 1]
    ids = list(dict.fromkeys(filter(None, found)))
    if len(ids) > MAX_REFERENCES:
        ids[1 : 1 - MAX_REFERENCES] = []
    return tuple([without_controls(word.decode("utf-8", "replace")) for word in ids])
