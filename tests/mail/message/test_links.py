"""Links of a page without asking what is hidden: none is missed, whatever stands around."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from honmono.mail.message import Body
from honmono.mail.message.links import RoughLink
from tests.hostile import cases

HOSTILE = [case for case in cases() if "MB" not in case[0]][::4]

LINK = '<a href="https://x.example/">'
FOUND = {
    "a text": (f"{LINK}www.y.example</a>", ("www.y.example",)),
    "in pieces": (f"{LINK}www<b>.y</b>.example</a>", ("www", ".y", ".example")),
    "capitals": ('<A HREF="https://x.example/">y.example</A>', ("y.example",)),
    "without quotes": ("<a href=https://x.example/>y.example</a>", ("y.example",)),
    "not ended": (f"{LINK}y.example", ("y.example",)),
    "ended by the next": (f'{LINK}y.example<a href="">z', ("y.example",)),
    "an anchor within": (f"{LINK}y.<a name=q>example</a>", ("y.", "example")),
    "a bracket in an attribute": (
        f'{LINK}<b title=">">y.example</b></a>',
        ("", "y.example", ""),
    ),
    "an end of another tag": (f"{LINK}y</abbr>.example</a>", ("y", ".example")),
    "a wide full stop": (f"{LINK}y．example</a>", ("y．example",)),
    "a reference": (f"{LINK}y&#46;example</a>", ("y&#46;example",)),
}
ELSEWHERE = {
    "an end in a comment": f"{LINK}<!-- </a> -->www.y.example</a>",
    "a start in a comment": f'{LINK}<!-- <a href="z"> -->www.y.example</a>',
    "an end in a style sheet": f"{LINK}<style></a></style>www.y.example</a>",
    "an end in an attribute": f'{LINK}<b title="</a>">www.y.example</b></a>',
    "an end in an open attribute": f'{LINK}<b title="> </a> ">www.y.example</b>',
    "a sign that is left out": f"<\x01{LINK[1:]}www.y.example</a>",
    "a sign in the name of a tag": LINK.replace("a", "a\x1c", 1) + "www.y.example</a>",
    "a long tag": f"<a title={'x' * 5_000} href='https://x.example/'>www.y.example</a>",
}


@pytest.mark.parametrize(("html", "text"), FOUND.values(), ids=FOUND.keys())
def test_a_link_that_shows_a_full_stop_is_told(
    html: str, text: tuple[str, ...]
) -> None:
    link = Body(0, True, html).rough_links[0]
    assert link == RoughLink("https://x.example/", text)
    assert link.may_show_a_dot


@pytest.mark.parametrize("html", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_only_what_is_a_tag_begins_or_ends_a_link(html: str) -> None:
    (link,) = Body(0, True, html).rough_links
    assert (link.shown, link.target) == ("www.y.example", "https://x.example/")


@pytest.mark.parametrize(
    "shown", ["here", '<img src="a.png">', "<b title='a.b'>here</b>"]
)
def test_words_and_pictures_show_no_full_stop(shown: str) -> None:
    (link,) = Body(0, True, f"{LINK}{shown}</a>").rough_links
    assert not link.may_show_a_dot


@pytest.mark.parametrize("tag", ["area href", "form action", "button formaction"])
@pytest.mark.parametrize("after", list(" \t\n\r\f\v/"))
def test_what_leads_somewhere_is_a_link_in_any_letters(tag: str, after: str) -> None:
    name, attribute = tag.split()
    for written in (name, name.upper(), name.title(), name[0] + name[1:].upper()):
        body = Body(0, True, f"<{written}{after}{attribute}=z>")
        assert [link.target for link in body.rough_links] == ["z"]
        assert [target for _, target in body.links] == ["z"]


@pytest.mark.parametrize("after", list(" \t\n\r\f\v/"))
@pytest.mark.parametrize("name", ["a", "A"])
def test_a_link_begins_with_any_blank(name: str, after: str) -> None:
    (link,) = Body(0, True, f"<{name}{after}href=z>y</{name}{after}>x").rough_links
    assert link == RoughLink("z", ("y",))


def check(body: Body) -> None:
    rough = sorted({link.target for link in body.rough_links})
    assert rough == sorted({target for _, target in body.links})


@pytest.mark.parametrize(
    ("name", "build"), HOSTILE, ids=[name[:60] for name, _ in HOSTILE]
)
def test_hostile_mail_hides_no_link(name: str, build: Callable[[], bytes]) -> None:
    del name
    check(Body(0, True, build()[: 2**17].decode("latin-1")))


PIECES = [
    *(LINK, "</a>", "</A >", "</a", "<a>", "<a href=y>", "<A\nHREF='z'>", "<a name=q>"),
    *(
        '<a class="c" href="w">',
        "<area href=v>",
        "<form action=u>",
        "<abbr>",
        "</abbr>",
    ),
    *('<a b="', "<a href='z'>w", ' href="t">', ' c="d"', '" e="f"', '<i t="'),
    *("<!--", "-->", "--!>", "<!x", "<?", "<style>", "</style>", "<title>", "</title>"),
    *('<b title="', "<b title='", '">', "'>", '"', "'", ">", "<", "</", "=", " "),
    *("<b>", "</b>", "<img src=q.png>", "www.", "y", ".", "&#46;", "<script>", "\n"),
]


def test_nothing_that_stands_around_a_link_hides_it() -> None:
    chance = random.Random(4711)  # noqa: S311
    for _ in range(10_000):
        check(Body(0, True, "".join(chance.choices(PIECES, k=chance.randint(2, 14)))))
