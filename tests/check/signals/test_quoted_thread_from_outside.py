"""Signal: our thread is quoted by somebody who is not in it."""

from __future__ import annotations

import pytest

from honmono.check.signals.quoted_thread_from_outside import check
from tests.check.test_thread import FULL, STRANGER, TO_ANOTHER
from tests.make import exhibit


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        (STRANGER, ""),
        (STRANGER, "dkim=pass header.d=mail.example.net; dmarc=pass"),
        ('"山田 太郎" <xk3@mail.example.net>', ""),
        ("<n@tickets.example>", "dmarc=fail header.from=tickets.example"),
    ],
    ids=["stranger", "verified stranger", "under our name", "borrowed service"],
)
def test_a_stolen_thread_is_found(from_: str, results: str) -> None:
    finding = check(exhibit(from_, TO_ANOTHER, results=results, body=FULL))

    assert finding is not None
    assert (finding.where, finding.shown) == ("quote", "yamada@example.co.jp")


def test_whoever_poses_as_us_clears_himself_by_no_word_of_his_own() -> None:
    to, list_id = "To: a@kita.example", "List-Post: <mailto:a@kita.example>"

    assert check(exhibit('"山田 太郎" <x@a.example>', to, list_id, body=FULL))
    assert check(exhibit(STRANGER, to, list_id, body=FULL)) is None


def test_who_leaves_out_his_name_is_outside_too() -> None:
    finding = check(exhibit(None, TO_ANOTHER, body=FULL))

    assert finding is not None
    assert finding.actual == ""


@pytest.mark.parametrize(
    ("from_", "fields", "results"),
    [
        ("佐藤 <sato@kita.example>", (TO_ANOTHER,), ""),
        (STRANGER, ("Subject: Fwd: x",), ""),
        ("<tanaka@example.co.jp>", (TO_ANOTHER,), ""),
        ("<hanako.home@example.org>", (TO_ANOTHER,), ""),
        ("<n@tickets.example>", (TO_ANOTHER,), ""),
    ],
    ids=["the recipient", "forward", "ours", "private address", "service"],
)
def test_everybody_else_is_silent(
    from_: str, fields: tuple[str, ...], results: str
) -> None:
    assert check(exhibit(from_, *fields, results=results, body=FULL)) is None


def test_a_verified_partner_may_have_it_from_a_colleague() -> None:
    body = FULL.replace("sato@kita.example", "sato@kita-holdings.example")
    passed = "dkim=pass header.d=kita.example; dmarc=pass header.from=kita.example"

    assert (
        check(exhibit("<a@kita.example>", TO_ANOTHER, results=passed, body=body))
        is None
    )
    assert check(exhibit("<a@kita.example>", TO_ANOTHER, body=body)) is not None
