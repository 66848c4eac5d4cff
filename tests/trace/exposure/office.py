"""A small office: three mailboxes, two partners, a dozen messages; and traces in it.

Moments are days: day 1000 is the first fake, 1010 the newest report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from honmono.trace.archive._core import (
    Contact,
    Identity,
    Level,
    Mailbox,
    Match,
    Named,
    Note,
    Profile,
    Way,
)
from honmono.trace.forgery import Forgery
from honmono.trace.traced import Case, Clue, Evidence, Suspect, Traced

DAY = 86_400
FIRST, NEWEST = 1000, 1010
SATO, KATO, DESK = (f"{name}@office.example" for name in ("sato", "kato", "info"))
ITO, ABE = "ito@partner.example", "abe@supplier.example"
MORI = "mori@gmail.com"


def note(
    key: str, day: float, *people: str, subject: str = "", holders: Sequence[str] = ()
) -> Note:
    """A message of the first of these people to the others; ours hold what they got."""
    ours = tuple(p for p in people if p.endswith("@office.example"))
    return Note(
        key,
        f"{key}@id.example",
        int(day * DAY),
        subject or f"Re: matter {key}",
        people[0],
        people,
        tuple(holders) or ours,
    )


NOTES = (
    note("old", 500, SATO, ABE),
    note("a", 950, SATO, ITO),
    note("b", 960, ITO, SATO, KATO),
    note("c", 970, SATO, DESK, MORI),
    note("d", 980, KATO, ABE),
    note("late", 1005, SATO, ITO),
    note("later", 1020, SATO, ITO),
)


@dataclass
class Office:
    """An archive of plain values."""

    notes: tuple[Note, ...] = NOTES
    boxes: tuple[str, ...] = (SATO, KATO, DESK)
    book: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Contacts without a message that is left, each met on day 990."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def mailboxes(self) -> tuple[Mailbox, ...]:
        return tuple(
            Mailbox(box, (), sum(box in n.holders for n in self.notes), box == DESK)
            for box in self.boxes
        )

    def person_of(self, address: str) -> str | None:
        for person, aliases in self.aliases.items():
            if address in aliases:
                return person
        known = {person for each in self.notes for person in each.participants}
        return address if address in known else None

    def named(self, shown: str) -> tuple[Named, ...]:
        raise AssertionError(shown)

    def matches(
        self, forgeries: Sequence[Forgery], level: Level
    ) -> tuple[tuple[Match, ...], ...]:
        raise AssertionError(level)

    def acquaintances(
        self, persons: Collection[str], until: int
    ) -> Mapping[str, Mapping[str, Contact]]:
        everybody = {person for each in self.notes for person in each.participants}
        return {
            candidate: {p: c for p, c in book.items() if p in persons}
            for candidate in everybody
            if (book := self.contacts_of(candidate, until))
        }

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        return {
            p: Profile(p, (), p in self.boxes, *(0, 0, 0, until)) for p in candidates
        }

    def identities(self, persons: Collection[str]) -> Mapping[str, Identity]:
        return {
            p: Identity(p, p in self.boxes, self.aliases.get(p, ())) for p in persons
        }

    def outsiders(self, until: int) -> tuple[int, ...]:
        """Nobody asks here."""
        return ()

    def contacts_of(self, candidate: str, until: int) -> Mapping[str, Contact]:
        met = int(990 * DAY)
        found = {p: Contact(1, 0, met, met) for p in self.book.get(candidate, ())}
        for each in self.messages_of(candidate, until):
            for person in each.participants:
                old = found.get(person, Contact(0, 0, each.date, each.date))
                found[person] = replace(
                    old,
                    sent=old.sent + (each.sender == candidate),
                    received=old.received + (each.sender != candidate),
                    last=max(old.last, each.date),
                )
        found.pop(candidate, None)
        return found

    def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
        for each in self.notes:
            where = each.holders if candidate in self.boxes else each.participants
            if candidate in where and each.date <= until:
                yield each


def forgery(
    source: str = "r1", day: int = FIRST, to: Sequence[str] = (), shown: str = "Ito"
) -> Forgery:
    """A fake."""
    return Forgery(source, day * DAY, shown, "x@far.example", tuple(to), "", (), "")


def evidence(
    source: str = "r1",
    *,
    shown: Sequence[str] = (),
    to: Sequence[str] = (),
    subject: str = "",
    stray: float = 0.0,
    match: Match | None = None,
) -> Evidence:
    """What one report says."""
    clues = (Clue(SATO, 10.0, match, None, None, None),) if match else ()
    return Evidence(source, FIRST * DAY, tuple(shown), tuple(to), subject, stray, clues)


def made_from(
    key: str, way: Way = Way.ID, share: float = 1.0, prints: int = 9
) -> Match:
    """A match with one message of the office."""
    return Match(next(n for n in NOTES if n.key == key), way, share, prints)


def traced(
    *probabilities: tuple[str, float],
    evidence: Sequence[Evidence] = (),
    cases: Mapping[Case, float] | None = None,
    abused: str | None = None,
) -> Traced:
    """An answer that suspects these people, all of them in the 90 % set."""
    suspects = tuple(
        Suspect(person, "", person.endswith("@office.example"), probability)
        for person, probability in probabilities
    )
    return Traced(
        cases=cases or {Case.OWN: 1.0},
        suspects=suspects,
        credible=tuple(each.person for each in suspects),
        decided=bool(suspects) and suspects[0].probability >= 0.9,
        abused_account=abused,
        next=(),
        evidence=tuple(evidence),
        checks=(),
    )


REPORTS = (forgery("r1", FIRST, (ABE,)), forgery("r2", NEWEST, (ITO,)))
"""Two fakes, to people of whom Sato knows both."""
