"""Output: a trace for people, on any page."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.output import traced as output
from honmono.cli.output.lines import columns
from honmono.cli.output.traced import jsonl
from honmono.trace.evidence import Section, as_json, page_of
from honmono.trace.traced import Traced
from tests.trace.evidence.traces import HAND_MADE, LEAKED, company, nothing, office

ZONE = ZoneInfo("Asia/Tokyo")


def show(traced: Traced, leaked: Section | None, page: Layout, zone: ZoneInfo) -> str:
    told = page_of(traced, leaked, page.language, zone=zone, everything=page.explain)
    return output.show(told, page)


def layout(width: int, language: str = "ja", **fields: bool) -> Layout:
    return Layout(Format.text, language, width, **fields)


@pytest.mark.parametrize("width", [30, 44, 80, 110])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", HAND_MADE)
def test_no_line_is_wider_than_the_page(name: str, language: str, width: int) -> None:
    page = show(HAND_MADE[name], LEAKED, layout(width, language), ZONE)

    assert [line for line in page.splitlines() if columns(line) > width] == []


def test_the_answer_comes_first() -> None:
    first, second, *_ = show(office(3), LEAKED, layout(80), ZONE).splitlines()

    assert first.startswith("[有力]  盗まれた可能性が最も高いのは、佐藤 花子")
    assert second.startswith("        ")


def test_on_a_telephone_it_stands_below_its_badge() -> None:
    first, second, *_ = show(company(3), None, layout(44, "en"), ZONE).splitlines()

    assert first == "[undecided]"
    assert second.startswith("Undecided. ")


def test_colours_are_for_terminals_and_nothing_found_is_never_green() -> None:
    assert "\x1b" not in show(office(3), LEAKED, layout(80), ZONE)
    assert "\x1b[1;97;41m 有力 " in show(
        office(3), LEAKED, layout(80, colour=True), ZONE
    )
    assert "42m" not in show(nothing(), LEAKED, layout(80, colour=True), ZONE)
    assert "41m" not in show(nothing(), LEAKED, layout(80, colour=True), ZONE)


def test_for_programs_it_is_one_line_of_json() -> None:
    line = jsonl(as_json(HAND_MADE["hostile"]))

    assert line.count("\n") == 1
    assert (
        json.loads(line)["evidence"][0]["source"]
        == HAND_MADE["hostile"].evidence[0].source
    )


def test_explain_tells_every_report() -> None:
    short = show(office(20), LEAKED, layout(80), ZONE)
    whole = show(office(20), LEAKED, layout(80, explain=True), ZONE)

    assert "reports/010.eml" not in short
    assert all(f"reports/{n:03}.eml" in whole for n in range(1, 21))
