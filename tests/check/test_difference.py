"""Which answers change when the organization file says more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check import batch
from honmono.check.difference import Compared, compare
from honmono.check.org import Organization
from honmono.check.org.model import Service
from honmono.mail.source import RawMail, Trouble, Unreadable
from tests.make import ORG, mail

HOME = "hiking55@example.org"
PROVED = "dkim=pass header.d=example.org"


def with_service(domain: str) -> Organization:
    return replace(ORG, services=(*ORG.services, Service("Backlog", (domain,))))


def with_private(address: str) -> Organization:
    tanaka, yamada = ORG.people
    yamada = replace(yamada, private_addresses=(address,))
    return replace(ORG, people=(tanaka, yamada))


def compared(raw: bytes, after: Organization) -> Compared:
    (pair,) = compare([RawMail(raw, "1.eml")], ORG, after, prior=0.5)
    return pair


def answers(pair: Compared) -> tuple[str, str]:
    return pair.before["answer"], pair.after["answer"]


def test_a_service_that_shows_our_name_is_no_longer_called_forged() -> None:
    raw = mail('"山田 太郎" <no-reply@backlog.example>')

    pair = compared(raw, with_service("backlog.example"))

    assert answers(pair) == ("forged", "unproven")
    assert pair.changed


def test_a_proved_private_address_is_ours_from_then_on() -> None:
    raw = mail(f'"山田 太郎" <{HOME}>', results=PROVED)

    pair = compared(raw, with_private(HOME))

    assert answers(pair) == ("forged", "ours")
    assert pair.changed


@pytest.mark.parametrize(
    "raw",
    [
        mail('"山田 太郎" <xk3@mail.example.net>'),
        mail('"Ken" <ken@example.org>'),
        mail(results="dmarc=pass header.from=example.co.jp"),
    ],
    ids=["a stranger in our name", "unrelated", "ours"],
)
def test_what_has_nothing_to_do_with_it_stays(raw: bytes) -> None:
    assert not compared(raw, with_service("backlog.example")).changed


def test_what_could_not_be_read_is_the_same_to_both() -> None:
    item = Unreadable("x.eml", Trouble.EMPTY, "no bytes")

    (pair,) = compare([item], ORG, with_service("backlog.example"), prior=0.5)

    assert not pair.changed
    assert pair.after["error"]


def test_an_error_of_ours_stops_no_other_mail(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = batch.judge  # type: ignore[attr-defined]

    def fails_once(raw: RawMail, *args: object, **kw: object) -> object:
        if raw.source == "bad.eml":
            raise ValueError("boom")
        return real(raw, *args, **kw)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "judge", fails_once)
    items = [RawMail(mail(), "bad.eml"), RawMail(mail(), "good.eml")]

    bad, good = compare(items, ORG, with_service("backlog.example"), prior=0.5)

    assert bad.after["error"]
    assert good.after["error"] is None
    assert "bad.eml" in caplog.text
