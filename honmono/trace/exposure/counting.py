"""Counting: what the fakes show, and what the suspected mailboxes hold, made one.

    seen in the fakes           → at least
    × probability of suspects   → likely
    held by any of them         → at most

What nobody looked at is None and not 0: messages, where only address books may be read;
everything, where nobody is under suspicion.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from honmono.trace.archive._core import Archive, Identity, Level
from honmono.trace.exposure import chances, suspected
from honmono.trace.exposure._core import (
    Basis,
    Count,
    Data,
    Exposure,
    Kind,
    PersonAtRisk,
    Reason,
    Risk,
)
from honmono.trace.exposure.chances import Window
from honmono.trace.exposure.holdings import Total, gather, holds, number_of
from honmono.trace.exposure.seen import Seen, finding_of, of_the_theft, risk, seen_in
from honmono.trace.forgery import Forgery
from honmono.trace.traced import Suspect, Traced

NEVER: Final = 2**53
"""A moment after all mail: where no report has a date, all mail counts."""


def work_out(
    traced: Traced,
    archive: Archive,
    forgeries: Sequence[Forgery],
    *,
    level: Level = Level.FULL,
    contained: int | None = None,
) -> Exposure:
    """Work out what leaked.

    Args:
        traced: the answer of a trace.
        archive: the mail that it was traced in.
        forgeries: the reports that it was traced from.
        level: how much of the mail may be looked at.
        contained: when the theft was ended, seconds since 1970; None when nobody knows.

    """
    with_messages = level is not Level.ADDRESS_BOOK
    suspects = suspected.suspected(traced, archive)
    persons = tuple(each.person for each in suspects)
    window = _window(traced, forgeries, contained)
    seen = seen_in(traced, forgeries, archive, persons, window.until)
    habits = chances.habits((note.date for note in seen.notes.values()), window)
    total = gather(archive, suspects, window, habits, with_messages=with_messages)
    everybody = seen.persons.keys() | total.known.keys()
    who = archive.identities(everybody)
    addresses = _addresses(who, seen, total)
    people = _people(archive, who, seen, total)
    counts: dict[Kind, Count | None] = dict.fromkeys(Kind)
    if suspects:
        counts[Kind.ADDRESSES] = Count.of(addresses.values())
        counts[Kind.PERSONS] = Count.of(each.risk for each in people if not each.desk)
    if suspects and with_messages:
        counts[Kind.SUBJECTS] = _subjects(seen, total)
        counts[Kind.MESSAGES] = _messages(seen, total, suspects, window.until)
    return Exposure(
        basis=Basis(
            level=level,
            reports=tuple(each.source for each in of_the_theft(traced)),
            suspects=persons,
            contained=contained,
            until=window.until,
            finding=finding_of(traced),
            bound=suspected.bound_of(traced, suspects, archive, with_messages),
        ),
        counts=counts,
        addresses=addresses,
        people=people,
        subjects={key: risk(sources) for key, sources in seen.subjects.items()},
        messages={key: risk(sources) for key, sources in seen.messages.items()},
        takings=tuple(total.takings),
        window=window,
        habits=habits,
        subject_chances=total.subjects,
    )


def _window(
    traced: Traced, forgeries: Sequence[Forgery], contained: int | None
) -> Window:
    """The first fake is one of the theft, if any is known to be; the newest is any.

    A stray report may so make `at most` too great, and never too small.
    """
    of_theft = {each.source for each in of_the_theft(traced)}
    dated = [(each.source, each.date) for each in forgeries if each.date is not None]
    dates = [date for _, date in dated] or [NEVER]
    first = min([date for source, date in dated if source in of_theft] or dates)
    until = max(dates) if contained is None else contained
    return Window(first - chances.LOOK_BACK, first, until)


def _addresses(
    who: Mapping[str, Identity], seen: Seen, total: Total
) -> dict[str, Risk]:
    """Every address once, with its strongest reason; of aliases nobody knows more."""
    found = {address: risk(sources) for address, sources in seen.addresses.items()}
    for person, chance in total.known.items():
        found.setdefault(person, Risk.unseen(chance, Reason.KNOWN))
    for person in seen.persons:
        known = (person, *(who[person].addresses if person in who else ()))
        for address in known:
            found.setdefault(address, Risk.unseen(0.0, Reason.ALIAS))
    for person in total.known.keys() & who.keys():
        for address in who[person].addresses:
            found.setdefault(address, Risk.unseen(0.0, Reason.ALIAS))
    return found


def _people(
    archive: Archive, who: Mapping[str, Identity], seen: Seen, total: Total
) -> tuple[PersonAtRisk, ...]:
    boxes = {box.person: box for box in archive.mailboxes()}
    owners = {taking.person for taking in total.takings}
    people = []
    for person in seen.persons.keys() | total.known.keys():
        why = Reason.OWNER if person in owners else Reason.KNOWN
        data = {
            Data.ADDRESS: _of_one(person, seen.persons, total.known, why),
            Data.CORRESPONDENCE: _of_one(
                person, seen.correspondents, total.correspondents, Reason.HELD
            ),
        }
        ours = person in boxes or (person in who and who[person].ours)
        people.append(
            PersonAtRisk(
                person,
                ours,
                desk=person in boxes and boxes[person].role,
                data={kind: found for kind, found in data.items() if found},
            )
        )
    people.sort(key=lambda each: (-each.risk.chance, each.person))
    return tuple(people)


def _of_one(
    person: str,
    seen: Mapping[str, list[tuple[Reason, str]]],
    held: Mapping[str, float],
    why: Reason,
) -> Risk | None:
    if person in seen:
        return risk(seen[person])
    return Risk.unseen(held[person], why) if person in held else None


def _subjects(seen: Seen, total: Total) -> Count:
    certain = {number_of(subject) for subject in seen.subjects}
    others = [c for number, c in total.subjects.items() if number not in certain]
    at_least = len(certain)
    return Count.ordered(at_least, at_least + sum(others), at_least + len(others))


def _messages(
    seen: Seen, total: Total, suspects: Collection[Suspect], until: int
) -> Count:
    """Seen ones count once, whether or not a suspect holds them."""
    elsewhere = sum(
        note.date > until or not any(holds(each, note) for each in suspects)
        for note in seen.notes.values()
    )
    return Count.ordered(len(seen.notes), total.expected, total.messages + elsewhere)
