"""Signal: a link leads to a host that reads like ours."""

from __future__ import annotations

import pytest

from honmono.check.signals.link_to_lookalike import check
from tests.make import attached_exhibit


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("https://www.examp1e.co.jp/login をご覧ください", ""),
        ("", '<a href="https://examp1e.co.jp/">こちら</a>'),
        ("", '<a href="https://a.example">a</a><a href="//x" ></a><form action="https://examp1e.co.jp/x">'),
    ],
    ids=["text", "HTML", "form"],
)  # fmt: skip
def test_a_link_to_an_imitation_is_found(text: str, html: str) -> None:
    finding = check(attached_exhibit(text=text, html=html))

    assert finding is not None
    assert finding.shown == "example.co.jp"
    assert finding.actual.endswith("examp1e.co.jp")


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://www.example.co.jp/">x</a>',
        '<a href="https://example.net/">x</a>',
        '<a href="https://kita.example/">x</a>',
        "examp1e.co.jp",
        '<a href="mailto:a@examp1e.co.jp">x</a>',
    ],
    ids=["ours", "similar", "partner", "no link", "mail address"],
)
def test_everything_else_is_silent(html: str) -> None:
    assert check(attached_exhibit(html=html)) is None
