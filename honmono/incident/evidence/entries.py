"""An entry of the log with the personal values that it holds hashes of; nothing is stored.

    after(head, draft, {"by": "山田 花子"}) → Following(entry, values)

Where the two are stored is somebody else's: two files (`journal`), or tables.  Values are
stored before the entry, or with it, so an entry never lacks them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from honmono.incident.evidence.chain import (
    MAX_LINE,
    Draft,
    Entry,
    Head,
    as_line,
    entry_after,
    salted_hash,
)
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.values import Row, rows_for


class Following(NamedTuple):
    """What is to be stored, together or not at all."""

    entry: Entry
    values: tuple[Row, ...]


def after(
    head: Head,
    draft: Draft,
    values: Mapping[str, str],
    incident: bytes | None = None,
) -> Following:
    """The entry that follows, and its values.

    Args:
        head: the end of the chain.
        draft: without its salted hashes.
        values: what names persons, by field.
        incident: the incident file as it will be; None where it stays as it is.

    Raises:
        EvidenceError: a line would be longer than a line may be.

    """
    rows = rows_for(head.number + 1, values, incident)
    salted = {
        row.key.field: salted_hash(row.salt, content)
        for row in rows
        if row.salt is not None and (content := _content_of(row, incident)) is not None
    }
    entry = entry_after(head, replace(draft, salted=salted))
    lines = (as_line(entry), *(row.as_line() for row in rows))
    if max(map(len, lines)) > MAX_LINE:
        raise EvidenceError("entry-too-long", most=MAX_LINE)
    return Following(entry, tuple(rows))


def _content_of(row: Row, incident: bytes | None) -> bytes | None:
    return incident if row.value is None else row.value.encode()
