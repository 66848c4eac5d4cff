"""Hypotheses: what speaks for each case, and that nothing is ever established here."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from honmono.incident.case import (
    Answer,
    Certainty,
    Incident,
    Moment,
    Source,
    Text,
    on_record,
)
from honmono.incident.case.counts import coverage_by_hand
from honmono.incident.case.fakes import Trait
from honmono.incident.case.hypotheses import (
    Argument,
    CaseCode,
    Hypothesis,
    Speaks,
    Standing,
)
from honmono.incident.case.investigation import Commission, Finding, OutsideReport
from honmono.incident.case.questions import Conclusion, Question
from honmono.incident.case.weighing import SPEAKS, undetermined, weigh
from honmono.tables import rows
from honmono.text import keys
from tests.incident.case.make_case import account, event, incident, traced

TABLE = {row[0]: row[1:] for row in rows("case_arguments.tsv")}
LOOKED = {"forwarding": Answer.NO, "delegates": Answer.NO}


def cases(made: Incident) -> dict[str, Hypothesis]:
    return {h.code.value: h for h in weigh(made)}


def supported(made: Incident) -> set[str]:
    return {c for c, h in cases(made).items() if h.standing is Standing.SUPPORTED}


def says(made: Incident, code: str, speaks: Speaks) -> list[str]:
    found = cases(made)[code].arguments
    return [a.rule or "" for a in found if a.speaks is speaks]


def sender(**more: Any) -> Trait:
    return Trait(id="from", kind="sender", address="a@b.example", **more)


def report(kind: str, answer: Answer) -> OutsideReport:
    return OutsideReport(id="report", findings=(Finding(kind=kind, answer=answer),))


def test_every_row_has_words_and_known_marks() -> None:
    assert set(TABLE) == set(keys("hypotheses"))
    for row in TABLE.values():
        assert set(row) <= {*SPEAKS, "."}
        assert set(row) != {"."}


def test_every_case_has_something_for_it_and_something_that_would_decide() -> None:
    for place in range(8):
        column = {row[place] for row in TABLE.values()}
        assert "?" in column
        assert "++" in column or place == 4  # that nothing was stolen is never strong


def test_whatever_is_seen_is_a_row() -> None:
    tree = ast.parse(Path(on_record.__file__).read_text("utf-8"))
    codes = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Seen"
        and isinstance(node.args[0], ast.Constant)
    }

    assert len(codes) > 15
    assert codes <= set(TABLE)


def test_nothing_on_record_leaves_everything_open_and_says_what_would_decide() -> None:
    found = weigh(incident())

    assert [h.code for h in found] == list(CaseCode)
    assert all(h.standing is Standing.OPEN for h in found)
    assert all(h.arguments for h in found)
    assert {a.speaks for h in found for a in h.arguments} == {Speaks.WOULD_DECIDE}


def test_a_trace_of_nine_in_ten_supports_its_case() -> None:
    assert supported(incident(traces=(traced(ours=0.9),))) == {"C1"}
    assert supported(incident(traces=(traced(partner=0.95),))) == {"C2"}
    assert supported(incident(traces=(traced(both=0.92),))) == {"C1", "C2"}
    assert supported(incident(traces=(traced(server=0.9),))) == {"C3"}


def test_below_nine_in_ten_it_is_undetermined() -> None:
    made = incident(traces=(traced(ours=0.89, partner=0.05),))

    assert supported(made) == set()
    assert undetermined(made)
    assert "trace-undecided" in says(made, "C1", Speaks.WOULD_DECIDE)
    assert not undetermined(incident(traces=(traced(ours=0.9),)))
    assert undetermined(incident())


def test_one_of_ours_may_be_sure_while_the_case_is_not() -> None:
    made = incident(traces=(traced(ours=0.5, both=0.45),))

    assert undetermined(made)
    assert supported(made) == {"C1"}
    assert cases(made)["C1"].probability == pytest.approx(0.95)


def test_no_theft_seen_excludes_nothing() -> None:
    made = incident(traces=(traced(nothing=1.0),))

    assert supported(made) == set()
    assert "trace-nothing" in says(made, "C1", Speaks.AGAINST)
    assert "trace-nothing" in says(made, "C5", Speaks.FOR)


def test_the_newest_trace_counts() -> None:
    old = traced(ours=0.95)
    new = traced(partner=0.95).model_copy(update={"id": "trace-2"})

    assert supported(incident(traces=(old, new))) == {"C2"}


def test_what_the_trace_could_not_look_at_would_decide() -> None:
    answer = traced(ours=0.95).model_copy(update={"unindexed": 3, "unread": 1})
    made = incident(traces=(answer,))
    (told,) = (a for a in cases(made)["C1"].arguments if a.rule == "trace-incomplete")

    assert "4 mailboxes or reports" in (told.text.en or "")
    assert told.cites == ("trace-1",)


@pytest.mark.parametrize(
    ("offices", "detected", "speaks", "rule"),
    [
        ({None: (31, 31)}, 0, Speaks.AGAINST, "all-pcs-clean"),
        ({None: (28, 31)}, 0, Speaks.WOULD_DECIDE, "pcs-not-all-scanned"),
        ({None: (28, None)}, 0, Speaks.WOULD_DECIDE, "pcs-not-counted"),
        ({None: (0, 0)}, 0, Speaks.WOULD_DECIDE, "pcs-not-counted"),
        ({None: (31, 31)}, None, Speaks.WOULD_DECIDE, "pcs-not-counted"),
        ({None: (31, 31)}, 1, Speaks.FOR, "infection-found"),
    ],
)
def test_scans_speak_as_far_as_they_go(
    offices: dict[str | None, tuple[int, int | None]],
    detected: int | None,
    speaks: Speaks,
    rule: str,
) -> None:
    made = incident(coverage=(coverage_by_hand("s", offices, detected=detected),))

    assert rule in says(made, "C1", speaks)
    assert not any(
        "pcs" in r for r in says(made, "C3", speaks)
    )  # no account is cleared


def test_what_was_left_out_of_the_scans_would_decide() -> None:
    scans = coverage_by_hand("s", {None: (31, 31)}, detected=0)
    left_out = scans.model_copy(update={"exceptions": (Text(en="one at home"),)})
    made = incident(coverage=(left_out,))

    assert "pcs-left-out" in says(made, "C1", Speaks.WOULD_DECIDE)
    assert says(made, "C1", Speaks.AGAINST) == []


def test_clean_scans_do_not_outweigh_a_trace() -> None:
    clean = coverage_by_hand("s", {None: (31, 31)}, detected=0)

    assert supported(incident(coverage=(clean,), traces=(traced(ours=0.95),))) == {"C1"}


def test_the_founding_incident_is_undetermined_between_c1_and_c2() -> None:
    clean = coverage_by_hand("s", {None: (40, 40)}, detected=0)
    found = tuple(
        Finding(kind=kind, answer=answer)
        for kind, answer in (
            ("server-intrusion", Answer.NO),
            ("cloud-intrusion", Answer.NO),
            ("mailbox-theft", Answer.YES),
            ("ransomware", Answer.NO),
        )
    )
    made = incident(
        coverage=(clean,), outside_reports=(OutsideReport(id="report", findings=found),)
    )

    assert supported(made) == set()
    assert says(made, "C1", Speaks.FOR) == ["outside-theft"]
    assert set(says(made, "C3", Speaks.AGAINST)) == {
        "outside-no-server",
        "outside-no-cloud",
    }


@pytest.mark.parametrize(
    ("made", "case"),
    [
        (incident(event("infection_found")), "C1"),
        (incident(outside_reports=(report("pc-infection", Answer.YES),)), "C1"),
        (incident(event("partner_infection")), "C2"),
        (incident(event("own_account_abused")), "C3"),
        (incident(accounts=(account("a", rotation={"forwarding": Answer.YES}),)), "C3"),
        (incident(accounts=(account("a", rotation={"delegates": Answer.YES}),)), "C3"),
        (incident(traits=(sender(ours=True, authenticated=Answer.YES),)), "C3"),
        (incident(event("contractor_infection")), "C4"),
        (incident(traits=(sender(ours=True, authenticated=Answer.NO),)), "C6"),
        (incident(event("list_exposed_earlier")), "C7"),
        (incident(traits=(sender(lookalike=True),)), "C8"),
        (incident(style="lookalike_domain"), "C8"),
    ],
)
def test_a_strong_sign_supports_its_case_alone(made: Incident, case: str) -> None:
    assert supported(made) == {case}


def test_what_is_strongly_contradicted_stays_open() -> None:
    no = report("pc-infection", Answer.NO)

    assert supported(incident(event("infection"), outside_reports=(no,))) == set()


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("infection_found", "C1"),
        ("partner_infection", "C2"),
        ("unauthorized_signin", "C3"),
        ("contractor_infection", "C4"),
        ("list_exposed_earlier", "C7"),
    ],
)
def test_what_is_only_possible_speaks_and_supports_nothing(
    kind: str, case: str
) -> None:
    made = incident(event(kind, certainty=Certainty.POSSIBLE))

    assert supported(made) == set()
    assert [r for r in says(made, case, Speaks.FOR) if r.endswith("-possible")]


def test_what_was_excluded_supports_nothing() -> None:
    event_ = event("infection_found", certainty=Certainty.EXCLUDED)
    trait = sender(lookalike=True, certainty=Certainty.EXCLUDED)

    assert supported(incident(event_, traits=(trait,))) == set()


def test_no_authentication_looked_at_is_no_failure() -> None:
    made = incident(traits=(sender(ours=True),))

    assert supported(made) == set()
    assert "own-domain-not-looked" in says(made, "C6", Speaks.WOULD_DECIDE)


def test_a_quote_of_real_mail_speaks_against_a_name_alone() -> None:
    quote = Trait(id="quote", kind="quote")

    assert "real-mail-quoted" in says(incident(traits=(quote,)), "C5", Speaks.AGAINST)
    assert "quote-not-looked" in says(incident(), "C5", Speaks.WOULD_DECIDE)


def test_accounts_are_clean_when_all_were_looked_at() -> None:
    clean = account("a", rotation=LOOKED)

    all_looked = incident(accounts=(clean,))
    assert "accounts-clean" in says(all_looked, "C3", Speaks.AGAINST)
    half = incident(accounts=(clean, account("b")))
    (told,) = (
        a for a in cases(half)["C3"].arguments if a.rule == "accounts-not-all-looked"
    )
    assert "1 of 2" in (told.text.en or "")
    assert "accounts-clean" not in says(half, "C3", Speaks.AGAINST)


def test_a_report_that_is_awaited_would_decide() -> None:
    order = Commission(id="order")
    waiting = incident(commissions=(order,))
    came = waiting.put("outside_reports", OutsideReport(id="r", commission="order"))

    assert "outside-pending" in says(waiting, "C1", Speaks.WOULD_DECIDE)
    assert "outside-pending" not in says(came, "C1", Speaks.WOULD_DECIDE)


def test_a_signed_conclusion_speaks() -> None:
    conclusion = Conclusion(
        answer=Answer.YES,
        text=Text(en="PC 7 did."),
        signed_by="Sato",
        signed=Moment("2022-06-01"),
    )
    question = Question(id="q", kind="own-pc-infected", conclusion=conclusion)

    assert supported(incident(questions=(question,))) == {"C1"}


def test_what_people_put_on_record_stays() -> None:
    written = Argument(speaks=Speaks.AGAINST, text=Text(en="He was on holiday."))
    signed = Hypothesis(
        id="mine",
        code=CaseCode.C1,
        standing=Standing.EXCLUDED,
        signed_by="Sato",
        arguments=(written,),
    )
    made = incident(event("infection_found"), hypotheses=(signed,))
    found = cases(made)["C1"]

    assert (found.id, found.standing, found.signed_by) == (
        "mine",
        Standing.EXCLUDED,
        "Sato",
    )
    assert found.arguments[0] == written
    assert "infection-found" in says(made, "C1", Speaks.FOR)


def test_what_a_person_left_open_stays_open() -> None:
    mine = Hypothesis(id="mine", code=CaseCode.C1)

    assert supported(incident(event("infection_found"), hypotheses=(mine,))) == set()


def test_a_case_that_was_put_down_twice_stays_twice() -> None:
    both = tuple(Hypothesis(id=name, code=CaseCode.C2) for name in ("a", "b"))
    found = weigh(incident(hypotheses=both))

    assert [h.id for h in found if h.code is CaseCode.C2] == ["a", "b"]
    assert len(found) == 9


def test_weighing_again_gives_the_same() -> None:
    first = weigh(incident(event("infection_found"), traces=(traced(ours=0.95),)))
    again = incident(
        event("infection_found"), traces=(traced(ours=0.95),), hypotheses=first
    )

    assert weigh(again) == first


def test_a_proposal_falls_with_what_it_rested_on() -> None:
    first = weigh(incident(event("infection_found")))

    assert supported(incident(hypotheses=first)) == set()


def test_nothing_is_established_or_excluded_here() -> None:
    everything = incident(
        event("infection_found"),
        event("own_account_abused"),
        event("partner_infection"),
        traces=(traced(ours=1.0),),
        outside_reports=(report("pc-infection", Answer.YES),),
    )

    for case in weigh(everything):
        assert case.standing in (Standing.OPEN, Standing.SUPPORTED)
        assert case.source is Source.INFERRED
        assert case.certainty is Certainty.POSSIBLE


def test_every_argument_stands_in_both_languages_and_cites_what_exists() -> None:
    made = incident(event("infection_found"), traces=(traced(ours=0.95),))
    names = {record.id for _, record in made.records()}

    for case in weigh(made):
        for argument in case.arguments:
            assert argument.text.ja
            assert argument.text.en
            assert set(argument.cites) <= names
