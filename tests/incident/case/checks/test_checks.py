"""All checks together: each finds its own, and an incident in order is silent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import honmono
from honmono.incident.case import checks
from honmono.incident.case.checks import Severity, problems
from honmono.text import LANGUAGES, keys
from tests.incident.case.checks.make import WORLD, event, found, incident, task

FOLDER = Path(honmono.__file__).parent / "incident" / "case" / "checks"


def test_an_incident_in_order_is_silent() -> None:
    parts: dict[str, Any] = {
        "events": [event(when="2022-05-18")],
        "tasks": [
            task("scan", done={"when": "2022-05-18", "by": "Sato"}),
            task("tell", "scan", due="2022-05-20"),
        ],
        "coverage": [
            {
                "id": "c",
                "as_of": "2022-05-19",
                "offices": [
                    {"office": "tokyo", "total": 20, "covered": 20},
                    {"office": "osaka", "total": 11, "covered": 9},
                ],
            }
        ],
        "hypotheses": [{"id": "c1", "code": "C1"}, {"id": "c2", "code": "C2"}],
    }

    assert found(**parts) == []


def test_errors_come_first() -> None:
    severities = [
        one.severity
        for one in problems(
            incident(
                style="emotett",
                events=[event(kind="scann")],
                tasks=[task("a", "b"), task("b", "a")],
            ),
            WORLD,
        )
    ]

    assert severities == [Severity.ERROR, Severity.WARNING, Severity.WARNING]


def test_a_problem_names_what_somebody_may_have_meant_in_both_languages() -> None:
    (one,) = problems(incident(events=[event(kind="scan_all_pc")]), WORLD)

    for language in LANGUAGES:
        assert "scan_all_pcs" in one.told(language)
    assert one.as_json()["record"] == "e"


def test_what_was_written_redraws_no_line() -> None:
    (one,) = problems(incident(tasks=[task("a", "x")]), WORLD)
    redrawn = type(one)(one.severity, one.code, one.place, "a", {"name": "\x1b[2J{x}"})

    assert "\x1b" not in redrawn.told("en")
    assert "{x}" in redrawn.told("en")


def test_every_sentence_is_used_and_every_problem_has_one() -> None:
    source = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    codes = set(re.findall(r'\b(?:error|warning)\(\s*"([a-z-]+)"', source))
    codes |= {"near", "no-record", "no-office", "no-list"}
    codes |= {f"list-{state.value}" for state in checks.ListState} - {"list-whole"}

    assert set(keys("case_checks")) == codes


def test_every_module_is_listed() -> None:
    modules = {path.stem for path in FOLDER.glob("[a-z]*.py")}

    assert {check.__module__.rpartition(".")[2] for check in checks.ALL} == modules
