"""The messages of ours that a forgery was made from: by id, by quote, by subject.

    In-Reply-To: <5ef75c@partner.example>     the message of that id, or its answers
    > お世話になっております。…                  messages that hold this text
    Subject: RE: 見積書の件                      messages whose subject it is, or begins so

Only what is older than the forgery can have been stolen for it; a copy of the forged mail
in our own mailboxes, which fits best of all, is left out by that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.mail.message.thread import subject as read_subject
from honmono.trace.archive._core import Level, Match, Note, Way
from honmono.trace.archive.columns import GONE, among
from honmono.trace.archive.entry import MAX_SUBJECT, compared, id_number
from honmono.trace.archive.messages import Longs, Messages
from honmono.trace.archive.quotes import (
    Standing,
    Wanted,
    fitting,
    standing,
    stored,
    wanted_of,
)
from honmono.trace.archive.script import MIN_CUT, PLAIN, Script
from honmono.trace.forgery import Forgery

MAX_NAMED: Final = 12
"""Matches of one forgery by one way that are named; `alike` tells how many there are."""

AS_GOOD: Final = 0.05
"""A share this much below the best fits as well: a damaged quote loses runs by chance."""

AGREED: Final = 0.6
"""Of the best share, from which a message fits better whose subject agrees."""

TELLING: Final = 4
"""Fingerprints of a quote that would be found, had we the message."""

_AS_WELL: Final = 0.9
"""A message fits as well as another that has this part of its share."""


class Rows(NamedTuple):
    """Messages of one partition that may fit a forgery by one way, a row each."""

    messages: Longs
    dates: Longs
    ids: Longs
    """Numbers of their Message-IDs, by which equals are put in an order."""

    values: NDArray[np.float64]
    """By id: how near, 0 the nearest.  By quote or subject: the share that fits."""


class Fits(NamedTuple):
    """What one partition has for one forgery."""

    by_id: Rows
    quote: Rows
    prints: int
    subject: Rows


class Pieces(NamedTuple):
    """What has to be known of all partitions before one can say what fits."""

    often: Longs
    """In how many messages each fingerprint of all quotes stands."""

    messages: int
    told: bool
    """There are fingerprints: not all mail was indexed by its header fields alone."""

    def with_(self, other: Pieces) -> Pieces:
        """Of two partitions."""
        return Pieces(
            self.often + other.often,
            self.messages + other.messages,
            self.told or other.told,
        )


class Chosen(NamedTuple):
    """The messages that a forgery was made from, best first."""

    way: Way
    parts: Longs
    """In which partition each lies; 0 in an archive without."""

    messages: Longs
    shares: NDArray[np.float64]
    prints: int = 0

    @property
    def named(self) -> list[tuple[int, int]]:
        """(Partition, message) of those that are named."""
        few = slice(MAX_NAMED)
        return list(
            zip(self.parts[few].tolist(), self.messages[few].tolist(), strict=True)
        )

    def matches(self, notes: Sequence[Note]) -> tuple[Match, ...]:
        """As an answer; `notes` are those of `named`."""
        shares = self.shares.tolist()[:MAX_NAMED]
        return tuple(
            Match(
                note,
                self.way,
                share,
                self.prints,
                int((self.shares >= share * _AS_WELL).sum()),
            )
            for note, share in zip(notes, shares, strict=True)
        )


class Matcher:
    """Says what one partition, or an archive without, has for some forgeries.

    It is asked twice: how often pieces stand here, and when that is known of all what
    fits.  The quotes of the last question are looked up once.
    """

    def __init__(
        self, database: sqlite3.Connection, messages: Messages, script: Script = PLAIN
    ) -> None:
        self._database = database
        self._messages = messages
        self._script = script
        self._looked_up = lru_cache(1)(self._look_up)

    def pieces(self, forgeries: Sequence[Forgery], level: Level) -> Pieces:
        """How often pieces of their quotes stand here."""
        wanted, here = self._looked_up(_quotes(forgeries, level))
        held = int((self._messages.columns.date != GONE).sum())
        return Pieces(here.often(wanted), held, _holds_texts(self._database))

    def fits(
        self, forgeries: Sequence[Forgery], level: Level, all_: Pieces
    ) -> tuple[Fits, ...]:
        """What is here for each; `all_` is what all partitions said."""
        wanted, here = self._looked_up(_quotes(forgeries, level))
        quotes = fitting(wanted, here, all_.often, all_.messages)
        subjects = [
            _subjects(self._database, each.subject, self._script) for each in forgeries
        ]
        return tuple(
            Fits(
                self._rows(*by_id),
                self._rows(quote.messages, quote.shares),
                quote.prints,
                self._rows(*by_subject),
            )
            for by_id, quote, by_subject in zip(
                _by_id(self._messages, forgeries, self._script),
                quotes,
                _by_subject(self._messages, subjects),
                strict=True,
            )
        )

    def _look_up(self, quotes: tuple[str, ...]) -> tuple[Wanted, Standing]:
        wanted = wanted_of(quotes, self._script)
        return wanted, standing(lambda: stored(self._database), wanted)

    def _rows(self, messages: Longs, values: NDArray[np.float64]) -> Rows:
        columns = self._messages.columns
        return Rows(messages, columns.date[messages], columns.id[messages], values)


def _quotes(forgeries: Sequence[Forgery], level: Level) -> tuple[str, ...]:
    return tuple(each.quoted if level is Level.FULL else "" for each in forgeries)


def _holds_texts(database: sqlite3.Connection) -> bool:
    """Are there fingerprints, or was all mail indexed by its header fields alone?"""
    some = "SELECT 1 FROM prints WHERE length(low) > 0 LIMIT 1"
    return database.execute(some).fetchone() is not None


def chosen(forgery: Forgery, fits: Sequence[Fits], *, told: bool) -> Chosen:
    """The messages that fit it: by id, else by quote, else by subject.

    Where several hold a quote as well, those that have the subject too are meant: a
    disclaimer stands in many.  A long quote that stands nowhere is out of a message that
    we do not have, whatever messages have its subject.

    Args:
        forgery: what was reported.
        fits: what each partition has for it.
        told: `Pieces.told` of all.

    """
    prints = fits[0].prints
    near = _united([each.by_id for each in fits])
    near = near.of(near.rows.values == near.rows.values.min(initial=np.inf))
    quote = _united([each.quote for each in fits])
    subject = _united([each.subject for each in fits])
    whole = subject.rows.values == 1.0
    subject = subject.of(whole) if whole.any() else subject  # no cut one is meant
    near, quote, subject = (_older(way, forgery.date) for way in (near, quote, subject))
    quote = _with_subject(quote, subject)
    if told and prints >= TELLING and not forgery.bare:  # that may be none
        subject = subject.of(np.zeros(len(subject.parts), np.bool_))
    if len(quote.parts) and not len(near.parts):
        # Of those that hold most of it the oldest, from which others quote.
        return _ordered(Way.QUOTE, quote, -np.round(quote.rows.values, 2), 1, prints)
    if len(subject.parts) and not len(near.parts):
        return _ordered(Way.SUBJECT, subject, -subject.rows.values, -1)
    near = near._replace(rows=near.rows._replace(values=np.ones(len(near.parts))))
    return _ordered(Way.ID, near, near.rows.values, 1)


class _United(NamedTuple):
    """The same of all partitions."""

    parts: Longs
    rows: Rows

    def of(self, which: NDArray[Any]) -> _United:
        """Some of them, by flags or places."""
        return _United(self.parts[which], Rows(*(each[which] for each in self.rows)))


def _united(parts: Sequence[Rows]) -> _United:
    sizes = [len(each.messages) for each in parts]
    columns = (np.concatenate(each) for each in zip(*parts, strict=True))
    return _United(np.repeat(np.arange(len(parts)), sizes), Rows(*columns))


def _ordered(
    way: Way, found: _United, by: NDArray[Any], age: int, prints: int = 0
) -> Chosen:
    """In the order of a value, then by date (`age` 1: the oldest first)."""
    order = np.lexsort((found.rows.ids, age * found.rows.dates, by))
    found = found.of(order)
    return Chosen(way, found.parts, found.rows.messages, found.rows.values, prints)


def _with_subject(quote: _United, subject: _United) -> _United:
    """The messages that hold about as much of a quote as the best.

    If some with that subject hold nearly as much, these.
    """
    shares = quote.rows.values
    best = shares >= shares.max(initial=0.0) - AS_GOOD
    agreeing = among(_codes(quote), _codes(subject))
    agreeing &= shares >= shares.max(initial=0.0) * AGREED
    return quote.of(agreeing if agreeing.any() else best)


def _codes(found: _United) -> Longs:
    return found.parts << 40 | found.rows.messages


def _older(found: _United, date: int | None) -> _United:
    written = found.rows.dates
    kept = written != GONE
    if date is not None:
        kept &= written < date
    return found.of(kept)


# --- by id


def _by_id(
    messages: Messages, forgeries: Sequence[Forgery], script: Script
) -> list[tuple[Longs, NDArray[np.float64]]]:
    """The messages of the nearest id that is known, else those that refer to it, too."""
    asked = [[script.number(id_number(i)) for i in f.references] for f in forgeries]
    wanted = {number for ids in asked for number in ids}
    numbers = np.array(sorted(wanted), np.int64)
    columns = messages.columns
    itself = np.flatnonzero(among(columns.id, numbers)) if wanted else _NONE
    at = np.flatnonzero(among(columns.references, numbers)) if wanted else _NONE
    referring = np.searchsorted(columns.references_ends, at, side="right")
    known = _together(columns.id[itself], itself)
    answers = _together(columns.references[at], referring)
    found = []
    for ids in asked:
        ways = [known.get(each, _NONE) for each in ids]
        ways += [answers.get(each, _NONE) for each in ids]
        places = next(([n] for n, way in enumerate(ways) if len(way)), [])
        which = [ways[n] for n in places] or [_NONE]
        found.append((which[0], np.repeat([float(n) for n in places], len(which[0]))))
    return found


_NONE: Final = np.empty(0, np.int64)


def _together(keys: Longs, values: Longs) -> Mapping[int, Longs]:
    """Key → its values."""
    order = np.argsort(keys, kind="stable")
    which, starts = np.unique(keys[order], return_index=True)
    return dict(zip(which.tolist(), np.split(values[order], starts[1:]), strict=False))


# --- by subject


def _by_subject(
    messages: Messages, subjects: Sequence[Mapping[int, float]]
) -> list[tuple[Longs, NDArray[np.float64]]]:
    numbers = np.array(sorted({n for each in subjects for n in each}), np.int32)
    at = np.flatnonzero(among(messages.columns.subject, numbers))
    bearing = _together(messages.columns.subject[at].astype(np.int64), at)
    found = []
    for shares in subjects:
        parts = [(bearing[n], share) for n, share in shares.items() if n in bearing]
        which = np.concatenate([part for part, _ in parts] or [_NONE])
        share = np.repeat([s for _, s in parts], [len(part) for part, _ in parts])
        found.append((which, share.astype(np.float64)))
    return found


def _subjects(
    database: sqlite3.Connection, shown: str | None, script: Script
) -> dict[int, float]:
    """Numbers of the subjects that a shown one may be, and how much of each is left."""
    letters = compared(read_subject(shown or "").base[:MAX_SUBJECT])
    if not letters:
        return {}
    written, _ = script.subject(letters, "")
    whole = database.execute("SELECT number FROM subject WHERE letters = ?", (written,))
    if (row := whole.fetchone()) is not None:
        return {row[0]: 1.0}
    if len(letters.encode("utf-8", "replace")) < MIN_CUT:
        return {}
    if script.keyed:
        cut = database.execute(
            "SELECT subject, whole FROM beginning WHERE beginning = ? LIMIT 200",
            (script.beginning(letters),),
        )
    else:
        cut = database.execute(
            "SELECT number, length(letters) FROM subject "
            "WHERE letters > ? AND letters < ? ORDER BY letters LIMIT 200",
            (letters, letters + "\U0010ffff"),
        )
    return {number: min(len(letters) / whole, 1.0) for number, whole in cut}
