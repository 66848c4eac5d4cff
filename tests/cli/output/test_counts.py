"""Output: the closing table of counts."""

from __future__ import annotations

import pytest

from honmono.cli.output.counts import table
from honmono.cli.output.lines import columns
from tests.cli.output.records import layout


def test_every_answer_has_a_line_and_what_was_unreadable_only_when_there_is_some() -> (
    None
):
    lines = table({"forged": 1_234, "ours": 2}, layout(80, "en")).splitlines()

    assert [line.split()[0] for line in lines[1:]] == [
        "Answer", "[forged]", "[unproven]", "[ours]", "[unrelated]", "safe)",
    ]  # fmt: skip
    assert "1,234  Shows itself as us" in lines[2]
    assert "[unreadable]" in table({"error": 1}, layout(80, "en"))


def test_no_mail_is_no_table() -> None:
    assert table({}, layout()) == ""


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_fits_the_page(width: int, language: str) -> None:
    numbers = {"forged": 1_000_000, "error": 3}
    lines = table(numbers, layout(width, language)).splitlines()

    assert max(map(columns, lines)) <= width
