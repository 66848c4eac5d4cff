"""A draft → the text of an organization file that is there already; no line is lost.

    (every line of the operator, as it stands)

    # honmono init が追加した行
    [[people]]
    name = "佐藤 花子"

New people, partners, lists and offices are put behind the last line: TOML allows another
`[[people]]` anywhere.  What would have to be changed inside a line of the operator (another
domain, another trusted host, another address or the reading of somebody who is there) is
only told, with the words that do it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from honmono.check.org import Organization, Person
from honmono.setup.archive.person_like import key_of
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.draft import Draft
from honmono.setup.writing import blocks
from honmono.text import say


class NotMergedError(Exception):
    """The file is laid out so that nothing can be put behind it.  Nothing is changed."""


class ByHand(NamedTuple):
    """Something that the operator has to write himself."""

    reason: str
    """A sentence `by-hand-…` of the catalogue `setup`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text, and what was left to the operator."""

    text: str
    by_hand: tuple[ByHand, ...] = ()


def merged(old: str, org: Organization, draft: Draft) -> Merged:
    """The old text with everything new behind it; the same text when nothing is new.

    Raises:
        NotMergedError: see there.

    """
    new = replace(
        draft,
        people=tuple(p for p in draft.people if not _knows(org, p)),
        offices=tuple(
            o for o in draft.offices if o.id not in {x.id for x in org.offices}
        ),
        taken=tuple(p for p in draft.taken if not _knows_proposal(org, p)),
        open=(),
    )
    by_hand = tuple(_left_to_do(org, draft))
    added = "\n".join(blocks(new))
    if not added:
        return Merged(old, by_hand)
    # The file keeps its line ends.
    end = "\r\n" if "\r\n" in old else "\n"
    head = f"\n# {say('setup', 'file-added', draft.language)}\n\n"
    text = old if old.endswith("\n") else old + end
    text += (head + added).replace("\n", end)
    if not _keeps(old, text):
        raise NotMergedError
    return Merged(text, by_hand)


def _knows(org: Organization, person: Person) -> bool:
    if any(org.person_at(address) for address in person.addresses):
        return True
    return key_of(person.name) in {key_of(each.name) for each in org.people}


def _knows_proposal(org: Organization, proposal: Proposal) -> bool:
    """Proposals were made against the file; borders go into a line of the operator."""
    return proposal.sort is Sort.BORDER or (
        proposal.sort is Sort.PERSON
        and _knows(org, Person(proposal.name, addresses=proposal.values))
    )


def _left_to_do(org: Organization, draft: Draft) -> Iterator[ByHand]:
    for domain in draft.domains:
        if not org.holds(domain):
            yield ByHand("by-hand-domain", domain, domain)
    for host in draft.authserv_ids:
        if host not in org.authserv_ids:
            yield ByHand("by-hand-authserv-id", host, host)
    by_name = {key_of(person.name): person for person in org.people}
    for person in draft.people:
        known = by_name.get(key_of(person.name))
        for address in person.addresses if known else ():
            if not org.person_at(address):
                yield ByHand("by-hand-address", person.name, address)
        if known and not (known.kana or known.romaji):
            yield from _reading(person)


def _reading(person: Person) -> Iterator[ByHand]:
    """The line that makes a name known in Latin letters, for one who has none."""
    for key, reading in (("kana", person.kana), ("romaji", person.romaji)):
        if reading:
            yield ByHand("by-hand-reading", person.name, f'{key} = "{reading}"')
            return


def _keeps(old: str, new: str) -> bool:
    """Does the new file say all that the old one said, in its order?"""
    try:
        before, after = (
            tomllib.loads(text.removeprefix("\ufeff")) for text in (old, new)
        )
    except tomllib.TOMLDecodeError:
        return False
    return all(_begins(after.get(key), value) for key, value in before.items())


def _begins(value: Any, before: Any) -> bool:
    if isinstance(before, list) and isinstance(value, list):
        return value[: len(before)] == before
    return bool(value == before)
