"""What our mail knows about the reports: every question to the archive is asked here.

    Forgery ──▶ people it may show, people it reached, messages that fit
            ──▶ whoever knows one of them, and how large his mailbox is

Asked once for each report.  `with_more` asks only about the new ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from honmono.trace.forgery import Forgery

MOST_SUSPECTS: Final = 4_000
"""Suspects who are looked at: those who know most of the people in the reports."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One report, and what the archive says about it."""

    forgery: Forgery
    shown: tuple[Named, ...]
    reached: tuple[str | None, ...]
    """For each recipient the person, None for somebody whom nobody of ours ever met."""

    matches: tuple[Match, ...]

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom acquaintance is asked of."""
        shown = {named.person for named in self.shown}
        return frozenset(shown | {person for person in self.reached if person})


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
        matches = archive.matches(forgeries, self.level)
        seen = tuple(
            Seen(
                forgery,
                archive.named(forgery.shown),
                tuple(archive.person_of(address) for address in forgery.recipients),
                found,
            )
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
