"""What is not sure is not told as a fact, and no name slips out in another spelling."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.incident.case import Certainty, Incident, Moment, Text
from honmono.incident.case.affected import Affected
from honmono.incident.case.counts import coverage_by_hand
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.case.investigation import Commission
from honmono.incident.case.organization import Contact, Genuine
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.kinds import kind
from honmono.incident.documents.making import WordingError, make
from honmono.incident.documents.stance import Leak, Scans, stance_of
from tests.incident.documents.examples import ORGANIZATION
from tests.incident.documents.removal import broken

DAY = date(2026, 6, 10)


def _case(**parts: object) -> Incident:
    return Incident.model_validate(
        {"id": "i-1", "organization": ORGANIZATION, **parts}, strict=True
    )


def _words(case: Incident, language: str) -> str:
    document = make("public-notice", case, language, DAY, stage="report")
    return "\n".join(sentence.text for sentence in document.sentences())


@pytest.mark.parametrize(
    ("language", "word", "doubt"),
    [("ja", "感染", "可能性があるもの"), ("en", "infected", "possible")],
)
def test_an_event_is_told_as_sure_as_it_is(
    language: str, word: str, doubt: str
) -> None:
    def told(certainty: Certainty) -> str:
        event = Event(
            id="e",
            kind="infection_found",
            when=Moment("2026-05-18"),
            certainty=certainty,
        )
        figure = Figure(id="f", kind="infected_pcs", value=7, certainty=certainty)
        return _words(_case(events=(event,), figures=(figure,)), language)

    nothing = _words(_case(), language)
    assert told(Certainty.EXCLUDED) == nothing
    assert told(Certainty.STATED).count(word) > nothing.count(word)
    assert (
        told(Certainty.POSSIBLE).count(doubt) >= told(Certainty.STATED).count(doubt) + 3
    )


@pytest.mark.parametrize(
    ("certainty", "office"),
    [
        (Certainty.POSSIBLE, None),
        (Certainty.EXCLUDED, None),
        (Certainty.STATED, "kobe"),
    ],
)
def test_all_computers_only_where_it_is_sure_and_of_all_offices(
    certainty: Certainty, office: str | None
) -> None:
    counted = coverage_by_hand("c", {office: (5, 5)}, detected=0)
    scans = counted.model_copy(update={"certainty": certainty})
    nameless = ORGANIZATION.model_copy(update={"offices": ()})
    case = Incident(id="i-1", organization=nameless, coverage=(scans,))

    assert stance_of(case).scans is Scans.SOME_CLEAN


def test_not_confirmed_is_not_said_of_a_leak_that_is_established() -> None:
    case = _case(
        decisions=(Decision(id="d", kind="leak-not-confirmed"),),
        affected=(Affected(id="a", data=("name",), certainty=Certainty.ESTABLISHED),),
    )

    assert stance_of(case).leak is Leak.POSSIBLE
    assert stance_of(case).leak_facts == ("d", "a")
    assert stance_of(case.without("a")).leak is Leak.NOT_CONFIRMED


@pytest.mark.parametrize("spelling", ["山田　太郎", "山田 太郎", "山田太郎"])
@pytest.mark.parametrize("recorded", ["山田　太郎", "山田 太郎", "山田太郎"])
def test_a_name_is_found_in_every_spelling(recorded: str, spelling: str) -> None:
    event = Event(
        id="e",
        kind="infection_found",
        by=recorded,
        note=Text(ja=f"発見者は{spelling}"),
    )
    with pytest.raises(WordingError, match="person"):
        make("public-notice", _case(events=(event,)), "ja", DAY, stage="report")


def test_whom_the_authority_asks_stands_in_no_notice() -> None:
    contact = Contact(name="連絡 六郎")
    ours = ORGANIZATION.model_copy(update={"contact": contact})
    sign = Genuine(id="g", kind="practice", text=Text(ja="送信者は連絡六郎です"))
    case = Incident(id="i-1", organization=ours, genuine=(sign,))

    with pytest.raises(WordingError, match="person"):
        make("public-notice", case, "ja", DAY, stage="report")


def test_a_short_name_is_not_found_inside_of_words() -> None:
    event = Event(id="e", kind="infection_found", by="it")

    assert _words(_case(events=(event,)), "en")


def test_words_of_tables_are_nobodys_own_words() -> None:
    suspicion = Hypothesis(
        id="h",
        code=CaseCode.C1,
        standing=Standing.SUPPORTED,
        certainty=Certainty.ESTABLISHED,
    )
    event = Event(id="e", kind="infection_found", certainty=Certainty.ESTABLISHED)
    case = _case(
        hypotheses=(suspicion,),
        events=(event,),
        decisions=(
            Decision(id="d", kind="origin-not-found", certainty=Certainty.ESTABLISHED),
        ),
    )
    for name in ("ppc-final", "my-number-report"):
        assert make(name, case, "en", DAY)


@pytest.mark.parametrize("system", ["other", "strange_kind"])
def test_an_unusual_system_goes_with_its_order(system: str) -> None:
    case = _case(commissions=(Commission(id="c", to="X", systems=(system,)),))

    def made(incident: Incident) -> object:
        brief = Brief(incident, "ja", DAY, "documents/investigator-request")
        return kind("investigator-request").make(brief)

    assert broken(made(case), made(case.without("c")), "c") is None  # type: ignore[arg-type]
