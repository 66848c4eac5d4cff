"""The founding days: the sentence of the notice is there exactly when it is true."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from json import loads

import pytest

from honmono.incident.case.counts import scanned
from honmono.incident.documents.making import make
from honmono.sweep.pc import Verdict
from tests.sweep.founding import SIZES, Step, at, emocheck, incident, steps
from tests.sweep.replay import Said, notice, replay


@cache
def days() -> tuple[Said, ...]:
    return tuple(replay(incident(), steps()))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_all_are_said_to_be_clean_exactly_when_they_are(language: str) -> None:
    wrong = [
        (n, said.step.what, said.step.when)
        for n, said in enumerate(days())
        if said.says_all[language] != said.may_say_all
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_numbers_are_those_of_that_moment(language: str) -> None:
    wrong = [
        (n, said.step.what, said.step.when)
        for n, said in enumerate(days())
        if not said.says_numbers[language]
    ]

    assert wrong == []


def test_the_days_know_both() -> None:
    said = [each.may_say_all for each in days()]

    assert said.count(True) >= 3
    assert said.count(False) >= 60
    assert said[-1]
    assert [said[n : n + 2] for n in range(len(said))].count([True, False]) >= 1


def test_there_are_the_pcs_and_offices_of_those_days() -> None:
    assert len(SIZES) == 3
    assert len(days()[-1].state.pcs) == sum(SIZES.values()) + 1 > 31


def test_without_the_first_fake_nobody_says_all() -> None:
    said = list(replay(incident(first_fake=None), steps(), every=10))

    assert not any(one.says_all["ja"] or one.says_all["en"] for one in said)


def test_with_the_day_alone_what_looked_that_day_does_not_count() -> None:
    last = list(replay(incident(first_fake="2022-05-18"), steps()))[-1]

    assert not last.says_all["ja"]
    pcs = loads(last.content)["pcs"]
    assert {"too-early-that-day"} <= {w["code"] for pc in pcs for w in pc["why"]}
    assert {"do-give-time"} <= {w["code"] for pc in pcs for w in pc["fix"]}


def test_what_was_found_once_and_cleaned_is_not_denied() -> None:
    def cleaned(step: Step) -> Step:
        if step.what != "none" or step.pc is None:
            return step
        (one,) = step.pc.handled
        pc = replace(step.pc, handled=(replace(one, verdict=Verdict.CLEANED),))
        return replace(step, pc=pc)

    last = list(replay(incident(), map(cleaned, steps())))[-1]

    assert not last.says_all["ja"]
    assert "一部のパソコンから感染が検出されております" in notice(
        last.incident, "ja", last.state.as_of
    )


def test_a_false_alarm_is_corrected_and_what_was_said_before_is_kept() -> None:
    last = days()[-1].incident

    assert all(record.detected == 0 for record in last.coverage)
    kept = [c for c in last.corrections if c.of == "coverage"]
    assert kept
    assert all(c.old["detected"] == 1 for c in kept)


def test_no_name_of_a_person_goes_over() -> None:
    for record in days()[-1].incident.coverage:
        text = record.model_dump_json(exclude={"by"})
        assert not any(name in text for name in ("佐藤", "鈴木", "yamada"))


def test_the_report_says_how_many_rest_on_a_statement() -> None:
    last = days()[-1]
    report = make("closing-report", last.incident, "ja", at(20, "14:00").date())
    text = "\n".join(sentence.text for sentence in report.sentences())

    assert "担当者の申告によるもの：1台" in text


def test_a_stranger_after_the_end_takes_the_sentence_back() -> None:
    late = Step(
        at(21, "9:00"),
        "stranger",
        scan=emocheck("NOBODY-9", at(21, "8:50")),
        stranger="NOBODY-9",
    )
    last = list(replay(incident(), [*steps(), late]))[-1]

    assert not last.says_all["ja"]
    state = scanned(last.incident)
    assert state is not None
    assert state.has_exceptions
