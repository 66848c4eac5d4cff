"""What our archive tells `honmono check` about one mail.

    with Recall(folder, org) as past:
        past.history_of(message).sent

It is opened once in each process that judges, and read only; each of its partitions, if it
has any, in the same process (`recall_part.py`).  What they know is put together here.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from honmono.check.history import History, OurThread, Span
from honmono.check.org import Organization
from honmono.mail.message import Address, Message, Role
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.digest import MAX_ID
from honmono.trace.archive.entry import MAX_SUBJECT, Entry, Seen, digest_of
from honmono.trace.archive.letters import letters_in
from honmono.trace.archive.messages import Longs
from honmono.trace.archive.partitions import stores_in
from honmono.trace.archive.quotes import Fitting, fitting, wanted_of
from honmono.trace.people.resolver import fits
from honmono.trace.recall_part import NONE, Between, Part
from honmono.trace.reports.made import date_of
from honmono.trace.reports.quotation import quotation_of

MAX_PEOPLE: Final = 300
"""Of one thread that are told; in a larger one nobody is called a stranger."""

MIN_SHARE: Final = 0.5
"""Of a quote's fingerprints that a message must hold.  More than a trace asks for, since
here one quote alone accuses."""

MIN_PRINTS: Final = 5
"""Fingerprints of a quote that can tell something: some sixty letters that are not in
everybody's mail."""

MAX_QUOTE: Final = 3000
"""Characters of a quote that are looked up; the beginning tells whose it is."""

MAX_SUBJECTS: Final = 3
"""Under which the same words were sent; under more they are a disclaimer or a form."""

MAX_USUAL: Final = 3
_AS_WELL: Final = 0.9
_OUTLIERS: Final = 0.005
"""Part of the messages at each end whose dates are not believed."""

_LATEST: Final = 2**62


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens an archive, in whatever process it is wanted."""

    folder: Path
    org: Organization

    def __call__(self) -> Recall:
        """Open it.

        Raises:
            ArchiveError: there is none, or it cannot be read.

        """
        try:
            return Recall(self.folder, self.org)
        except (sqlite3.Error, zlib.error, ValueError, IndexError) as error:
            place = {"path": self.folder, "why": error}
            raise ArchiveError("archive-unreadable", **place) from None


class Recall:
    """An archive that is asked about one mail after the other."""

    def __init__(self, folder: Path, org: Organization) -> None:
        self._org = org
        self._parts = [Part(store) for store in stores_in(folder, org)]
        self.span = self._span()

    def history_of(self, message: Message) -> History:
        """What we had to do with the address in From before it."""
        moment = date_of(message)
        covered = moment is not None and self.span.reaches(moment)
        sender = _sender(message)
        if self._org.holds(sender.domain):
            return History(self.span, covered)
        between = self._between(sender.address, _until(moment))
        return History(
            *(self.span, covered),
            sum(each.sent for each in between),
            sum(each.received for each in between),
        )

    def thread_of(self, message: Message) -> OurThread | None:
        """The thread of ours that it continues."""
        until, address = _until(date_of(message)), _sender(message).address
        named = [part.named(message, address, until) for part in self._parts]
        found = named if _any(named) else self._quoted(message, address, until)
        return self._thread(found, named, address, until) if _any(found) else None

    def usual_of(self, message: Message) -> tuple[str, ...]:
        """Addresses from which people wrote under the name in From."""
        sender = _sender(message)
        if not sender.name:
            return ()
        person = self._person(sender.address)
        bearers = [
            each.person for each in fits(sender.name, lambda _: None, self._borne)
        ]
        if person in bearers:
            return ()
        return tuple(each for each in bearers if self._writes(each))[:MAX_USUAL]

    def holds(self, message: Message) -> bool:
        """Does its author's mailbox hold the same: id, sender, subject and text?"""
        if message.attachments or not message.message_id or not message.authors:
            return False
        entry = Entry(
            int(message.date.timestamp()) if message.date else 0,
            (Seen(message.authors[0].address.lower()),),
            message.message_id[:MAX_ID],
            (),
            message.subject.base[:MAX_SUBJECT],
            digest_of(letters_in(message.bodies)),
        )
        return any(part.holds(entry) for part in self._parts)

    # who

    def _person(self, address: str) -> str | None:
        """The person whose address it is; None when it was never seen."""
        found = (part.person(address) for part in self._parts)
        return next((person for person in found if person), None)

    def _borne(self, forms: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        borne = defaultdict[str, Counter[str]](Counter)
        for part in self._parts:
            for form, people in part.bearers(forms).items():
                borne[form].update(people)
        return borne

    def _writes(self, person: str) -> bool:
        return any(part.writes(person) for part in self._parts)

    def _is_somebody(self, person: str) -> bool:
        """Is it a person, and no list or desk that hands mail on?

        Outside whoever has written to us; of ours those who are registered.
        """
        if any(part.is_ours(person) for part in self._parts):
            return self._org.person_at(person) is not None
        return self._writes(person)

    def _between(self, address: str, until: int) -> list[Between]:
        """What passed between us and him, in each partition where something did."""
        found = (part.between(address, until) for part in self._parts)
        return [each for each in found if each]

    def _is_begun(self, address: str, until: int) -> bool:
        """Was the first of all messages between us and him ours?

        A first one that answers something was not the first.
        """
        firsts = [each.first for each in self._between(address, until)]
        return min(firsts, default=(0, False))[1]

    # which thread

    def _thread(
        self, found: Sequence[Longs], named: Sequence[Longs], address: str, until: int
    ) -> OurThread:
        """Who took part in it."""
        some = [each for each in zip(self._parts, found, strict=True) if len(each[1])]
        date, author, by_us = min(
            (part.origin(messages) for part, messages in some),
            key=lambda origin: origin[0],
        )
        nearest = set[str]().union(
            *(part.subjects(messages[:8], 8) for part, messages in some)
        )
        of_it = set[str]().union(*(part.people(messages) for part, messages in some))
        people = of_it.union(
            *(part.told(nearest, address, until) for part in self._parts)
        )
        told = any(
            part.is_told(messages, address)
            for part, messages in zip(self._parts, named, strict=True)
        )
        return OurThread(
            by_id=_any(named),
            author=author,
            by_us=by_us,
            date=date,
            people=self._addresses(people),
            is_member=self._person(address) in people,
            closed=len(people) <= MAX_PEOPLE and all(map(self._is_somebody, of_it)),
            answered=told and self._is_begun(address, until),
        )

    def _quoted(self, message: Message, address: str, until: int) -> list[Longs]:
        """Messages that hold what it quotes, all that fit as well as the best."""
        nothing = [NONE for _ in self._parts]
        text = (_marked(message) or quotation_of(message).text)[:MAX_QUOTE]
        if not text:
            return nothing
        found = self._fitting(text)
        best = max(float(each.shares.max(initial=0.0)) for each in found)
        if found[0].prints < MIN_PRINTS or best < MIN_SHARE:
            return nothing
        fit = [
            part.older(each.messages[each.shares >= best * _AS_WELL], until)
            for part, each in zip(self._parts, found, strict=True)
        ]
        subjects = (
            part.subjects(messages, MAX_SUBJECTS)
            for part, messages in zip(self._parts, fit, strict=True)
        )
        if len(set[str]().union(*subjects)) > MAX_SUBJECTS:
            return nothing
        return [
            part.of_others(messages, address)
            for part, messages in zip(self._parts, fit, strict=True)
        ]

    def _fitting(self, text: str) -> list[Fitting]:
        """How rare its pieces are, all partitions say together."""
        wanted = wanted_of([text])
        here = [part.standing(wanted) for part in self._parts]
        often = np.sum([each.often(wanted) for each in here], axis=0)
        held = sum(part.held for part in self._parts)
        return [fitting(wanted, each, often, held)[0] for each in here]

    def _addresses(self, people: Collection[str]) -> tuple[Address, ...]:
        some = sorted(people)[:MAX_PEOPLE]
        names = dict[str, tuple[str, ...]]()
        for part in self._parts:
            names = {**part.names(some), **{who: n for who, n in names.items() if n}}
        return tuple(
            Address(name, each, each.rpartition("@")[2])
            for each in some
            for name in (names.get(each) or ("",))
        )

    # the whole archive

    def _span(self) -> Span:
        date = np.sort(np.concatenate([part.dates for part in self._parts]))
        boxes = max(part.mailboxes for part in self._parts)
        if not len(date):
            return Span(boxes, 0, 0)
        cut = int(len(date) * _OUTLIERS)
        return Span(boxes, int(date[cut]), int(date[len(date) - 1 - cut]))


def _any(parts: Iterable[Longs]) -> bool:
    return any(len(each) for each in parts)


def _sender(message: Message) -> Address:
    return message.authors[0] if message.authors else Address("", "", "")


def _marked(message: Message) -> str:
    """What is plainly quoted, heads and all.

    The words of a head weigh little, and to find them takes longer than all the rest.
    """
    body = message.body
    return body.words_of(Role.QUOTED) if body else ""


def _until(moment: int | None) -> int:
    """What counts is older; without a date everything does."""
    return _LATEST if moment is None else moment
