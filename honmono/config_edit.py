"""An addition → the text of `honmono.toml` with it; every other line stays as it is.

    [[services]]                     [[services]]
    name = "シフトノート"              name = "シフトノート"
    domains = ["shiftnote.example"]  domains = ["shiftnote.example"]
                               →
    # lists: see the wiki            [[services]]
    [[lists]]                        name = "Backlog"
                                     domains = ["backlog.example"]

                                     # lists: see the wiki
                                     [[lists]]

A file is edited by people, who put comments beside its lines and blank lines between its
tables.  So it is cut into its tables, and only the one that changes is written anew (by
tomlkit, which keeps comments); a new table stands behind the last of its kind, before the
comment that belongs to the next.  Afterwards the whole is read again and must say what
the old file said, and the addition: an edit that went wrong is refused, not written.

Text to text; `config` reads and writes the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError

from honmono.check.org.additions.model import Addition, Kind, Place

_TARGET: Final = {
    Kind.SERVICE: ("services", "domains"),
    Kind.LIST: ("lists", "domains"),
    Kind.PARTNER: ("partners", "domains"),
    Kind.PRIVATE_ADDRESS: ("people", "private_addresses"),
    Kind.PERSON: ("people", "addresses"),
    Kind.DOMAIN: ("organization", "domains"),
    Kind.PHONE: ("organization", "phones"),
}
"""Table and key of each kind."""

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_EMPTY: Final = re.compile(r"\s*(#.*)?$")
"""A line that is blank or a comment."""


class LayoutError(Exception):
    """The file is written in a way that cannot be edited.  Nothing has been changed."""

    def __init__(self, by_hand: str) -> None:
        """Keep the lines that a person can put there instead."""
        super().__init__(by_hand)
        self.by_hand = by_hand


@dataclass(frozen=True, slots=True)
class Piece:
    """One table of the file with the lines behind it, up to the next table."""

    line: int
    """Of its first line, from 1."""

    text: str
    data: dict[str, Any]

    @property
    def headed(self) -> bool:
        """Has it a head?  Only what stands above the first table has none."""
        return self.text.lstrip().startswith("[")

    def count(self, table: str) -> int:
        """How many entries of this table stand in it."""
        value = self.data.get(table, [])
        return len(value) if isinstance(value, list) else 1


def edited(text: str, addition: Addition) -> str:
    """The file with the addition in it.

    Raises:
        LayoutError: it cannot be edited; a person can.

    """
    new = carefully(
        text, lambda lines: _edited(lines, addition), lambda d: _expected(d, addition)
    )
    if new is None:
        raise LayoutError(by_hand(addition))
    return new


def carefully(
    text: str,
    edit: Callable[[str], str],
    expected: Callable[[dict[str, Any]], dict[str, Any]],
) -> str | None:
    """The edited text with the mark and the line ends that it had.

    `edit` is given whole lines; what comes out must say what `expected` makes of what the
    old text said.  None where it does not: the file is laid out in a way that we break.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix("\ufeff")
    windows = "\r\n" in plain and plain.count("\r\n") == plain.count("\n")
    lines = plain.replace("\r\n", "\n") if windows else plain
    lines += "" if lines.endswith("\n") or not lines else "\n"
    try:
        new = edit(lines)
        right = tomllib.loads(new) == expected(tomllib.loads(lines))
    except (TOMLKitError, tomllib.TOMLDecodeError):
        right = False
    if not right:
        return None
    return mark + (new.replace("\n", "\r\n") if windows else new)


def by_hand(addition: Addition) -> str:
    """What a person would write: a whole new table, or the one line."""
    table, key = _TARGET[addition.kind]
    if addition.entry is None:
        return written(table, _new_entry(addition))
    return f"{key} = {item(list(addition.values))}\n"


def line_of(text: str, place: Place) -> int:
    """Line, from 1, on which a key stands; of its table where it is not found."""
    pieces = pieces_of(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    found = find(pieces, place.table, place.entry)
    if found is None:
        return 0
    piece = pieces[found[0]]
    key = re.compile(rf"""\s*["']?{re.escape(place.key)}["']?\s*=""")
    lines = _LINE.findall(piece.text)
    offset = next((i for i, line in enumerate(lines) if key.match(line)), 0)
    return piece.line + offset


def _edited(text: str, addition: Addition) -> str:
    """Put it into the one piece where it belongs."""
    table, key = _TARGET[addition.kind]
    pieces = pieces_of(text)
    if addition.entry is None:
        return with_new_table(pieces, table, _new_entry(addition))
    found = find(pieces, table, addition.entry)
    if found is None:
        return text
    at, index = found
    values = list(addition.values)
    pieces[at] = replace(pieces[at], text=_grown(pieces[at], table, index, key, values))
    return "".join(piece.text for piece in pieces)


def with_new_table(pieces: list[Piece], table: str, entry: dict[str, Any]) -> str:
    """Behind the last of its kind; the first of its kind at the end of the file."""
    holders = [i for i, piece in enumerate(pieces) if table in piece.data]
    at = holders[-1] if holders else len(pieces) - 1
    texts = [piece.text for piece in pieces]
    block = written(table, entry)
    if holders and not pieces[at].headed:  # services = [{ … }]
        document = tomlkit.parse(texts[at])
        inline = tomlkit.inline_table()
        inline.update(entry)
        plain(document)[table].append(inline)
        texts[at] = document.as_string()
    elif holders:
        body, tail = without_tail(texts[at])
        last = at == len(texts) - 1
        texts[at] = f"{body}\n{block}{tail or ('' if last else chr(10))}"
    else:
        texts.append(f"\n{block}" if "".join(texts).strip() else block)
    return "".join(texts)


def _grown(piece: Piece, table: str, index: int, key: str, values: list[str]) -> str:
    """The piece with more values under a key of one entry."""
    document = tomlkit.parse(piece.text)
    entry = plain(document)[table]
    entry = entry[index] if isinstance(entry, list) else entry
    if key in entry:
        for value in values:
            entry[key].append(value)
        return document.as_string()
    if not piece.headed:
        entry[key] = values
        return document.as_string()
    return with_line(piece.text, key, values)


def with_line(text: str, key: str, value: str | list[str]) -> str:
    """A table with one more key, behind its last."""
    lines = _LINE.findall(text)
    end = len(lines)
    while _EMPTY.match(lines[end - 1]):
        end -= 1
    return "".join((*lines[:end], f"{key} = {item(value)}\n", *lines[end:]))


def pieces_of(text: str) -> list[Piece]:
    """Cut where a table begins: at a `[` that stands first on a line and in no value.

    Where what stands before it is no whole TOML, the `[` is inside of a value.
    """
    pieces: list[Piece] = []
    held: list[str] = []
    line = 1
    for each in (*_LINE.findall(text), "["):
        if held and each.lstrip().startswith("["):
            whole = "".join(held)
            try:
                data = tomllib.loads(whole)
            except tomllib.TOMLDecodeError:
                data = None
            if data is not None:
                pieces.append(Piece(line, whole, data))
                line += len(held)
                held = []
        held.append(each)
    return pieces


def find(pieces: list[Piece], table: str, index: int) -> tuple[int, int] | None:
    """In which piece an entry stands, and which of the table's entries there it is."""
    for at, piece in enumerate(pieces):
        count = piece.count(table)
        if index < count:
            return at, index
        index -= count
    return None


def without_tail(text: str) -> tuple[str, str]:
    """What belongs to a table, and blank lines and comments that belong to the next.

    A comment directly below the last line belongs to the table.
    """
    lines = _LINE.findall(text)
    end = len(lines)
    while _EMPTY.match(lines[end - 1]):
        end -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return "".join(lines[:end]), "".join(lines[end:])


def _new_entry(addition: Addition) -> dict[str, Any]:
    """Keys and values of a new table, in the order of the documentation."""
    _, key = _TARGET[addition.kind]
    entry = {
        "name": addition.name,
        "kana": addition.kana,
        "romaji": addition.romaji,
        key: list(addition.values),
    }
    return {key: value for key, value in entry.items() if value}


def _expected(data: dict[str, Any], addition: Addition) -> dict[str, Any]:
    """What the new file must say."""
    table, key = _TARGET[addition.kind]
    if addition.entry is None:
        data.setdefault(table, []).append(_new_entry(addition))
        return data
    entries = data[table]
    entry = entries[addition.entry] if isinstance(entries, list) else entries
    entry.setdefault(key, []).extend(addition.values)
    return data


def written(table: str, entry: dict[str, Any]) -> str:
    """A whole new table."""
    lines = (f"{key} = {item(value)}" for key, value in entry.items())
    return "\n".join((f"[[{table}]]", *lines, ""))


def item(value: str | list[str]) -> str:
    """A value as TOML writes it."""
    return str(tomlkit.item(value).as_string())


def plain(document: tomlkit.TOMLDocument) -> Any:
    """The document as what it holds: `load_organization` has checked the types."""
    return document
