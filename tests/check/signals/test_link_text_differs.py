"""Signal: link text differs."""

from __future__ import annotations

import pytest

from honmono.check.signals.link_text_differs import check
from tests.make import attached_exhibit

SAFE_LINKS = "https://eur01.safelinks.protection.outlook.com/"

DIFFERENT = [
    ("https://www.example.co.jp/portal", "https://x3.example.net/a"),
    ("HTTPS://WWW.EXAMPLE.CO.JP", "https://x3.example.net/a"),
    ("www.example.co.jp", "http://x3.example.net"),
    ("▶ https://www.example.co.jp/", "https://x3.example.net"),
    ("（https://www.example.co.jp/）", "https://x3.example.net"),
    ("詳細は https://www.example.co.jp/ をご覧ください", "https://x3.example.net"),
    ("example.co.jp/login", "https://x3.example.net"),
    ("mybank.com", "https://x3.example.net"),
    ("https://www.example.com", "https://www.example.com.evil.example/"),
    ("https://www.example.com", "https://www.example.com@evil.example/"),
    ("https://www.example.com", "https:\\\\evil.example\\@www.example.com"),
    ("https://www.example.com", "ht\ntps://evil.example"),
    ("https://www.example.com", "https://192.0.2.7/www.example.com"),
    ("https://www.example.com", "https://click.example.net/?u=https://www.example.com"),
    ("https://a.github.io/x", "https://b.github.io/x"),
    (
        "https://www.example.com",
        SAFE_LINKS + "?url=https%3A%2F%2Fevil.example%2F",
    ),
]
SAME = [
    ("https://www.example.co.jp/portal", "https://www.example.co.jp/portal?id=1"),
    ("https://www.example.co.jp", "https://login.example.co.jp/"),
    ("example.com", "http://WWW.Example.COM/"),
    ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
    ("https://xn--r8jz45g.jp/", "https://例え.jp/"),
    ("https://www.example.com:443/", "https://example.com./"),
    ("click here", "https://x3.example.net"),
    ("こちら", "https://x3.example.net"),
    ("Booking.com", "https://click.example.net"),
    ("setup.py", "https://code.example.net/setup.py"),
    ("libfoo.so", "https://code.example.net/libfoo"),
    ("報告書.pdf", "https://files.example.net/1"),
    ("v2.1/final", "https://files.example.net/1"),
    ("example.com の新着情報", "https://x3.example.net"),
    ("info@example.com", "mailto:info@example.com"),
    ("info@example.com", "https://x3.example.net"),
    ("https://www.example.com", "#top"),
    ("https://www.example.com", "javascript:void(0)"),
    ("", "https://x3.example.net"),
    ("www.example.com", "http://www.example.noclick_com/"),
    ("www.example.com", "http://intranet/"),
    (
        "https://www.example.com/a",
        SAFE_LINKS + "?url=https%3A%2F%2Fwww.example.com%2Fa&data=x",
    ),
    (
        "www.example.com",
        "https://urldefense.proofpoint.com/v2/url?u=http-3A__www.example.com_&d=Dw",
    ),
    ("www.example.com", "https://urldefense.com/v3/__http:/www.example.com__;!!N"),
    (
        "https://www.example.com",
        "https://protect-eu.mimecast.com/s/abc?domain=example.com",
    ),
]


def linked(shown: str, target: str) -> str:
    return f'<p>Hello <a href="{target}">{shown}</a></p>'


@pytest.mark.parametrize(("shown", "target"), DIFFERENT)
def test_an_address_that_leads_elsewhere_is_found(shown: str, target: str) -> None:
    finding = check(attached_exhibit(html=linked(shown, target)))

    assert finding is not None
    assert finding.where == "link"
    assert finding.shown != finding.actual


@pytest.mark.parametrize(("shown", "target"), SAME)
def test_everything_else_is_silent(shown: str, target: str) -> None:
    assert check(attached_exhibit(html=linked(shown, target))) is None


def test_a_link_in_plain_text_shows_where_it_goes() -> None:
    assert check(attached_exhibit(text="https://www.example.com/a\n")) is None


@pytest.mark.xfail(
    reason="where a gateway hides the target nobody can see it", strict=True
)
def test_known_miss() -> None:
    hidden = linked("https://www.example.com", "https://protect-eu.mimecast.com/s/abc")

    assert check(attached_exhibit(html=hidden))
