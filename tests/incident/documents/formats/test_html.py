"""The page: every sentence names its facts, nothing of a mail runs or can be followed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from honmono.incident.documents._core import Paragraph, Section, Sentence
from honmono.incident.documents.formats.html import to_html
from tests.incident.documents.sample import HOSTILE, URL, document


def test_each_sentence_is_there_with_its_facts() -> None:
    tree = HTMLParser(to_html(document()))
    spans = [
        tuple((span.attributes.get("data-facts") or "").split())
        for span in tree.css("span")
    ]

    ijo: tuple[tuple[str, ...], ...] = ((),)
    assert spans == [*(s.facts for s in document().sentences()), *ijo]


def test_a_subject_of_a_criminal_is_text() -> None:
    page = to_html(document())

    assert HTMLParser(page).css("script") == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert HOSTILE not in page
    assert "\u202e" not in page


def test_nothing_is_fetched() -> None:
    tree = HTMLParser(to_html(document()))

    assert tree.css("script, img, link, iframe, object, form, [onclick]") == []
    (policy,) = tree.css("meta[http-equiv]")
    assert str(policy.attributes["content"]).startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("text", "followed"),
    [
        (URL, True),
        (f"窓口（{URL}）", True),
        (f"{URL}.evil.example/", False),
        (f"{URL}/more", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        (f'{URL}"onclick="x', True),
    ],
)
def test_only_addresses_of_ours_can_be_followed(text: str, followed: bool) -> None:
    section = Section("contact", Sentence("窓口"), (Paragraph((Sentence(text),)),))
    tree = HTMLParser(to_html(replace(document(), sections=(section,)), [URL]))

    links = [a.attributes["href"] for a in tree.css("a")]
    assert links == ([URL] if followed else [])


def test_language_title_and_parts_are_marked() -> None:
    tree = HTMLParser(to_html(document("en")))

    assert [one.attributes["lang"] for one in tree.css("html")] == ["en"]
    assert [one.text() for one in tree.css("title")] == ["Forged mail in our name"]
    assert len(tree.css("h1")) == 1
    assert [s.attributes["data-name"] for s in tree.css("section")] == [
        "overview", "timeline", "leaked", "mail_examples", "contact",
    ]  # fmt: skip
    assert len(tree.css("section h2")) == 4
    assert [th.attributes["scope"] for th in tree.css("th")] == ["col", "col", "row"]


def test_facts_cannot_leave_their_attribute() -> None:
    strange = replace(document(), title=Sentence("x", ('"><b>',)))

    assert HTMLParser(to_html(strange)).css("b") == []
