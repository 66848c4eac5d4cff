"""Hosts told from plain text alone: all that its links lead to are among them."""

from __future__ import annotations

import random

import pytest

from honmono.check.links import leads_to, target_host
from honmono.mail.message.urls import hosts_in_text, links_in_text
from tests.make import mail, message

TOLD = {
    "see http://X.example/a and https://y.example.": {"x.example", "y.example"},
    "<https://x.example>": {"x.example"},
    "no address": set(),
    "www.x.example, mailto:a@y.example": set(),
}
NOT_TOLD = [
    "http://x.example:80/",
    "http://user@x.example/",
    "http://x.example、を",
    "http://x%2eexample/",
    "(http://x.example)",
    "http:///x.example",
]
PIECES = [
    *("http://", "HTTPS://", "ftp://", "http:/", "://", "www.", "mailto:", "x.example"),
    *(
        "例え.jp",
        ".",
        "..",
        "/",
        "\\",
        "?",
        "#",
        "@",
        ":80",
        "%2e",
        "(",
        ")",
        "、",
        "。",
    ),
    *("です", " ", "\n", "\u3000", "\xa0", "\x0b", '"', "<", ">", "&", "a", "-", "_"),
]


@pytest.mark.parametrize(("text", "hosts"), TOLD.items())
def test_hosts_are_told(text: str, hosts: set[str]) -> None:
    assert hosts_in_text(text) == hosts


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_may_belong_to_a_host_is_left_to_the_links(text: str) -> None:
    assert hosts_in_text(text) is None


def test_no_host_is_missed() -> None:
    chance = random.Random(35)  # noqa: S311
    told = 0
    for _ in range(30_000):
        text = "".join(chance.choices(PIECES, k=chance.randint(2, 9)))
        hosts = hosts_in_text(text)
        if hosts is not None:
            told += bool(hosts)
            real = {target_host(link) for link in links_in_text(text)} - {""}
            assert real <= hosts, text
    assert told > 500


def hosts_of(text: str) -> list[str]:
    return list(leads_to(message(mail(body=text)), lambda host: "wanted" in host))


def test_wanted_hosts_are_found_each_once() -> None:
    text = "http://a.example/ http://wanted.example/x https://WANTED.example/y\n"
    assert hosts_of(text) == ["wanted.example"]


def test_a_host_behind_a_gateway_is_found() -> None:
    link = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwanted.example"
    assert hosts_of(f"{link}&data=1\n") == ["wanted.example"]


def test_without_a_wanted_host_there_is_none() -> None:
    assert hosts_of("http://a.example/?wanted www.wanted.example\n") == []
