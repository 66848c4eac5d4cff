"""An export of a directory → when each account's password was changed.

    yamada, yamada@reiji.example   2022-05-19T18:00+09:00   enabled
    sato                           the directory does not say

A row that cannot be read is named, and its account is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Final

from honmono.incident.case import Moment
from honmono.incident.exchange.directory._core import (
    Entry,
    Export,
    Problem,
)
from honmono.incident.exchange.directory.columns import (
    LOG,
    Columns,
    mapped,
    recognised,
)
from honmono.incident.exchange.directory.dates import NoDateError, changed_at
from honmono.incident.exchange.directory.rows import read_table
from honmono.text import harmless

_YES: Final = frozenset({"true", "yes", "1", "active", "enabled", "有効", "はい"})
_NO: Final = frozenset(
    {"false", "no", "0", "suspended", "disabled", "archived", "無効", "停止", "いいえ"}
)
_OWN_CHANGE: Final = re.compile(
    r"\s*(?:(?:account|user) password change|.{1,100} has changed account password|"
    r"アカウントのパスワードの?変更)\W*",
    re.IGNORECASE,
)
"""Somebody changed his own.  Of one that an administrator set, the log names him alone."""


def read_directory(
    content: bytes,
    *,
    zone: tzinfo,
    now: datetime,
    mapping: Mapping[str, str] | None = None,
) -> Export:
    """Every account of an export.

    Args:
        content: the file.
        zone: of whoever exported it, for times that name none.
        now: nothing was changed later than that.
        mapping: field → header, where the file is none of those that we know.

    Raises:
        DirectoryError: a column is missing, or it is no table.

    """
    table = read_table(content)
    if mapping:
        form, columns = "mapping", mapped(table.headers, mapping)
    else:
        form, columns = recognised(table.headers)
    is_log = LOG in columns
    entries: list[Entry] = []
    problems = list(table.problems)
    for line, cells in table.rows:
        if is_log and not _tells_of_a_change(cells, columns):
            continue
        entry = _entry(line, cells, columns, problems, zone, now)
        if entry is not None:
            entries.append(entry)
    return Export(form, tuple(entries), tuple(sorted(problems)), is_log)


def _entry(
    line: int,
    cells: Mapping[str, str],
    columns: Columns,
    problems: list[Problem],
    zone: tzinfo,
    now: datetime,
) -> Entry | None:
    headers = (*columns["login"], *columns.get("address", ()))
    names = (harmless(cells.get(header, ""), 320) for header in headers)
    logins = tuple(dict.fromkeys(filter(None, names)))
    if not logins:
        if any(cell.strip() for cell in cells.values()):
            problems.append(Problem(line, "no-account"))
        return None
    return Entry(
        line=line,
        logins=logins,
        changed=_changed(line, cells, columns, problems, zone, now),
        is_enabled=_yes_or_no(_first(cells, columns, "enabled")),
        is_guest=_first(cells, columns, "kind").casefold() == "guest",
    )


def _changed(
    line: int,
    cells: Mapping[str, str],
    columns: Columns,
    problems: list[Problem],
    zone: tzinfo,
    now: datetime,
) -> Moment | None:
    """Of the columns that hold it, the first that can be read."""
    wrong: list[Problem] = []
    for header in columns["changed"]:
        text = cells.get(header, "")
        try:
            found = changed_at(text, zone, now)
        except NoDateError as error:
            wrong.append(Problem(line, str(error), harmless(text, 40)))
        else:
            if found is not None:
                return found
    problems.extend(wrong)
    return None


def _tells_of_a_change(cells: Mapping[str, str], columns: Columns) -> bool:
    return any(_OWN_CHANGE.fullmatch(cells.get(h, "")) for h in columns[LOG])


def _first(cells: Mapping[str, str], columns: Columns, field: str) -> str:
    found = (cells.get(header, "").strip() for header in columns.get(field, ()))
    return next(filter(None, found), "")


def _yes_or_no(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None
