"""A clock in one sentence, in both languages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.clocks import State, clocks
from honmono.incident.case.clocks.shortly import days_left, in_short, left
from tests.incident.case.clocks.make import NOW, TOKYO, case, sure_clock, theft
from tests.incident.case.clocks.vectors import ALL

LATER = datetime(2023, 1, 1, tzinfo=TOKYO)
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
FILED = [{"id": "i", "kind": "ppc-preliminary", "duty": "ppc-preliminary", "when": "2022-05-20"}]  # fmt: skip
LATE = [{**FILED[0], "when": "2022-05-25"}]


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.name)
@pytest.mark.parametrize("now", [NOW, LATER], ids=["early", "late"])
def test_every_clock_is_one_sentence(vector: Any, now: datetime) -> None:
    for clock in clocks(vector.incident, now):
        for language, end in (("ja", "。"), ("en", ".")):
            told = in_short(clock, now, language)
            assert told.endswith(end)
            assert clock.name.in_language(language) in told
            assert "{" not in told
            assert len(told) < 400
        assert told.count("2022-") == 0
        assert clock.client is not None or JAPANESE.search(told) is None


@pytest.mark.parametrize(
    ("incident", "code", "said"),
    [
        (theft(), "ppc-final", "is due by 19 July 2022 (Tuesday) (61 days left;"),
        (theft(), "ppc-preliminary", "from 20 May 2022 (Friday) to 22 May 2022 (Sunday)"),
        (theft(), "ppc-final", "the Personal Information Protection Commission) is due"),
        (theft(), "ppc-final", "reason: an act possibly with an improper purpose, "),
        (case(), "ppc-final", "whether it is owed is not settled"),
        (theft(aware=None), "ppc-final", "has no day yet"),
        (theft(), "persons-notice", "promptly, without a number of days"),
    ],
)  # fmt: skip
def test_what_it_says(incident: Incident, code: str, said: str) -> None:
    assert said in in_short(sure_clock(incident, code), NOW, "en")


def test_what_is_met_says_when() -> None:
    now = NOW + timedelta(days=10)

    told = in_short(sure_clock(theft(issued=FILED), "ppc-preliminary", now=now), now, "en")  # fmt: skip

    assert told.endswith("is met (20 May 2022).")


def test_what_was_late_says_so() -> None:
    now = NOW + timedelta(days=10)

    told = in_short(sure_clock(theft(issued=LATE), "ppc-preliminary", now=now), now, "ja")  # fmt: skip

    assert "期限の後" in told
    assert "2022年5月25日" in told


@pytest.mark.parametrize(
    ("days", "ja", "en"),
    [
        (0, "あと3日", "3 days left"),
        (2, "明日まで", "tomorrow"),
        (3, "今日まで", "today"),
        (4, "1日経過", "one day over"),
        (40, "37日経過", "37 days over"),
    ],
)
def test_how_long_it_still_is(days: int, ja: str, en: str) -> None:
    now = NOW + timedelta(days=days)
    clock = sure_clock(theft(), "ppc-preliminary", now=now)

    assert (left(clock, now, "ja"), left(clock, now, "en")) == (ja, en)
    assert days_left(clock, now) == 3 - days


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "3 days left"), (40, "32 hours left"), (71.5, "less than an hour left"), (72.5, "passed today")],
)  # fmt: skip
def test_an_instant_is_told_in_hours_at_its_end(hour: float, said: str) -> None:
    aware = datetime(2022, 5, 18, 10, 0, tzinfo=TOKYO)
    incident = case(
        aware="2022-05-18T10:00", replies={"gdpr-applies": "yes", "own-leak": "yes"}
    )
    now = aware + timedelta(hours=hour)

    assert left(sure_clock(incident, "gdpr-authority", now=now), now, "en") == said


def test_what_has_ended_has_no_days_left() -> None:
    now = NOW + timedelta(days=10)
    clock = sure_clock(theft(issued=FILED), "ppc-preliminary", now=now)

    assert clock.state is State.MET
    assert left(clock, now, "en") == ""
