"""An export of a directory → when each account's password was changed.

Which directory it is, is told by its columns.  Where none fits, the columns that are
missing are named beside those that are there; `mapping` says which to take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from functools import cache
from typing import Final

from honmono.incident.case import Moment
from honmono.incident.exchange.directory._core import (
    DirectoryError,
    Entry,
    Export,
    Problem,
)
from honmono.incident.exchange.directory.dates import NoDateError, changed_at
from honmono.incident.exchange.directory.rows import Table, plain, read_table
from honmono.tables import rows
from honmono.text import harmless

FIELDS: Final = ("login", "address", "changed", "enabled", "kind")
"""What a mapping may name; `login` and `changed` it must."""

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

_GOOGLE_USERS: Final = frozenset({"email address [required]", "first name [required]"})
_SHOWN: Final = 12
"""Columns that a complaint names."""

Columns = Mapping[str, tuple[str, ...]]
"""For each field the plain headers that hold it, the first that says something counts."""


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
    form, columns = (
        ("mapping", _mapped(table, mapping)) if mapping else _recognised(table)
    )
    entries: list[Entry] = []
    problems = list(table.problems)
    for line, cells in table.rows:
        if form == "google-workspace" and not _tells_of_a_change(cells, columns):
            continue
        entry = _entry(line, cells, columns, problems, zone, now)
        if entry is not None:
            entries.append(entry)
    return Export(
        form, tuple(entries), tuple(sorted(problems)), form == "google-workspace"
    )


def _recognised(table: Table) -> tuple[str, Columns]:
    """The first directory whose columns are there."""
    there = {plain(header) for header in table.headers}
    for form, fields in _forms().items():
        found = {
            field: kept
            for field, headers in fields.items()
            if (kept := tuple(h for h in headers if h in there))
        }
        login, changed = (
            ("actor", "at") if form == "google-workspace" else ("login", "changed")
        )
        if (
            login in found
            and changed in found
            and (login == "login" or "event" in found)
        ):
            return form, {**found, "login": found[login], "changed": found[changed]}
    shown = ", ".join(harmless(h) for h in table.headers[:_SHOWN])
    if any(header.strip().casefold() in _GOOGLE_USERS for header in table.headers):
        raise DirectoryError(
            "is the list of users of Google Workspace, which does not say when passwords "
            "were changed; export the log of user accounts (event: password change)"
        )
    missing = (
        "lastPasswordChangeDateTime, pwdLastSet or PasswordLastSet"
        if there & _logins()
        else "an account and a time of change"
    )
    raise DirectoryError(
        f"has no column for {missing}; it has: {shown}; add the property to the export, "
        "or say with a mapping which columns are `login` and `changed`"
    )


def _mapped(table: Table, mapping: Mapping[str, str]) -> Columns:
    there = {plain(header) for header in table.headers}
    if unknown := sorted(set(mapping) - set(FIELDS)):
        raise DirectoryError(
            f"mapping: `{unknown[0]}` is not known; it may name {', '.join(FIELDS)}"
        )
    for field in ("login", "changed"):
        if field not in mapping:
            raise DirectoryError(f"mapping: `{field}` is missing")
    for field, header in mapping.items():
        if plain(header) not in there:
            shown = ", ".join(harmless(h) for h in table.headers[:_SHOWN])
            raise DirectoryError(
                f"has no column `{header}`, which the mapping names for `{field}`; "
                f"it has: {shown}"
            )
    return {field: (plain(header),) for field, header in mapping.items()}


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
    return any(_OWN_CHANGE.fullmatch(cells.get(h, "")) for h in columns["event"])


def _first(cells: Mapping[str, str], columns: Columns, field: str) -> str:
    found = (cells.get(header, "").strip() for header in columns.get(field, ()))
    return next(filter(None, found), "")


def _yes_or_no(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


@cache
def _forms() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for form, field, header in rows("directory_columns.tsv"):
        found.setdefault(form, {}).setdefault(field, []).append(plain(header))
    return found


@cache
def _logins() -> frozenset[str]:
    return frozenset(h for fields in _forms().values() for h in fields.get("login", ()))
