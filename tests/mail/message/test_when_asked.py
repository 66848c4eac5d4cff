"""Laziness changes nothing: what is asked late, twice or in another order is the same."""

from __future__ import annotations

import pickle
import random
import unicodedata
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from honmono.mail.message import Body, Defect, Message
from honmono.mail.message.fields import is_short, read_mailboxes
from honmono.mail.message.limits import MAX_LINKS, MAX_TEXT
from honmono.mail.message.parse import parse
from honmono.mail.message.quotes import split
from honmono.mail.message.received import read_trace
from honmono.mail.message.rough import folded
from honmono.mail.message.text import html_to_text
from honmono.mail.message.urls import links_in_text
from honmono.mail.source import RawMail
from tests.hostile import cases
from tests.make import mail, message

SAMPLES = sorted(
    (Path(__file__).parents[3] / "examples/hoshimine/mail/inbox").iterdir()
)
HOSTILE = [case for case in cases() if "MB" not in case[0]][::4]

_OF_MESSAGE = ("to", "cc", "return_path", "in_reply_to", "references", "links")
_OF_BODY = (
    *("text", "hidden", "segments", "links", "cut"),
    *(
        "rough",
        "rough_links",
    ),
)
_OF_HOP = ("by", "from_host", "from_ip", "at", "trace")


def eager(value: Message) -> list[object]:
    """Everything that can be asked, worked out from the first without laziness."""
    found: list[object] = []
    for body in value.bodies:
        if body.html:
            shown = html_to_text(body.source)
            found += [shown.text, shown.hidden, split(shown.text, shown.marks)]
            found.append(shown.links)
        else:
            text = body.source
            found += [text, "", split(text)]
            found.append(tuple((url, url) for url in links_in_text(text)))
    found += [read_trace(hop.field) for hop in value.hops]
    found.append(read_mailboxes(value.values("To"))[0])
    found.append(read_mailboxes(value.values("Cc"))[0])
    return found


def lazy(value: Message) -> list[object]:
    found: list[object] = []
    for body in value.bodies:
        found += [body.text, body.hidden, body.segments, body.links]
    found += [hop.trace for hop in value.hops]
    return [*found, value.to, value.cc]


def ask_at_random(value: Message, seed: int) -> None:
    """Ask for every field of a message, its bodies and hops, some of them twice."""
    questions: list[tuple[object, str]] = [(value, name) for name in _OF_MESSAGE]
    questions += [(body, name) for body in value.bodies for name in _OF_BODY]
    questions += [(hop, name) for hop in value.hops for name in _OF_HOP]
    random.Random(seed).shuffle(questions)  # noqa: S311
    for asked, name in [*questions, *questions[:5]]:
        getattr(asked, name)
    for body in value.bodies:
        body.may_show("example.co.jp")


def read(data: bytes) -> Message:
    return parse(RawMail(data, "x.eml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_what_is_asked_late_is_what_is_read_at_once(sample: Path) -> None:
    data = sample.read_bytes()
    for seed in range(3):
        value = read(data)
        ask_at_random(value, seed)
        assert lazy(value) == eager(read(data))
        assert value == read(data)


@pytest.mark.parametrize(
    ("name", "build"), HOSTILE, ids=[name[:60] for name, _ in HOSTILE]
)
def test_so_it_is_for_hostile_mail(name: str, build: Callable[[], bytes]) -> None:
    data = build()
    if len(data) > 2**20:
        data = data[: 2**18]
    value = read(data)
    ask_at_random(value, len(name))
    assert lazy(value) == eager(read(data))


def test_another_process_gets_only_what_the_rest_follows_from() -> None:
    asked, fresh = (message(mail(received="from a by b; x")) for _ in range(2))
    ask_at_random(asked, 1)
    assert pickle.dumps(asked) == pickle.dumps(fresh)
    assert lazy(pickle.loads(pickle.dumps(asked))) == lazy(fresh)  # noqa: S301 - our own


def test_nobody_can_change_a_value() -> None:
    with pytest.raises(FrozenInstanceError):
        message(mail()).bodies[0].source = "other"  # type: ignore[misc]


# --- defects are known at once ------------------------------------------------------


def html_of(count: int) -> str:
    return f"<p>{'<a href=x>y</a>' * count}</p>"


BODIES: dict[str, tuple[str, bool, bool]] = {
    "as many links as are kept": (html_of(MAX_LINKS), True, False),
    "one more": (html_of(MAX_LINKS + 1), True, True),
    "many tags, no link": ("<b>x</b>" * 3 * MAX_LINKS, True, False),
    "links that are comments": (f"<!--{html_of(3 * MAX_LINKS)}-->", True, False),
    "forms": ("<form action=x>" * (MAX_LINKS + 1), True, True),
    "plain text": ("www.x.example\n" * (MAX_LINKS + 1), False, True),
    "plain text with full stops": ("a.b:c\n" * 3 * MAX_LINKS, False, False),
}


@pytest.mark.parametrize(("text", "html", "cut"), BODIES.values(), ids=BODIES.keys())
def test_too_many_links_are_named_before_anybody_asks(
    text: str, html: bool, cut: bool
) -> None:
    kind = "text/html" if html else "text/plain"
    data = f"From: a@x.example\nContent-Type: {kind}\n\n{text}".encode()
    assert len(data) < MAX_TEXT
    defects = read(data).defects
    expected = len(html_to_text(text).links if html else links_in_text(text))
    assert (Defect.TOO_MANY_LINKS in defects or Defect.TEXT_CUT in defects) is cut
    assert (expected >= MAX_LINKS) is (cut or text == html_of(MAX_LINKS))


def test_links_of_two_bodies_count_together() -> None:
    half = html_of(MAX_LINKS // 2 + 1)
    parts = f"--b\nContent-Type: text/html\n\n{half}\n" * 2
    head = "From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    value = read(f"{head}{parts}--b--\n".encode())
    assert Defect.TOO_MANY_LINKS in value.defects
    assert len(value.links) == MAX_LINKS


def test_recipients_that_need_not_be_read_have_no_defect() -> None:
    pieces = [
        *(b'"', b'"', b"<", b">", b"@", b"a", b"b.c", b" ", b",", b":", b";", b"("),
        *(b")", b"\\", b"'", b"=?utf-8?B?ImFAYiI=?=", b"=?utf-8?Q?=22a=22=40b?="),
        *(b"\xff", b"\x1b$B", b"\x1b(B", b"\x83\x5c", b"\r\n ", b"x@y.z", b"<x@y.z>"),
        *(b'"n" <x@y.z>', b"[", b"]", b"\x00", "＂".encode(), b'"n@m" <'),
    ]
    chance = random.Random(3309)  # noqa: S311
    for _ in range(6_000):
        field = b"".join(chance.choices(pieces, k=chance.randint(1, 12)))
        assert is_short(field)
        assert read_mailboxes([field])[1] == (), field


@pytest.mark.parametrize(
    "box", ["a@x.example,", "a@x.example;", "<a@x.example> ", "g:a@x.example;", "a b "]
)
def test_too_many_recipients_are_known_at_once(box: str) -> None:
    for count in (100, 1_000, 1_990, 2_010, 4_000):
        field = box.encode() * count + b"b@x.example"
        defects = read_mailboxes([field])[1]
        assert not (is_short(field) and defects)
        assert message(mail("a@x.example", f"Cc: {field.decode()}")).defects == tuple(
            defects
        )


def test_recipients_are_read_at_once_only_where_there_may_be_too_many() -> None:
    assert is_short(b"a@x.example, " * 1_000)
    assert not is_short(b"a@x.example, " * 2_100)


# --- the cheap questions ------------------------------------------------------------


def body_of(text: str, *, html: bool = True) -> Body:
    return Body(0, html, text)


ZERO = '<span style="font-size:0">x7</span>'
SHOWN = {
    "as it is": "Visit example.co.jp now",
    "capitals": "EXAMPLE.CO.JP",
    "full width": "ｅｘａｍｐｌｅ．ｃｏ．ｊｐ",
    "full stops": "example。co。jp",
    "references": "ex&#97;mple&#46;co.jp",
    "letters without width": "exam\u200bple.co\u00ad.jp",
    "a tag within": "exam<b>ple</b>.co.jp",
    "a comment within": "exam<!-- > -->ple.co.jp",
    "ZeroFont": f"exam{ZERO}ple.co.jp",
    "ZeroFont twice": f"exam{ZERO}ple.c{ZERO}o.jp",
    "ZeroFont everywhere": ZERO.join("example.co.jp"),
    "ZeroFont with blanks": 'exam<i style="display:none"> a <br> b </i>ple.co.jp',
    "shown within what is hidden": (
        '<p style="font-size:0"><i style="font-size:9px">exam</i>x'
        '<i style="font-size:9px">ple.co.jp</i></p>'
    ),
    "a reference that hidden letters break": f"ex&#9{ZERO}7;mple.co.jp",
    "right to left": "\u202epj.oc.elpmaxe\u202c",
    "a bracket in an attribute": 'exam<b title=">">ple.co.jp</b>',
}
NOT_SHOWN = {
    "nothing": "",
    "another": "Visit example.com or www.co.jp",
    "in a target": '<a href="https://example.co.jp/">here</a>',
    "in a style sheet": "<style>example.co.jp{}</style>",
    "in a comment": "<!-- example.co.jp -->",
    "pieces that do not meet": "<b>examp</b><b>mple.co.jp</b>",
    "words apart": "example co jp",
    "letters that begin and end words": "<b>here</b><b>x</b><b>up</b>",
}


@pytest.mark.parametrize("html", SHOWN.values(), ids=SHOWN.keys())
def test_a_word_that_a_reader_sees_may_be_shown(html: str) -> None:
    assert body_of(html).may_show("example.co.jp")
    assert body_of(html).may_show("Example.co.jp")


@pytest.mark.parametrize("html", NOT_SHOWN.values(), ids=NOT_SHOWN.keys())
def test_a_word_that_nobody_can_see_is_not_shown(html: str) -> None:
    assert not body_of(html).may_show("example.co.jp")


def test_of_several_words_one_is_enough() -> None:
    html = f"exam{ZERO}ple.co.jp"
    assert body_of(html).may_show("other.co.jp", "example.co.jp")
    assert not body_of(html).may_show("other.co.jp", "else.co.jp")
    assert not body_of(html).may_show()


@pytest.mark.parametrize("case", ["as it is", "full width", "full stops", "references"])
def test_a_word_without_hidden_letters_is_held(case: str) -> None:
    assert body_of(SHOWN[case]).may_hold("example.co.jp")
    assert not body_of(SHOWN["ZeroFont"]).may_hold("example.co.jp")


def test_a_word_of_any_pieces_may_be_shown() -> None:
    chance = random.Random(20_26)  # noqa: S311
    hidden = '<i style="display:none">{}</i>'
    for _ in range(3_000):
        word = "".join(chance.choices("abc.-7", k=chance.randint(1, 12)))
        html = ""
        for letter in word:
            html += letter
            if chance.random() < 0.3:
                html += hidden.format("".join(chance.choices("abc. ", k=2)))
        before = "".join(chance.choices(["a", "b c", "<br>", "<b>c</b>", " "], k=3))
        body = body_of(f"{before}{html} <p>{before}")
        assert word in body.text
        assert body.may_show(word)


@pytest.mark.parametrize(
    "text", ["ａ\u00adｂ", "e\u0301 e\xa0。", "\ud800ß\ufb01", "ﾊﾞ"]
)
def test_texts_are_folded_alike_whatever_is_asked_first(text: str) -> None:
    plain = unicodedata.normalize(
        "NFKC", text.replace("\u00ad", "").replace("\xa0", " ")
    )
    assert folded(text) == plain.replace("。", ".").casefold()


def test_in_which_order_pieces_stand_is_not_asked() -> None:
    assert body_of("<b>ple.co.jp</b><b>exam</b>").may_show("example.co.jp")


def test_a_plain_text_is_taken_as_it_is() -> None:
    text = body_of("see ex&#97;mple.co.jp <b>", html=False)
    assert text.rough == text.source
    assert text.may_show("ex&#97;mple.co.jp")
    assert not text.may_show("example.co.jp")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_word_of_a_text_may_be_shown(sample: Path) -> None:
    for body in read(sample.read_bytes()).bodies:
        for word in body.text.split():
            if not set(word) <= set(">_"):  # quotes and rules that we draw ourselves
                assert body.may_show(word), word


@pytest.mark.parametrize(
    ("name", "build"), HOSTILE, ids=[name[:60] for name, _ in HOSTILE]
)
def test_rough_links_go_where_links_go(name: str, build: Callable[[], bytes]) -> None:
    del name
    for body in read(build()[: 2**18]).bodies:
        rough = sorted(link.target for link in body.rough_links)
        assert rough == sorted(target for _, target in body.links)


LINKS = {
    "usual": ('<a class="x" href="https://x.example/?a&amp;b">y</a>', True),
    "without quotes": ("<A HREF=https://x.example/?a&b>y</A>", True),
    "in another attribute": (
        "<a title=\"href='\" href='https://x.example/?a&b'>y</a>",
        True,
    ),
    "the first counts": ('<a href="https://x.example/?a&b" href="q">y</a>', True),
    "relative": ('<base href="https://x.example/"><a href="?a&b">y</a>', True),
    "a base in pieces": (
        '<ba\x01se href="https://x.example/"><a href="?a&b">y</a>',
        True,
    ),
    "not ended": ('<a href="https://x.example/?a&b">y', True),
    "a picture": ('<a href="https://x.example/?a&b"><img src=z> y</a>', True),
    "two pieces": ('<a href="https://x.example/?a&b"><b></b>y<i>z</i></a>', False),
}


@pytest.mark.parametrize(("html", "whole"), LINKS.values(), ids=LINKS.keys())
def test_a_rough_link_has_the_target_of_the_link(html: str, whole: bool) -> None:
    body = body_of(html)
    shown = "y" if whole else "yz"
    (link,) = body.rough_links
    assert link.target == "https://x.example/?a&b"
    assert link.pieces == tuple(shown)
    assert body.links == ((shown, "https://x.example/?a&b"),)


def test_a_rough_link_shows_what_is_hidden() -> None:
    body = body_of(f'<a href="https://x.example/">www.exam{ZERO}ple.jp</a>')
    assert body.rough_links[0].shown == "www.examx7ple.jp"
    assert body.links[0][0] == "www.example.jp"
