"""Archive: its parts together answer as the whole does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pytest

from honmono.engine import ShardError
from honmono.trace.archive import merging, partitions
from honmono.trace.archive._core import (
    Archive,
    Contact,
    Level,
    Match,
    Profile,
    Way,
)
from honmono.trace.archive.matching import MAX_NAMED
from honmono.trace.archive.merging import Circles
from honmono.trace.archive.partitions import Partitioned, partitioned
from honmono.trace.forgery import Forgery
from tests.trace.archive import fake

WHOLE = fake.an_office()
EVERYBODY = (*fake.OURS, *fake.OTHERS)
UNTIL = 150


def forgery(**parts: object) -> Forgery:
    plain = Forgery("1.eml", 0, "", "", (), None, (), "w1 w2 w3 w4")
    return replace(plain, **parts)  # type: ignore[arg-type]


FORGERIES = (
    forgery(references=("m7@x", "m3@x")),
    forgery(subject="invoice"),
    forgery(quoted=" ".join(sorted(WHOLE.letters[9].words))),
    forgery(references=("m7@x",), subject="travel"),
)


@pytest.fixture(params=[1, 2, 5])
def parts(request: pytest.FixtureRequest) -> Iterator[Partitioned]:
    with partitioned(fake.openers_of(WHOLE, request.param)) as archive:
        yield archive


def test_it_is_an_archive(parts: Partitioned) -> None:
    archive: Archive = parts

    assert {each.person for each in archive.mailboxes()} == set(fake.OURS)


def test_mailboxes_and_people_are_those_of_the_whole(parts: Partitioned) -> None:
    assert set(parts.mailboxes()) == set(WHOLE.mailboxes())
    for address in (*EVERYBODY, "nobody@x.example"):
        assert parts.person_of(address) == WHOLE.person_of(address)
    for shown in ("ito", "lee", "sato", "zz"):
        assert parts.named(shown) == WHOLE.named(shown)


def test_matches_are_those_of_the_whole(parts: Partitioned) -> None:
    found = parts.matches(FORGERIES, Level.FULL)
    expected = WHOLE.matches(FORGERIES, Level.FULL)

    assert len(found) == len(expected) == len(FORGERIES)
    for some, all_ in zip(found, expected, strict=True):
        assert all_
        assert _named(some) == _named(all_)


def _named(found: Sequence[Match]) -> list[Match]:
    """The first of each way, as many as a store names; who holds one is a set."""
    some = [
        match
        for way in Way
        for match in [each for each in found if each.way is way][:MAX_NAMED]
    ]
    return [
        replace(m, note=replace(m.note, holders=tuple(sorted(m.note.holders))))
        for m in some
    ]


def _as_merged(candidate: str, person: str, some: Contact, all_: Contact) -> None:
    assert (some.first, some.last) == (all_.first, all_.last)
    if {candidate, person} & set(fake.OURS):
        assert some == all_
    else:
        assert all_.sent / 5 <= some.sent <= all_.sent
        assert all_.received / 5 <= some.received <= all_.received


def test_contacts_are_those_of_the_whole(parts: Partitioned) -> None:
    for candidate in EVERYBODY:
        found = parts.contacts_of(candidate, UNTIL)
        expected = WHOLE.contacts_of(candidate, UNTIL)

        assert set(found) == set(expected)
        for person, contact in expected.items():
            _as_merged(candidate, person, found[person], contact)


def test_acquaintances_are_those_of_the_whole(parts: Partitioned) -> None:
    asked = (fake.OURS[0], fake.OTHERS[0], "nobody@x.example")
    found = parts.acquaintances(asked, UNTIL)
    expected = WHOLE.acquaintances(asked, UNTIL)

    assert set(found) == set(expected)
    for candidate, known in expected.items():
        assert set(found[candidate]) == set(known)
        for person, contact in known.items():
            _as_merged(candidate, person, found[candidate][person], contact)


def test_profiles_are_those_of_the_whole(parts: Partitioned) -> None:
    found = parts.profiles([*EVERYBODY, "nobody@x.example"], UNTIL)
    expected = WHOLE.profiles(EVERYBODY, UNTIL)

    assert set(found) == set(expected)
    for person, profile in expected.items():
        if person in fake.OURS:
            assert replace(found[person], ties=0, ties_ours=0) == profile
        else:
            assert _without_messages(found[person]) == _without_messages(profile)
            assert profile.messages <= found[person].messages <= 5 * profile.messages


def _without_messages(profile: Profile) -> Profile:
    return replace(profile, messages=0, ties=0, ties_ours=0)


def test_ties_are_to_each_once_as_the_part_that_has_seen_most_knows_them() -> None:
    def circles(*rows: tuple[int, int, float, bool]) -> Circles:
        who, known, close, ours = zip(*rows, strict=True)
        return Circles(
            *(np.array(who), np.array(known), np.array(close), np.array(ours, bool))
        )

    # (candidate, whom he knows, how closely, is that one of us)
    one = circles((0, 7, 4, False), (0, 8, 9, False), (2, 7, 0.25, False))
    other = circles((0, 7, 16, True))

    assert merging.circles([one, other], 3) == [
        (2, 4.0 + 3.0, 4.0),
        (0, 0.0, 0.0),
        (1, 0.5, 0.5),
    ]


def test_every_message_comes_once_however_it_is_paged(
    parts: Partitioned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "FIRST_PAGE", 3)
    monkeypatch.setattr(partitions, "LARGEST_PAGE", 10)
    for candidate in EVERYBODY:
        keys = [note.key for note in parts.messages_of(candidate, UNTIL)]
        expected = {note.key for note in WHOLE.messages_of(candidate, UNTIL)}

        assert len(keys) == len(set(keys))
        assert set(keys) == expected


def test_a_question_between_two_messages_disturbs_nothing(parts: Partitioned) -> None:
    notes = parts.messages_of(fake.OURS[0], UNTIL)
    first = next(notes)
    parts.person_of(fake.OURS[1])

    keys = {first.key, *(note.key for note in notes)}
    assert keys == {note.key for note in WHOLE.messages_of(fake.OURS[0], UNTIL)}


def test_processes_answer_as_one_does() -> None:
    openers = fake.openers_of(WHOLE, 3)
    with ExitStack() as stack:
        alone = stack.enter_context(partitioned(openers))
        spread = stack.enter_context(partitioned(openers, jobs=2))

        assert spread.mailboxes() == alone.mailboxes()
        assert spread.matches(FORGERIES, Level.FULL) == alone.matches(
            FORGERIES, Level.FULL
        )
        assert spread.profiles(EVERYBODY, UNTIL) == alone.profiles(EVERYBODY, UNTIL)
        assert list(spread.messages_of(fake.OTHERS[0], UNTIL)) == list(
            alone.messages_of(fake.OTHERS[0], UNTIL)
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_part_that_cannot_be_opened_is_an_error_that_names_it(jobs: int) -> None:
    openers = [*fake.openers_of(WHOLE, 1), fake.cannot_open]

    with (
        partitioned(openers, jobs=jobs) as archive,
        pytest.raises(ShardError, match=r"part 2 of 2.* not a database"),
    ):
        archive.person_of("sato@our.example")


def test_no_parts_are_no_archive() -> None:
    with pytest.raises(ValueError, match="no parts"), partitioned([]):
        pass
