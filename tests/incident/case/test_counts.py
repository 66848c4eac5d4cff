"""Counts: every office, every answer, and nobody who was not asked."""

from __future__ import annotations

from typing import Any

import pytest

from honmono.incident.case import Answer, Moment, Text
from honmono.incident.case.counts import (
    asked,
    count_inquiries,
    coverage_by_hand,
    follow_ups,
    scanned,
)
from honmono.incident.case.coverage import Coverage
from honmono.incident.case.inquiries import Inquiry, Way
from tests.incident.case.make_case import NOW, incident, organization


def scans(**more: Any) -> Coverage:
    return by_hand({"tokyo": (14, 14), "osaka": (10, 10)}).model_copy(update=more)


def is_all(*records: Coverage) -> bool:
    made = incident(organization=organization("tokyo", "osaka"), coverage=records)
    state = scanned(made)
    return state is not None and state.is_all


def by_hand(offices: dict[str | None, tuple[int, int | None]]) -> Coverage:
    return coverage_by_hand("scans", offices, scanners=("A", "B"), detected=0)


def test_every_pc_of_every_office_is_all() -> None:
    assert is_all(scans())
    assert is_all(by_hand({None: (24, 24)}))


@pytest.mark.parametrize(
    "record",
    [
        by_hand({"tokyo": (14, 14), "osaka": (9, 10)}),
        by_hand({"tokyo": (14, 14), "osaka": (10, None)}),
        by_hand({"tokyo": (14, 14)}),
        by_hand({None: (0, 0)}),
        by_hand({}),
        scans(exceptions=(Text(en="one is in repair"),)),
    ],
    ids=["one left", "never counted", "an office", "none", "nothing", "exception"],
)
def test_anything_less_is_not_all(record: Coverage) -> None:
    assert not is_all(record)


def test_without_a_record_nothing_is_known() -> None:
    assert scanned(incident()) is None


def test_the_newest_by_its_date_counts_and_a_detection_stays_one() -> None:
    old = coverage_by_hand(
        "old", {None: (3, 24)}, as_of=Moment("2022-05-18"), detected=2
    )
    new = coverage_by_hand(
        "new", {None: (24, 24)}, as_of=Moment("2022-05-20"), detected=0
    )
    state = scanned(incident(coverage=(new, old)))

    assert state is not None
    assert (state.cites, state.covered, state.detected) == (("new",), 24, 2)


def test_an_unsaid_result_is_no_clean_one() -> None:
    state = scanned(incident(coverage=(coverage_by_hand("s", {None: (2, 2)}),)))

    assert state is not None
    assert state.detected is None


def test_offices_that_we_do_not_have_are_named() -> None:
    made = incident(
        organization=organization("tokyo"),
        coverage=(by_hand({"tokyo": (1, 1), "kobe": (1, 1)}),),
    )
    state = scanned(made)

    assert state is not None
    assert state.unknown == ("kobe",)


def inquiry(name: str, **more: Any) -> Inquiry:
    return Inquiry(id=name, way=more.pop("way", Way.PHONE), **more)


def test_each_answer_is_counted_apart() -> None:
    made = incident(
        inquiries=(
            inquiry("a", received=Answer.YES, opened=Answer.NO),
            inquiry("b", received=Answer.YES, opened=Answer.COULD_NOT_TELL),
            inquiry("c", way=Way.MAIL),
        )
    )
    counts = count_inquiries(made)

    assert counts.total == 3
    assert counts.ways[Way.PHONE] == 2
    assert list(counts.received.values()) == [2, 0, 0, 1]
    assert counts.opened == {
        Answer.YES: 0,
        Answer.NO: 1,
        Answer.COULD_NOT_TELL: 1,
        Answer.NOT_LOOKED: 1,
    }
    assert counts.enabled[Answer.NO] == 0


def test_follow_ups_are_due_until_they_are_closed() -> None:
    made = incident(
        inquiries=(
            inquiry("today", follow_up=Moment("2022-05-20")),
            inquiry("tomorrow", follow_up=Moment("2022-05-21")),
            inquiry("late", follow_up=Moment("2022-05-18")),
            inquiry(
                "done", follow_up=Moment("2022-05-18"), closed=Moment("2022-05-19")
            ),
            inquiry("some-day", follow_up=Moment("XXXX-05-21")),
        )
    )

    assert [one.id for one in follow_ups(made, NOW)] == ["late", "today", "some-day"]


def test_what_people_ask_most_comes_first_with_all_answers_that_they_got() -> None:
    open_it, who = Text(en="I opened it."), Text(en="Who are you?")
    made = incident(
        inquiries=(
            inquiry("a", asked=who),
            inquiry("b", asked=open_it, told=Text(en="Unplug it.")),
            inquiry("c", asked=open_it, told=Text(en="Do not worry.")),
            inquiry("d"),
        )
    )
    first, second = asked(made)

    assert (first.text, first.times, len(first.told)) == (open_it, 2, 2)
    assert (second.text, second.told, second.cites) == (who, (), ("a",))
