"""The organization's own words: used where they fit, an error where they do not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.incident.documents.overriding import (
    OverrideError,
    overrides_from,
    places_of,
)
from tests.incident.documents.sample import brief

KEY: Final = "apology-ours"
"""A sentence of `documents/notice` with the placeholder {we}."""


def test_own_words_take_the_place_of_ours() -> None:
    ours = brief().say(KEY, "seen", we="当法人")
    words = overrides_from(
        {"notice.toml": f'[{KEY}]\nja = "{{we}}よりお詫びします。"'.encode()}, "ja"
    )

    own = replace(brief(), overrides=words).say(KEY, "seen", we="当法人")
    assert own.text == "当法人よりお詫びします。"
    assert (own.facts, own.key) == (ours.facts, ours.key)
    assert ours.text != own.text


def test_the_other_language_keeps_our_words() -> None:
    content = f'[{KEY}]\nja = "お詫びします。"'.encode()

    assert overrides_from({"notice.toml": content}, "en") == {}


def test_words_of_another_catalogue_with_the_same_key_stay() -> None:
    words = {"documents/other/" + KEY: "x"}

    own = replace(brief(), overrides=words).say(KEY, we="当法人")
    assert own.text == brief().say(KEY, we="当法人").text


def test_a_value_with_braces_stays_a_value() -> None:
    words = {"documents/notice/" + KEY: "<{we}>"}
    own = replace(brief(), overrides=words).say(KEY, we="{we} {0.__class__}\u202e")

    assert own.text == "<{we} {0.__class__}>"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notise.toml", "", "notise.toml: no document has sentences of that name; did you mean `notice.toml`?"),
        ("notice.toml", "[x", "notice.toml: Expected ']'"),
        ("notice.toml", "\\ud800", "notice.toml: "),
        ("notice.toml", '[apology-our]\nja = "x"', "notice.toml: [apology-our]: there is no such sentence; did you mean `apology-ours`?"),
        ("notice.toml", 'apology-ours = "x"', 'notice.toml: [apology-ours]: needs a line `ja = "…"`'),
        ("notice.toml", "[apology-ours]", 'notice.toml: [apology-ours]: needs a line `ja = "…"`'),
        ("notice.toml", '[apology-ours]\njp = "x"', "notice.toml: [apology-ours].jp: is no language of documents"),
        ("notice.toml", "[apology-ours]\nja = 3", "notice.toml: [apology-ours].ja: needs a text of 1 to 4,000"),
        ("notice.toml", '[apology-ours]\nja = ""', "notice.toml: [apology-ours].ja: needs a text"),
        ("notice.toml", '[apology-ours]\nja = "{they}"', "in the place of {they}; possible: {we}"),
        ("notice.toml", '[apology-ours]\nja = "{we.__class__}"', "in the place of {we.__class__}"),
        ("notice.toml", '[apology-ours]\nja = "{we!r}"', "in the place of {we!r}"),
        ("notice.toml", '[apology-ours]\nja = "{we:>9999}"', "in the place of {we:>9999}"),
        ("notice.toml", '[apology-ours]\nja = "{}"', "in the place of {}"),
        ("notice.toml", '[apology-ours]\nja = "{we"', "[apology-ours].ja: a brace stands alone"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_key(
    name: str, content: str, told: str
) -> None:
    with pytest.raises(OverrideError) as refused:
        overrides_from({name: content.encode()}, "en")

    assert told in str(refused.value)


def test_every_mistake_is_told() -> None:
    contents = {"a.toml": b"", "notice.toml": b"[one]\n[two]\n", "z.toml": b"\xff"}

    with pytest.raises(OverrideError) as refused:
        overrides_from(contents, "ja")
    assert len(refused.value.mistakes) == 4


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(OverrideError, match=r"notice\.toml: is not UTF-8"):
        overrides_from({"notice.toml": b"\xff\xfe"}, "ja")
    with pytest.raises(OverrideError, match="longer than 1 MB"):
        overrides_from({"notice.toml": b"#" * (2**20 + 1)}, "ja")


@given(st.text(max_size=40), st.binary(max_size=200))
def test_any_file_is_read_or_told(name: str, content: bytes) -> None:
    for file in (name, "notice.toml"):
        with suppress(OverrideError):
            assert set(overrides_from({file: content}, "ja").values()) <= {""}


def test_where_a_sentence_can_be_overridden() -> None:
    assert "notice.toml" in places_of(KEY)
    assert places_of("no-such-sentence") == ()
