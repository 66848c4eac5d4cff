"""Records in words, for links."""

from __future__ import annotations

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.playbooks import start
from honmono.web.cases.labels import Labels


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_record_has_words(sample: Incident, language: str) -> None:
    incident = start(sample, "emotet_style")
    names = [record.id for _, record in incident.records()]

    found = Labels(incident, language).of(names)

    assert [label.id for label in found] == names
    assert all(label.text.strip() for label in found)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("scan-tokyo", "Computers were scanned (13 October 2026)"),
        ("c2", "C2 a partner's PC was infected"),
        ("t-warn-staff", "Warn all staff"),
        (
            "addresses",
            "data affected: people who exchanged mail with us: names, mail addresses",
        ),
        ("coverage", "scan coverage (14 October 2026, 18:00)"),
        (
            "order",
            "outside investigations: 架空セキュリティ調査株式会社 (14 October 2026)",
        ),
        ("gone", "gone"),
    ],
)
def test_what_they_are(sample: Incident, name: str, said: str) -> None:
    incident = start(sample, "emotet_style")

    (label,) = Labels(incident, "en").of([name])

    assert label.text == said


def test_an_answer_is_told_as_its_question_and_what_was_said(sample: Incident) -> None:
    text = Labels(sample, "ja").one("r-my-number")

    assert "個人番号（マイナンバー）は含まれますか" in text
    assert text.endswith("：未調査")
    assert "r-my-number" not in text


def test_what_a_change_took_away_has_words_too(sample: Incident) -> None:
    name = sample.events[0].id
    gone = sample.model_copy(update={"events": sample.events[1:]})

    assert Labels(gone, "en").one(name) == name
    assert Labels(gone, "en", before=sample).one(name) == Labels(sample, "en").one(name)
