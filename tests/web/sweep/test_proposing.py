"""The rule of a sweep, from what is on record: never earlier than the first fake."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.incident.case import Certainty, Moment
from honmono.incident.case.duties import Awareness
from honmono.incident.case.inquiries import Inquiry, Way
from honmono.web.sweep.proposing import rule_from
from tests.incident.case.make_case import event, incident

TOKYO = ZoneInfo("Asia/Tokyo")
SEEN = "spoof_mail_observed"


def shown(moment: datetime | None) -> str:
    return moment.astimezone(TOKYO).strftime("%d %H:%M") if moment else "-"


@pytest.mark.parametrize(
    ("when", "since", "earliest"),
    [
        ("2022-05-18T08:40+09:00", "18 08:40", "18 08:40"),
        ("2022-05-18T08:40", "18 08:40", "18 08:40"),
        ("2022-05-17T23:40Z", "18 08:40", "18 08:40"),
        ("2022-05-18", "18 23:59", "18 00:00"),
        ("2022-05-18T08:40~", "18 23:59", "18 00:00"),
        ("2022-05-18T08:40/..", "18 23:59", "18 08:40"),
        ("2022-05-18/2022-05-19", "19 23:59", "18 00:00"),
        ("2022-05-18T08:00/09:00", "18 23:59", "18 08:00"),
        ("2022-05", "31 23:59", "01 00:00"),
        ("XXXX-05-18", "-", "-"),
        (None, "-", "-"),
    ],
)
def test_a_time_that_is_rough_counts_from_its_end(
    when: str | None, since: str, earliest: str
) -> None:
    rule = rule_from(incident(event(SEEN, when)))

    assert (shown(rule.since), shown(rule.earliest)) == (since, earliest)


def test_of_two_fakes_the_one_that_is_surely_first_counts() -> None:
    rule = rule_from(
        incident(
            event(SEEN, "2022-05-18", id="a"),
            event(SEEN, "2022-05-18T08:40", id="b"),
            event("own_account_abused", "2022-05-19T08:00", id="c"),
        )
    )

    assert shown(rule.since) == "18 08:40"
    assert shown(rule.earliest) == "18 00:00"


def test_a_sign_in_is_no_forged_mail_and_what_is_excluded_is_none() -> None:
    rule = rule_from(
        incident(
            event("unauthorized_signin", "2022-05-02T08:00"),
            event(SEEN, "2022-05-18T08:40"),
            event(SEEN, "2022-05-01T08:40", id="no", certainty=Certainty.EXCLUDED),
        )
    )

    assert shown(rule.since) == "18 08:40"


def test_one_that_is_only_possible_does_not_make_the_rule_easier() -> None:
    perhaps = event(SEEN, "2022-05-01T08:40", id="p", certainty=Certainty.POSSIBLE)

    both = rule_from(incident(perhaps, event(SEEN, "2022-05-18T08:40")))
    alone = rule_from(incident(perhaps))

    assert shown(both.since) == "18 08:40"
    assert shown(alone.since) == "01 08:40"


def test_the_first_report_is_the_earliest_of_all_who_told_us() -> None:
    told: dict[str, Any] = {
        "awareness": (Awareness(id="a", when=Moment("2022-05-18T09:12")),),
        "inquiries": (
            Inquiry(id="i", way=Way.PHONE, when=Moment("2022-05-18T09:05")),
            Inquiry(id="j", way=Way.PHONE),
        ),
    }

    assert shown(rule_from(incident(**told)).first_report) == "18 09:05"
    assert shown(rule_from(incident()).first_report) == "-"


def test_style_and_zone_are_the_incidents() -> None:
    rule = rule_from(incident(style="emotet"))

    assert (rule.style, rule.zone) == ("emotet", "Asia/Tokyo")
