"""Benchmark: EmoCheck's reports, whole and damaged."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks import emocheck_damage as damage
from benchmarks import sweep_emocheck
from benchmarks.emocheck_reports import Report, whole, with_data
from honmono.sweep.scan import Extent, Outcome, Scan

REPORTS = list(whole(random.Random(1)))
CLEAN = next(report for report in REPORTS if not report.hits)
FOUND = next(report for report in REPORTS if len(report.hits) == 2)


def test_every_form_is_among_the_whole_ones() -> None:
    assert {report.form for report in REPORTS} == {"file", "typed", "console", "json"}
    assert {report.language for report in REPORTS} == {"en", "ja", "fr"}
    assert {len(report.hits) for report in REPORTS} == {0, 1, 2, 3}
    assert len({report.version for report in REPORTS}) == 11


def test_a_small_exam_holds() -> None:
    some = random.Random(3).sample(REPORTS, 40)
    told = Counter(map(sweep_emocheck.told_whole, some))
    harmed = list(sweep_emocheck.damaged(some, random.Random(4), each=1, cut=1))
    counts = {"any": Counter(map(sweep_emocheck.told_damaged, harmed))}

    assert len({report.damage for report in harmed}) == 12
    assert all(row.holds for row in sweep_emocheck.results(told, counts))


@pytest.mark.parametrize("report", [CLEAN, FOUND], ids=["clean", "found"])
def test_the_wrong_outcome_is_counted_as_false(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Outcome.CLEAN if report.hits else Outcome.FOUND
    scan = Scan("TKY-PC014", "emocheck", wrong, Extent.CHECKS)
    monkeypatch.setattr(sweep_emocheck, "scans_of", lambda _: (scan,))

    assert sweep_emocheck.told_damaged(report).startswith("false")
    assert sweep_emocheck.told_whole(report) != "right"
    counts = {"any": Counter([sweep_emocheck.told_damaged(report)])}
    rows = list(sweep_emocheck.results(Counter({"not read": 1}), counts))
    assert not any(row.holds for row in rows)


def test_one_wrong_value_of_a_whole_report_is_not_right() -> None:
    assert sweep_emocheck.told_whole(FOUND) == "right"
    assert sweep_emocheck.told_whole(replace(FOUND, version="9.9")) == "something wrong"
    assert sweep_emocheck.told_whole(replace(FOUND, hits=FOUND.hits[:1])) != "right"


def test_nothing_read_is_not_read() -> None:
    report = with_data(FOUND, b"", "lost")

    assert sweep_emocheck.told_damaged(report) == "not read"


def test_of_mixed_reports_a_line_that_tells_of_the_hit_stays() -> None:
    draw = random.Random(5)
    made = [damage.mixed(FOUND, CLEAN, draw) for _ in range(50)]

    for report in made:
        if report is not None:
            assert any(map(damage._tells, damage._lines(report)))
