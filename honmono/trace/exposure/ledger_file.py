"""The ledger's file: JSON, whole or not at all, and never guessed from a damaged one.

    {"schema": 1, "entries": [{"date": "2022-05-18T02:00:00+00:00", "basis": {…}, …}]}

It lies where the user says, beside the incident, and holds mail addresses: whoever may
read it should be allowed to read the incident.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from honmono.trace.archive._core import Level
from honmono.trace.exposure._core import (
    Basis,
    Bound,
    Certainty,
    Count,
    Finding,
    Kind,
    Reason,
    Risk,
)
from honmono.trace.exposure.ledger import SCHEMA, Entry, Ledger
from honmono.trace.exposure.saving import replacing


class LedgerError(Exception):
    """The file cannot be read; it was left as it is."""

    def __init__(self, path: Path, why: str) -> None:
        """Name the file, what is wrong, and what to do."""
        super().__init__(f"{path}: {why}")


def save(path: Path, ledger: Ledger) -> None:
    """Write the ledger.

    Raises:
        CannotSaveError: what stood there is unchanged.

    """
    values = {"schema": SCHEMA, "entries": [_entry(each) for each in ledger.entries]}
    with replacing(path) as file:
        json.dump(values, file, ensure_ascii=False, indent=1)
        file.write("\n")


def read(path: Path) -> Ledger:
    """Read the ledger; an empty one when there is no file yet.

    Raises:
        LedgerError: the file is damaged, newer than this program, or may not be read.

    """
    try:
        values = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise LedgerError(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise LedgerError(path, _DAMAGED.format("is no JSON")) from None
    schema = values.get("schema") if isinstance(values, dict) else None
    if type(schema) is int and schema > SCHEMA:
        why = f"has schema {schema}, this version reads up to {SCHEMA}: use a newer one"
        raise LedgerError(path, why)
    if type(schema) is not int or schema != SCHEMA:
        raise LedgerError(path, _DAMAGED.format("has no schema of a ledger"))
    place = "entries"
    try:
        entries = []
        for number, each in enumerate(values["entries"], 1):
            place = f"entry {number}"
            entries.append(_read_entry(each))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{place} is damaged ({type(error).__name__}: {error})"
        raise LedgerError(path, _DAMAGED.format(why)) from None
    return Ledger(tuple(entries))


_DAMAGED = "{}; take it from a backup, or name another file to begin a new ledger"


def _entry(entry: Entry) -> dict[str, Any]:
    basis = entry.basis
    return {
        "date": entry.date.isoformat(),
        "basis": {
            "level": basis.level.value,
            "reports": basis.reports,
            "suspects": basis.suspects,
            "contained": basis.contained,
            "until": basis.until,
            "finding": basis.finding.value,
            "bound": basis.bound.value,
        },
        "counts": {
            kind.value: count and [count.at_least, count.likely, count.at_most]
            for kind, count in entry.counts.items()
        },
        "items": [
            {
                "kind": kind.value,
                "item": item,
                "certainty": risk.certainty.value,
                "chance": risk.chance,
                "reasons": [reason.value for reason in risk.reasons],
                "reports": risk.reports,
            }
            for (kind, item), risk in entry.items.items()
        ],
    }


def _read_entry(values: dict[str, Any]) -> Entry:
    basis = values["basis"]
    date = datetime.fromisoformat(values["date"])
    if date.tzinfo is None:
        raise ValueError("a date without its zone")
    return Entry(
        date,
        Basis(
            level=Level(basis["level"]),
            reports=tuple(map(str, basis["reports"])),
            suspects=tuple(map(str, basis["suspects"])),
            contained=None if basis["contained"] is None else int(basis["contained"]),
            until=int(basis["until"]),
            finding=Finding(basis["finding"]),
            bound=Bound(basis["bound"]),
        ),
        {kind: _read_count(values["counts"][kind.value]) for kind in Kind},
        {
            (Kind(each["kind"]), str(each["item"])): Risk(
                Certainty(each["certainty"]),
                float(each["chance"]),
                tuple(Reason(reason) for reason in each["reasons"]),
                tuple(map(str, each["reports"])),
            )
            for each in values["items"]
        },
    )


def _read_count(values: list[float] | None) -> Count | None:
    if values is None:
        return None
    at_least, likely, at_most = values
    count = Count(int(at_least), float(likely), int(at_most))
    if not count.at_least <= count.likely <= count.at_most:
        raise ValueError(f"counts out of order: {values}")
    return count
