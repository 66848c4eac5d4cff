"""Bytes of a report → text, and its lines, whatever program wrote them.

    FF FE 7B 00 …    UTF-16, as PowerShell 5.1 writes it when it is redirected
    EF BB BF …       UTF-8 with a mark
    8D 91 8D DB      no UTF-8: CP932, of a Japanese Windows

A file that ends in the middle of a character was cut off, which is said.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_LINE: Final = 1 << 20
"""Characters of a line that are looked at; a path on Windows has at most 32,767."""

HEAD: Final = 64 * 2**10
"""Bytes by which a form is told."""

CUT_OFF: Final = "cut-off"
ENCODING: Final = "encoding"
"""Some bytes are no text in any encoding that we try."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE: Final = 512


@dataclass(frozen=True, slots=True)
class Text:
    """A report as text."""

    text: str
    defects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; numbers begin with 1."""

    number: int
    text: str
    is_ended: bool
    """False: nothing shows that the file does not stop in the middle of it."""

    is_cut: bool
    """Longer than `LONGEST_LINE`, and shortened by us."""


def text_of(data: bytes) -> Text:
    """The text of a report."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    sample = data[:_SAMPLE]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 3:
        return _decoded(data, "utf-16-le")
    if len(sample) >= 4 and sample[::2].count(0) > len(sample) // 3:
        return _decoded(data, "utf-16-be")
    for name in ("utf-8", "cp932"):
        found = _strict(data, name)
        if found is not None:
            return found
    return Text(data.decode("utf-8", "replace"), (ENCODING,))


def head_of(data: bytes) -> str:
    """The begin of a report, by which its form is told."""
    return text_of(data[:HEAD]).text


def lines(text: str) -> Iterator[Line]:
    r"""The lines of a text one by one; `\n` and `\r\n` end them."""
    number, begin = 0, 0
    while begin < len(text):
        number += 1
        end = text.find("\n", begin)
        stop = len(text) if end < 0 else end
        line = text[begin : min(stop, begin + LONGEST_LINE)]
        yield Line(
            number, line.removesuffix("\r"), end >= 0, stop - begin > LONGEST_LINE
        )
        begin = stop + 1


def _strict(data: bytes, name: str) -> Text | None:
    """None where it is no text of that encoding; a cut last character is no reason."""
    decoder = codecs.getincrementaldecoder(name)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return Text(text, (CUT_OFF,) if decoder.getstate()[0] else ())


def _decoded(data: bytes, name: str) -> Text:
    found = _strict(data, name)
    return found or Text(data.decode(name, "replace"), (ENCODING,))
