"""Archive: its partitions together answer as one store does, to the last digit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from honmono.check.org import Organization
from honmono.engine import ShardError
from honmono.trace.archive import partitions
from honmono.trace.archive._core import Archive, Contact, Level, Profile
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.joining import join_people
from honmono.trace.archive.partitions import (
    Opener,
    Partitioned,
    opened,
    partitioned,
)
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer
from tests.trace.archive.made import DAY, NOON, archive, entry, forgery, parted

OURS = tuple(f"{who}@example.co.jp" for who in ("sato", "abe", "ueda", "mori", "kato"))
OTHERS = tuple(f"{who}@partner.example" for who in ("ito", "lee", "ono", "ito.b"))
EVERYBODY = (*OURS, *OTHERS)
NAMES = {
    who: (who.partition("@")[0].title(), f"Person {n % 4}")
    for n, who in enumerate(EVERYBODY)
}
WORDS = [
    "offer",
    "order",
    "invoice",
    "contract",
    "delivery",
    "warehouse",
    "deadline",
    "meeting",
    "travel",
    "garden",
    "bridge",
    "window",
    "river",
    "mountain",
    "engine",
    "pencil",
    "market",
    "summer",
    "winter",
    "letter",
]
SUBJECTS = ("invoice for the blue boxes", "invoice", "travel", "the deadline", "")
UNTIL = NOON + 40 * DAY
ORG = Organization(("Example",), ("example.co.jp",))
BODIES = list[str]()


def office() -> list[tuple[str, Entry]]:
    """Mailboxes one after the other; in each all mail of its owner, some of it twice.

    A copy may have a Message-ID of its own, be stamped some hours later, or show others.
    """
    dice = random.Random(3)  # noqa: S311
    held = dict[str, list[Entry]]((who, []) for who in OURS)
    for number in range(240):
        sender, *to = dice.sample(EVERYBODY, dice.randint(2, 5))
        words = " ".join(dice.choices(WORDS, k=dice.randint(6, 60)))
        BODIES.append(words)
        mail = entry(
            sender=f"{dice.choice(NAMES[sender])} <{sender}>",
            to=", ".join(f"{dice.choice(NAMES[who])} <{who}>" for who in to),
            subject=dice.choice(SUBJECTS),
            body=words,
            message_id=f"{number}@x.example",
            fields=f"References: <{max(number - 3, 0)}@x.example>\n",
        )
        mail = mail._replace(date=NOON + number * DAY // 8)
        for who in OURS:
            if who in (sender, *to):
                held[who] += dice.choices(
                    [
                        mail,
                        mail._replace(message_id=f"{who}.{number}@x.example"),
                        mail._replace(message_id="", date=mail.date + DAY // 3),
                        mail._replace(people=mail.people[:-1]),
                    ],
                    k=dice.randint(1, 2),
                )
    return [(who, mail) for who in OURS for mail in held[who]]


MAILS = office()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("whole")
    with Writer(archive(folder, MAILS)) as writer:
        join_people([writer.database], {})
    with Store(folder, ORG) as store:
        yield store


@pytest.fixture(scope="module", params=[1, 2, 5])
def folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return parted(tmp_path_factory.mktemp("parts"), request.param, MAILS)


@pytest.fixture
def parts(folder: Path) -> Iterator[Partitioned]:
    with opened(folder, ORG) as found:
        assert isinstance(found, Partitioned)
        yield found


FORGERIES = (
    forgery(references=("70@x.example", "3@x.example")),
    forgery(references=("nobody@x.example", "abe@example.co.jp.9@x.example")),
    forgery(subject="invoice"),
    forgery(subject="invoice for the blue"),
    forgery(quoted=max(BODIES, key=len)),
    forgery(quoted=" ".join(WORDS * 2), subject="travel"),
    forgery(subject="travel", date=NOON + 9 * DAY),
)


def test_it_is_an_archive(parts: Partitioned) -> None:
    asked: Archive = parts

    assert {each.person for each in asked.mailboxes()} == set(OURS)


def test_mailboxes_people_and_names_are_those_of_the_whole(
    parts: Partitioned, whole: Store
) -> None:
    assert parts.mailboxes() == whole.mailboxes()
    assert parts.names_of(EVERYBODY) == whole.names_of(EVERYBODY)
    assert parts.span() == whole.span()
    assert parts.outsiders(UNTIL) == whole.outsiders(UNTIL)
    assert parts.identities(EVERYBODY) == whole.identities(EVERYBODY)
    for address in (*EVERYBODY, "nobody@x.example"):
        assert parts.person_of(address) == whole.person_of(address)
    for shown in ("ito", "Person 2", "Sato", "zz", "Abe <lee@partner.example>"):
        assert parts.named(shown) == whole.named(shown)


@pytest.mark.parametrize("level", list(Level))
def test_matches_are_those_of_the_whole(
    parts: Partitioned, whole: Store, level: Level
) -> None:
    found, expected = (each.matches(FORGERIES, level) for each in (parts, whole))

    assert found == expected
    assert any(expected) == (level is not Level.ADDRESS_BOOK)


def test_contacts_and_acquaintances_are_those_of_the_whole(
    parts: Partitioned, whole: Store
) -> None:
    for candidate in EVERYBODY:
        _same_contacts(
            parts.contacts_of(candidate, UNTIL), whole.contacts_of(candidate, UNTIL)
        )
    asked = (OURS[0], OTHERS[0], "nobody@x.example")
    found, expected = (each.acquaintances(asked, UNTIL) for each in (parts, whole))
    assert found.keys() == expected.keys()
    for candidate, known in expected.items():
        _same_contacts(found[candidate], known)


def _same_contacts(
    found: Mapping[str, Contact], expected: Mapping[str, Contact]
) -> None:
    assert found == expected
    for person, contact in expected.items():
        assert found[person].closeness == pytest.approx(contact.closeness)


def test_profiles_are_those_of_the_whole(parts: Partitioned, whole: Store) -> None:
    asked = [*EVERYBODY, "nobody@x.example"]
    found, expected = (each.profiles(asked, UNTIL) for each in (parts, whole))

    assert found.keys() == expected.keys()
    for person, profile in expected.items():
        assert _without_ties(found[person]) == _without_ties(profile)
        assert found[person].ties == pytest.approx(profile.ties)
        assert found[person].ties_ours == pytest.approx(profile.ties_ours)
        assert found[person].addresses


def _without_ties(profile: Profile) -> Profile:
    return replace(profile, ties=0, ties_ours=0)


def test_what_later_runs_bring_is_told_from_copies_as_in_one_store(
    tmp_path: Path,
) -> None:
    runs = (MAILS[::3], MAILS[1::3], MAILS[2::3])
    for some in runs:
        parted(tmp_path / "parts", 3, some)
        with Writer(archive(tmp_path / "whole", some)) as writer:
            join_people([writer.database], {})

    with (
        opened(tmp_path / "parts", ORG) as parts,
        Store(tmp_path / "whole", ORG) as whole,
    ):
        assert parts.mailboxes() == whole.mailboxes()
        assert parts.outsiders(UNTIL) == whole.outsiders(UNTIL)
        for shown in ("Person 2", "Sato"):
            assert parts.named(shown) == whole.named(shown)
        for who in EVERYBODY:
            assert parts.contacts_of(who, UNTIL) == whole.contacts_of(who, UNTIL)
        assert parts.matches(FORGERIES, Level.FULL) == whole.matches(
            FORGERIES, Level.FULL
        )


def test_every_message_comes_once_by_date_however_it_is_paged(
    parts: Partitioned, whole: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "FIRST_PAGE", 3)
    monkeypatch.setattr(partitions, "LARGEST_PAGE", 10)
    for candidate in EVERYBODY:
        found = list(parts.messages_of(candidate, UNTIL))

        assert found == list(whole.messages_of(candidate, UNTIL))


def test_a_question_between_two_messages_disturbs_nothing(
    parts: Partitioned, whole: Store
) -> None:
    notes = parts.messages_of(OURS[0], UNTIL)
    first = next(notes)
    parts.person_of(OURS[1])

    assert [first, *notes] == list(whole.messages_of(OURS[0], UNTIL))


def test_processes_answer_as_one_does(folder: Path) -> None:
    with ExitStack() as stack:
        alone = stack.enter_context(opened(folder, ORG))
        spread = stack.enter_context(opened(folder, ORG, jobs=2))

        assert spread.mailboxes() == alone.mailboxes()
        assert spread.matches(FORGERIES, Level.FULL) == alone.matches(
            FORGERIES, Level.FULL
        )
        assert spread.profiles(EVERYBODY, UNTIL) == alone.profiles(EVERYBODY, UNTIL)
        assert list(spread.messages_of(OTHERS[0], UNTIL)) == list(
            alone.messages_of(OTHERS[0], UNTIL)
        )


def cannot_open() -> NoReturn:
    raise ValueError("not a database")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_part_that_cannot_be_opened_is_an_error_that_names_it(
    tmp_path: Path, jobs: int
) -> None:
    archive(tmp_path, MAILS[:9])
    openers: list[Opener] = [partial(Store, tmp_path), cannot_open]

    with (
        partitioned(openers, jobs=jobs) as asked,
        pytest.raises(ShardError, match=r"part 2 of 2.* not a database"),
    ):
        asked.person_of("sato@our.example")


def test_no_parts_are_no_archive() -> None:
    with pytest.raises(ValueError, match="no parts"), partitioned([]):
        pass
