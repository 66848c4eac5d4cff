"""Benchmark: one run with two jobs against two runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import jobs
from tests.make import mail


def test_both_ways_judge_the_same_mails_and_are_timed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(6):
        (corpus / f"{number}").write_bytes(mail(body=str(number)))
    monkeypatch.setattr(jobs, "unpack", lambda name, work: corpus)
    monkeypatch.setattr(jobs, "_CORPORA", ("corpus",))
    halves = jobs.halves_of(tmp_path)
    (only,) = jobs.rounds_of(tmp_path, halves, rounds=1)

    assert [len(list(half.iterdir())) for half in halves] == [3, 3]
    assert only.apart > 0
    assert only.together > 0


def test_one_disturbed_run_does_not_make_the_result() -> None:
    rounds = [jobs.Round(4.0, 4.0), jobs.Round(4.0, 40.0), jobs.Round(4.0, 4.0)]

    assert jobs.median_of_neighbours(rounds) == 1.0


def test_a_run_that_ends_with_an_error_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").touch()
    nowhere = (tmp_path / "a", tmp_path / "b")
    jobs_of_nobody = jobs._ORGANIZATION.replace("names", "nmaes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "_ORGANIZATION", jobs_of_nobody)
        with pytest.raises(RuntimeError, match="2"):
            list(jobs.rounds_of(tmp_path, nowhere, rounds=1))
