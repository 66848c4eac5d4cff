"""All checks over whole PCs: every trace is found, no ordinary PC is accused."""

from __future__ import annotations

import json

import pytest

from honmono.sweep.scanner._core import (
    COULD_NOT,
    FOUND,
    NOT_LOOKED,
    NOTHING,
    Answer,
    Artefacts,
    Finding,
    Knowledge,
)
from honmono.sweep.scanner.checks import ALL, OPTIONAL
from honmono.sweep.scanner.looking import look
from tests.sweep.infections import VARIANTS, Infection, infected
from tests.sweep.machines import KNOWLEDGE, Builder, clean


def outcomes(artefacts: Artefacts) -> dict[str, str]:
    return {one["name"]: one["outcome"] for one in look(artefacts, KNOWLEDGE)["checks"]}


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_an_ordinary_pc_is_not_accused(seed: int) -> None:
    told = look(clean(seed), KNOWLEDGE)["checks"]

    assert [(c["name"], c["findings"]) for c in told if c["findings"]] == []
    assert {c["outcome"] for c in told if c["why"] != "not-windows"} == {NOTHING}


@pytest.mark.parametrize(
    ("name", "infection"), VARIANTS, ids=lambda v: getattr(v, "__name__", v)
)
def test_each_trace_is_found_by_its_check(name: str, infection: Infection) -> None:
    for seed in (3, 14, 15, 92):
        assert outcomes(infected(infection, seed))[name] == FOUND


def test_a_check_that_breaks_stops_no_other() -> None:
    def breaks(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
        raise ZeroDivisionError

    told = look(Builder(1).artefacts(), KNOWLEDGE, checks=(("breaks", breaks), ALL[0]))

    assert [(c["outcome"], c["why"]) for c in told["checks"]] == [
        (COULD_NOT, "error"),
        (NOTHING, ""),
    ]


def test_a_check_that_takes_too_long_could_not_look() -> None:
    told = look(clean(1), KNOWLEDGE, seconds=-1.0)["checks"]

    assert {(c["outcome"], c["why"]) for c in told} == {(COULD_NOT, "took-too-long")}


def test_without_artefacts_nothing_is_clean() -> None:
    assert NOTHING not in outcomes(Artefacts()).values()
    assert NOTHING not in outcomes(Artefacts({}, [], [], [], [], [])).values()


def test_without_knowledge_two_checks_say_that_they_did_not_look() -> None:
    told = {c["name"]: c for c in look(clean(1), Knowledge())["checks"]}

    assert told["dictionary-name"]["why"] == "no-word-list"
    assert told["indicators"]["why"] == "no-indicators"
    assert (
        told["dictionary-name"]["outcome"]
        == told["indicators"]["outcome"]
        == NOT_LOOKED
    )


def test_what_has_a_registry_is_windows_whatever_it_says() -> None:
    artefacts = Builder(5).artefacts()
    artefacts.host["os"] = "linux"

    assert set(outcomes(artefacts).values()) == {NOTHING}


def test_findings_are_json_and_bounded() -> None:
    def finds(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
        return Answer(FOUND, (Finding("x", detail="a" * 10_000),))

    told = look(clean(1), KNOWLEDGE, checks=(("finds", finds),))

    assert len(json.dumps(told)) < 3_000


def test_names_are_unique_and_the_optional_one_is_known() -> None:
    names = [name for name, _ in ALL]

    assert len(set(names)) == len(names)
    assert set(OPTIONAL) < set(names)
