"""What checks find, at the desk: fields and records by the names that pages show."""

from __future__ import annotations

import pytest

from honmono.incident.case import IncidentFileError
from honmono.incident.case.checks import World, problems
from honmono.incident.case.clocks import contradictions
from honmono.incident.case.titles import Titles
from honmono.web.cases.checked import told_here
from honmono.web.evidence.exchange import NotTakenError, read_incident
from tests.incident.case.clocks.make import NOW, case, theft

LATE = {"id": "late", "kind": "scan_all_pcs", "due": "2022-05-20"}
EARLY = {"id": "early", "title": {"ja": "先の作業", "en": "the first one"}, "kind": "other", "due": "2022-05-25"}  # fmt: skip


def test_a_problem_names_field_and_records_and_no_path_or_id() -> None:
    incident = case(tasks=[LATE | {"after": ["early"]}, EARLY])
    title = Titles(incident, "ja").one
    (one,) = (p for p in problems(incident, World(NOW)) if p.code == "due-too-early")

    told = told_here(one, "ja", title)
    assert "「先の作業」" in told or "『先の作業』" in told
    assert told.startswith("「期限")
    assert "early" not in told
    assert "tasks[" not in told


def test_a_circle_of_tasks_is_told_by_their_titles() -> None:
    tasks = [LATE | {"after": ["early"]}, EARLY | {"after": ["late"]}]
    incident = case(tasks=tasks)
    (one,) = (p for p in problems(incident, World(NOW)) if p.code == "cycle")

    told = told_here(one, "en", Titles(incident, "en").one)
    assert "the first one → " in told
    assert "early" not in told


def test_records_that_disagree_are_told_by_their_titles() -> None:
    incident = theft(affected=[{"data": ["my-number"]}], replies={"my-number": "no"})
    (one,) = (c for c in contradictions(incident, NOW) if c.about == "my-number")

    told = one.in_language("ja", Titles(incident, "ja").one)
    assert "個人番号（マイナンバー）は含まれますか" in told
    assert "affected-0" not in told
    assert "reply-" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "入力してください"), ("en", "is missing")],
)
def test_a_file_that_is_no_incident_is_refused_in_the_language_of_the_page(
    language: str, said: str
) -> None:
    with pytest.raises(NotTakenError) as raised:
        read_incident(b"{}")

    assert said in raised.value.told(language)
    assert raised.value.mistakes
    assert not isinstance(raised.value, IncidentFileError)
