"""Links found before the tags are cut: none is missed, whatever stands around it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from honmono.mail.message import Body
from honmono.mail.message.found_links import MAX_TAG, found_links
from honmono.mail.message.limits import MAX_LINKS
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
NOT_TOLD = {
    "an end in a comment": f"{LINK}<!-- </a> -->www.y.example</a>",
    "a start in a comment": f'{LINK}<!-- <a href="z"> -->www.y.example</a>',
    "an end in a style sheet": f"{LINK}<style></a></style>www.y.example</a>",
    "an end in an attribute": f'{LINK}<b title="</a>">y.example</b></a>',
    "an end in an open attribute": f'{LINK}<b title="> </a> ">www.y.example</b>',
    "a base": f'<base href="https://x.example/">{LINK}y.example</a>',
    "a sign that is left out": f"<\x01a href=z>{LINK}y.example</a>",
    "a long tag": f"<a title={'x' * MAX_TAG} href=z>y.example</a>",
    "too many": LINK * (MAX_LINKS + 1),
}


@pytest.mark.parametrize(("html", "text"), FOUND.values(), ids=FOUND.keys())
def test_a_link_that_shows_a_full_stop_is_found(
    html: str, text: tuple[str, ...]
) -> None:
    found = found_links(html)
    assert found
    assert found.dotted == (("https://x.example/", text),)


@pytest.mark.parametrize("html", NOT_TOLD.values(), ids=NOT_TOLD.keys())
def test_where_all_tags_are_needed_nothing_is_told(html: str) -> None:
    assert found_links(html) is None


def test_a_start_in_a_comment_swallows_no_link() -> None:
    html = '<!-- <a b=" --> <a href=\'https://x.example/\'>y.example <i t=" href="z">'
    assert "https://x.example/" in Body(0, True, html).rough_targets
    check(Body(0, True, html))


def test_links_of_words_and_pictures_are_targets_alone() -> None:
    found = found_links(f'{LINK}here</a>{LINK}<img src="a.png"></a><form action=z>')
    assert found
    assert found.targets == {"https://x.example/", "z"}
    assert found.dotted == ()


def check(body: Body) -> None:
    targets = {target for _, target in body.links}
    assert targets <= body.rough_targets
    dotted = {(link.target, link.pieces) for link in body.dotted_links}
    for link in body.rough_links:
        if link.may_show_a_dot:
            assert (link.target, link.pieces) in dotted


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
    told = 0
    for _ in range(30_000):
        body = Body(0, True, "".join(chance.choices(PIECES, k=chance.randint(2, 14))))
        check(body)
        told += found_links(body.source) is not None
    assert told > 8_000
