"""A list of people from a spreadsheet → rows of the list `persons`, or what is wrong.

    氏名,メールアドレス,住所        →  {"name": "伊藤 次郎", "mail": "ito@partner.example"}
    line 17: no name, no address  →  none of the file is taken

All or nothing: a list that lacks the rows which could not be read would tell fewer people
than it must.  What a spreadsheet does not say of each, the group and the kinds of data, is
said once for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from honmono.incident.case import Certainty, Mistake
from honmono.incident.case.lists import ListedPerson, read_row
from honmono.incident.exchange.directory import DirectoryError
from honmono.incident.exchange.directory.rows import Table, plain, read_table
from honmono.tables import rows
from honmono.text import say, say_at_length

FIELDS: Final = (
    *("name", "family", "given", "mail", "postal_code"),
    *("address", "organization", "client"),
)
"""What a column may hold, in the order of forms."""

LIST: Final = "persons"
MAX_FILE: Final = 32 * 2**20
"""Bytes; 100,000 people with their addresses have 15 MB."""

MOST_NAMED: Final = 50
_BOM: Final = b"\xef\xbb\xbf"
_SAMPLE: Final = 2**18


class Wrong(NamedTuple):
    """A row that means nothing, without a word of what stands there: that is personal."""

    line: int
    code: str
    """A sentence of the catalogue `persons`."""

    value: str = ""
    """A number, if anything."""

    def text(self, language: str) -> str:
        """What people read."""
        return say_at_length(
            "persons",
            self.code,
            language,
            200,
            {"line": self.line, "value": self.value},
        )


@dataclass(frozen=True, slots=True)
class Common:
    """What is so of everybody in the file."""

    group: str = "other"
    data: tuple[str, ...] = ()
    certainty: Certainty = Certainty.POSSIBLE


@dataclass(slots=True)
class Converted:
    """Rows as the list has them, and what is wrong with the others."""

    lines: list[bytes] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    """The first ones; `count` has all."""

    count: int = 0
    twice: int = 0
    """Rows that say the same as an earlier one; they are kept."""

    def note(self, wrong: Wrong) -> None:
        """One more that means nothing."""
        self.count += 1
        if len(self.wrong) < MOST_NAMED:
            self.wrong.append(wrong)


class PersonsError(ValueError):
    """A file is no list of people.  `code` names a sentence of `persons`."""

    def __init__(self, code: str, **values: str) -> None:
        self.code, self.values = code, values
        super().__init__(code)

    def text(self, language: str) -> str:
        """What people read."""
        return say("persons", self.code, language, **self.values)


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a file, for whoever says which column holds what."""

    headers: tuple[str, ...]
    """Empty where it is a list of ours, which needs no mapping."""

    guessed: Mapping[str, str]
    """Field → header."""

    rows: tuple[tuple[str, ...], ...]


def is_ours(content: bytes) -> bool:
    """Is it a list as this program writes it: one JSON object a line?"""
    line = content.removeprefix(_BOM).lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and not isinstance(read_row(LIST, line), Mistake)


def preview(content: bytes) -> Preview:
    """Headers and first rows; of a long table only its beginning is read.

    Raises:
        PersonsError: it is no table.

    """
    if is_ours(content):
        lines = content.removeprefix(_BOM).splitlines()[:3]
        return Preview(
            (), {}, tuple((line.decode("utf-8", "replace"),) for line in lines)
        )
    table = _table(content if _is_json(content) else _beginning(content))
    shown = tuple(
        tuple(cells.get(plain(header), "") for header in table.headers)
        for _, cells in table.rows[:3]
    )
    return Preview(table.headers, guessed(table.headers), shown)


def guessed(headers: tuple[str, ...]) -> dict[str, str]:
    """For each field the first column that is usually called so."""
    found: dict[str, str] = {}
    for header in headers:
        known = _columns().get(plain(header))
        if known:
            found.setdefault(known, header)
    return found


def convert(content: bytes, mapping: Mapping[str, str], common: Common) -> Converted:
    """Every row of the file, in its order.

    Args:
        content: the file.
        mapping: field → header; of a list of ours it is not asked.
        common: what is so of all of them.

    Raises:
        PersonsError: it is no table, or a column is not there.

    """
    found = Converted()
    seen: set[bytes] = set()
    for line in (
        _ours(content, found)
        if is_ours(content)
        else _mapped(_table(content), mapping, common, found)
    ):
        found.twice += line in seen
        seen.add(line)
        found.lines.append(line)
    found.wrong.sort()
    if not found.lines and not found.count:
        raise PersonsError("empty")
    return found


def _ours(content: bytes, found: Converted) -> Iterator[bytes]:
    for number, line in enumerate(content.removeprefix(_BOM).split(b"\n"), 1):
        if not line.strip():
            continue
        row = read_row(LIST, line)
        if isinstance(row, Mistake):
            found.note(Wrong(number, "row-wrong"))
        else:
            yield line.rstrip(b"\r") + b"\n"


def _mapped(
    table: Table, mapping: Mapping[str, str], common: Common, found: Converted
) -> Iterator[bytes]:
    there = {plain(header) for header in table.headers}
    columns = {f: plain(h) for f, h in mapping.items() if f in FIELDS and h}
    if missing := sorted(set(columns.values()) - there):
        raise PersonsError("no-column", column=missing[0])
    for problem in table.problems:
        found.note(Wrong(problem.line, f"table-{problem.code}", _number(problem.value)))
    for line, cells in table.rows:
        values = {f: " ".join(cells.get(h, "").split()) for f, h in columns.items()}
        if not any(values.values()):
            if any(cell.strip() for cell in cells.values()):
                found.note(Wrong(line, "nobody"))
            continue
        made = _person(line, values, common)
        if isinstance(made, Wrong):
            found.note(made)
        else:
            yield made


def _person(line: int, values: dict[str, str], common: Common) -> bytes | Wrong:
    parts = (values.pop("family", ""), values.pop("given", ""))
    values["name"] = values.get("name") or " ".join(filter(None, parts))
    given = {key: value for key, value in values.items() if value}
    if "@" not in given.get("mail", "@"):
        return Wrong(line, "no-mail-address")
    if not given.keys() & {"name", "mail", "address"}:
        return Wrong(line, "nobody")
    try:
        person = ListedPerson(
            **given, group=common.group, data=common.data, certainty=common.certainty
        )
    except ValidationError:
        return Wrong(line, "row-wrong")
    said: dict[str, Any] = person.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def _number(value: str) -> str:
    return value if value.isdigit() else ""


def _table(content: bytes) -> Table:
    try:
        return read_table(content)
    except DirectoryError as error:
        known = {"workbook", "empty", "no-json", "no-list", "too-long", "too-wide"}
        code = error.code if error.code in known else "no-table"
        raise PersonsError(code, **error.values) from None


def _is_json(content: bytes) -> bool:
    return content.removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")


def _beginning(content: bytes) -> bytes:
    """Whole lines of the first part."""
    if len(content) <= _SAMPLE:
        return content
    return content[:_SAMPLE].rpartition(b"\n")[0]


@cache
def _columns() -> dict[str, str]:
    return {plain(header): name for name, header in rows("person_columns.tsv")}
