"""The mailboxes whose content counts: who may have been stolen from.

The 90 % set of the answer, and whoever the reports cannot tell from its members.  With two
thefts more are taken, until they hold 90 % of all that is expected to be stolen.  Whoever's
account sends through our server is added without a probability: who sends may read, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from honmono.trace.archive._core import Archive
from honmono.trace.exposure._core import Bound
from honmono.trace.traced import Case, Suspect, Traced

_SHARE: Final = 0.9
_ABUSED: Final = 0.05
"""From here on an abused server counts; below it is a remainder of the model."""

MOST: Final = 200
"""Mailboxes that are read through; with more, nothing was found out yet."""


def suspected(traced: Traced, archive: Archive) -> tuple[Suspect, ...]:
    """Likeliest first; not more than `MOST`."""
    by_person = {each.person: each for each in traced.suspects}
    chosen: dict[str, None] = dict.fromkeys(traced.credible)
    missing = _SHARE * sum(each.probability for each in traced.suspects)
    for suspect in sorted(traced.suspects, key=lambda each: -each.probability):
        if missing <= 1e-9:
            break
        chosen.setdefault(suspect.person)
        missing -= suspect.probability
    for person in tuple(chosen):
        group = by_person[person].group if person in by_person else ()
        chosen.update(dict.fromkeys(group))
    found = [by_person.get(person) or _unknown(person, archive) for person in chosen]
    found.sort(key=lambda each: (-each.probability, each.person))
    abused = _abused(traced, archive)
    if abused and abused not in chosen:
        found.append(_unknown(abused, archive))
    return tuple(found[:MOST])


def bound_of(
    traced: Traced, suspects: tuple[Suspect, ...], archive: Archive, messages: bool
) -> Bound:
    """Is what these mailboxes hold all that can have leaked?"""
    indexed = {box.person: box for box in archive.mailboxes()}
    whole = all(
        each.ours
        and each.person in indexed
        and (indexed[each.person].messages > 0 or not messages)
        for each in suspects
    )
    two = traced.cases.get(Case.BOTH, 0.0) > _ABUSED
    two_named = sum(each.probability for each in suspects) > 1
    return Bound.COMPLETE if whole and (two_named or not two) else Bound.OUR_COPIES


def probabilities(suspects: tuple[Suspect, ...]) -> Mapping[str, float]:
    """Person → probability that his mailbox was stolen."""
    return {each.person: each.probability for each in suspects}


def _abused(traced: Traced, archive: Archive) -> str | None:
    if not traced.abused_account or traced.cases.get(Case.SERVER, 0.0) < _ABUSED:
        return None
    return archive.person_of(traced.abused_account) or traced.abused_account


def _unknown(person: str, archive: Archive) -> Suspect:
    """Somebody whom the answer names without a probability."""
    ours = any(box.person == person for box in archive.mailboxes())
    return Suspect(person, "", ours, 0.0)
