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
        ("addresses", "affected addresses"),
        ("coverage", "coverage (14 October 2026, 18:00)"),
        ("order", "commissions 架空セキュリティ調査株式会社"),
        ("gone", "gone"),
    ],
)
def test_what_they_are(sample: Incident, name: str, said: str) -> None:
    incident = start(sample, "emotet_style")

    (label,) = Labels(incident, "en").of([name])

    assert label.text == said
