"""Quotes: the words of the table, as lines."""

from __future__ import annotations

import pytest

from honmono.mail.message.quote_heads import (
    MAX_LABEL,
    is_forward_mark,
    is_original,
    label,
    languages_of,
)
from honmono.tables import rows

WORDS = list(rows("quote_headers.tsv"))
KINDS = ("sender", "date", "to", "cc", "subject", "reply-to", "other")
LABELS = [(kind, word) for kind, word, *_ in WORDS if kind in KINDS]
MARKS = [(kind, word) for kind, word, *_ in WORDS if kind in ("original", "forward")]


def test_every_label_is_read_as_its_kind() -> None:
    wrong = [word for kind, word in LABELS if label(f"{word}: x") != kind]
    assert wrong == []


def test_no_label_is_longer_than_what_is_looked_at() -> None:
    assert [word for _, word in LABELS if len(word) > MAX_LABEL] == []


def test_no_word_stands_twice() -> None:
    labels = [word for _, word in LABELS]
    assert len(labels) == len(set(labels))
    assert len(MARKS) == len(set(MARKS))


@pytest.mark.parametrize("around", ["----- {} -----", "---------- {}: ----------"])
def test_every_mark_is_read_between_dashes(around: str) -> None:
    for kind, word in MARKS:
        line = around.format(word.capitalize())
        assert (is_original if kind == "original" else is_forward_mark)(line), line


def test_a_mark_that_passes_on_announces_a_head() -> None:
    known = {word for kind, word, *_ in WORDS if kind in ("original", "begin")}
    lost = [
        word
        for kind, word in MARKS
        if kind == "forward" and not any(each.startswith(word) for each in known)
    ]
    assert lost == []


def test_a_label_is_of_several_languages() -> None:
    assert languages_of("Fra: Taro") == {"da", "no"}
    assert languages_of("Hello: Taro") == frozenset()
