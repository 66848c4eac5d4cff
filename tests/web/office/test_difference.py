"""Two texts compared."""

from __future__ import annotations

import time

from honmono.web.office.difference import MOST, difference


def test_what_came_and_went_is_told_with_what_is_around() -> None:
    found = difference("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nX\ne\nf\ng")

    assert [(line.kind, line.text) for line in found.lines[1:]] == [
        *[("stays", "a"), ("stays", "b"), ("stays", "c")],
        *[("went", "d"), ("came", "X")],
        *[("stays", "e"), ("stays", "f"), ("stays", "g")],
    ]
    assert found.whole


def test_the_same_text_has_no_difference() -> None:
    assert difference("a\nb", "a\nb") == ((), True)


def test_an_added_end_is_told() -> None:
    found = difference("a\n" * 10, "a\n" * 12)

    assert [line.kind for line in found.lines].count("came") == 2


def test_long_texts_end_in_time_and_say_that_they_are_cut() -> None:
    old = "\n".join(f"a{n}" for n in range(20 * MOST))
    new = "\n".join(f"b{n}" for n in range(20 * MOST))
    start = time.monotonic()

    found = difference(old, new)

    assert not found.whole
    assert time.monotonic() - start < 20
