"""Names of an Exchange export, beside their addresses."""

from __future__ import annotations

import pytest

from honmono.mail.message.model import Address
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from honmono.trace.people.x_names import names_of, pairs

CN = "</O=CORP/OU=NA/CN=RECIPIENTS/CN=%s>"


def matched(addresses: str, shown: str) -> list[tuple[str, str]]:
    """Match the names in `shown` with addresses."""
    people = [Address("", each, "x.example") for each in addresses.split()]
    return pairs(people, shown.encode())


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Mori, Nina K. " + CN % "NMORI", "Mori, Nina K."),
        ("Nina K Mori", "Nina K Mori"),
        ("Nina K Mori/TYO/CORP@CORP", "Nina K Mori"),
        ('"Mori, Nina" <n@x.example>', "Mori, Nina"),
        ('"Mori, Nina" <n@x.example>@CORP', "Mori, Nina"),
        ("Mori, Nina [PVTC] <n@x.example>", "Mori, Nina [PVTC]"),
        ("'Mori, Nina' <n@x.example>", "Mori, Nina"),
        ("Night Desk@CORP <IMCEANOTES-Night+20Desk@x.example>", "Night Desk"),
    ],
)
def test_one_name(shown: str, name: str) -> None:
    assert matched("n@x.example", shown) == [("n@x.example", name)]


@pytest.mark.parametrize(
    "shown", ["n@x.example", "'n@x.example'", "n@x.example@CORP", "<n@x.example>", ""]
)
def test_an_address_is_no_name(shown: str) -> None:
    assert matched("n@x.example", shown) == []


@pytest.mark.parametrize(
    "shown",
    [
        f"Mori, Nina {CN % 'NMORI'}, Kato, Ben {CN % 'BKATO'}",
        "Nina Mori, Ben Kato",
        '"Mori, Nina" <n@x.example>, "Kato, Ben" <b@x.example>',
        f'"Mori, Nina" <n@x.example>, Kato, Ben {CN % "BKATO"}',
        f"Nina Mori, Kato, Ben {CN % 'BKATO'}",
    ],
)
def test_two_people(shown: str) -> None:
    found = matched("n@x.example b@x.example", shown)

    assert [address for address, _ in found] == ["n@x.example", "b@x.example"]
    assert {name.split(",")[0].split()[-1] for _, name in found} == {"Mori", "Kato"}


def test_a_plain_address_between_names() -> None:
    shown = f"Mori, Nina {CN % 'NMORI'}, 'c@x.example', Kato, Ben {CN % 'BKATO'}"

    assert matched("n@x.example c@x.example b@x.example", shown) == [
        ("n@x.example", "Mori, Nina"),
        ("b@x.example", "Kato, Ben"),
    ]


def test_with_more_names_than_addresses_the_address_has_to_show_the_name() -> None:
    shown = f"Mori, Nina {CN % 'NM'}, Sato, Mei {CN % 'MS'}, Kato, Ben {CN % 'BK'}"

    assert matched("nina.mori@x.example b@x.example", shown) == [
        ("nina.mori@x.example", "Mori, Nina")
    ]
    assert matched("nina.mori@x.example ben.kato@x.example", shown) == [
        ("nina.mori@x.example", "Mori, Nina"),
        ("ben.kato@x.example", "Kato, Ben"),
    ]


def test_all_fields_of_a_mail() -> None:
    mail = parse(
        RawMail(
            b"From: N@x.example\nTo: b@x.example\nCc: c@x.example\n"
            b"X-From: Nina Mori\nX-To: Kato, Ben\n </O=CORP/CN=BKATO>\n"
            b"X-cc: Clara Ito\nX-bcc: Dan Abe\n\nhello\n",
            "x.eml",
        )
    )

    assert names_of(mail) == (
        ("n@x.example", "Nina Mori"),
        ("b@x.example", "Kato, Ben"),
        ("c@x.example", "Clara Ito"),
    )


def test_other_mail_has_no_such_names() -> None:
    assert (
        names_of(parse(RawMail(b"From: Nina <n@x.example>\n\nhello\n", "x.eml"))) == ()
    )


@pytest.mark.parametrize(
    "mark", ['"', "'", "<", ",", "/", "@", "</", "'a,", "\xff", "/@a"]
)
def test_hostile_fields_are_read_to_their_end(mark: str) -> None:
    people = [Address("", f"a{n}@x.example", "x.example") for n in range(2_000)]

    assert len(pairs(people, (mark * 100_000).encode("latin-1"))) <= len(people)
