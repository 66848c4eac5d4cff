"""Many words as one expression: it finds each of them, in any case, and nothing else."""

from __future__ import annotations

import re

import pytest

from honmono.mail.message.patterns import one_of

WORDS = ("sent from", "sent via", "this e-mail", "écrit", "本メール", "a")


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_found_in_any_case(word: str) -> None:
    for written in (word, word.upper(), word.title()):
        assert re.fullmatch(one_of(WORDS), written)


@pytest.mark.parametrize("text", ["", "sent", "sent by", "thisXe-mail", "メール", "b"])
def test_other_words_are_not_found(text: str) -> None:
    assert re.match(one_of(WORDS), text) is None
