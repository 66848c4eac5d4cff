"""Signal: a link shows our address and leads elsewhere."""

from __future__ import annotations

import pytest

from honmono.check.signals.link_shows_us import check
from tests.make import exhibit_of

OURS = "https://www.example.co.jp/portal"


def html_mail(from_: str, html: str) -> bytes:
    head = f"From: {from_}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return (head + html).encode()


def link(shown: str, target: str) -> str:
    return f'<p><a href="{target}">{shown}</a></p>'


def test_our_address_over_a_strangers_is_found() -> None:
    mail = html_mail("<a@mail.example.net>", link(OURS, "https://x3.example.net/"))

    finding = check(exhibit_of(mail))

    assert finding is not None
    assert (finding.shown, finding.actual) == ("www.example.co.jp", "x3.example.net")


@pytest.mark.parametrize(
    ("from_", "shown", "target"),
    [
        ("<a@mail.example.net>", OURS, "https://example.co.jp/other"),
        ("<a@mail.example.net>", OURS, "https://tickets.example/7"),
        ("<a@mail.example.net>", OURS, "https://kita.example/7"),
        ("<a@mail.example.net>", "https://kita.example/", "https://x3.example.net/"),
        ("<a@mail.example.net>", "ポータル", "https://x3.example.net/"),
        ("<tanaka@example.co.jp>", OURS, "https://click.example.net/"),
    ],
    ids=["ours", "service", "partner", "not us", "words", "our newsletter"],
)
def test_everything_else_is_silent(from_: str, shown: str, target: str) -> None:
    assert check(exhibit_of(html_mail(from_, link(shown, target)))) is None
