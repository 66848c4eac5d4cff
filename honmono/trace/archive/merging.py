"""Several parts of an archive answer one question: their answers become one.

    part 0    Sato knows Ito: sent 12, received 9     ┐
    part 1    Sato knows Ito: sent  2, received 2     ┴─▶ sent 14, received 11

Each message lies in one part, with everybody who holds it (`copies.py`), so what is
counted is added up, and who is known in several parts is known once.  The answer is that
of one store, up to the last digits of sums of fractions.

Where a run was ended before copies were joined, mail that two parts have counts twice;
the archive then says that it is not whole (`Manifest.joined`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from honmono.trace.archive._core import Contact, Identity, Mailbox, Named, Profile
from honmono.trace.archive.columns import starts_of
from honmono.trace.archive.persons import Borne
from honmono.trace.people.resolver import fits

T = TypeVar("T")


def united(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    """Every element once, in the order in which they come."""
    return tuple(dict.fromkeys(each for part in parts for each in part))


def mailboxes(parts: Sequence[Sequence[Mailbox]]) -> tuple[Mailbox, ...]:
    """Each once: what a mailbox has in common with others may lie in their part."""
    found = dict[str, Mailbox]()
    for each in (mailbox for part in parts for mailbox in part):
        known = found.get(each.person, replace(each, messages=0))
        found[each.person] = replace(
            known,
            messages=known.messages + each.messages,
            role=known.role or each.role,
        )
    return tuple(found[person] for person in sorted(found))


def names(parts: Sequence[Mapping[str, Borne]]) -> dict[str, tuple[str, ...]]:
    """The names of people, by how often all parts have seen them."""
    return {
        person: reduce(
            Borne.with_, (each[person] for each in parts if person in each)
        ).names
        for person in united(parts)
    }


class Known(NamedTuple):
    """What one part knows that tells whom a shown text may be."""

    owners: Mapping[str, str | None]
    """Addresses in it → the persons whose they are."""

    bearers: Mapping[str, Mapping[str, int]]
    """Forms of names in it → person → in how many messages he bore it."""

    ours: Collection[str]
    """Of these persons those who are ours."""


def named(shown: str, parts: Sequence[Known]) -> tuple[Named, ...]:
    """Whom it may be, by what all parts know."""
    ours = frozenset[str]().union(*(part.ours for part in parts))

    def owner(address: str) -> str | None:
        found = (part.owners.get(address) for part in parts)
        return next((person for person in found if person), None)

    def bearers(forms: Collection[str]) -> dict[str, Counter[str]]:
        borne = defaultdict[str, Counter[str]](Counter)
        for form in forms:
            for part in parts:
                borne[form].update(part.bearers.get(form, {}))
        return borne

    return tuple(
        Named(each.person, each.likeness, each.person in ours)
        for each in fits(shown, owner, bearers)
    )


def contacts(parts: Iterable[Mapping[str, Contact]]) -> dict[str, Contact]:
    """Everybody whom somebody knows."""
    found = dict[str, Contact]()
    for part in parts:
        for person, contact in part.items():
            known = found.get(person)
            found[person] = contact if known is None else _added(known, contact)
    return found


def _added(one: Contact, other: Contact) -> Contact:
    return Contact(
        sent=one.sent + other.sent,
        received=one.received + other.received,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
        closeness=one.closeness + other.closeness,
    )


def acquaintances(
    parts: Sequence[Mapping[str, Mapping[str, Contact]]],
) -> dict[str, dict[str, Contact]]:
    """Candidate → person → contact, of all parts."""
    return {
        each: contacts(part[each] for part in parts if each in part)
        for each in united(parts)
    }


def identities(parts: Sequence[Mapping[str, Identity]]) -> dict[str, Identity]:
    """Everybody once: ours if one part says so, with the addresses of all."""
    return {
        each: Identity(
            each,
            any(part[each].ours for part in parts if each in part),
            united(part[each].addresses for part in parts if each in part),
        )
        for each in united(parts)
    }


class Seen(NamedTuple):
    """Everybody who is not ours, as one part has seen them."""

    person: NDArray[np.int64]
    """The number of an address, the same in every part."""

    messages: NDArray[np.int64]


def outsiders(parts: Sequence[Seen]) -> tuple[int, ...]:
    """How many of them there are, by the size of what all parts have seen of them."""
    who, often = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(who, kind="stable")
    _, starts = starts_of(who[order])
    return by_size(np.add.reduceat(often[order], starts) if len(who) else often)


def by_size(often: NDArray[np.int64]) -> tuple[int, ...]:
    """How many numbers are 1, are 2 or 3, are 4 to 7, and so on."""
    return tuple(np.bincount(np.log2(often).astype(np.int64)).tolist())


class Circles(NamedTuple):
    """Whom some people know, as one part has it: a row for each two who do."""

    candidate: NDArray[np.int64]
    """Place in the question."""

    known: NDArray[np.int64]
    """The number of an address, the same in every part."""

    close: NDArray[np.float64]
    """How closely (`Contact.closeness`)."""

    ours: NDArray[np.bool_]
    """Is it one of us?"""


def circles(
    parts: Sequence[Circles], candidates: int
) -> list[tuple[int, float, float]]:
    """How many people each candidate knows, his ties to all and to those of ours."""
    who, known, close, ours = (
        np.concatenate(each) for each in zip(*parts, strict=True)
    )
    order = np.lexsort((known, who))
    who, known, close, ours = who[order], known[order], close[order], ours[order]
    new = np.ones(len(who), np.bool_)
    new[1:] = (who[1:] != who[:-1]) | (known[1:] != known[:-1])
    first = np.flatnonzero(new)
    close = np.add.reduceat(close, first) if len(first) else close
    ours = np.isin(known, known[ours])[first]  # a part need not know everybody of us
    who, tie = who[first], np.sqrt(close)
    contacts = np.bincount(who, minlength=candidates)
    ties = np.bincount(who, tie, candidates)
    ties_ours = np.bincount(who, tie * ours, candidates)
    found = (each.tolist() for each in (contacts, ties, ties_ours))
    return list(zip(*found, strict=True))


def profile(
    parts: Sequence[Profile],
    names: tuple[str, ...],
    known: int,
    ties: float,
    ties_ours: float,
) -> Profile:
    """One candidate, as several parts know him.

    Args:
        parts: his profiles.
        names: his, by all parts.
        known: people whom he knows, all parts together.
        ties: to all of them.
        ties_ours: to those who are ours.

    """
    return Profile(
        person=parts[0].person,
        names=names,
        ours=any(part.ours for part in parts),
        contacts=known,
        messages=sum(part.messages for part in parts),
        first=min((part.first for part in parts if part.first), default=0),
        last=max(part.last for part in parts),
        ties=ties,
        addresses=united(part.addresses for part in parts),
        ties_ours=ties_ours,
    )
