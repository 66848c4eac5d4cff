"""A clock explains itself in both languages: article, start, doubts, no legal advice."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.clocks import clocks
from tests.incident.case.clocks.make import NOW, TOKYO, case, sure_clock, theft
from tests.incident.case.clocks.vectors import ALL, corrected

LATER = datetime(2023, 1, 1, tzinfo=TOKYO)
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: vector.name)
def test_every_clock_tells_its_article_its_start_and_its_limits(vector: Any) -> None:
    for found in clocks(vector.incident, LATER):
        assert found.article.en in found.why["en"]
        assert found.article.ja in found.why["ja"]
        assert found.why["en"].endswith(" This is not legal advice.")
        assert found.why["ja"].endswith("これは法的助言ではありません。")
        assert JAPANESE.search(found.why["en"]) is None
        assert "{" not in found.why["en"] + found.why["ja"]
        if found.starts is not None:
            assert "aware" in found.why["en"]


@pytest.mark.parametrize(
    ("incident", "code", "said"),
    [
        (theft(), "ppc-final", "The limit is 2022-07-19 (Tue)."),
        (theft(), "ppc-preliminary", "from 2022-05-20 (Fri) to 2022-05-22 (Sun)"),
        (theft(aware="2022-05-early"), "ppc-final", "the earliest that it may be is taken: 2022-05-01 (Sun)"),
        (theft(aware="2022-05-18~"), "ppc-final", "the earliest that it may be is taken"),
        (corrected("2022-05-20", "2022-05-18"), "ppc-final", "Before it was corrected, the record said 2022-05-20."),
        (theft(aware=None), "ppc-final", "it may have passed"),
        (theft(), "persons-notice", "No number of days is named."),
        (theft(), "ppc-final", "Not confirmed against the official text: that the day of becoming aware is day 1"),
        (theft(), "ppc-preliminary", "police and to IPA"),
        (case(), "ppc-final", "If item 7-3 is found to be met, it is within 60 days."),
    ],
)  # fmt: skip
def test_what_it_says(incident: Incident, code: str, said: str) -> None:
    assert said in sure_clock(incident, code).why["en"]


@pytest.mark.parametrize("doubt", [{"source": "inferred"}, {"certainty": "likely"}])
def test_awareness_that_was_only_concluded_is_told(doubt: dict[str, str]) -> None:
    awareness = [{"id": "aware", "when": "2022-05-18", **doubt}]
    found = sure_clock(theft(aware=None, awareness=awareness), "ppc-final")

    assert found.unconfirmed
    assert "have it confirmed" in found.why["en"]
    assert "have it confirmed" not in sure_clock(theft(), "ppc-final").why["en"]


def test_the_client_is_named() -> None:
    incident = theft(affected=[{"data": ["name"], "client": "甲商店"}])
    found = sure_clock(incident, "delegate-notice", client="甲商店")

    assert "甲商店様のデータ" in found.why["ja"]
    assert found.to is None


def test_japanese_days() -> None:
    assert (
        "期限は2022年7月19日（火）です。" in sure_clock(theft(), "ppc-final").why["ja"]
    )


def test_an_instant_tells_its_zone() -> None:
    incident = theft(
        aware="2026-10-23T10:00", zone="Europe/Berlin", replies={"gdpr-applies": "yes"}
    )
    found = sure_clock(incident, "gdpr-authority", now=NOW)

    assert "The limit is 2026-10-26 (Mon) 09:00 CET." in found.why["en"]


def test_a_client_cannot_redraw_the_sentence() -> None:
    name = "A\u202egnp{now}.exe"
    incident = theft(affected=[{"data": ["name"], "client": name}])
    found = sure_clock(incident, "delegate-notice", client=name)

    assert "\u202e" not in found.why["en"]
    assert "{now}" in found.why["en"]


def test_who_knew_and_who_replied_is_in_no_sentence() -> None:
    incident = theft(
        more_replies=[
            {"id": "r", "question": "my-number", "answer": "no", "by": "Sato"}
        ]
    )
    record = incident.awareness[0].model_copy(update={"who": "Suzuki"})
    named = incident.put("awareness", record)
    text = " ".join(w for c in clocks(named, NOW) for w in c.why.values())

    assert "Suzuki" not in text
    assert "Sato" not in text
