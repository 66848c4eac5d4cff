"""Does a suspect know whom a report shows and reaches?

    shows 田中 亮, reaches ito@partner.example
    suspect      contacts   田中 亮        ito
    sato          60        44 messages    3 messages      both known: 1/60-ish each
    info          300       1              –               one known, of many

A thief takes names from the book before him, familiar ones rather than others; so who
knows few people and these two among them is likelier than who knows everybody.  Of a
partner's book we see only the part with us in it.

Rows of every array are suspects, after them an axis for how much of a partner's mail we
do not see (`UNSEEN`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Level, Note
from honmono.trace.model.facts import Facts, Seen
from honmono.trace.model.figures import Figures
from honmono.trace.people.forms import Likeness

Array = NDArray[np.float64]

UNSEEN: Final = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
"""Parts of a partner's mailbox that we may not see; weighed by a Beta distribution."""

LIKE: Final = {Likeness.ADDRESS: 1.0, Likeness.FULL: 1.0, Likeness.PARTIAL: 0.1}
"""How likely a person is shown by such a text."""

STRANGER: Final = {Likeness.ADDRESS: 0.0, Likeness.FULL: 0.005, Likeness.PARTIAL: 0.3}
"""How likely somebody unknown is shown by a text that could be one of these."""


BOOKS_SHOW_LESS: Final = 3.0
"""So many times fewer of a partner's contacts stand in address books of ours as in our
mail, which also shows whom else he writes to."""

NAMESAKE: Final = 0.05
"""Part of the shown names beside an unknown address that mean somebody we know."""


class Kinds(NamedTuple):
    """How a draw falls: one of ours, another whom we know, or nobody we know."""

    ours: float
    known: float

    @property
    def unknown(self) -> float:
        """What is left."""
        return max(1.0 - self.ours - self.known, 0.01)


HIDDEN: Final = Kinds(0.05, 0.35)
"""A contact of a partner whom our mail does not show beside him."""

COLLEAGUES: Final = 0.5
"""Part of the unseen contacts of a partner that have an address in his own domain."""

MOST_COLLEAGUES: Final = 200
"""A domain with more people is a mail provider's: they are no colleagues."""

BACKGROUND: Final = Kinds(0.5, 0.25)
"""Anybody at all."""


@dataclass(frozen=True)
class Crowd:
    """Suspects as rows, people in reports as columns."""

    facts: Facts
    figures: Figures

    @cached_property
    def suspects(self) -> tuple[str, ...]:
        """Our mailboxes first, then colleagues without one here, then the others."""
        others = [p for p in self.facts.profiles if _domain(p) not in self._our_domains]
        boxes, colleagues = self._boxes, self._colleagues_unindexed
        outside = sorted(set(others) - {*boxes, *colleagues})
        return (*boxes, *colleagues, *outside)

    @cached_property
    def _boxes(self) -> tuple[str, ...]:
        return tuple(box.person for box in self.facts.mailboxes)

    @cached_property
    def _colleagues_unindexed(self) -> tuple[str, ...]:
        known = self.facts.profiles.items()
        ours = {person for person, profile in known if profile.ours}
        return tuple(sorted(ours - set(self._boxes)))

    @cached_property
    def _our_domains(self) -> frozenset[str]:
        """Those where most addresses are mailboxes of ours.

        Any other address there is a list or an old name: nobody's mailbox.
        """
        boxes = Counter(_domain(box.person) for box in self.facts.mailboxes)
        seen = Counter(map(_domain, self.facts.profiles))
        return frozenset(d for d, count in boxes.items() if 2 * count > seen[d])

    @cached_property
    def row(self) -> dict[str, int]:
        """Suspect → row."""
        return {person: at for at, person in enumerate(self.suspects)}

    @cached_property
    def ours(self) -> NDArray[np.bool_]:
        """Is it one of our mailboxes, which we see whole?"""
        return np.arange(len(self.suspects)) < len(self._boxes)

    @cached_property
    def of_ours(self) -> NDArray[np.bool_]:
        """Is it one of us, though perhaps without a mailbox in the archive?"""
        return np.arange(len(self.suspects)) < self._count

    @property
    def _count(self) -> int:
        """Of us."""
        return len(self._boxes) + len(self._colleagues_unindexed)

    @cached_property
    def unseen(self) -> Array:
        """Suspect × unseen: which part of his contacts and mail we do not see."""
        books = self.facts.level is Level.ADDRESS_BOOK
        theirs = 1 - (1 - UNSEEN) / (BOOKS_SHOW_LESS if books else 1.0)
        own = np.full(len(UNSEEN), self.figures.unseen_own)
        return np.where(self.ours[:, None], own, theirs)

    @cached_property
    def messages(self) -> Array:
        """How many messages each holds, of partners those that we see."""
        return np.array([max(self._of(c)[0], 1.0) for c in self.suspects])

    @cached_property
    def _ties(self) -> Array:
        return np.array([max(self._of(c)[1], 1.0) for c in self.suspects])

    @cached_property
    def _near(self) -> Array:
        """Suspect × unseen: which part of his contacts is ours."""
        known = [self.facts.profiles.get(suspect) for suspect in self.suspects]
        seen = np.array([p.ties_ours / p.ties if p and p.ties else 0.5 for p in known])
        found = (1 - self.unseen) * seen[:, None] + self.unseen * HIDDEN.ours
        return np.asarray(found)

    def heard(self, report: Seen) -> tuple[Array, Array]:
        """Suspect × unseen: how much likelier we hear of this than of his other fakes.

        He himself is shown, or somebody else.  Our people tell us of nearly every fake,
        others when it shows one of us, and of the rest next to nobody does.
        """
        near, figures = self._near, self.figures
        to_ours = any(self._is_ours(person) for person in report.reached)
        shows_ours = any(named.ours for named in report.shown[:1])
        of_us, of_them = figures.heard_of_ours, figures.heard_of_others
        this = 1.0 if to_ours else of_us if shows_ours else of_them
        himself = np.where(self.of_ours, of_us, of_them)[:, None]
        mixed = near * of_us + (1 - near) * of_them
        return this / (near + (1 - near) * himself), this / (near + (1 - near) * mixed)

    def _is_ours(self, person: str | None) -> bool:
        return self.row.get(person or "", self._count) < self._count

    def _of(self, suspect: str) -> tuple[float, float]:
        """Messages and ties; where no ties were counted, as if all were equally close."""
        profile = self.facts.profiles.get(suspect)
        if profile is None:
            return 0.0, 0.0
        contacts = profile.contacts
        rough = contacts * max(2.0 * profile.messages / max(contacts, 1), 1.0) ** 0.5
        return float(profile.messages), profile.ties or rough

    def draw(self, person: str | None, until: int | None) -> Array:
        """Suspect × unseen: the chance that somebody out of his book is this person."""
        taken = np.zeros(len(self.suspects))
        if person in self._knowing:
            rows, first, share = self._knowing[person]
            taken[rows] = (
                share if until is None else np.where(first <= until, share, 0.0)
            )
        slip, unseen = self.figures.slip, self.unseen
        seen = (1 - slip) * np.minimum(taken, 1.0)[:, None]
        anybody = self.chance(person, BACKGROUND)
        hidden = self._hidden(person)[:, None]
        return (1 - unseen) * (seen + slip * anybody) + unseen * hidden

    def _hidden(self, person: str | None) -> Array:
        """Suspect: the chance that a contact whom we do not see is this person.

        Most of them are colleagues, who write to one another and not to us.
        """
        found = np.full(len(self.suspects), self.chance(person, HIDDEN))
        colleagues = self._colleagues.get(person.rpartition("@")[2]) if person else None
        if colleagues is not None and len(colleagues) <= MOST_COLLEAGUES:
            found[colleagues] += COLLEAGUES / len(colleagues)
        return found

    @cached_property
    def _colleagues(self) -> dict[str, NDArray[np.int64]]:
        """Domain → rows of partners in it."""
        rows: dict[str, list[int]] = {}
        for row, suspect in enumerate(self.suspects):
            if not self.of_ours[row]:
                rows.setdefault(suspect.rpartition("@")[2], []).append(row)
        return {domain: np.array(found) for domain, found in rows.items()}

    @cached_property
    def _knowing(self) -> dict[str | None, tuple[NDArray[np.int64], Array, Array]]:
        """Person → rows of those who know him, since when, and how likely he is taken."""
        found: dict[str | None, list[tuple[int, float, float]]] = {}
        for suspect, whom in self.facts.known.items():
            if (row := self.row.get(suspect)) is None:
                continue
            for person, contact in whom.items():
                close = contact.closeness or max(contact.sent + contact.received, 1)
                share = close**self.figures.familiar / self._ties[row]
                found.setdefault(person, []).append((row, contact.first, share))
        return {
            person: (np.array([row for row, _, _ in known]), *np.array(known).T[1:])
            for person, known in found.items()
        }

    def chance(self, person: str | None, kinds: Kinds) -> float:
        """The chance that a draw without any book is this person."""
        if person is None:
            return kinds.unknown
        if self._is_ours(person):
            return kinds.ours / self._count
        return kinds.known / max(len(self.suspects) - self._count, 50)

    def shown(self, report: Seen) -> list[tuple[str | None, float]]:
        """People whom a report may show, and how likely such a text would be then."""
        likely = {named.person: LIKE[named.likeness] for named in report.shown}
        rest = min((STRANGER[named.likeness] for named in report.shown), default=1.0)
        by_address = any(n.likeness is Likeness.ADDRESS for n in report.shown)
        if "@" in report.forgery.shown and not by_address:
            # A known name beside an address nobody met: a namesake, or made up.
            likely, rest = {p: w * NAMESAKE for p, w in likely.items()}, 1.0
        return [*likely.items(), *([(None, rest)] if rest else [])]

    def mean(self, report: Seen, shows: Kinds, reaches: Kinds) -> float:
        """The chance of a report's people without any book."""
        shown = sum(w * self.chance(p, shows) for p, w in self.shown(report))
        return shown * float(
            pooled([np.array(self.chance(p, reaches)) for p in report.reached])
        )

    def reached(self, report: Seen) -> Array:
        """Suspect × unseen: the chance of its recipients out of his book."""
        date = report.forgery.date
        found = pooled([self._one_reached(person, date) for person in report.reached])
        return np.asarray(np.broadcast_to(found, self.unseen.shape))

    def _one_reached(self, person: str | None, date: int | None) -> Array:
        victim = self.figures.victim_receives
        found = (1 - victim) * self.draw(person, date)
        if person is not None and (row := self.row.get(person)) is not None:
            reports = self.figures.victim_reports
            found[row] = max(victim, reports) if self.of_ours[row] else victim
        return found

    def thread(self, report: Seen) -> Array:
        """Suspect × unseen: the chance of the people in the heads of quoted mail.

        He stole it out of his own mail: so he is one of them, or the rest of To is lost.
        """
        drawn = [self._of_thread(report, person) for person in self._besides(report)]
        figures = self.figures
        told = report.thread_told
        inside = figures.thread_holds if told else figures.thread_holds_from
        found = (1 - inside) * np.broadcast_to(pooled(drawn), self.unseen.shape)
        for person in report.thread:
            if (row := self.row.get(person)) is not None:
                rest = [
                    each[row]
                    for other, each in zip(self._besides(report), drawn, strict=True)
                    if other != person
                ]
                found[row] = inside * pooled(rest)
        return np.asarray(found)

    def heads_fit(self, report: Seen, note: Note) -> Array:
        """Suspect × unseen: the chance of the heads, had a message been quoted or named.

        Heads go down the thread, so one of their people is enough; where nobody of them
        had part in the message, another one bears the same subject.
        """
        if not report.thread or not set(report.thread).isdisjoint(note.participants):
            return np.ones_like(self.unseen)
        drawn = [self._of_thread(report, person) for person in self._besides(report)]
        return np.asarray(np.broadcast_to(pooled(drawn), self.unseen.shape))

    def _of_thread(self, report: Seen, person: str) -> Array:
        return self.draw(person, report.forgery.date)

    def thread_by_chance(self, report: Seen) -> float:
        """The chance of the same people, made up by somebody who has none of our mail."""
        chances = [self.chance(person, BACKGROUND) for person in self._besides(report)]
        return float(pooled([np.array(chance) for chance in chances]))

    @staticmethod
    def _besides(report: Seen) -> tuple[str, ...]:
        """Those in heads whom a report neither shows nor reaches: others are weighed."""
        known = {*report.reached, *(named.person for named in report.shown)}
        return tuple(person for person in report.thread if person not in known)

    def others(self, report: Seen) -> Array:
        """Suspect × unseen: somebody of his book is shown, and not he himself."""
        found = np.zeros((len(self.suspects), len(UNSEEN)))
        date = report.forgery.date
        for person, weight in self.shown(report):
            drawn = weight * self.draw(person, date)
            if person is not None and (row := self.row.get(person)) is not None:
                drawn[row] = 0.0
            found += drawn
        return found

    def owner(self, report: Seen) -> Array:
        """Suspect × 1: he himself is shown."""
        found = np.zeros((len(self.suspects), 1))
        for person, weight in self.shown(report):
            if person is not None and (row := self.row.get(person)) is not None:
                found[row] = weight
        return found


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def pooled(chances: list[Array]) -> Array:
    """Chances of several recipients of one mail as one: they were not drawn one by one.

    Two count as one and a half, ten as three; none counts nothing.
    """
    if not chances:
        return np.array(1.0)
    logs = np.log(np.maximum(chances, 1e-30)).mean(axis=0)
    count = sum(1 / n for n in range(1, len(chances) + 1))
    return np.asarray(np.exp(logs * count))
