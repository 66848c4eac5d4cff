"""Common errors: each error of others is seen, and its right form is silent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from honmono.incident.case import Answer, Certainty, Incident, Moment, Scope, Text
from honmono.incident.case.accounts import AccountKind
from honmono.incident.case.coverage import Coverage, OfficeCoverage
from honmono.incident.case.duties import Issued
from honmono.incident.case.fakes import Advice, Trait
from honmono.incident.case.hypotheses import CaseCode, Hypothesis, Standing
from honmono.incident.case.investigation import Commission, Finding, OutsideReport
from honmono.incident.case.measures import Measure
from honmono.incident.case.organization import Desk
from honmono.incident.case.playbooks import common_errors, warnings
from honmono.incident.case.questions import Conclusion, Done, Question, Task
from honmono.text import keys
from tests.incident.case.make_case import account, event, incident, organization


def codes(made: Incident) -> set[str]:
    return {one.code for one in warnings(made)}


def covered(*counts: tuple[int, int | None], detected: int | None = 0) -> Coverage:
    offices = tuple(OfficeCoverage(covered=c, total=t) for c, t in counts)
    return Coverage(id="scans", offices=offices, detected=detected)


CLEAN = event("scan_result_clean", "2022-05-19")
PUBLISHED = event("publication", "2022-05-19")
CONCLUDED: dict[str, Any] = {
    "answer": Answer.NO,
    "text": Text(en="None did."),
    "signed_by": "Sato",
    "signed": Moment("2022-06-01"),
}
C1 = Hypothesis(id="c1", code=CaseCode.C1, standing=Standing.ESTABLISHED)


def test_an_empty_incident_warns_of_nothing() -> None:
    assert codes(incident()) == set()


def test_every_warning_has_words_and_every_sentence_is_used() -> None:
    source = Path(common_errors.__file__).read_text("utf-8")
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source))

    assert set(keys("playbooks/warnings")) <= named


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("pc_powered_off", "off-before-evidence"),
        ("pc_reinstalled", "wiped-before-evidence"),
        ("pc_destroyed", "wiped-before-evidence"),
        ("malware_removed", "wiped-before-evidence"),
    ],
)
@pytest.mark.parametrize(
    ("kept", "warned"),
    [
        ("2022-05-18T10:00", False),
        ("2022-05-17", False),
        ("2022-05-18T12:00", True),
        ("2022-05-18", True),
        ("2022-05-20", True),
        ("2022-05", True),
        (None, True),
        ("never", True),
    ],
)
def test_evidence_must_be_kept_first(
    kind: str, code: str, kept: str | None, warned: bool
) -> None:
    happened = [event(kind, "2022-05-18T11:00")]
    if kept != "never":
        happened.append(event("evidence_kept", kept))

    assert (code in codes(incident(*happened))) is warned


def test_evidence_of_another_place_is_not_that_of_this_one() -> None:
    wiped = event("pc_reinstalled", "2022-05-20", scope=Scope(offices=("osaka",)))
    kept = event("evidence_kept", "2022-05-18", scope=Scope(offices=("tokyo",)))

    assert "wiped-before-evidence" in codes(incident(wiped, kept))


def test_what_was_excluded_did_not_happen() -> None:
    off = event("pc_powered_off", "2022-05-18", certainty=Certainty.EXCLUDED)

    assert codes(incident(off)) == set()


def test_a_wipe_waits_for_the_report_unless_the_experts_have_the_computer() -> None:
    asked = event("outside_investigation_requested", "2022-05-18")
    wiped = event("pc_destroyed", "2022-05-20")
    early = incident(asked, wiped)

    assert "wiped-before-report" in codes(early)
    for then in (
        event("outside_report_received", "2022-05-19"),
        event("pc_sent_for_forensics", "2022-05-19"),
    ):
        assert "wiped-before-report" not in codes(incident(asked, wiped, then))


@pytest.mark.parametrize(
    ("coverage", "code"),
    [
        (None, "all-without-total"),
        (covered((31, None)), "all-without-total"),
        (covered((28, 31)), "all-incomplete"),
        (covered((31, 31)).model_copy(
            update={"exceptions": (Text(en="one at home"),)}
        ), "all-with-exceptions"),
        (covered((31, 31), detected=1), "clean-but-detected"),
        (covered((31, 31)), None),
    ],
)  # fmt: skip
def test_all_is_said_at_all_alone(coverage: Coverage | None, code: str | None) -> None:
    made = incident(CLEAN, coverage=(coverage,) if coverage else ())
    found = codes(made) - {"scan-clears-no-account"}

    assert found == ({code} if code else set())


def test_the_numbers_stand_in_the_sentence() -> None:
    made = incident(CLEAN, coverage=(covered((28, 31)),))
    (one,) = (w for w in warnings(made) if w.code == "all-incomplete")

    assert "28 of 31" in one.text("en")
    assert "31台中28台" in one.text("ja")
    assert one.cites == ("scan-result-clean", "scans")


def test_a_scan_that_goes_on_is_no_error() -> None:
    assert codes(incident(coverage=(covered((3, 31)),))) == set()


def test_an_office_that_nobody_scanned_is_named() -> None:
    scans = Coverage(
        id="scans", offices=(OfficeCoverage(office="tokyo", covered=3, total=3),)
    )
    made = incident(organization=organization("tokyo", "osaka"), coverage=(scans,))
    (one,) = warnings(made)

    assert one.code == "office-missing"
    assert one.text("ja").endswith("：osaka店")


def test_scans_clear_no_account() -> None:
    assert "scan-clears-no-account" in codes(incident(CLEAN))
    assert "scan-clears-no-account" not in codes(
        incident(CLEAN, event("mail_service_checked"))
    )


@pytest.mark.parametrize(
    ("desk", "code"),
    [
        (None, "no-desk"),
        (Desk(name=Text(en="Desk")), "one-contact"),
        (Desk(name=Text(en="Desk"), phone="03-5555-0100"), "one-contact"),
        (Desk(name=Text(en="Desk"), phone="03-5555-0100", mail="a@b.example"), None),
    ],
)
def test_a_desk_has_two_ways(desk: Desk | None, code: str | None) -> None:
    found = codes(incident(PUBLISHED, organization=organization(desk=desk)))

    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        (Answer.YES, None),
        (Answer.NO, "warning-unsigned"),
        (Answer.NOT_LOOKED, "warning-not-looked"),
        (Answer.COULD_NOT_TELL, "warning-not-looked"),
    ],
)
def test_a_warning_can_be_told_from_a_fake(signed: Answer, code: str | None) -> None:
    sent = Issued(id="sent", kind="first-notice", signed=signed)

    assert codes(incident(PUBLISHED, issued=(sent,))) == ({code} if code else set())
    assert "warning-not-published" in codes(incident(issued=(sent,)))


def test_a_letter_needs_no_signature_of_a_mail() -> None:
    sent = Issued(id="sent", kind="first-notice", way="post")

    assert codes(incident(PUBLISHED, issued=(sent,))) == set()


def test_all_passwords_are_changed_at_all_alone() -> None:
    fake = event("spoof_mail_observed", "2022-05-18")
    change = event("password_changed", "2022-05-19")
    root = account("b", "2022-05-19", kind=AccountKind.SERVER_ADMINISTRATOR)
    both = account("a", "2022-05-19"), root

    assert "passwords-no-list" in codes(incident(fake, change))
    assert "passwords-not-all" in codes(
        incident(fake, change, accounts=(both[0], account("b")))
    )
    assert codes(incident(fake, change, accounts=both)) == set()
    assert codes(incident(fake, change, accounts=both[:1])) == {
        "passwords-no-administrators"
    }


def test_passwords_are_changed_when_the_computer_is_off_the_net() -> None:
    change = event("password_changed", "2022-05-18T09:00")
    late = event("pc_isolated", "2022-05-18T12:00")
    early = event("pc_isolated", "2022-05-18T08:00")

    assert "passwords-before-isolation" in codes(incident(change, late))
    assert "passwords-before-isolation" not in codes(incident(change, early))


def test_a_no_needs_something_that_shows_it() -> None:
    bare = Conclusion(**CONCLUDED)
    shown = Conclusion(**CONCLUDED, cites=("scans",))

    for conclusion, expected in ((bare, {"no-without-proof"}), (shown, set())):
        question = Question(id="q", kind="own-pc-infected", conclusion=conclusion)
        assert codes(incident(questions=(question,))) == expected


def test_what_is_established_has_evidence_and_a_name() -> None:
    proved = C1.model_copy(update={"evidence": ("a" * 64,), "signed_by": "Sato"})

    assert codes(incident(hypotheses=(C1,))) == {"established-without-proof"}
    assert codes(incident(hypotheses=(proved,))) == set()


def test_what_was_excluded_may_still_be_spoken_for() -> None:
    excluded = C1.model_copy(update={"standing": Standing.EXCLUDED})

    assert codes(incident(hypotheses=(excluded,))) == set()
    assert "excluded-but-speaks" in codes(
        incident(event("infection_found"), hypotheses=(excluded,))
    )


def test_what_the_experts_did_not_answer_is_named() -> None:
    question = Question(id="q", kind="beyond-mail")
    asked = Commission(id="order", questions=("q",))
    for answer, silent in (
        (Answer.NO, False),
        (Answer.COULD_NOT_TELL, False),
        (Answer.NOT_LOOKED, True),
    ):
        finding = Finding(kind="ransomware", answer=answer, question="q")
        report = OutsideReport(id="report", commission="order", findings=(finding,))
        made = incident(
            questions=(question,), commissions=(asked,), outside_reports=(report,)
        )
        assert ("outside-silent" in codes(made)) is silent


def test_nobody_says_that_our_domain_is_safe_while_it_may_be_forged() -> None:
    advice = Advice(id="look", kind="check_domain_after_at")
    forged = Trait(id="from", kind="sender", ours=True)

    assert "advice-domain" in codes(incident(advice=(advice,), traits=(forged,)))
    assert codes(incident(advice=(advice,))) == set()


def test_tasks_that_can_never_begin_are_named() -> None:
    circle = (
        Task(id="a", kind="other", after=("b",)),
        Task(id="b", kind="other", after=("a",)),
    )
    lost = Task(id="a", kind="other", after=("nothing",))

    assert codes(incident(tasks=circle)) == {"task-circle"}
    assert codes(incident(tasks=(lost,))) == {"task-unknown"}


def test_what_overtook_its_evidence_is_named_in_words() -> None:
    done = Done(when=Moment("2022-05-20"), by="Sato", proof=("a" * 64,))
    wiped = Task(id="wipe", kind="wipe-pc", after=("keep",), done=done)
    kept = Task(id="keep", kind="keep-evidence")
    (one,) = warnings(incident(tasks=(wiped, kept)))

    assert one.code == "task-overtaken"
    assert one.cites == ("wipe", "keep")
    assert "証拠を保全する" in one.text("ja")
    for ended in ({"done": done}, {"dropped": Text(en="none was infected")}):
        assert codes(incident(tasks=(wiped, kept.model_copy(update=ended)))) == set()


def test_what_a_notice_leans_on_has_proof() -> None:
    bare = Done(when=Moment("2022-05-20"), by="Sato")

    for kind, expected in (
        ("scan-all-pcs", {"task-without-proof"}),
        ("warn-staff", set()),
    ):
        assert codes(incident(tasks=(Task(id="t", kind=kind, done=bare),))) == expected


def test_a_planned_measure_claims_nothing() -> None:
    for is_done, expected in ((None, set()), (True, {"passwords-no-list"})):
        measure = Measure(id="m", kind="passwords-changed", is_done=is_done)
        assert codes(incident(measures=(measure,))) == expected
