"""How a sentence of a document is filled."""

from __future__ import annotations

from tests.incident.documents.sample import brief


def test_the_space_before_brackets_stays() -> None:
    sentence = brief("en").say("overview-observed", more=" (18 May)")

    assert sentence.text.endswith("in our name (18 May).")


def test_what_fills_it_is_harmless() -> None:
    sentence = brief("en").say("overview-observed", more="  \n(18\u202e May)\x1b[1m")

    assert "\x1b" not in sentence.text
    assert "\u202e" not in sentence.text
    assert "\n" not in sentence.text
