"""Moments in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from honmono.incident.case import Moment
from honmono.incident.case.dates import moment_in_words

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("text", "ja", "era", "en"),
    [
        ("2022-05-18", "2022年5月18日", "令和4年5月18日", "18 May 2022"),
        ("2022-06-early", "2022年6月上旬", "令和4年6月上旬", "early June 2022"),
        ("2022-06", "2022年6月", "令和4年6月", "June 2022"),
        ("2022-06-10~", "2022年6月10日頃", "令和4年6月10日頃", "around 10 June 2022"),
        ("XXXX-06-10", "6月10日", "6月10日", "10 June"),
        ("2019", "2019年", "2019年", "2019"),
        ("2019-04-30", "2019年4月30日", "平成31年4月30日", "30 April 2019"),
        ("2019-05-01", "2019年5月1日", "令和元年5月1日", "1 May 2019"),
        (
            "2022-05-18T02:14Z",
            "2022年5月18日 11時14分",
            "令和4年5月18日 11時14分",
            "18 May 2022, 11:14",
        ),
        (
            "2019-12-02T18:00/..",
            "2019年12月2日 18時以降",
            "令和元年12月2日 18時以降",
            "2 December 2019, 18:00 or later",
        ),
        (
            "XXXX-XX-XXT00:00/11:15",
            "0時から11時15分まで",
            "0時から11時15分まで",
            "00:00 to 11:15",
        ),
    ],
)
def test_a_moment_as_a_document_says_it(text: str, ja: str, era: str, en: str) -> None:
    moment = Moment(text)

    assert moment_in_words(moment, "ja", zone=TOKYO) == ja
    assert moment_in_words(moment, "ja", zone=TOKYO, era=True) == era
    assert moment_in_words(moment, "en", zone=TOKYO) == en


def test_what_is_not_known_is_nothing() -> None:
    assert moment_in_words(None, "ja", zone=TOKYO) == ""
