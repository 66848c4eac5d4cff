"""The register of real mail as JSON: what a partner's program reads beside the page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from honmono.incident.case import Moment
from honmono.incident.case.hypotheses import CaseCode, Hypothesis, Standing
from honmono.incident.case.kinds import known
from honmono.incident.case.organization import Genuine
from honmono.incident.documents.register import (
    PARTS,
    Register,
    register_as_json,
    register_of,
    register_schema,
)
from tests.incident.incidents import NAMES, incident

DAY = date(2026, 5, 26)
SCHEMA = Path(__file__).parents[3] / "docs" / "genuine-register.schema.json"


def data(name: str = "whole", day: date = DAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        register_as_json(register_of(incident(name), day))
    )
    return found


def test_every_sign_stands_in_the_list_of_its_kind() -> None:
    found = data()

    assert [d["value"] for d in found["domains"]] == [
        "minato-seiki.example",
        "minato-old.example",
    ]
    assert found["domains"][0]["selector"] == "s2025"
    assert found["services"][0]["value"] == "mailer.example"
    assert found["link_domains"][0]["value"] == "www.minato-seiki.example"
    assert (
        found["practices"][0]["purpose"]["en"] == "We send no ZIP files with passwords."
    )


def test_every_kind_of_sign_has_its_list_and_a_new_one_is_not_lost() -> None:
    assert set(PARTS) == set(known("genuine"))

    odd = incident("whole").put(
        "genuine", Genuine(id="g-fax", kind="fax", value="03-1")
    )
    assert [e.value for e in register_of(odd, DAY).others] == ["03-1"]


@pytest.mark.parametrize(
    ("since", "until", "in_use"),
    [
        (None, None, True),
        ("2026-05-26", None, True),
        ("2026-06-01", None, False),
        ("2026-05", None, True),  # may have begun already
        (None, "2026-05-26", True),
        (None, "2026-05", True),  # may last until the 31st
        (None, "2026-05-25", False),
    ],
)
def test_what_is_in_use_hangs_on_the_day(
    since: str | None, until: str | None, in_use: bool
) -> None:
    sign = Genuine(
        id="g",
        kind="domain",
        value="a.example",
        since=Moment(since) if since else None,
        until=Moment(until) if until else None,
    )
    changed = incident("whole").model_copy(update={"genuine": (sign,)})

    assert register_of(changed, DAY).domains[0].in_use is in_use


@pytest.mark.parametrize("code", [CaseCode.C3, CaseCode.C6])
@pytest.mark.parametrize("standing", [Standing.SUPPORTED, Standing.ESTABLISHED])
def test_an_abused_domain_proves_nothing_to_a_program_either(
    code: CaseCode, standing: Standing
) -> None:
    case = Hypothesis(id="h", code=code, standing=standing)
    changed = incident("whole").model_copy(update={"hypotheses": (case,)})

    found = register_of(changed, DAY)

    suspected = standing is Standing.SUPPORTED
    assert found.domain_abuse == ("suspected" if suspected else "established")
    assert "ドメインだけでは見分けられません" in found.how_to_check.ja


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_read_again(name: str) -> None:
    written = register_as_json(register_of(incident(name), DAY))

    assert Register.model_validate_json(written) == register_of(incident(name), DAY)


def test_a_program_need_not_guess_what_is_missing() -> None:
    found = data("sparse")

    assert found["domains"] == []
    assert found["domain_abuse"] == "not-on-record"
    assert set(found) == {
        *("format", "as_of", "organization", "domain_abuse"),
        *("how_to_check", "others", *PARTS.values()),
    }


def test_the_published_schema_is_fresh() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == register_schema(), (
        "python -m tests.incident.documents.test_register"
    )


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(register_schema(), indent=1) + "\n", "utf-8")
