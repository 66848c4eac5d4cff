"""Kinds: the notices to the public, to customers and to persons, as readers get them."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.case.kinds import known
from honmono.incident.documents._core import Document, Rows
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from honmono.tables import rows
from honmono.text import keys
from tests.incident.documents.examples import incident

LOST = (
    Decision(id="leak", kind="leak-established"),
    Decision(id="lost", kind="origin-not-found"),
)


def made(name: str, language: str = "ja", stage: str = "", **facts: object) -> Document:
    case = incident(**facts)  # type: ignore[arg-type]
    brief = Brief(case, language, date(2026, 6, 10), f"documents/{name}", stage)
    return kind(name).make(brief)


def names(document: Document) -> list[str]:
    return [section.name for section in document.sections]


def text(document: Document) -> str:
    return "\n".join(sentence.text for sentence in document.sentences())


def test_the_report_stands_in_the_order_that_readers_expect() -> None:
    report = made("public-notice", decisions=LOST)

    assert names(report) == [
        *("apology", "overview", "cause", "outside_findings", "current_status"),
        *("timeline", "leaked", "scope", "data_subject_notice", "service_impact"),
        *("response", "prevention", "malware_explanation", "request_to_recipients"),
        *("how_to_tell", "genuine_addresses", "mail_examples", "contact"),
        "reference_links",
    ]


def test_a_first_alert_is_short_and_says_that_the_cause_is_not_known() -> None:
    alert = made("public-notice", stage="first-alert")

    assert "timeline" not in names(alert)
    assert "調査中" in text(alert)


def test_the_timeline_tells_public_events_by_day_and_no_others() -> None:
    report = text(made("public-notice"))

    assert "東京本社：検出なし" in report
    assert "carrier pigeon" in report
    assert "警察へ相談" not in report
    assert report.index("2026年5月22日") < report.index("2026年5月\n")


def test_a_running_page_shows_the_newest_addition_first() -> None:
    page = made("public-notice", stage="running")
    added = page.sections[1].blocks[0]

    assert page.sections[1].name == "updates"
    assert isinstance(added, Rows)
    assert [row[0].facts[0] for row in added.rows] == ["told", "filed"]


def test_a_stranger_is_masked_and_our_own_address_is_not() -> None:
    report = text(made("public-notice"))

    assert "s***@mail.example.net" in report
    assert "hanako@reiji.example" in report
    assert "bad[.]example[.]org" in report


@pytest.mark.parametrize("code", ["C2", "C5", "C6"])
def test_where_nothing_is_ours_there_is_concern_and_no_apology(code: str) -> None:
    case = Hypothesis(id="case", code=CaseCode(code), standing=Standing.ESTABLISHED)
    report = text(made("public-notice", hypotheses=(case,)))

    assert "お詫び" not in report
    assert "流出した" not in report


def test_a_letter_for_one_client_tells_of_no_other() -> None:
    case = incident()
    other = Brief(case, "ja", date(2026, 6, 10), "", client="株式会社別見本")
    its = Brief(case, "ja", date(2026, 6, 10), "", client="株式会社見本")

    letter = kind("affected-persons")
    assert "給与に関する情報" not in text(letter.make(other))
    assert "給与に関する情報" in text(letter.make(its))


def test_a_japanese_letter_has_season_and_farewell_and_an_english_one_has_not() -> None:
    letter, english = made("affected-persons"), made("affected-persons", "en")

    assert "初夏の候" in text(letter)
    assert "敬具" in text(letter)
    assert letter.has_ki
    assert not english.has_ki


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_nobody_knows_as_a_kind_is_shown_as_it_is(language: str) -> None:
    assert "fax orders" in text(made("public-notice", language))


def test_there_is_a_season_for_every_month() -> None:
    seasons = [month for month, _ in rows("seasonal_greetings.tsv")]

    assert seasons == [str(month) for month in range(1, 13)]


def test_parts_are_given_to_known_events_only() -> None:
    assert {kind for kind, _ in rows("event_parts.tsv")} <= set(known("events"))


def test_every_style_with_a_sentence_is_a_style() -> None:
    styled = {key[6:] for key in keys("documents/notice") if key.startswith("style-")}

    assert styled <= set(known("styles"))
