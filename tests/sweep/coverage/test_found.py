"""Coverage: what was found, and what of it is still open."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from honmono.sweep.coverage import past_detections
from honmono.sweep.coverage.found import open_detections
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Detection, Handling, Outcome
from tests.sweep.make import LOOKED, NOW, PC, RULE, SINCE, full, kept

DAY = timedelta(days=1)


def is_open(
    name: str, at: datetime | None, handling: Handling, rule: Rule = RULE
) -> bool:
    scan = full(detections=(Detection(name, at=at, handling=handling),))
    return bool(open_detections(PC, [kept(scan)], rule, NOW))


@pytest.mark.parametrize(
    ("name", "at", "handling", "expected"),
    [
        ("Emotet", LOOKED, Handling.REMOVED, True),
        ("Eicar", LOOKED, Handling.REMOVED, True),
        ("Eicar", None, Handling.REMOVED, True),
        ("Eicar", SINCE - 9 * DAY, Handling.REMOVED, False),
        ("Eicar", SINCE - 9 * DAY, Handling.LEFT, True),
        ("Eicar", SINCE - 9 * DAY, Handling.UNKNOWN, True),
        ("Win32/Qbot.A", SINCE - 9 * DAY, Handling.REMOVED, True),
        ("Emotet", SINCE - 99 * DAY, Handling.REMOVED, False),
        ("Emotet", SINCE - 99 * DAY, Handling.LEFT, True),
    ],
)
def test_only_what_was_removed_before_and_steals_no_mail_is_past(
    name: str, at: datetime | None, handling: Handling, expected: bool
) -> None:
    assert is_open(name, at, handling) is expected


def test_without_a_first_fake_nothing_is_past() -> None:
    assert is_open("Eicar", SINCE - 99 * DAY, Handling.REMOVED, Rule())


def test_what_was_found_within_ninety_days_before_is_told_apart() -> None:
    hits = tuple(Detection("Emotet", at=SINCE - n * DAY) for n in (0, 1, 89, 91))
    found = past_detections([kept(full(detections=hits))], RULE)

    assert [one.at for one in found] == [SINCE - DAY, SINCE - 89 * DAY]
    assert past_detections([kept(full(detections=hits))], Rule()) == ()


def test_a_time_ahead_of_receipt_is_none_and_the_finding_stays() -> None:
    hit = Detection("Eicar", at=NOW + 99 * DAY, handling=Handling.REMOVED)
    (found,) = open_detections(PC, [kept(full(detections=(hit,)))], RULE, NOW)

    assert found.at is None


def test_a_scan_that_names_nothing_counts_as_one() -> None:
    (found,) = open_detections(PC, [kept(full(outcome=Outcome.FOUND))], RULE, NOW)

    assert found.why.values["name"] == "Microsoft Defender"
