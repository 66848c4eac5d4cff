"""What our mail knows about the reports: every question to the archive is asked here.

    Forgery ──▶ people it may show, people it reached, messages that fit
            ──▶ whoever knows one of them, and how large his mailbox is

Asked once for each report.  `with_more` asks only about the new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from honmono.trace.archive._core import (
    Archive,
    Contact,
    Level,
    Mailbox,
    Match,
    Named,
    Profile,
)
from honmono.trace.forgery import Forgery, Head
from honmono.trace.people.forms import Likeness

MOST_SUSPECTS: Final = 4_000
"""Suspects who are looked at: those who know most of the people in the reports."""

HEADS: Final = 2
"""Of quoted mails, the outermost: those below it are older and tell less."""

MOST_IN_THREAD: Final = 6
"""People in heads; a mail to more says little about each."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One report, and what the archive says about it."""

    forgery: Forgery
    shown: tuple[Named, ...]
    reached: tuple[str | None, ...]
    """For each recipient the person, None for somebody whom nobody of ours ever met; then
    for those of whom only the name is left."""

    matches: tuple[Match, ...]
    thread: tuple[str, ...] = ()
    """People in the heads of quoted mail, besides whom it shows and reaches."""

    thread_told: bool = False
    """Do the heads tell to whom the quoted mail went?"""

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom acquaintance is asked of."""
        shown = {named.person for named in self.shown}
        reached = {person for person in self.reached if person}
        return frozenset(shown | reached | {*self.thread})


@dataclass(frozen=True, slots=True)
class Facts:
    """All reports, and all that was asked."""

    archive: Archive
    level: Level
    as_of: int
    """Nothing newer counts; seconds since 1970."""

    mailboxes: tuple[Mailbox, ...]
    reports: tuple[Seen, ...]
    known: Mapping[str, Mapping[str, Contact]]
    """Suspect → person in a report → what they exchanged."""

    profiles: Mapping[str, Profile]
    """Of every suspect."""

    outsiders: Sequence[int] = ()
    """How many people who are not ours have 1, 2 or 3, 4 to 7 … messages."""

    def with_more(self, forgeries: Sequence[Forgery]) -> Facts:
        """Add reports; what is known of the others stays.

        The same mail from the same reader counts once, however often it was handed in.
        """
        mails = {_of_mail(report.forgery) for report in self.reports}
        once: dict[Forgery, Forgery] = {}
        for forgery in forgeries:
            once.setdefault(_of_mail(forgery), forgery)
        forgeries = [given for mail, given in once.items() if mail not in mails]
        archive, until = self.archive, self.as_of
        matches = archive.matches([_by(until, f) for f in forgeries], self.level)
        seen = tuple(
            _seen(forgery, found, archive, self.level)
            for forgery, found in zip(forgeries, matches, strict=True)
        )
        people = frozenset[str]().union(*(report.people for report in seen))
        known = {suspect: dict(whom) for suspect, whom in self.known.items()}
        for suspect, whom in archive.acquaintances(people, until).items():
            known.setdefault(suspect, {}).update(whom)
        suspects = {box.person for box in self.mailboxes} | people
        suspects |= {
            person
            for report in seen
            for match in report.matches
            for person in match.note.participants
        }
        others = sorted(set(known) - suspects, key=lambda c: (-len(known[c]), c))
        suspects |= set(others[:MOST_SUSPECTS])
        new = archive.profiles(suspects - set(self.profiles), until)
        return replace(
            self,
            reports=(*self.reports, *seen),
            known=known,
            profiles={**self.profiles, **new},
        )


def _seen(
    forgery: Forgery,
    matches: tuple[Match, ...],
    archive: Archive,
    level: Level,
) -> Seen:
    """Ask who is who in one report."""
    reached = [archive.person_of(address) for address in forgery.recipients]
    reached += [_one(archive, name) for name in forgery.named]
    heads = forgery.heads[:HEADS] if level is Level.FULL else ()
    told: list[tuple[str, ...]] = [(head.address, head.name) for head in heads]
    told += [each for head in heads[:1] for each in _recipients(head)]
    thread = [_one(archive, *texts) for texts in told]
    return Seen(
        forgery,
        archive.named(forgery.shown),
        tuple(reached),
        matches,
        tuple(dict.fromkeys(person for person in thread if person))[:MOST_IN_THREAD],
        any(list(_recipients(head)) for head in heads[:1]),
    )


def _recipients(head: Head) -> Iterator[tuple[str, ...]]:
    """What tells of each recipient who he is."""
    yield from ((address,) for address in head.recipients)
    yield from ((name,) for name in head.named)


def _one(archive: Archive, *texts: str) -> str | None:
    """The person whom the first of these texts names that names somebody for certain."""
    for text in texts:
        fits = archive.named(text) if text else ()
        sure = [each for each in fits if each.likeness is not Likeness.PARTIAL]
        if sure:
            return sure[0].person
    return None


def _by(until: int, forgery: Forgery) -> Forgery:
    """As if it had been sent then at the latest: no newer message of ours fits it."""
    sent = until + 1 if forgery.date is None else min(forgery.date, until + 1)
    return replace(forgery, date=sent)


def _of_mail(forgery: Forgery) -> Forgery:
    """Give a report without the name of its file."""
    return replace(forgery, source="")


def gathered(
    forgeries: Sequence[Forgery], archive: Archive, level: Level, as_of: int
) -> Facts:
    """Ask the archive about these reports."""
    nothing = Facts(
        archive, level, as_of, archive.mailboxes(), (), {}, {}, archive.outsiders(as_of)
    )
    return nothing.with_more(forgeries)
