"""What an archive answers about people."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.check.org import Organization, Person
from honmono.trace.archive._core import Contact, Identity
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.store import Store
from honmono.trace.people.forms import Likeness
from tests.trace.archive.made import ABE, DAY, ITO, NOON, SATO, UEDA, archive, entry

ORG = Organization(
    names=("例示株式会社",),
    domains=("example.co.jp",),
    people=(
        Person(
            "佐藤 花子",
            romaji="Hanako Sato",
            addresses=(SATO, "hsato@example.co.jp"),
            private_addresses=("hanako.home@mail.example",),
        ),
    ),
)


def at(day: int, sender: str, to: str, body: str = "") -> Entry:
    made = entry(
        sender=sender, to=to, body=body or f"第{day}日の連絡です。{day * 7919}"
    )
    return made._replace(date=NOON + day * DAY, message_id=f"{day}@x")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mails = [
        (SATO, at(0, SATO, ITO)),
        (SATO, at(1, f"伊藤 一郎 <{ITO}>", f"{SATO}, {UEDA}")),
        (SATO, at(2, "hsato@example.co.jp", ITO)),
        (ABE, at(3, ITO, ABE)),
        (SATO, at(4, ITO, f"{SATO}, {ABE}")),
    ]
    return archive(tmp_path_factory.mktemp("archive"), mails)


def test_contacts_are_what_a_mailbox_holds(folder: Path) -> None:
    with Store(folder, ORG) as store:
        known = store.contacts_of(SATO, NOON + 99 * DAY)

    assert known[ITO] == Contact(2, 2, NOON, NOON + 4 * DAY)
    assert known[UEDA] == Contact(0, 1, NOON + DAY, NOON + DAY)
    assert known[ABE].received == 1
    assert SATO not in known


def test_nothing_newer_counts(folder: Path) -> None:
    with Store(folder, ORG) as store:
        assert store.contacts_of(SATO, NOON) == {ITO: Contact(1, 0, NOON, NOON)}
        assert store.contacts_of(SATO, NOON - 1) == {}
        assert store.profiles([SATO], NOON)[SATO].messages == 1


def test_of_a_partner_our_copies_show_whom_he_knows(folder: Path) -> None:
    with Store(folder, ORG) as store:
        known = store.contacts_of(ITO, NOON + 99 * DAY)
        profile = store.profiles([ITO], NOON + 99 * DAY)[ITO]

    assert known[SATO] == Contact(2, 2, NOON, NOON + 4 * DAY)
    assert known[ABE] == Contact(2, 0, NOON + 3 * DAY, NOON + 4 * DAY)
    assert (profile.contacts, profile.messages, profile.ours) == (3, 5, False)
    assert profile.names == ("伊藤 一郎",)
    assert profile.ties == pytest.approx(2 + 2**0.5 + 1)
    assert profile.ties_ours == pytest.approx(2 + 2**0.5)


def test_how_many_outsiders_by_the_size_of_their_mail(folder: Path) -> None:
    with Store(folder, ORG) as store:
        sizes = store.outsiders(NOON + 99 * DAY)
        assert sizes[2] >= 1  # Ito, with five messages
        assert store.outsiders(NOON - 1) == ()


def test_who_knows_somebody_is_asked_the_other_way_round(folder: Path) -> None:
    until = NOON + 99 * DAY
    with Store(folder, ORG) as store:
        asked = store.acquaintances({ABE, UEDA, "nobody@x.example"}, until)
        by_candidate = {who: store.contacts_of(who, until) for who in asked}

    assert asked == {
        who: {person: known[person] for person in (ABE, UEDA) if person in known}
        for who, known in by_candidate.items()
    }
    assert ITO in asked
    assert SATO in asked


def test_our_people_have_one_mailbox_and_many_addresses(folder: Path) -> None:
    with Store(folder, ORG) as store:
        assert store.person_of("hsato@example.co.jp") == SATO
        assert store.person_of("Hanako.Home@mail.example") == SATO
        assert store.person_of("nobody@x.example") is None
        (abe, sato) = store.mailboxes()
    assert (abe.person, abe.messages) == (ABE, 1)
    assert (sato.person, sato.messages) == (SATO, 4)
    assert sato.names[0] == "佐藤 花子"


def test_a_shown_name_is_everybody_who_bears_it(folder: Path) -> None:
    with Store(folder, ORG) as store:
        assert [each.person for each in store.named("Hanako Sato")] == [SATO]
        assert [each.person for each in store.named("伊藤 一郎")] == [ITO]
        (by_address,) = store.named(f"<{UEDA}>")
        assert store.named("Nobody Here") == ()
    assert (by_address.person, by_address.likeness) == (UEDA, Likeness.ADDRESS)


def test_messages_come_in_the_order_of_their_dates(folder: Path) -> None:
    with Store(folder, ORG) as store:
        notes = list(store.messages_of(SATO, NOON + 3 * DAY))
    assert [note.date for note in notes] == [NOON, NOON + DAY, NOON + 2 * DAY]
    assert notes[1].participants == (ITO, SATO, UEDA)
    assert notes[1].holders == (SATO,)
    assert len({note.key for note in notes}) == 3


def test_an_empty_archive_answers_with_nothing(tmp_path: Path) -> None:
    with Store(archive(tmp_path / "a", []), ORG) as store:
        assert store.mailboxes() == ()
        assert store.acquaintances({SATO, ITO}, NOON) == {}
        assert store.contacts_of(SATO, NOON) == {}
        assert list(store.messages_of(ITO, NOON)) == []


def test_no_archive_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="honmono index --archive"):
        Store(tmp_path)


def test_people_are_called_as_the_organization_calls_them(folder: Path) -> None:
    with Store(folder, ORG) as store:
        names = store.names_of([SATO, ITO, UEDA, "nobody@far.example"])

    assert names == {SATO: "佐藤 花子", ITO: "伊藤 一郎"}


def test_the_first_and_the_last_day_are_told(folder: Path) -> None:
    with Store(folder, ORG) as store:
        assert store.span() == (NOON, NOON + 4 * DAY)


def test_people_are_told_with_all_their_addresses(folder: Path) -> None:
    with Store(folder, ORG) as store:
        known = store.identities([SATO, ITO, "nobody@far.example"])

    assert known == {
        SATO: Identity(SATO, ours=True, addresses=(SATO, "hsato@example.co.jp")),
        ITO: Identity(ITO, ours=False, addresses=(ITO,)),
    }


def test_a_profile_tells_all_addresses_of_a_person(folder: Path) -> None:
    with Store(folder, ORG) as store:
        known = store.profiles([SATO, ITO], NOON + 99 * DAY)

    assert known[SATO].addresses == (SATO, "hsato@example.co.jp")
    assert known[ITO].addresses == (ITO,)


def test_a_circular_makes_nobody_close(tmp_path: Path) -> None:
    many = ", ".join(f"staff{number}@example.co.jp" for number in range(99))
    mails = [(SATO, at(0, SATO, ITO)), (SATO, at(1, ABE, f"{SATO}, {many}"))]
    with Store(archive(tmp_path, mails), ORG) as store:
        known = store.contacts_of(SATO, NOON + 99 * DAY)
        ties = store.profiles([SATO], NOON + 99 * DAY)[SATO].ties

    assert known[ITO].closeness == 1
    assert known["staff7@example.co.jp"].closeness == pytest.approx(0.01)
    assert ties == pytest.approx(1 + 100 * 0.1, rel=1e-3)
