"""The whole answer: bounded, complete, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.trace.evidence import Page, page_of
from honmono.trace.traced import Check, NextCheck
from tests.trace.evidence.traces import (
    HAND_MADE,
    HARBOR,
    LEAKED,
    SATO,
    company,
    empty,
    office,
)


def words(page: Page) -> str:
    entries = [entry for section in page.sections for entry in section.entries]
    return "\n".join([page.headline, page.caution, *(entry.text for entry in entries)])


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", HAND_MADE)
def test_every_trace_has_its_page(name: str, language: str) -> None:
    text = words(page_of(HAND_MADE[name], LEAKED, language))

    assert "{" not in text.replace("#{import}", "")
    assert not set("\x00\x1b\u202e\n") & set(text.replace("\n", ""))
    assert len(text) < 30_000


def test_three_hundred_reports_are_told_by_the_most_telling_and_by_counts() -> None:
    text = words(page_of(office(300), None, "ja"))

    assert text.count("報告 ") < 12
    assert "ほかの報告 297 件" in text
    assert "佐藤 花子 を最も強く示しています" in text
    assert "--explain" in text


def test_all_are_told_when_asked_for() -> None:
    text = words(page_of(office(20), None, "ja", everything=True))

    assert "報告 20" in text
    assert "--explain" not in text


def test_reports_that_point_to_a_group_name_the_group() -> None:
    text = words(page_of(company(20), None, "en"))

    assert "Pointing most to Kim Ward (kim.ward@energy.example), Lee Ann" in text


@pytest.mark.parametrize("check", Check)
def test_every_check_has_words_and_says_what_it_is_worth(check: Check) -> None:
    one = replace(office(1), checks=(NextCheck(check, (SATO, HARBOR), 0.8),))

    assert "答えが大きく絞れる見込みです" in words(page_of(one, None, "ja"))


def test_the_same_check_of_several_people_is_one_line() -> None:
    each = [NextCheck(Check.SCAN, (who,), 0.1) for who in (SATO, "x@hoshimine.example")]
    page = page_of(replace(company(3), checks=tuple(each)), None, "en")
    (checks,) = (each for each in page.sections if "What to check" in each.heading)

    assert len(checks.entries) == 1
    assert "x@hoshimine.example" in checks.entries[0].text


def test_from_strays_alone_nobody_is_named() -> None:
    strays = tuple(replace(each, stray=0.9) for each in office(3).evidence)
    page = page_of(replace(office(3), evidence=strays), None, "ja")

    assert [section.heading for section in page.sections[:2]] == [
        "今すること",
        "報告ごとの手がかり（3 件）",
    ]


def test_without_reports_no_case_has_a_probability() -> None:
    page = page_of(empty(), None, "ja")

    assert "%" not in words(page)
    assert page.settled is None


def test_what_nobody_computed_is_not_shown() -> None:
    assert "最大" not in words(page_of(office(3), None, "ja"))
    assert "最大 508" in words(page_of(office(3), LEAKED, "ja"))


def test_people_who_were_not_looked_at_are_named() -> None:
    names = {f"s{number}@hoshimine.example": f"社員 {number}" for number in range(10)}
    text = words(page_of(office(3), None, "ja", not_indexed=names))

    assert "調べていません：社員 0、社員 1" in text
    assert "ほか 2 名" in text
    assert "社員 9" not in text


def test_every_answer_that_names_somebody_says_what_a_probability_is_not() -> None:
    assert "no proof" in page_of(office(3), None, "en").caution
    assert "証拠ではありません" in page_of(company(3), None, "ja").caution
