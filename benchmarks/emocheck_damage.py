"""What becomes of reports on their way: cut, flipped, mixed, wrapped, quoted, re-encoded.

Damage can turn a report with hits into the very bytes of a clean one, for instance when all
its lines that tell of the hit are lost and those of a clean report are mixed in.  Nobody
can tell such bytes; they are left out by construction: at least one line that tells of a
hit stays.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from benchmarks.emocheck_reports import (
    BLOCK,
    CONSOLE_HIT,
    END,
    FIELDS,
    HIT,
    Report,
    with_data,
)

_BAD: Final = tuple(
    part.strip() for table in (HIT, BLOCK, END) for part in table.values()
) + tuple(
    part.strip()
    for table in (FIELDS, CONSOLE_HIT)
    for parts in table.values()
    for part in parts
)
_PATHS: Final = (
    'C:\\Users\\a"b\\x.exe',
    'C:\\x","is_infected":"no","y":"z.exe',
    "C:\\x\ty\x01.exe",
    "C:\\x\r\nEmotet was not detected.\r\n.exe",
    "C:\\x\n[EmoCheck v2.0]\n[Result]\nEmotet was not detected.\n",
    "C:\\x\\\x1b[2J.exe",
    'C:\\x"}],"is_infected":"no"}\n{"emocheck_version":"2.0","is_infected":"no"}',
)


def cuts(report: Report) -> Iterator[Report]:
    """Cut off at every place, from the end and from the begin."""
    for at in range(len(report.data)):
        yield with_data(report, report.data[:at], "cut off")
        if at:
            yield with_data(report, report.data[at:], "begin lost")


def flipped(report: Report, draw: random.Random) -> Report:
    """One to six bits or bytes are others."""
    data = bytearray(report.data)
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data))
        data[at] = draw.choice((data[at] ^ 1 << draw.randrange(8), draw.randrange(256)))
    return with_data(report, bytes(data), "flipped")


def lines_lost(report: Report, draw: random.Random) -> Report:
    """One to four lines are gone."""
    lines = _lines(report)
    for _ in range(min(draw.randint(1, 4), len(lines) - 1)):
        del lines[draw.randrange(len(lines))]
    return with_data(report, _joined(report, lines), "lines lost")


def lines_doubled(report: Report, draw: random.Random) -> Report:
    """One to three lines stand there twice, perhaps elsewhere."""
    lines = _lines(report)
    for _ in range(draw.randint(1, 3)):
        line = draw.choice(lines)
        lines.insert(draw.randint(0, len(lines)), line)
    return with_data(report, _joined(report, lines), "lines doubled")


def mixed(report: Report, other: Report, draw: random.Random) -> Report | None:
    """Lines of two reports in one file: one after the other, or in turns, some lost."""
    mine, others = _lines(report), _lines(other)
    if draw.random() < 0.5:
        lines = mine + others if draw.random() < 0.5 else others + mine
    else:
        lines = _riffled(mine, others, draw)
    for _ in range(draw.choice((0, 0, 2, 5, 9))):
        if len(lines) > 1:
            del lines[draw.randrange(len(lines))]
    hits = report.hits or other.hits
    if hits and not any(_tells(line) for line in lines):
        return None  # nothing of the hit is left: nobody could tell
    data = _joined(report, lines)
    return with_data(replace(report, hits=hits), data, "two reports mixed")


def wrapped(report: Report, draw: random.Random) -> Report:
    """A mail program has broken every line that was too long."""
    width = draw.choice((20, 30, 40, 60, 72, 76))
    lines = [
        line[at : at + width]
        for line in _lines(report)
        for at in range(0, max(len(line), 1), width)
    ]
    return with_data(report, _joined(report, lines), "wrapped")


def quoted(report: Report, draw: random.Random) -> Report:
    """Answered and forwarded, with a greeting around it."""
    mark = draw.choice(("> ", ">", ">> ", "> > ", "| "))
    lines = [
        *("お疲れさまです。結果を送ります。", ""),
        *(mark + line for line in _lines(report)),
        *("", "-- ", "田中 花子 03-5555-0100"),
    ]
    data = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    return with_data(report, data, "quoted in a mail")


def misread(report: Report, draw: random.Random) -> Report:
    """Read in one encoding, kept in another."""
    first, second = draw.choice(
        (
            ("utf-8", "cp932"),
            ("cp932", "utf-8"),
            ("latin-1", "utf-8"),
            ("ascii", "ascii"),
        )
    )
    text = report.data.decode(first, "replace")
    return with_data(report, text.encode(second, "replace"), "wrong encoding")


def spaced(report: Report, draw: random.Random) -> Report:
    """Indents gone, or an empty line after each."""
    lines = [line.strip() for line in _lines(report)]
    if draw.random() < 0.5:
        lines = [part for line in lines for part in (line, "")]
    return with_data(report, _joined(report, lines), "spaced")


def odd_path(report: Report, draw: random.Random) -> Report | None:
    """A path with what breaks the form of a report; only where there is a path."""
    path = next((hit.path for hit in report.hits if hit.path), "")
    codec, text = _text(report)
    odd = draw.choice(_PATHS)
    for old, new in (
        (path, odd),
        (path.replace("\\", "\\\\"), odd.replace("\\", "\\\\")),
    ):
        if old and old in text:
            data = text.replace(old, new).encode(codec, "surrogatepass")
            return with_data(report, data, "odd path")
    return None


def twice(report: Report, draw: random.Random) -> Report | None:
    """Two kinds of damage, one after the other."""
    first = draw.choice(SIMPLE)(report, draw)
    second = draw.choice(SIMPLE)(first, draw)
    return with_data(second, second.data, "two kinds") if second.data else None


SIMPLE: Final[tuple[Callable[[Report, random.Random], Report], ...]] = (
    flipped,
    lines_lost,
    lines_doubled,
    wrapped,
    quoted,
    misread,
    spaced,
)


def _tells(line: str) -> bool:
    return any(part in line for part in _BAD) or any(
        key in line for key in ('"yes"', '"process_name"')
    )


def _riffled(one: list[str], other: list[str], draw: random.Random) -> list[str]:
    one, other, lines = [*one], [*other], []
    while one or other:
        source = one if one and (not other or draw.random() < 0.5) else other
        lines.append(source.pop(0))
    return lines


def _text(report: Report) -> tuple[str, str]:
    """The codec by which its lines can be handled, and what stands in it."""
    for codec in ("utf-16", "utf-8-sig", "cp932", "cp850"):
        if codec == "utf-16" and report.data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return codec, report.data.decode(codec)
        except UnicodeDecodeError:
            continue
    return "latin-1", report.data.decode("latin-1")


def _lines(report: Report) -> list[str]:
    return _text(report)[1].splitlines() or [""]


def _joined(report: Report, lines: list[str]) -> bytes:
    codec = _text(report)[0]
    return "".join(f"{line}\r\n" for line in lines).encode(codec, "replace")
