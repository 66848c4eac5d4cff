"""Output: which part of a sender differs from us."""

from __future__ import annotations

import time

import pytest

from honmono.cli.output.lines import Style, Text
from honmono.cli.output.marks import sender
from tests.cli.output.records import finding, record, without_sender


def brackets(text: Text) -> str:
    """`xk3@[mail.example.net]`: what is marked stands in brackets."""
    marked = "".join(
        f"[{piece}]" if style is Style.MARK else piece for piece, style in text
    )
    return marked.replace("][", "")


@pytest.mark.parametrize(
    ("shown", "actual", "address", "expected"),
    [
        (
            "田中 花子",
            "xk3@mail.example.net",
            "xk3@mail.example.net",
            "xk3@[mail.example.net]",
        ),
        (
            "example.co.jp",
            "examp1e.co.jp",
            "tanaka@examp1e.co.jp",
            "tanaka@examp[1]e.co.jp",
        ),
        (
            "example.co.jp",
            "exampe.co.jp",
            "tanaka@exampe.co.jp",
            "tanaka@exam[pe].co.jp",
        ),
        (
            "example.co.jp",
            "example-support.co.jp",
            "tanaka@example-support.co.jp",
            "tanaka@example[-support].co.jp",
        ),
        (
            "example.co.jp",
            "example.co.jp.login.example",
            "tanaka@example.co.jp.login.example",
            "tanaka@example.co.jp[.login.example]",
        ),
        (
            "tanaka@example.co.jp",
            "examp1e.co.jp",
            "tanaka@mail.examp1e.co.jp",
            "tanaka@[mail.]examp[1]e.co.jp",
        ),
        (
            "example.co.jp",
            "blue-lark.example",
            "tanaka@blue-lark.example",
            "tanaka@[blue-lark.example]",
        ),
        (
            "tanaka@example-parked.jp",
            "example-parked.jp",
            "tanaka@example-parked.jp",
            "tanaka@[example-parked.jp]",
        ),
    ],
    ids=[
        "stranger", "letter changed", "letter missing", "word added", "as subdomain",
        "below a lookalike", "not alike", "parked",
    ],
)  # fmt: skip
def test_what_differs_from_us_is_marked(
    shown: str, actual: str, address: str, expected: str
) -> None:
    who = sender(record("田中 花子", address, finding(shown, actual)))

    assert brackets(who.address) == expected
    assert brackets(who.name) == "田中 花子"


@pytest.mark.parametrize("actual", ["ex\u0430mple.co.jp", "xn--exmple-4nf.co.jp"])
def test_a_foreign_letter_is_shown_as_a_program_shows_it(actual: str) -> None:
    address = "tanaka@xn--exmple-4nf.co.jp"
    who = sender(record("", address, finding("example.co.jp", actual)))

    assert brackets(who.address) == f"{address} = ex[\u0430]mple.co.jp"


@pytest.mark.parametrize("label", ["xn--", "xn--\u3042", "xn--99999999999", "xn---"])
def test_a_label_that_cannot_be_spelled_stays(label: str) -> None:
    assert brackets(sender(record("", f"a@{label}.example")).address).startswith(
        f"a@{label}.example"
    )


@pytest.mark.parametrize(
    "name",
    ["tanaka@example.co.jp", "tanaka＠example．co．jp", "tanaka @ EXAMPLE.co.jp"],
    ids=["plain", "full width", "blanks"],
)
def test_our_address_in_the_name_is_marked_too(name: str) -> None:
    address = "xk3@mail.example.net"
    found = finding("tanaka@example.co.jp", address)
    who = sender(record(f"花子 {name} 様", address, found))

    assert brackets(who.name) == f"花子 [{name}] 様"
    assert brackets(who.address) == "xk3@[mail.example.net]"


def test_where_answers_would_go_is_shown_when_it_is_part_of_the_forgery() -> None:
    ours = "tanaka@example.co.jp"
    found = finding(ours, "t@post.example", "Reply-To")

    assert brackets(sender(record("", ours, found)).replies) == "t@[post.example]"
    assert brackets(sender(record("", ours, found)).address) == ours


@pytest.mark.parametrize(
    "found",
    [
        finding("tanaka@example.co.jp", "dmarc=fail (example.co.jp)"),
        finding("tanaka@example.co.jp", "dmarc=pass (example.co.jp)", weight_db=-20),
        finding("田中", "tanaka@example.co.jp", "signature"),
        finding("田中", "tanaka@example.co.jp", weight_db=-5),
        finding("田中", ""),
        finding("田中", "jp.co"),
    ],
    ids=["failed", "proved", "elsewhere", "cleared", "nothing", "not the domain"],
)
def test_without_a_gap_in_from_nothing_is_marked(found: dict[str, object]) -> None:
    who = sender(record("田中 花子", "tanaka@example.co.jp", found))

    assert brackets(who.name) == "田中 花子"
    assert brackets(who.address) == "tanaka@example.co.jp"
    assert who.replies == ()


def test_no_sender_is_no_text() -> None:
    assert sender(without_sender()) == ((), (), ())


def test_a_hostile_sender_takes_no_time_and_redraws_nothing() -> None:
    address = "a" * 9000 + "@" + "ab" * 4000 + ".example"
    found = finding("ab" * 5000 + ".example", address)
    begun = time.process_time()
    who = sender(record("\x1b[2J\u202e" + "@" * 9000, address, found, found))

    assert time.process_time() - begun < 5
    assert "\x1b" not in brackets(who.name) + brackets(who.address)
    assert len(brackets(who.address)) < 400
