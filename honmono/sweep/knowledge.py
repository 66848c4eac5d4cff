"""What our own scanner is held against: the published indicators, and the operator's own.

    known = knowledge([OwnFile("own.csv", text)], words="acct,bios,…")

The date of the knowledge is that of its newest part: the definitions of this scanner.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from honmono import tables
from honmono.sweep.scanner._core import Knowledge

TABLE: Final = "sweep_indicators.tsv"
COLUMNS: Final = ("kind", "value", "called", "from", "to", "source")

LARGEST: Final = 16 * 2**20
"""Characters of an own file."""

WORDS: Final = 64
"""Words of the list by which Emotet made names until February 2020."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_NAME: Final = re.compile(r"[^\\/:*?\"<>|\x00-\x1f]{5,255}")
_FETCHED: Final = re.compile(r"fetched: (\d{4}-\d{2}-\d{2})")


class KnowledgeError(Exception):
    """An own file is wrong.  Its sentence names the line; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A CSV or TSV file of the operator's, with the day of which it is."""

    name: str
    text: str
    day: date


def knowledge(own: Sequence[OwnFile] = (), words: str = "") -> Knowledge:
    """All of it as one value.

    Args:
        own: files of the operator's.
        words: the word list of the dictionary method, with commas; it is not ours to ship.

    Raises:
        KnowledgeError: with the name and the line.

    """
    made = max([_table_day(), *(file.day for file in own)])
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in tables.rows(TABLE)]
    for file in own:
        rows += indicators_in(file)
    by_value = {(row["kind"], row["value"]): _open(row) for row in rows}
    return Knowledge(made.isoformat(), _words(words), tuple(by_value.values()))


def _open(row: dict[str, str]) -> dict[str, str]:
    """`-` in the table is an open end."""
    return {name: "" if value == "-" else value for name, value in row.items()}


@cache
def _table_day() -> date:
    head = files(tables).joinpath(TABLE).read_text(encoding="utf-8")
    found = _FETCHED.search(head)
    if found is None:
        raise KnowledgeError(f"{TABLE}: its head has no day.")
    return date.fromisoformat(found.group(1))


def indicators_in(file: OwnFile) -> Iterator[dict[str, str]]:
    """The indicators of an own file; its first line names the columns.

    `kind` and `value` are needed, the others may be left out.
    """
    if len(file.text) > LARGEST:
        raise KnowledgeError(f"{file.name}: more than {LARGEST >> 20} MB.")
    text = file.text.lstrip("\ufeff")
    tab = "\t" in text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter="\t" if tab else ",", strict=True)
    try:
        head = [name.strip().lower() for name in next(rows, [])]
        if not {"kind", "value"} <= set(head) or len(set(head)) != len(head):
            wanted = ", ".join(COLUMNS)
            raise KnowledgeError(f"{file.name}, line 1: the columns are {wanted}.")
        for row in rows:
            if row and not row[0].startswith("#"):
                yield _indicator(file.name, rows.line_num, head, row)
    except csv.Error as error:
        place = f"{file.name}, line {rows.line_num}"
        raise KnowledgeError(f"{place}: {error}.") from None


def _indicator(
    name: str, line: int, head: Sequence[str], row: Sequence[str]
) -> dict[str, str]:
    place = f"{name}, line {line}"
    if len(row) != len(head):
        raise KnowledgeError(f"{place}: {len(row)} columns instead of {len(head)}.")
    given = {key: value.strip() for key, value in zip(head, row, strict=True)}
    one = {column: given.get(column, "") for column in COLUMNS}
    one["value"] = one["value"].lower()
    one["called"] = one["called"] or one["value"]
    one["source"] = one["source"] or name
    shape = {"sha256": _SHA256, "name": _NAME}.get(one["kind"])
    if shape is None:
        raise KnowledgeError(
            f"{place}: kind is sha256 or name, not {one['kind'][:40]!r}."
        )
    if not shape.fullmatch(one["value"]):
        raise KnowledgeError(f"{place}: {one['value'][:70]!r} is no {one['kind']}.")
    for end in ("from", "to"):
        _see_day(place, one[end])
    return one


def _see_day(place: str, text: str) -> None:
    try:
        if text and text != "-" and date.fromisoformat(text).isoformat() != text:
            raise ValueError
    except ValueError:
        raise KnowledgeError(
            f"{place}: {text[:40]!r} is no day (2026-11-26)."
        ) from None


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.strip().lower() for word in text.strip().split(","))
    if words == ("",):
        return ()
    if len(words) != WORDS or not all(w.isascii() and w.isalpha() for w in words):
        raise KnowledgeError(
            f"The word list has {len(words)} words; it must be {WORDS} words of letters,"
            " with commas between them."
        )
    return words
