"""A document went out: the incident has it on record, and its clocks stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from honmono.incident.case import Moment, Text
from honmono.incident.case.clocks import State as ClockState
from honmono.incident.case.playbooks import start
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, Original
from honmono.web.cases.selectors import clocks_of, incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.documents import services
from honmono.web.documents.errors import DraftError
from honmono.web.documents.filing import keep_uploaded
from honmono.web.documents.issuing import GoneOut, issue
from honmono.web.documents.models import Draft, File, State
from honmono.web.documents.pages import draft_page
from honmono.web.documents.selectors import Age
from honmono.web.documents.serving import duties_of, needs, tasks_of
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.documents.conftest import NOTICE, REPORT, shown

LATER = NOW + timedelta(hours=1)
People = Callable[..., User]
GONE = GoneOut(
    when=Moment("2026-10-15T12:30+09:00"),
    to=Text(ja="個人情報保護委員会"),
    way="報告フォーム",
    receipt="R-17",
    duties=("ppc-preliminary",),
    clients=(),
    files=(),
)


@pytest.fixture
def report(case: Case, person: People) -> Draft:
    """A preliminary report that was approved."""
    draft = services.start(case, REPORT, by=person(Role.HANDLER), now=NOW)
    return services.approve(
        case, draft.pk, shown(draft), by=person(Role.APPROVER), now=LATER
    )


def hashes(draft: Draft) -> tuple[str, ...]:
    files = File.objects.filter(step__draft=draft, language="ja", form="pdf")
    return tuple(files.values_list("sha256", flat=True))


def went(case: Case, draft: Draft, by: User, gone: GoneOut = GONE) -> Case:
    issue(case, draft.pk, gone, digest=draft.digest, by=by, now=LATER)
    return Case.objects.get(pk=case.pk)


def test_the_clock_stops(case: Case, report: Draft, person: People) -> None:
    def standing(case: Case) -> set[ClockState]:
        clocks = clocks_of(case, LATER)
        return {c.state for c in clocks if c.duty == "ppc-preliminary"}

    assert standing(case) & {ClockState.DUE, ClockState.RUNNING}

    after = went(case, report, person(), replace(GONE, files=hashes(report)))

    assert standing(after) == {ClockState.MET}
    record = incident_of(after).issued[-1]
    assert (record.kind, record.receipt) == ("ppc-preliminary", "R-17")
    assert record.sha256 == hashes(report)
    report.refresh_from_db()
    assert report.state == State.ISSUED
    assert report.steps.get(what="issued").words["records"] == [record.id]


def test_its_task_is_done_where_somebody_says_so(
    case: Case, report: Draft, person: People
) -> None:
    by = person()
    change(case.pk, lambda i: start(i, "emotet_style"), Doing("started", by, LATER))
    case.refresh_from_db()
    tasks = tasks_of("ppc-preliminary", incident_of(case))
    assert [task.kind for task in tasks] == ["report-to-authority"]

    gone = replace(GONE, files=hashes(report), tasks=(tasks[0].id, "event-1"))
    after = went(case, report, by, gone)

    done = next(t for t in incident_of(after).tasks if t.id == tasks[0].id).done
    assert done is not None
    assert done.when == GONE.when


def test_the_need_is_gone(case: Case, report: Draft, person: People) -> None:
    def wanted(case: Case) -> list[str]:
        return [need.kind for need in needs(clocks_of(case, LATER))]

    assert "ppc-preliminary" in wanted(case)
    assert "ppc-preliminary" not in wanted(went(case, report, person()))


def test_each_duty_has_a_record_of_its_own(
    case: Case, report: Draft, person: People
) -> None:
    gone = replace(GONE, duties=("ppc-preliminary", "ppc-final"), clients=("A社",))

    records = incident_of(went(case, report, person(), gone)).issued[-2:]

    assert [record.duty for record in records] == ["ppc-preliminary", "ppc-final"]
    assert {record.clients for record in records} == {("A社",)}


def test_a_notice_on_the_web_is_a_publication(
    case: Case, notice: Draft, person: People
) -> None:
    draft = services.approve(
        case, notice.pk, shown(notice), by=person(Role.APPROVER), now=LATER
    )
    gone = replace(GONE, duties=(), url="https://hoshimine-sr.example/notice")

    incident = incident_of(went(case, draft, person(), gone))

    assert incident.publications[-1].url == "https://hoshimine-sr.example/notice"
    assert incident.issued[-1].duty is None


def test_a_receipt_is_kept_as_evidence(
    case: Case, report: Draft, person: People, tmp_path: Path
) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(b"receipt")
    named = keep_uploaded(case.name, [(scan, "受付票.pdf")])

    issue(
        case,
        report.pk,
        GONE,
        digest=report.digest,
        by=person(),
        now=LATER,
        more=named,
    )

    kept = Original.objects.get(case=case, name="受付票.pdf")
    assert kept.kind == "evidence"
    record = incident_of(Case.objects.get(pk=case.pk)).issued[-1]
    assert kept.sha256 in record.evidence


@pytest.mark.parametrize("what", ["digest", "files"])
def test_only_what_was_approved_goes_out(
    what: str, case: Case, report: Draft, person: People
) -> None:
    digest = "0" * 64 if what == "digest" else report.digest
    files = ("0" * 64,) if what == "files" else ()

    with pytest.raises(DraftError, match="changed-meanwhile"):
        issue(
            case,
            report.pk,
            replace(GONE, files=files),
            digest=digest,
            by=person(),
            now=LATER,
        )

    assert not incident_of(Case.objects.get(pk=case.pk)).issued


def test_a_draft_does_not_go_out(case: Case, notice: Draft, person: People) -> None:
    with pytest.raises(DraftError, match="is-draft"):
        went(case, notice, person())


def test_it_goes_out_once(case: Case, report: Draft, person: People) -> None:
    after = went(case, report, person())

    with pytest.raises(DraftError, match="is-issued"):
        went(after, report, person())

    assert len(incident_of(Case.objects.get(pk=case.pk)).issued) == 1


def test_what_has_gone_out_stays(case: Case, report: Draft, person: People) -> None:
    went(case, report, person())
    seen = shown(report)

    with pytest.raises(DraftError, match="is-issued"):
        services.anew(
            case, report.pk, seen, day=REPORT.day, number="", by=person(), now=LATER
        )
    with pytest.raises(DraftError, match="is-issued"):
        services.withdraw(case, report.pk, digest=report.digest, by=person(), now=LATER)


def test_the_log_names_nobody(case: Case, report: Draft, person: People) -> None:
    went(case, report, person())

    entry = log.last(case, "document-issued")
    assert entry is not None
    assert set(entry.about) == {"document", "kind", "digest", "base", "files"}


def test_the_next_one_keeps_the_words_of_its_kind(
    case: Case, notice: Draft, person: People
) -> None:
    notice.overrides = {"ja": {"documents/notice/concern": "ご報告です。"}}
    notice.save()
    follow_up = replace(NOTICE, stage="follow-up")

    same = services.start(case, follow_up, by=person(), now=NOW, follows=notice)
    other = services.start(case, REPORT, by=person(), now=NOW, follows=notice)

    assert (same.overrides, other.overrides) == (notice.overrides, {})
    assert same.follows == notice


def test_a_notice_serves_the_duties_of_this_incident(case: Case) -> None:
    clocks = clocks_of(case, LATER)

    assert "persons-notice" in duties_of("public-notice", "final", clocks)
    assert duties_of("staff-alert", "", clocks) == ()


def test_its_own_record_makes_it_say_nothing_else(
    case: Case, report: Draft, person: People
) -> None:
    after = went(case, report, person())
    report.refresh_from_db()

    page = draft_page(after, report, person(), "both", "")

    assert page["difference"] is None
    assert page["age"] is Age.CURRENT
