"""Mails become entries."""

from __future__ import annotations

import pytest

from honmono.trace.archive.digest import digest, digest_headers
from honmono.trace.archive.entry import MAX_PEOPLE, Seen
from tests.trace.archive.made import ITO, NOON, SATO, entry, raw


def test_a_mail_is_its_people_its_subject_and_its_fingerprints() -> None:
    found = entry(
        to=f"伊藤 <{ITO}>, {SATO}",
        subject="Re: [sales] 見積書の件",
        fields="In-Reply-To: <0@partner.example>\nReferences: <9@x.example>\n",
    )

    assert found.people == (Seen(SATO, ("佐藤 花子",)), Seen(ITO, ("伊藤",)))
    assert found.subject == "見積書の件"
    assert found.message_id == "1@example.co.jp"
    assert set(found.references) == {"0@partner.example", "9@x.example"}
    assert found.date == 1_649_991_600
    assert len(found.prints) > 10


def test_names_of_an_export_are_joined_by_place() -> None:
    found = entry(
        sender="k..allen@partner.example",
        to="jsmith@austin.example, pat@partner.example",
        fields="X-From: Allen, Phillip K. </O=P/OU=NA/CN=PALLEN>\n"
        'X-To: "Jeff Smith" <jsmith@austin.example> @ P, Pat Love </O=P/CN=PLOVE>\n',
    )

    assert [each.names for each in found.people] == [
        ("Allen, Phillip K.",),
        ("Jeff Smith",),
        ("Pat Love",),
    ]


def test_names_that_are_more_than_the_addresses_are_not_guessed() -> None:
    found = entry(
        sender="k..allen@partner.example",
        to="a@partner.example, b@partner.example",
        fields="X-From: Phillip K Allen\nX-To: One Man, Two Men, Three Men\n",
    )

    assert found.people[1:] == (Seen("a@partner.example"), Seen("b@partner.example"))


@pytest.mark.parametrize(
    "mail",
    [b"", b"\n\n", b"From: \nTo: \n\n", b"\xff" * 999, raw(date="Mon, 99 Foo 9999")],
    ids=["nothing", "blank", "nobody", "rubbish", "no date"],
)
def test_whatever_the_bytes_are_there_is_an_entry(mail: bytes) -> None:
    (found,) = digest([mail])

    assert found.people
    assert found.date in (0, NOON)


def test_a_circular_keeps_the_first_some_people() -> None:
    crowd = ", ".join(f"p{number}@crowd.example" for number in range(MAX_PEOPLE + 50))

    assert len(entry(to=crowd).people) == MAX_PEOPLE


def test_header_fields_alone_have_no_fingerprints() -> None:
    (found,) = digest_headers([raw()])
    (other,) = digest_headers([raw(to="b@x.example")])

    assert not len(found.prints)
    assert found.digest != other.digest
    assert (found.people, found.subject, found.date) == (
        entry().people,
        entry().subject,
        entry().date,
    )
