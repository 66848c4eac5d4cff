"""The ledger's file: JSON, whole or not at all, and never guessed from a damaged one.

    {"schema": 1, "entries": [{"date": "2022-05-18T02:00:00+00:00", "basis": {…}, …}]}

It lies where the user says, beside the incident, and holds mail addresses: whoever may
read it should be allowed to read the incident.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from honmono.text import say_at_length
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

    def __init__(self, path: Path, sentence: str, **values: object) -> None:
        """Name the file, and the sentence of the catalogue `exposure`."""
        self._sentence, self._values = sentence, {"path": path, **values}
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say what is wrong and what to do, in a language."""
        return say_at_length(
            "exposure", self._sentence, language, _LONGEST, self._values
        )


_LONGEST: Final = 300
"""Characters of a path, or of what is wrong."""


def save(path: Path, ledger: Ledger) -> None:
    """Write the ledger.

    Raises:
        CannotSaveError: what stood there is unchanged.

    """
    values = {
        "schema": SCHEMA,
        "entries": [entry_as_json(each) for each in ledger.entries],
    }
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
        raise LedgerError(path, "ledger-unreadable", why=error.strerror) from None
    except (ValueError, RecursionError):
        raise LedgerError(path, "ledger-other") from None
    values = values if isinstance(values, dict) else {}
    schema, rows = values.get("schema"), values.get("entries")
    if type(schema) is int and schema > SCHEMA:
        raise LedgerError(path, "ledger-newer", schema=schema, known=SCHEMA)
    if type(schema) is not int or schema != SCHEMA or not isinstance(rows, list):
        raise LedgerError(path, "ledger-other")
    entries = list[Entry]()
    try:
        for each in rows:
            entries.append(entry_from_json(each))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        number = len(entries) + 1
        raise LedgerError(path, "ledger-damaged", number=number, why=why) from None
    return Ledger(tuple(entries))


def entry_as_json(entry: Entry) -> dict[str, Any]:
    """One entry as it stands in the file."""
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


def entry_from_json(values: dict[str, Any]) -> Entry:
    """One entry, read.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: it is none.

    """
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
