"""Signal: a domain near ours, as honest firms have."""

from __future__ import annotations

import pytest

from honmono.check.signals.similar_domain import check
from tests.make import exhibit


@pytest.mark.parametrize(
    ("from_", "field", "where"),
    [
        ("<sato@example.net>", "", "From"),
        ("<sato@kita.example>", "Reply-To: <sato@example.net>", "Reply-To"),
    ],
)
def test_a_domain_near_ours_is_told(from_: str, field: str, where: str) -> None:
    finding = check(exhibit(from_, field))

    assert finding is not None
    assert (finding.where, finding.actual) == (where, "example.net")


@pytest.mark.parametrize(
    "from_",
    ["<a@example.co.jp>", "<a@examp1e.co.jp>", "<a@kita.example>", "<a@hospital.example>"],
    ids=["ours", "a lookalike", "partner", "another"],
)  # fmt: skip
def test_everything_else_is_silent(from_: str) -> None:
    assert check(exhibit(from_)) is None
