"""Forwards whose program put `> ` before every line of the letter."""

from __future__ import annotations

import html

import pytest

from honmono.mail.message import Body
from honmono.mail.reports.unquoted import html_unquoted, is_marked, unquoted
from tests.trace.reports.make import eml, forgery, report

HEAD = (
    "変なメールです。\n\n----- Original Message -----\n"
    "From: 佐藤花子 <x3@mail.example.net>\nTo: 鈴木 一郎 <suzuki@minami.example>\n"
    "Date: 2022/04/13 水 09:00\nSubject: Re: 見積書の件\n\n"
)
OWN = "請求書をご確認ください。\nhttps://files.example/d/1\n\n佐藤花子\n\n"
SAID = "2022年4月11日(月) 10:12 田中 <tanaka@example.co.jp>:\n"
STOLEN = "価格を改めました。\nよろしくお願いします。\n"
FOOTER = "\n※このメールには機密情報が含まれる場合があります。\n"


def signed(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def page(text: str, letter: str, below: str) -> str:
    def lines(of: str) -> str:
        return html.escape(of).replace("\n", "<br>\n")

    return f"{lines(text)}<blockquote>{letter}</blockquote>{lines(below)}"


@pytest.mark.parametrize("below", ["", FOOTER], ids=["", "footer"])
def test_the_forgers_words_are_no_quote(below: str) -> None:
    assert forgery(report(HEAD + signed(OWN) + below)).quoted == ""


@pytest.mark.parametrize("below", ["", FOOTER], ids=["", "footer"])
def test_his_quote_keeps_its_own_signs(below: str) -> None:
    found = forgery(report(HEAD + signed(OWN + SAID + signed(STOLEN)) + below))

    assert found.quoted == STOLEN.strip()


@pytest.mark.parametrize("below", ["", FOOTER], ids=["", "footer"])
def test_a_blockquote_is_such_a_sign(below: str) -> None:
    own = OWN.replace("\n", "<br>\n")
    stolen = STOLEN.replace("\n", "<br>\n")
    inner = f"{own}{html.escape(SAID)}<br><blockquote>{stolen}</blockquote>"

    for letter, quoted in ((own, ""), (inner, STOLEN.strip())):
        data = eml(
            "",
            sender=("鈴木", "suzuki@minami.example"),
            to="abuse@example.co.jp",
            subject="Fwd: Re: 見積書の件",
            html=page(HEAD, letter, below),
        )
        assert forgery(data).quoted == quoted


def test_links_keep_their_targets() -> None:
    source = "<blockquote>see <a href='https://x3.example/'>here</a></blockquote>"

    body = Body(0, True, html_unquoted(source))

    assert (body.text, body.links) == ("see here", (("here", "https://x3.example/"),))


@pytest.mark.parametrize(
    "text",
    [
        OWN + SAID + signed(STOLEN),
        OWN + signed(STOLEN * 20),
        signed(STOLEN) + "\n了解しました。\n山田\n",
        "",
    ],
    ids=["quote below", "long quote below", "answer below", "empty"],
)
def test_a_quote_in_the_letter_stays_one(text: str) -> None:
    assert not is_marked(text.split("\n"))


def test_one_sign_goes() -> None:
    assert unquoted(["> a", ">b", "> > c", ">", "d"]) == "a\nb\n> c\n\nd"
