"""Benchmark: the table for very many messages, worked out by hand for a small number."""

from __future__ import annotations

import pytest

from benchmarks.arithmetic import Measured, Plan, main, shown, table

ONE = Measured(
    index_rate=1000, index_bytes=500, mail_bytes=20_000, ask_seconds=2, task_seconds=0.5
)


def test_each_line_follows_from_the_figures_of_one_message() -> None:
    lines = table(ONE, Plan(messages=10e6, part=3e6, cores=3))
    found = {line.what: line.value for line in lines}

    assert found["parts"] == 4
    assert found["mail read once"] == 200e9
    assert found["index"] == 5e9
    assert found["index of a part"] == 1.5e9
    assert found["indexing"] == pytest.approx(10_000 / 3600)
    # Four parts on three cores are two rounds.
    assert found["indexing, all cores"] == pytest.approx(2 * 3000 / 3600)
    assert found["a trace"] == pytest.approx(20 / 3600)
    assert found["a trace, all cores"] == 2 * 6 + 4 * 0.5


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (999, "B", "999 B"),
        (5e9, "B", "5 GB"),
        (2.5e16, "B", "25 PB"),
        (0.25, "h", "0.25 h"),
        (1234.5, "core-h", "1,234 core-h"),
    ],
)
def test_figures_are_readable(value: float, unit: str, text: str) -> None:
    assert shown(value, unit) == text


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    given = "--index-rate 1000 --index-bytes 500 --mail-bytes 20000 --ask-seconds 2"
    main(given.split())
    printed = capsys.readouterr().out

    assert "1,000,000,000 messages" in printed
    assert "| index | messages × index | 500 GB |" in printed
