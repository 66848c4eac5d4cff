"""Weak spots that only mail shows."""

from __future__ import annotations

from dataclasses import replace

from honmono.setup.weak_spots import MailSeen
from tests.make import BORDER, ORG, mail, message

OURS = "dkim=pass header.d=example.co.jp"


def spots(*mails: bytes, authserv_ids: tuple[str, ...] = (BORDER,)) -> dict[str, bool]:
    seen = MailSeen(replace(ORG, authserv_ids=authserv_ids))
    for raw in mails:
        seen.add(message(raw))
    return {spot.name: spot.wrong for spot in seen.weak_spots()}


def test_ordinary_mail_shows_none() -> None:
    proved = mail(results=f"{OURS}; dmarc=pass header.from=example.co.jp")

    assert spots(*[proved] * 20) == {}


def test_a_domain_without_dmarc() -> None:
    none = mail(results=f"{OURS}; dmarc=none header.from=example.co.jp")

    assert spots(none) == {"dmarc-none": False}


def test_a_policy_that_asks_for_nothing() -> None:
    open_ = mail(
        results=f"{OURS}; dmarc=pass (p=NONE sp=NONE) header.from=example.co.jp"
    )

    assert spots(open_) == {"dmarc-open": False}


def test_a_border_that_never_looks_at_dmarc_is_quotedhing_of_it() -> None:
    ours, theirs = mail(results=OURS), mail("<a@x.example>", results="dmarc=pass")

    assert spots(ours) == {}
    assert spots(ours, theirs) == {"dmarc-none": False}


def test_results_that_nobody_believes_say_nothing_of_dmarc() -> None:
    forged = mail(results="dmarc=none header.from=example.co.jp").replace(
        BORDER.encode(), b"mx.evil.example"
    )

    assert spots(forged) == {}


def test_an_id_that_nobody_writes_and_a_border_that_is_not_there() -> None:
    proved = mail("<a@x.example>", results="dkim=pass header.d=x.example")

    found = spots(*[proved] * 12, authserv_ids=("mx.exmaple.co.jp",))

    assert found == {"authserv-id-never-seen": True, "border-not-believed": False}


def test_a_few_mails_say_nothing_about_borders() -> None:
    proved = mail("<a@x.example>", results="dkim=pass header.d=x.example")

    assert spots(*[proved] * 3, authserv_ids=("mx.exmaple.co.jp",)) == {}


def test_a_namesake_at_a_partner() -> None:
    namesake = mail(
        '"田中 花子" <tanaka@kita.example>', results="dkim=pass header.d=kita.example"
    )

    assert spots(namesake) == {"namesake-at-partner": False}
    assert spots(namesake.replace(b"kita.example", b"kata.example")) == {}


def test_a_parked_domain_that_sends() -> None:
    sent = mail("<a@example-parked.jp>", results="dkim=pass header.d=example-parked.jp")

    assert spots(sent) == {"parked-sends": True}


def test_an_address_of_ours_that_the_file_does_not_know() -> None:
    new = mail('"鈴木 一郎" <suzuki@example.co.jp>')
    desk = mail('"鈴木 一郎" <info@example.co.jp>')

    assert spots(new, new) == {"address-not-listed": False}
    assert spots(desk, desk) == {}
