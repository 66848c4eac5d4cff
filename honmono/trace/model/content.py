"""Did a suspect hold what a report is made from?

    quotes 「…49065番の内容を…」  →  message 904, held by sato, sent to ito
    sato holds 300 messages, ito perhaps 40, of which we see 12

Who held it, had it among as many others as his mailbox has: 1/300, 1/40.  Who did not,
must have had a message that we do not see.  A text that fits hundreds of messages says
nothing; a text that fits none speaks for a mailbox that we do not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Level, Match, Note, Way
from honmono.trace.model.facts import Seen
from honmono.trace.model.people import Array, Crowd

COMMON: Final = 3
"""A text that fits this many times the messages that can be named is everyday's."""

_NOTHING: Final = 1e-9

Rows = NDArray[np.int64]
"""Of suspects."""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a report under each spring; rows are suspects, columns `UNSEEN`."""

    without: float
    """Its maker has no mail of ours."""

    hidden: Array
    """It is from a message that we do not see, or from none in particular."""

    owner: Array
    """It is from a message that fits; he himself is shown.  With its people."""

    others: Array
    """The same, and somebody else is shown."""


def content_of(report: Seen, crowd: Crowd, level: Level, first: int | None) -> Content:
    """Weigh the text of a report; `first` is the date of the first forgery."""
    figures, forgery = crowd.figures, report.forgery
    nothing = np.zeros_like(crowd.unseen)
    everywhere = np.ones_like(crowd.unseen)
    speaks = bool(forgery.references or (forgery.quoted and level is Level.FULL))
    if level is Level.ADDRESS_BOOK or not (speaks or (forgery.subject or "").strip()):
        less = 1.0 if level is Level.ADDRESS_BOOK else figures.no_text
        return Content(1.0, less * everywhere, nothing, nothing)
    # Anybody can write a subject; a subject that nobody of ours knows says little.
    without = figures.text_without_mail if speaks else 1.0
    matches = report.matches
    if matches and matches[0].alike > COMMON * len(matches):
        return Content(without, everywhere, nothing, nothing)
    unseen = np.minimum(crowd.unseen + figures.unseen_own, 1.0)
    if report.thread:
        without, unseen = (
            without * crowd.thread_by_chance(report),
            unseen * crowd.thread(report),
        )
    if not matches:
        return Content(without, unseen, nothing, nothing)
    # As often as it was written, it is written without this mail.
    usual = matches[0].alike / max(float(crowd.messages[crowd.ours].sum()), 1.0)
    fits = max(_fit(match) for match in matches)
    # A quote that fits badly is likelier one that we never had.
    hidden = unseen * (usual * fits + (1 - fits))
    owner, others = _taken(report, crowd, first)
    return Content(without * (usual * fits + (1 - fits)), hidden, owner, others)


def _fit(match: Match) -> float:
    """How surely the text is out of this message: a damaged quote keeps half its runs."""
    if match.way is Way.QUOTE:
        return float(np.clip((match.share - 0.3) / 0.4, 0.02, 1.0))
    return 1.0 if match.way is Way.ID else max(match.share, 0.3)


def _taken(report: Seen, crowd: Crowd, first: int | None) -> tuple[Array, Array]:
    """Sum over the messages that fit: held, shown as its people, sent to its people."""
    owner, others = np.zeros_like(crowd.unseen), np.zeros_like(crowd.unseen)
    date = report.forgery.date
    book = _Book(crowd.owner(report), crowd.others(report), crowd.reached(report))
    more = report.matches[0].alike / len(report.matches)
    for match in report.matches:
        note = match.note
        if date is not None and note.date > date:
            continue
        weight = more * _fit(match)
        if first is not None and note.date > first:
            weight *= crowd.figures.later
        rows = _holders(match, crowd)
        if not rows.size:
            continue
        held = weight * _held(match, rows, crowd) * crowd.heads_fit(report, note)[rows]
        by_owner, by_others = _to_its_people(report, note, rows, book, crowd)
        owner[rows] += held * by_owner
        others[rows] += held * by_others
    return owner, others


class _Book(NamedTuple):
    """The chances of a report's people out of the address book: suspect × unseen."""

    owner: Array
    shown: Array
    reached: Array


def _to_its_people(
    report: Seen, note: Note, rows: Rows, book: _Book, crowd: Crowd
) -> tuple[Array, Array]:
    """Holder × unseen: the chance of a report's people, made from this message.

    The owner is shown, or somebody else: mostly people of the message, else any contact.
    An address of ours that is nobody's is a list, and stands for anybody.
    """
    people = {person for person in note.participants if person in crowd.row}
    lists = len(set(note.participants)) - len(people)
    holders = [crowd.suspects[row] for row in rows]
    # Of the people in the message, without the suspect himself.
    own = np.array([holder in people for holder in holders])[:, None]
    circle = np.maximum(len(people) + lists - own, 1)
    reached = {person for person in report.reached if person} & people
    near = np.array([bool(reached - {holder}) for holder in holders])[:, None]
    inside = sum(w for person, w in crowd.shown(report) if person in people)
    shown = inside - np.where(own, book.owner[rows], 0.0)
    thread, reach = crowd.figures.thread_shown, crowd.figures.thread_reached
    far, some = book.reached[rows], book.shown[rows]
    met = near + lists * far
    to_all = reach * met / circle + (1 - reach) * far
    # He wrote to one person alone: if that one is shown, nobody of the thread is left.
    to_rest = reach * met / np.maximum(circle - 1, 1) + (1 - reach) * far
    to_rest = np.where(circle > 1, to_rest, far)
    anybody = thread * (shown + lists * some) / circle + (1 - thread) * some
    return book.owner[rows] * to_all, anybody * to_rest


def _holders(match: Match, crowd: Crowd) -> Rows:
    """Rows of those who may have held a message."""
    people = {*match.note.participants, *match.note.holders}
    return np.array(sorted(crowd.row[p] for p in people if p in crowd.row), dtype=int)


def _held(match: Match, rows: Rows, crowd: Crowd) -> Array:
    """Row × unseen: the chance to take this message out of that mailbox."""
    holders = set(match.note.holders)
    kept = np.array([1.0 if crowd.suspects[r] in holders else 0.0 for r in rows])
    ours = crowd.ours[rows]
    has = np.where(ours, np.maximum(kept, crowd.figures.deleted), 1.0)
    seen = (1 - crowd.unseen[rows]) / crowd.messages[rows][:, None]
    return np.asarray(np.maximum(has[:, None] * seen, _NOTHING))
