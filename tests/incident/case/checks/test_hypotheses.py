"""Cases against evidence, findings and decisions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.incident.case.checks.make import A, event, found

SIGNED = {"signed_by": "Sato", "signed": "2022-05-20"}
FOR = {"speaks": "for", "text": {"en": "log"}, "cites": ["e"]}
AGAINST = {"speaks": "against", "text": {"en": "clean"}}


def held(code: str, standing: str, **more: Any) -> dict[str, Any]:
    return {"id": code.lower(), "code": code, "standing": standing, **more}


def report(id_: str = "r", **findings: str) -> dict[str, Any]:
    each = [{"kind": k.replace("_", "-"), "answer": a} for k, a in findings.items()]
    return {"id": id_, "findings": each}


def decided(kind: str, id_: str = "d", **more: Any) -> dict[str, Any]:
    return {"id": id_, "kind": kind, **more}


@pytest.mark.parametrize(
    ("hypothesis", "codes"),
    [
        (held("C1", "established", **SIGNED), ["established-without-evidence"]),
        (held("C1", "established", evidence=[A]), ["established-unsigned"]),
        (held("C1", "established", evidence=[A], **SIGNED), []),
        (held("C1", "established", arguments=[FOR], **SIGNED), []),
        (
            held("C1", "established", arguments=[FOR, AGAINST], **SIGNED),
            ["established-against"],
        ),
        (held("C1", "excluded"), ["excluded-without-reason"]),
        (held("C1", "excluded", arguments=[AGAINST]), []),
        (held("C1", "supported"), []),
        (held("C1", "open"), []),
    ],
)
def test_a_case_needs_its_evidence(
    hypothesis: dict[str, Any], codes: list[str]
) -> None:
    told = found(events=[event()], hypotheses=[hypothesis])

    assert [line.split()[1] for line in told] == codes


def test_an_argument_that_cites_nothing_is_no_evidence() -> None:
    bare = {"speaks": "for", "text": {"en": "a feeling"}}
    told = found(hypotheses=[held("C1", "established", arguments=[bare], **SIGNED)])

    assert told == ["error established-without-evidence hypotheses[0]"]


def test_a_case_stands_there_once() -> None:
    twice = [held("C1", "open"), held("C1", "supported") | {"id": "again"}]

    assert found(hypotheses=twice) == ["error case-twice hypotheses[1].code"]


def test_excluded_though_it_was_found() -> None:
    told = found(
        hypotheses=[held("C1", "excluded", arguments=[AGAINST])],
        outside_reports=[report(pc_infection="yes")],
    )

    assert told == ["error excluded-though-found hypotheses[0].standing"]


def test_established_though_nothing_that_would_show_it_was_found() -> None:
    c3 = held("C3", "established", evidence=[A], **SIGNED)
    none = {"account_abuse": "no", "server_intrusion": "no", "cloud_intrusion": "no"}

    told = ["error established-though-not-found hypotheses[0].standing"]
    assert found(hypotheses=[c3], outside_reports=[report(**none)]) == told
    part = none | {"cloud_intrusion": "could-not-tell"}
    assert found(hypotheses=[c3], outside_reports=[report(**part)]) == []


def test_reports_that_disagree() -> None:
    told = found(
        outside_reports=[report("r1", ransomware="no"), report("r2", ransomware="yes")]
    )

    assert told == ["warning findings-disagree outside_reports[1].findings[0]"]


@pytest.mark.parametrize(
    ("decisions", "hypotheses", "reports", "told"),
    [
        ([decided("origin-established")], [], [], "error origin-without-case"),
        (
            [decided("origin-not-found")],
            [held("C1", "established", evidence=[A], **SIGNED)],
            [],
            "warning origin-with-case",
        ),
        (
            [decided("leak-established")],
            [held("C5", "established", evidence=[A], **SIGNED)],
            [],
            "warning leak-of-nothing",
        ),
        (
            [decided("leak-not-confirmed")],
            [],
            [report(mailbox_theft="yes")],
            "error leak-though-found",
        ),
    ],
)
def test_decisions_against_the_cases(
    decisions: list[dict[str, Any]],
    hypotheses: list[dict[str, Any]],
    reports: list[dict[str, Any]],
    told: str,
) -> None:
    assert found(
        decisions=decisions, hypotheses=hypotheses, outside_reports=reports
    ) == [f"{told} decisions[0]"]


def test_opposed_decisions_need_an_order() -> None:
    one, other = decided("leak-not-confirmed", "a"), decided("leak-established", "b")

    assert found(decisions=[one, other]) == ["error decisions-opposed decisions[0]"]
    days = {"when": "2022-05-18"}, {"when": "2022-05-20"}
    assert found(decisions=[one | days[0], other | days[1]]) == []
