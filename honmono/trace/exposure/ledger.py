"""The ledger: what was said to have leaked, when, and on what; nothing is written over.

    2022-05-18  3 reports   persons at least 4,  likely 31.0, at most 40
    2022-05-20  7 reports   persons at least 9,  likely 12.5, at most 14

Each entry holds the counts, who is affected with which certainty, and the basis from which
they follow.  A correction is a new entry; what was said before keeps its value and date,
for somebody may have been told it.  Nothing new makes no entry.

Messages stand in it as numbers, besides those that fakes were made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from honmono.trace.exposure._core import Basis, Count, Exposure, Kind, Risk

SCHEMA: Final = 1
"""Of the file.  A newer one is not read, since what it says is not known here."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said at one moment."""

    date: datetime
    """Aware, UTC."""

    basis: Basis
    counts: Mapping[Kind, Count | None]
    items: Mapping[tuple[Kind, str], Risk]
    """Addresses, persons (the strongest of their data), and the seen messages by key."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All entries, the newest last."""

    entries: tuple[Entry, ...] = ()

    @property
    def newest(self) -> Entry | None:
        """What is said now."""
        return self.entries[-1] if self.entries else None

    def with_entry(self, entry: Entry) -> Ledger:
        """The ledger with one more; the same when the entry says nothing new."""
        newest = self.newest
        if newest and said(newest) == said(entry):
            return self
        return Ledger((*self.entries, entry))


def entry_of(exposure: Exposure, now: datetime) -> Entry:
    """What an exposure says, as of a moment."""
    items: dict[tuple[Kind, str], Risk] = {
        (Kind.ADDRESSES, address): risk for address, risk in exposure.addresses.items()
    }
    for person in exposure.people:
        if not person.desk:
            items[Kind.PERSONS, person.person] = person.risk
    for key, risk in exposure.messages.items():
        items[Kind.MESSAGES, key] = risk
    counts = {kind: _rounded(count) for kind, count in exposure.counts.items()}
    return Entry(
        now.astimezone(UTC).replace(microsecond=0),
        exposure.basis,
        counts,
        {place: _kept(risk) for place, risk in items.items()},
    )


def said(entry: Entry) -> object:
    """All of an entry but its moment."""
    return entry.basis, dict(entry.counts), dict(entry.items)


def _rounded(count: Count | None) -> Count | None:
    """As it is told: a change in the last digits is none."""
    return count and Count(count.at_least, round(count.likely, 1), count.at_most)


def _kept(risk: Risk) -> Risk:
    return Risk(risk.certainty, round(risk.chance, 2), risk.reasons, risk.reports)
