"""Which column holds what: told by the headers that a directory writes, or by a mapping.

    userPrincipalName, lastPasswordChangeDateTime   → microsoft-365
    社員番号, 最終変更日                             → a mapping: login, changed

Where nothing fits, the columns that are missing are named beside those that are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from honmono.incident.exchange.directory._core import DirectoryError
from honmono.incident.exchange.directory.rows import plain
from honmono.tables import rows
from honmono.text import harmless

FIELDS: Final = ("login", "address", "changed", "enabled", "kind")
"""What a mapping may name; `login` and `changed` it must."""

LOG: Final = "event"
"""A form that has this field is a log: one row for each thing that happened."""

_GOOGLE_USERS: Final = frozenset({"email address [required]", "first name [required]"})
_SHOWN: Final = 12
"""Columns that a complaint names."""

Columns = Mapping[str, tuple[str, ...]]
"""For each field the plain headers that hold it, the first that says something counts."""


def recognised(headers: tuple[str, ...]) -> tuple[str, Columns]:
    """The first directory whose columns are there, and where.

    Raises:
        DirectoryError: none is.

    """
    there = {plain(header) for header in headers}
    for form, fields in _forms().items():
        found = {
            f: tuple(h for h in known if h in there) for f, known in fields.items()
        }
        needed = {"login", "changed", LOG} & set(fields)
        if all(found[field] for field in needed):
            return form, found
    if any(header.strip().casefold() in _GOOGLE_USERS for header in headers):
        raise DirectoryError("google-users")
    logins = {h for fields in _forms().values() for h in fields["login"]}
    code = "no-change-column" if there & logins else "no-columns"
    raise DirectoryError(code, columns=_shown(headers))


def mapped(headers: tuple[str, ...], mapping: Mapping[str, str]) -> Columns:
    """The columns that somebody named.

    Raises:
        DirectoryError: a column or a field is missing or unknown.

    """
    there = {plain(header) for header in headers}
    if unknown := sorted(set(mapping) - set(FIELDS)):
        raise DirectoryError(
            "mapping-unknown", field=unknown[0], known=", ".join(FIELDS)
        )
    for field in ("login", "changed"):
        if field not in mapping:
            raise DirectoryError("mapping-missing", field=field)
    for field, header in mapping.items():
        if plain(header) not in there:
            raise DirectoryError(
                "mapping-column", header=header, field=field, columns=_shown(headers)
            )
    return {field: (plain(header),) for field, header in mapping.items()}


def _shown(headers: tuple[str, ...]) -> str:
    return ", ".join(harmless(header) for header in headers[:_SHOWN])


@cache
def _forms() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for form, field, header in rows("directory_columns.tsv"):
        found.setdefault(form, {}).setdefault(field, []).append(plain(header))
    return found
