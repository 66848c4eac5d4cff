"""A document is made, or one line says why not; forbidden wording is never made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from honmono.incident.case import Certainty, Incident
from honmono.incident.case.measures import Measure
from honmono.incident.documents import making
from honmono.incident.documents._core import Audience, Document
from honmono.incident.documents.making import MakingError, WordingError, made_by
from honmono.incident.documents.wording import Violation
from tests.incident.documents.sample import INCIDENT, KIND, brief, letter

OWN_LEAK = Violation("own-leak", "流出")


def test_the_kind_writes_it_in_its_first_stage() -> None:
    stages: list[str] = []

    def write(given: Any) -> Document:
        stages.append(given.stage)
        return letter(given)

    kind = replace(KIND, make=write)
    made_by(kind, brief())
    made_by(kind, replace(brief(), stage="final"))
    made_by(replace(kind, stages=()), brief())

    assert stages == ["report", "final", ""]


@pytest.mark.parametrize(
    ("changes", "stages", "told"),
    [
        (
            {"stage": "finale"},
            ("report", "final"),
            "no stage of letter; say one of: report, final",
        ),
        ({"stage": "final"}, (), "letter has no stages; leave out `final`"),
        ({"language": "fr"}, (), "`fr` is no language of documents: ja, en"),
        ({"client": "架空商店"}, (), "client `架空商店`; did you mean `架空商事`?"),
    ],
)
def test_what_cannot_be_made_is_told(
    changes: dict[str, Any], stages: tuple[str, ...], told: str
) -> None:
    with pytest.raises(MakingError, match=told.replace("?", r"\?")):
        made_by(replace(KIND, stages=stages), replace(brief(), **changes))


def test_a_client_of_a_record_is_known() -> None:
    assert made_by(KIND, replace(brief(), client="架空商事"))


def test_a_misspelt_kind_is_told_with_the_nearest() -> None:
    with pytest.raises(MakingError, match="did you mean `public-notice`"):
        making.make("public-notise", INCIDENT, "ja", brief().day)


def test_forbidden_wording_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    _forbid(monkeypatch, "お詫び")

    with pytest.raises(WordingError, match="own-leak") as refused:
        made_by(KIND, brief())
    assert refused.value.violations == (OWN_LEAK,)


def test_the_subject_of_a_mail_is_looked_at_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _forbid(monkeypatch, "重要")

    with pytest.raises(WordingError):
        made_by(KIND, brief())
    assert made_by(KIND, brief("en"))


def _forbid(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Play rules of wording that forbid a word in titles."""

    def check(
        document: Document, incident: Incident, audience: Audience
    ) -> tuple[Violation, ...]:
        assert (incident, audience) == (INCIDENT, KIND.audience)
        return (OWN_LEAK,) if word in document.title.text else ()

    monkeypatch.setattr(making, "check_wording", check)


@pytest.mark.parametrize("certainty", Certainty)
def test_a_measure_that_was_ruled_out_is_not_told(certainty: Certainty) -> None:
    measure = Measure(id="edr", kind="edr", is_done=True, certainty=certainty)
    incident = INCIDENT.put("measures", measure)
    made = making.make("public-notice", incident, "en", brief().day)
    cited = {name for sentence in made.sentences() for name in sentence.facts}

    assert ("edr" in cited) == (certainty is not Certainty.EXCLUDED)
