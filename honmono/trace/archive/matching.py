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
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.mail.message.thread import subject as read_subject
from honmono.trace.archive._core import Level, Match, Way
from honmono.trace.archive.columns import GONE, among
from honmono.trace.archive.entry import MAX_SUBJECT, compared, id_number
from honmono.trace.archive.messages import Longs, Messages
from honmono.trace.archive.notes import Notes
from honmono.trace.archive.quotes import Fitting, fitting
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


class _Found(NamedTuple):
    """Messages that fit a forgery by one way, best first."""

    way: Way
    messages: Longs
    shares: NDArray[np.float64]
    prints: int = 0

    def of(self, places: Longs | list[int]) -> _Found:
        """Some of them."""
        at = np.asarray(places, np.int64)
        return self._replace(messages=self.messages[at], shares=self.shares[at])


def matches(
    database: sqlite3.Connection,
    messages: Messages,
    notes: Notes,
    forgeries: Sequence[Forgery],
    level: Level,
    script: Script = PLAIN,
) -> tuple[tuple[Match, ...], ...]:
    """For each forgery the messages that fit it: by id, else by quote, else by subject.

    Where several hold a quote as well, those that have the subject too are meant: a
    disclaimer stands in many.  A long quote that stands nowhere is out of a message that
    we do not have, whatever messages have its subject.
    """
    by_id = _by_id(messages, forgeries, script)
    subjects = [_subjects(database, each.subject, script) for each in forgeries]
    by_subject = _by_subject(messages, subjects)
    quotes = [each.quoted if level is Level.FULL else "" for each in forgeries]
    by_quote = fitting(database, quotes, len(messages), script)
    told = _holds_texts(database)
    found = []
    for forgery, ids, quoted, subject in zip(
        forgeries, by_id, by_quote, by_subject, strict=True
    ):
        ids, quote, subject = (
            _older(messages, way, forgery.date)
            for way in (ids, _best_first(messages, quoted), subject)
        )
        quote = _with_subject(quote, subject)
        if told and quoted.prints >= TELLING and not forgery.bare:  # that may be none
            subject = subject.of([])
        best = next((way for way in (ids, quote, subject) if len(way.messages)), ids)
        found.append(tuple(_named(notes, best)))
    return tuple(found)


def _holds_texts(database: sqlite3.Connection) -> bool:
    """Are there fingerprints, or was all mail indexed by its header fields alone?"""
    some = "SELECT 1 FROM prints WHERE length(low) > 0 LIMIT 1"
    return database.execute(some).fetchone() is not None


def _with_subject(quote: _Found, subject: _Found) -> _Found:
    """The messages that hold about as much of a quote as the best.

    If some with that subject hold nearly as much, these.
    """
    best = quote.shares >= quote.shares.max(initial=0.0) - AS_GOOD
    agreeing = among(quote.messages, subject.messages)
    agreeing &= quote.shares >= quote.shares.max(initial=0.0) * AGREED
    return quote.of(np.flatnonzero(agreeing if agreeing.any() else best))


def _older(messages: Messages, found: _Found, date: int | None) -> _Found:
    written = messages.columns.date[found.messages]
    kept = written != GONE
    if date is not None:
        kept &= written < date
    return found.of(np.flatnonzero(kept))


def _named(notes: Notes, found: _Found) -> list[Match]:
    shares = found.shares.tolist()[:MAX_NAMED]
    return [
        Match(
            note,
            found.way,
            share,
            found.prints,
            int((found.shares >= share * _AS_WELL).sum()),
        )
        for note, share in zip(
            notes.of(found.messages.tolist()[:MAX_NAMED]), shares, strict=True
        )
    ]


def _best_first(messages: Messages, quoted: Fitting) -> _Found:
    """The message that holds most of it; of several the oldest, from which others quote."""
    date = messages.columns.date[quoted.messages]
    order = np.lexsort((date, -np.round(quoted.shares, 2)))
    return _Found(
        Way.QUOTE, quoted.messages[order], quoted.shares[order], quoted.prints
    )


# --- by id


def _by_id(
    messages: Messages, forgeries: Sequence[Forgery], script: Script
) -> list[_Found]:
    """The nearest id that is known: its message, else those that refer to it too."""
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
        fits = next((known[each] for each in ids if each in known), None)
        if fits is None:
            fits = next((answers[each] for each in ids if each in answers), _NONE)
        found.append(_Found(Way.ID, fits, np.ones(len(fits))))
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
) -> list[_Found]:
    numbers = np.array(sorted({n for each in subjects for n in each}), np.int32)
    at = np.flatnonzero(among(messages.columns.subject, numbers))
    bearing = _together(messages.columns.subject[at].astype(np.int64), at)
    found = []
    for shares in subjects:
        parts = [(bearing[n], share) for n, share in shares.items() if n in bearing]
        which = np.concatenate([part for part, _ in parts] or [_NONE])
        share = np.repeat([s for _, s in parts], [len(part) for part, _ in parts])
        order = np.lexsort((-messages.columns.date[which], -share))
        found.append(_Found(Way.SUBJECT, which[order], share[order].astype(np.float64)))
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
