"""A domain as its reader sees it."""

from __future__ import annotations

import pytest

from honmono.check.org.lookalikes.hosts import (
    MAX_HOST,
    exists,
    host_of,
    read_label,
    shown_label,
)


@pytest.mark.parametrize(
    ("domain", "before", "label", "suffix"),
    [
        ("example.co.jp", (), "example", "co.jp"),
        ("mail.example.co.jp", ("mail",), "example", "co.jp"),
        ("a.b.example.com", ("a", "b"), "example", "com"),
        ("tsukimine.jp.com", (), "tsukimine", "jp.com"),
        ("example.notatld", (), "example", "notatld"),
        ("co.jp", (), "co", "jp"),
        ("localhost", (), "localhost", ""),
    ],
)
def test_a_domain_is_cut_where_it_was_registered(
    domain: str, before: tuple[str, ...], label: str, suffix: str
) -> None:
    host = host_of(domain)

    assert (host.before, host.label, host.suffix) == (before, label, suffix)


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("ex\u0430mple", "example"),
        ("éxample", "example"),
        ("exampl\u0435", "example"),
        ("jp⁄login", "jp-login"),
        ("月峰", "月峰"),
        ("髙島", read_label("高島")),
        ("a_b%c", "a-b-c"),
    ],
)
def test_a_label_is_read_as_what_it_looks_like(shown: str, read: str) -> None:
    assert read_label(shown) == read


@pytest.mark.parametrize(
    "label",
    [
        "example",
        "xn--",
        "xn--99999999999",
        "xn--" + "a" * 60,
        "xn--" + "a\u202eb".encode("punycode").decode(),
        "xn--\u0430",
    ],
)
def test_what_does_not_decode_stays(label: str) -> None:
    assert shown_label(label) == label


def test_of_a_long_domain_the_beginning_is_looked_at() -> None:
    assert len(host_of("example." * 1000).shown) == MAX_HOST


@pytest.mark.parametrize("domain", ["a.com", "a.co.jp", "a.xn--p1ai", "a.local"])
def test_a_domain_can_exist(domain: str) -> None:
    assert exists(domain)


@pytest.mark.parametrize("domain", ["example", "example.ponto", "a.comx", "a.", ""])
def test_a_domain_without_a_known_end_belongs_to_nobody(domain: str) -> None:
    assert not exists(domain)
