"""The archive in memory: what every archive answers."""

from __future__ import annotations

import pytest

from honmono.trace.archive._core import Contact, Level, Mailbox, Way
from honmono.trace.people.forms import Likeness
from tests.trace.memory import Entry, MemoryArchive, plain_subject
from tests.trace.world import DAY, NOW, forgery, message, office

SATO, KONDO, NORTH = "sato@ours.example", "kondo@ours.example", "north@north.example"
TEXT = (
    "The crane arrives on Tuesday at gate 17, bring the yellow papers with you please."
)


def ways(archive: MemoryArchive, **told: object) -> list[tuple[str, Way]]:
    found = archive.matches([forgery("x", **told)], Level.FULL)[0]  # type: ignore[arg-type]
    return [(match.note.key, match.way) for match in found]


def test_acquaintance_is_mutual_and_counted_from_each_side() -> None:
    archive = office(message(1, SATO, "new@far.example"))

    known = archive.acquaintances(["new@far.example"], NOW)
    back = archive.acquaintances([SATO], NOW)

    assert known[SATO]["new@far.example"].sent == 1
    assert back["new@far.example"][SATO].received == 1


def test_nothing_newer_counts() -> None:
    archive = office(message(1, SATO, "new@far.example", days=5))

    assert archive.contacts_of("new@far.example", NOW)
    assert not archive.contacts_of("new@far.example", NOW - 6 * DAY)
    assert archive.profiles([SATO], NOW)[SATO].messages > 0


@pytest.mark.parametrize(
    ("shown", "person", "likeness"),
    [
        ("Sato Hanako", SATO, Likeness.FULL),
        ("Hanako Sato", SATO, Likeness.FULL),
        (f"Somebody <{SATO}>", SATO, Likeness.ADDRESS),
        (SATO, SATO, Likeness.ADDRESS),
    ],
)
def test_whom_a_text_shows(shown: str, person: str, likeness: Likeness) -> None:
    (found, *_) = office().named(shown)

    assert (found.person, found.likeness, found.ours) == (person, likeness, True)


def test_nobody_is_found_where_nobody_is_called_so() -> None:
    assert office().named("Grace Walker") == ()


def test_a_message_id_says_more_than_a_quote_and_a_quote_more_than_a_subject() -> None:
    archive = office(
        message(1, SATO, NORTH, subject="Crane at the gate"),
        message(2, SATO, NORTH, body=TEXT),
        message(3, SATO, NORTH),
    )
    subject, quoted, ids = "RE: Crane at the gate", TEXT, ("3@ours.example",)

    assert ways(archive, subject=subject) == [("1", Way.SUBJECT)]
    assert ways(archive, subject=subject, quoted=quoted) == [("2", Way.QUOTE)]
    assert ways(archive, subject=subject, quoted=quoted, references=ids) == [
        ("3", Way.ID)
    ]


def test_a_damaged_reflowed_quote_still_fits_and_says_how_well() -> None:
    archive = office(message(1, SATO, NORTH, body=TEXT))
    damaged = "> The crane arrives on\n> Tues?ay at gate 17, bring the\n> yellow papers"

    (match,) = archive.matches([forgery("x", quoted=damaged)], Level.FULL)[0]

    assert 0.5 < match.share < 1
    assert match.prints > 20


def test_how_many_messages_fit_as_well_is_told() -> None:
    archive = office(*(message(n, SATO, NORTH, subject="Invoice") for n in range(60)))

    found = archive.matches([forgery("x", subject="RE: invoice")], Level.FULL)[0]

    assert len(found) < 60
    assert {match.alike for match in found} == {60}


def test_a_subject_that_was_cut_fits() -> None:
    archive = office(message(1, SATO, NORTH, subject="Crane at gate 17, order 4711"))

    (match,) = archive.matches([forgery("x", subject="Crane at gate…")], Level.FULL)[0]

    assert match.share < 1


def test_levels_hide_what_they_say() -> None:
    archive = office(message(1, SATO, NORTH, subject="Crane at the gate", body=TEXT))
    report = [forgery("x", subject="Crane at the gate", quoted=TEXT)]

    assert archive.matches(report, Level.META)[0][0].way is Way.SUBJECT
    assert archive.matches(report, Level.ADDRESS_BOOK) == ((),)


def test_an_address_book_alone_tells_who_knows_whom() -> None:
    book = Entry(SATO, NORTH, Contact(3, 2, NOW - 100 * DAY, NOW - DAY))
    archive = MemoryArchive([Mailbox(SATO, ("Sato Hanako",), 0)], books=[book])

    assert archive.contacts_of(SATO, NOW)[NORTH].sent == 3
    assert archive.contacts_of(NORTH, NOW)[SATO].sent == 2
    assert archive.person_of(NORTH) == NORTH


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("RE: Fw: 見積書の件", "見積書の件"),
        ("Re:　【金型】 納期", "【金型】納期"),
        ("INVOICE", "invoice"),
        ("", ""),
    ],
)
def test_subjects_are_compared_without_what_programs_add(
    written: str, plain: str
) -> None:
    assert plain_subject(written).replace("[", "【").replace("]", "】") == plain
