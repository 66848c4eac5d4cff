"""The parameters of a Content- field, and the file name a mail program shows.

    Content-Disposition: attachment;
     filename="=?ISO-2022-JP?B?GyRCQEE1YT1xGyhCLnhsc20=?=";
     filename*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.xlsm              請求書.xlsm

RFC 2045 §5.1, RFC 2183, RFC 2231; and what programs write instead: RFC 2047 inside
quotes (forbidden, and usual in Japan), raw Shift_JIS or UTF-8, blanks without quotes.

Of one name given twice the first counts; `filename*` counts before `filename`, in
pieces or whole (RFC 6266 §4.3 says so for HTTP; Outlook and Thunderbird do it too).  The
defect FILE_NAMES_DIFFER is for names whose *endings* differ: a mail that shows one
program a picture and another one a program.  `invoice.pdf` beside `請求書.pdf` is usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, takewhile
from typing import Final
from urllib.parse import unquote_to_bytes

from honmono.mail.message.charsets import decode, guess
from honmono.mail.message.limits import MAX_FIELD
from honmono.mail.message.model import Defect
from honmono.mail.message.words import decode_words, unfold, without_controls

_MAIN: Final = re.compile(r"\s*([^;\s(]*+(?:\s*+/\s*+[^;\s(]++)?)")
_COMMENT: Final = re.compile(r"\([^()]*+\)")
_COMMENT_AFTER: Final = re.compile(r"\s\([^()]*+\)\s*\Z")
_PARAMETER: Final = re.compile(
    r"""[;\s]*+([^;=]*+)(?:=\s*+(?:"((?:[^"\\]++|\\.)*+)"?[^;]*+|([^;]*+)))?+""",
    re.DOTALL,
)
"""1 name, 2 quoted value, 3 value without quotes.  Possessive: linear."""

_TIDY: Final = re.compile(
    r"""
    [ \t\r\n]*+ ([\w.+/-]++)
    ( (?: [ \t\r\n]*+ ; [ \t\r\n]*+ [A-Za-z-]++ =
          (?: " [^"\\\x00-\x1f\x7f]*+ " | [^"\\();\x00-\x20\x7f]++ )
      )*+
    )
    [; \t\r\n]*+
    """,
    re.VERBOSE | re.ASCII,
)
"""1 kind, 2 parameters; everything written so that nobody can read it otherwise."""

_ONE_OF_TIDY: Final = re.compile(r';[ \t\r\n]*+([A-Za-z-]++)=(?:"([^"]*+)"|([^\s;]++))')

_ESCAPED: Final = re.compile(r'\\(["\\])')
_SECTION: Final = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*?)")
"""RFC 2231: 1 name, 2 number of the piece, 3 star when it is percent-encoded."""

_FILE_NAMES: Final = frozenset({"filename", "name"})
"""What a reader sees.  Only there are encoded words expected: a boundary may begin `=?`."""

_Pieces = dict[int, tuple[bool, str]]
"""Number → (percent-encoded, value) of a parameter that comes in pieces."""


def parameters(value: bytes) -> tuple[str, dict[str, str], tuple[Defect, ...]]:
    """Read the raw value of Content-Type or Content-Disposition.

    Returns what stands before the parameters (`text/plain`, `attachment`, lower case),
    and the parameters by lower-case name, decoded.
    """
    if value.isascii() and (tidy := _TIDY.fullmatch(value.decode("ascii"))):
        kind, rest = tidy.groups()
        listed = _ONE_OF_TIDY.findall(rest)
        found = {name.lower(): quoted or bare for name, quoted, bare in listed}
        encoded = b"=?" in value and not _FILE_NAMES.isdisjoint(found)
        if len(found) == len(listed) and not encoded and len(value) <= MAX_FIELD:
            return kind.lower(), found, ()
    return _untidy(value)


def _untidy(value: bytes) -> tuple[str, dict[str, str], tuple[Defect, ...]]:
    """Read a field whatever stands in it."""
    raw = unfold(value[:MAX_FIELD])
    plain_ascii = raw.isascii() and b"\x1b" not in raw
    text = raw.decode("ascii") if plain_ascii else guess(raw)
    main = _MAIN.match(text)
    kind = "".join(main[1].split()).lower() if main else ""
    start = main.end() if main else 0
    if start == len(text):
        return kind, {}, ()

    defects: list[Defect] = []
    plain: dict[str, str] = {}
    starred: dict[str, _Pieces] = {}
    shadowed: list[tuple[str, str]] = []
    for name, told in _listed(text, start):
        section = _SECTION.fullmatch(name) if "*" in name else None
        if section:
            pieces = starred.setdefault(section[1], {})
            pieces.setdefault(int(section[2] or 0), (bool(section[3]), told))
            continue
        if name in _FILE_NAMES:
            told = _file_name(told.encode(), defects)
        if plain.setdefault(name, told) is not told:
            shadowed.append((name, told))
    found = {name: _joined(name, runs, defects) for name, runs in starred.items()}
    shadowed += [(name, plain[name]) for name in found if name in plain]
    plain.update(found)
    if any(
        name in _FILE_NAMES and ending(other) != ending(plain[name])
        for name, other in shadowed
    ):
        defects.append(Defect.FILE_NAMES_DIFFER)
    return kind, plain, tuple(dict.fromkeys(defects))


def _listed(text: str, start: int) -> Iterator[tuple[str, str]]:
    """Yield names, in lower case and with their stars, and values without quotes."""
    for name, quoted, bare in _PARAMETER.findall(text, start):
        key = (_COMMENT.sub("", name) if "(" in name else name).strip().lower()
        if not key:
            continue
        if quoted:
            yield key, _ESCAPED.sub(r"\1", quoted) if "\\" in quoted else quoted
        elif "(" in bare and key not in _FILE_NAMES:
            yield key, _COMMENT_AFTER.sub("", bare).strip()
        else:
            yield key, bare.strip()


def _file_name(raw: bytes, defects: list[Defect]) -> str:
    if b"=?" not in raw:
        return without_controls(raw.decode())
    text, found = decode_words(raw)
    defects += found
    return text


def _joined(name: str, pieces: _Pieces, defects: list[Defect]) -> str:
    """Put the pieces of one parameter together, up to the first that is missing."""
    first = min(pieces)
    runs = [pieces[at] for at in takewhile(pieces.__contains__, count(first))]
    if len(runs) < len(pieces) and name in _FILE_NAMES:  # others join across the gap
        defects.append(Defect.FILE_NAMES_DIFFER)
    encoded, told = runs[0]
    label = ""
    if encoded and told.count("'") > 1:
        label, _, told = told.split("'", 2)
    runs[0] = encoded, told
    data = b"".join(
        unquote_to_bytes(told) if encoded else told.encode() for encoded, told in runs
    )
    if name in _FILE_NAMES and not any(encoded for encoded, _ in runs):
        return _file_name(data, defects)
    if not label:
        return without_controls(guess(data))
    text, defect = decode(data, label)
    if defect:
        defects.append(defect)
    return without_controls(text)


def ending(name: str) -> str:
    """What Windows tells a file's kind by."""
    _, dot, found = name.rstrip(". ").rpartition(".")
    return found.casefold() if dot else ""
