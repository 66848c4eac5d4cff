"""Signal: author ambiguous."""

from __future__ import annotations

import pytest

from honmono.check.signals.author_ambiguous import check
from tests.make import exhibit


@pytest.mark.parametrize(
    ("from_", "fields"),
    [
        ("<a@example.net>", ("From: <tanaka@example.co.jp>",)),
        ("<tanaka@example.co.jp>", ("From: <a@example.net>",)),
        ("<tanaka@example.co.jp>, <a@example.net>", ()),
        ("<tanaka@example.co.jp> <a@example.net>", ()),
        ("<a@example.net>", ("From: <info@example-parked.jp>",)),
    ],
    ids=["twice", "twice, other order", "two authors", "two brackets", "parked"],
)
def test_a_from_that_is_ours_and_a_strangers_is_found(
    from_: str, fields: tuple[str, ...]
) -> None:
    finding = check(exhibit(from_, *fields))

    assert finding is not None
    assert finding.actual == "a@example.net"


@pytest.mark.parametrize(
    ("from_", "fields"),
    [
        ("<tanaka@example.co.jp>", ()),
        ("<tanaka@example.co.jp>", ("From: <yamada@example.co.jp>",)),
        ("<a@example.net>, <b@example.org>", ()),
        ('"tanaka@example.co.jp" <a@example.net>', ()),
        (None, ()),
    ],
    ids=["one", "both ours", "none ours", "quoted name", "no From"],
)
def test_everything_else_is_silent(from_: str | None, fields: tuple[str, ...]) -> None:
    assert check(exhibit(from_, *fields)) is None
