"""One table of `honmono.toml` said anew, or taken out; every other line stays as it is.

    [[people]]                         [[people]]
    name = "佐藤 恵"  # 旧姓 鈴木        name = "佐藤 恵"  # 旧姓 鈴木
    title = "主任"                 →   title = "係長"

What a form says of a person or of a service becomes text here.  Keys that say the same as
before are not touched, so that comments beside them stay.  As in `config_edit`, the whole
is read again, and an edit that went wrong is refused.

Text to text; `config` reads and writes the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

import tomlkit

from honmono.config_edit import (
    LayoutError,
    Piece,
    carefully,
    find,
    pieces_of,
    plain,
    with_line,
    with_new_table,
    without_tail,
    written,
)

Value: TypeAlias = str | list[str]

_ONE_LINE: Final = 70
"""Characters of a list that stands on one line."""


def with_entry(text: str, table: str, entry: Mapping[str, Value]) -> str:
    """The file with one more table of a kind; empty values are left out.

    Raises:
        LayoutError: it cannot be edited; a person can.

    """
    said = {key: value for key, value in entry.items() if value}

    def expected(data: dict[str, Any]) -> dict[str, Any]:
        data.setdefault(table, []).append(said)
        return data

    new = carefully(
        text, lambda lines: with_new_table(pieces_of(lines), table, said), expected
    )
    if new is None:
        raise LayoutError(written(table, said))
    return new


def with_changes(
    text: str, table: str, index: int, changes: Mapping[str, Value]
) -> str:
    """The file with other values in one table; an empty one takes its key out.

    Raises:
        LayoutError: it cannot be edited; a person can.

    """

    def expected(data: dict[str, Any]) -> dict[str, Any]:
        entry = _entry(data, table, index)
        for key, value in changes.items():
            if value:
                entry[key] = value
            else:
                entry.pop(key, None)
        return data

    new = carefully(
        text, lambda lines: _changed(lines, table, index, changes), expected
    )
    if new is None:
        raise LayoutError(written(table, {k: v for k, v in changes.items() if v}))
    return new


def without_entry(text: str, table: str, index: int) -> str:
    """The file without one table; comments that stand around it stay.

    Raises:
        LayoutError: it cannot be edited; a person can.

    """

    def expected(data: dict[str, Any]) -> dict[str, Any]:
        del data[table][index]
        if not data[table]:
            del data[table]
        return data

    new = carefully(text, lambda lines: _removed(lines, table, index), expected)
    if new is None:
        raise LayoutError("")
    return new


def _entry(data: Any, table: str, index: int) -> Any:
    entries = data[table]
    return entries[index] if isinstance(entries, list) else entries


def _changed(text: str, table: str, index: int, changes: Mapping[str, Value]) -> str:
    pieces = pieces_of(text)
    found = find(pieces, table, index)
    if found is None:
        return text
    at, inside = found
    pieces[at] = replace(pieces[at], text=_said(pieces[at], table, inside, changes))
    return "".join(piece.text for piece in pieces)


def _said(piece: Piece, table: str, index: int, changes: Mapping[str, Value]) -> str:
    """One piece with other values; new keys stand behind the others."""
    document = tomlkit.parse(piece.text)
    entry = _entry(plain(document), table, index)
    before = _entry(tomllib.loads(piece.text), table, index)
    new: dict[str, Value] = {}
    for key, value in changes.items():
        if key in entry and not value:
            entry.pop(key)
        elif key in entry and before[key] != value:
            entry[key] = _item(value)
        elif key not in entry and value:
            new[key] = value
    if not piece.headed:
        entry.update(new)
        return document.as_string()
    text = document.as_string()
    for key, value in new.items():
        text = with_line(text, key, value)
    return text


def _removed(text: str, table: str, index: int) -> str:
    pieces = pieces_of(text)
    found = find(pieces, table, index)
    if found is None:
        return text
    at, inside = found
    piece = pieces[at]
    if piece.headed:
        pieces[at] = replace(piece, text=without_tail(piece.text)[1])
    else:
        document = tomlkit.parse(piece.text)
        entries = plain(document)[table]
        del entries[inside]
        if not entries:
            plain(document).pop(table)
        pieces[at] = replace(piece, text=document.as_string())
    return "".join(each.text for each in pieces)


def _item(value: Value) -> Any:
    """A long list has a line for each of its values, as people write it."""
    if isinstance(value, str):
        return value
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(sum(map(len, value)) > _ONE_LINE)
