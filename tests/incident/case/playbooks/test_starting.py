"""Starting a playbook: what is missing is added, what is there stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from honmono.incident.case import Moment, Text, incident_as_json, parse_incident
from honmono.incident.case.duties import Awareness
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks import circles, start, warnings
from honmono.incident.case.questions import Done, Question, Task
from tests.incident.case.make_case import event, incident

AWARE = Awareness(id="aware", when=Moment("2022-05-18T09:00"))


@pytest.mark.parametrize("style", known("styles"))
def test_every_style_starts_whole_and_survives_its_file(style: str) -> None:
    begun = start(incident(), style)

    assert begun.style == style
    assert begun.questions
    assert begun.tasks
    assert circles(begun) == ()
    assert "task-unknown" not in {w.code for w in warnings(begun)}
    assert parse_incident(incident_as_json(begun)) == begun


@pytest.mark.parametrize("style", known("styles"))
def test_starting_again_changes_nothing(style: str) -> None:
    begun = start(incident(), style)

    assert start(begun, style) == begun


def test_tasks_are_counted_from_the_day_on_which_we_knew() -> None:
    begun = start(incident(awareness=(AWARE,)), "emotet")
    due = {t.kind: str(t.due) for t in begun.tasks}

    assert due["isolate-pc"] == "2022-05-18"
    assert due["scan-all-pcs"] == "2022-05-21"
    assert due["report-to-authority"] == "None"


def test_without_awareness_they_are_counted_from_the_opening_in_our_zone() -> None:
    opened = datetime(2022, 5, 18, 16, tzinfo=UTC)
    begun = start(incident(opened=opened), "emotet")

    assert {str(t.due) for t in begun.tasks if t.kind == "isolate-pc"} == {"2022-05-19"}


def test_a_day_beyond_the_calendar_is_no_day() -> None:
    aware = AWARE.model_copy(update={"when": Moment("2999-12-31")})
    begun = start(incident(awareness=(aware,)), "emotet")

    assert {str(t.due) for t in begun.tasks if t.kind == "look-again"} == {"None"}
    assert {str(t.due) for t in begun.tasks if t.kind == "isolate-pc"} == {"2999-12-31"}


def test_nothing_is_due_on_a_day_that_nobody_knows() -> None:
    assert all(t.due is None for t in start(incident(), "emotet").tasks)


def test_evidence_comes_before_the_wipe() -> None:
    begun = start(incident(), "emotet")
    after = {t.kind: t.after for t in begun.tasks}

    assert "t-keep-evidence" in after["wipe-pc"]
    assert after["keep-evidence"] == ("t-isolate-pc",)
    assert after["change-passwords"] == ("t-isolate-pc", "t-list-accounts")


def test_what_somebody_put_there_stays() -> None:
    asked = Question(id="mine", kind="own-pc-infected", text=Text(en="Was it PC 7?"))
    done = Task(
        id="hers", kind="isolate-pc", done=Done(when=Moment("2022-05-18"), by="Sato")
    )
    begun = start(incident(questions=(asked,), tasks=(done,)), "emotet")

    assert begun.questions[0] == asked
    assert begun.tasks[0] == done
    assert [q.id for q in begun.questions if q.kind == "own-pc-infected"] == ["mine"]
    assert [t.after for t in begun.tasks if t.kind == "keep-evidence"] == [("hers",)]
    assert [t.question for t in begun.tasks if t.kind == "scan-all-pcs"] == ["mine"]


def test_another_style_adds_what_it_needs_and_takes_nothing_away() -> None:
    first = start(incident(), "emotet")
    both = start(first, "account_takeover")

    assert both.tasks[: len(first.tasks)] == first.tasks
    added = {t.kind for t in both.tasks[len(first.tasks) :]}
    assert {"stop-account", "revoke-sessions", "purge-queue"} <= added
    assert "list-accounts" not in added


def test_a_name_that_is_taken_is_not_taken_twice() -> None:
    begun = start(incident(event("other", id="t-isolate-pc")), "emotet")

    assert [t.id for t in begun.tasks if t.kind == "isolate-pc"] == ["t-isolate-pc-2"]
    assert [t.after for t in begun.tasks if t.kind == "keep-evidence"] == [
        ("t-isolate-pc-2",)
    ]
