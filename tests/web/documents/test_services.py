"""What is done with a document: who may, in which order, and what everybody is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from honmono.incident.case import Moment, Text
from honmono.incident.case.events import Event
from honmono.incident.case.questions import Task
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import path_of
from honmono.web.cases.services import Doing, change
from honmono.web.documents import filing, services
from honmono.web.documents.errors import DraftError, WordsError
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Approval, Draft, File, State
from honmono.web.documents.selectors import Age, age_of, made_of
from honmono.web.documents.steps import Stated
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.documents.conftest import DAY, NOTICE, shown

LATER = NOW + timedelta(hours=1)
STATED = Stated("髙橋 誠一", "代表社員", DAY, "書面に署名")
People = Callable[..., User]


def add_event(case: Case, by: User, name: str = "event-900") -> Case:
    """Something that a notice tells has happened."""
    event = Event(id=name, kind="scan_all_pcs", when=Moment("2026-10-15T09:00"))
    doing = Doing("changed", by, NOW)
    return change(case.pk, lambda one: one.put("events", event), doing).case


def approved(case: Case, notice: Draft, by: User) -> Draft:
    return services.approve(case, notice.pk, shown(notice), by=by, now=LATER)


def test_a_new_document_is_a_draft_of_this_version(case: Case, notice: Draft) -> None:
    assert (notice.state, notice.base) == (State.DRAFT, case.version)
    assert notice.digest == made_of(case, notice).digest
    assert [step.what for step in notice.steps.all()] == ["made"]


def test_a_kind_with_stages_gets_its_first(case: Case, person: People) -> None:
    wish = replace(NOTICE, stage="")

    assert services.start(case, wish, by=person(), now=NOW).stage == "report"


@pytest.mark.parametrize(
    "wish",
    [
        Wish("no-such-kind", DAY),
        Wish("first-notice", DAY, "final"),
        Wish("first-notice", DAY, client="nobody"),
    ],
)
def test_what_cannot_be_made_is_no_row(wish: Wish, case: Case, person: People) -> None:
    with pytest.raises(DraftError, match="cannot-be-made"):
        services.start(case, wish, by=person(), now=NOW)

    assert not Draft.objects.exists()


def test_nobody_reviews_his_own_text(case: Case, notice: Draft, person: People) -> None:
    with pytest.raises(DraftError, match="own-review"):
        services.review(case, notice.pk, shown(notice), by=person(), now=LATER)

    colleague = person(Role.HANDLER, "colleague")
    reviewed = services.review(case, notice.pk, shown(notice), by=colleague, now=LATER)
    assert reviewed.state == State.REVIEWED


def test_whoever_approves_a_draft_has_reviewed_it(
    case: Case, notice: Draft, person: People
) -> None:
    done = approved(case, notice, person(Role.APPROVER))

    assert (done.state, done.approval) == (State.APPROVED, Approval.INSIDE)
    assert [s.what for s in done.steps.all()] == ["made", "reviewed", "approved"]


def test_what_was_approved_is_kept_in_every_format(
    case: Case, notice: Draft, person: People
) -> None:
    done = approved(case, notice, person(Role.APPROVER))

    files = File.objects.filter(step__draft=done)
    assert {(f.language, f.form) for f in files} == {
        (language, form)
        for language in ("ja", "en")
        for form in ("pdf", "docx", "html", "txt")
    }
    for file in files:
        assert path_of(case.name, file.sha256).stat().st_size == file.size
        original = Original.objects.get(case=case, sha256=file.sha256)
        assert original.kind == "document"
    entry = log.last(case, "document-approved")
    assert entry is not None
    assert set(entry.about["files"]) == {file.sha256 for file in files}


def test_an_author_does_not_approve_while_somebody_else_may(
    case: Case, person: People
) -> None:
    clerk = person(Role.ADMINISTRATOR)
    person(Role.APPROVER)
    draft = services.start(case, NOTICE, by=clerk, now=NOW)

    with pytest.raises(DraftError, match="own-approval"):
        approved(case, draft, clerk)


def test_who_wrote_some_of_it_does_not_approve_as_somebody_else(
    case: Case, person: People
) -> None:
    """A colleague made it anew meanwhile; the words are his who approves."""
    writer = person(Role.APPROVER)
    person(Role.APPROVER, "third")
    draft = services.start(case, NOTICE, by=writer, now=NOW)
    day = DAY + timedelta(days=1)
    colleague = person(Role.HANDLER)
    services.anew(
        case, draft.pk, shown(draft), day=day, number="", by=colleague, now=LATER
    )

    with pytest.raises(DraftError, match="own-approval"):
        approved(case, draft, writer)


def test_where_all_had_a_hand_in_it_it_can_go_on_and_is_marked(
    case: Case, person: People
) -> None:
    writer, colleague = person(Role.ADMINISTRATOR), person(Role.APPROVER)
    draft = services.start(case, NOTICE, by=writer, now=NOW)
    day = DAY + timedelta(days=1)
    services.anew(
        case, draft.pk, shown(draft), day=day, number="", by=colleague, now=LATER
    )

    assert approved(case, draft, writer).approval == Approval.ALONE


def test_who_is_alone_may_and_it_is_marked(case: Case, person: People) -> None:
    clerk = person(Role.ADMINISTRATOR)
    draft = services.start(case, NOTICE, by=clerk, now=NOW)

    done = approved(case, draft, clerk)

    assert done.approval == Approval.ALONE
    entry = log.last(case, "document-approved")
    assert entry is not None
    assert entry.about["approval"] == "alone"


def test_an_approver_who_may_not_see_the_incident_does_not_count(
    case: Case, person: People
) -> None:
    clerk = person(Role.ADMINISTRATOR)
    person(Role.APPROVER)
    Case.objects.filter(pk=case.pk).update(restricted=True)
    case.refresh_from_db()
    draft = services.start(case, NOTICE, by=clerk, now=NOW)

    assert approved(case, draft, clerk).approval == Approval.ALONE


def test_an_approval_on_paper_is_recorded_as_stated(
    case: Case, notice: Draft, person: People
) -> None:
    done = services.approve(
        case,
        notice.pk,
        shown(notice),
        by=person(Role.ADMINISTRATOR),
        now=LATER,
        stated=STATED,
    )

    step = done.steps.get(what="approved")
    assert (step.approval, step.words["who"]) == (Approval.OUTSIDE, "髙橋 誠一")
    entry = log.last(case, "document-approved")
    assert entry is not None
    assert "髙橋" not in str(entry.about)
    assert "who" in entry.salted


def test_the_second_approval_is_told(case: Case, notice: Draft, person: People) -> None:
    seen = shown(notice)
    services.approve(case, notice.pk, seen, by=person(Role.APPROVER), now=LATER)

    with pytest.raises(DraftError, match="is-approved") as told:
        services.approve(
            case, notice.pk, seen, by=person(Role.APPROVER, "second"), now=LATER
        )

    assert told.value.values["by"] == person(Role.APPROVER).called
    assert notice.steps.filter(what="approved").count() == 1


def test_a_text_that_was_changed_is_not_approved_unseen(
    case: Case, notice: Draft, person: People
) -> None:
    seen = shown(notice)
    change_words(case, notice, person(), ja="ご心配をおかけしております。")

    with pytest.raises(DraftError, match="changed-meanwhile"):
        services.approve(case, notice.pk, seen, by=person(Role.APPROVER), now=LATER)

    notice.refresh_from_db()
    assert notice.state == State.DRAFT


def test_another_base_is_not_approved_either(
    case: Case, notice: Draft, person: People
) -> None:
    seen = replace(shown(notice), base=notice.base + 1)

    with pytest.raises(DraftError, match="changed-meanwhile"):
        services.approve(case, notice.pk, seen, by=person(Role.APPROVER), now=LATER)


def test_facts_that_change_meanwhile_are_told(
    case: Case, notice: Draft, person: People
) -> None:
    seen = shown(notice)
    add_event(case, person())

    with pytest.raises(DraftError, match="facts-changed-meanwhile"):
        services.approve(case, notice.pk, seen, by=person(Role.APPROVER), now=LATER)


def test_a_stale_text_goes_out_only_knowingly(
    case: Case, notice: Draft, person: People
) -> None:
    case = add_event(case, person())
    assert age_of(case, notice) is Age.STALE

    with pytest.raises(DraftError, match="is-stale"):
        approved(case, notice, person(Role.APPROVER))

    seen = shown(notice, despite=True)
    done = services.approve(case, notice.pk, seen, by=person(Role.APPROVER), now=LATER)
    assert done.steps.get(what="approved").despite


def test_made_anew_it_keeps_its_words_and_is_a_draft(
    case: Case, notice: Draft, person: People
) -> None:
    change_words(case, notice, person(), ja="ご心配をおかけしております。")
    approved(case, notice, person(Role.APPROVER))
    case = add_event(case, person())

    done = services.anew(
        case,
        notice.pk,
        shown(notice),
        day=DAY + timedelta(days=1),
        number="",
        by=person(Role.HANDLER, "colleague"),
        now=LATER,
    )

    assert (done.state, done.base, done.number) == (State.DRAFT, case.version, "")
    assert done.author.username == "colleague"
    assert age_of(case, done) is Age.CURRENT
    texts = [s.text for s in made_of(case, done).documents["ja"].sentences()]
    assert "ご心配をおかけしております。" in texts


def test_a_fact_that_it_does_not_tell_makes_nothing_stale(
    case: Case, notice: Draft, person: People
) -> None:
    task = Task(id="task-900", kind="other", title=Text(ja="名簿を探す"))
    doing = Doing("changed", person(), NOW)
    case = change(case.pk, lambda one: one.put("tasks", task), doing).case

    assert case.version > notice.base
    assert age_of(case, notice) is Age.CURRENT


def change_words(case: Case, notice: Draft, by: User, **words: str) -> Draft:
    return services.change_words(
        case,
        notice.pk,
        shown(notice),
        catalogue="documents/notice",
        key="concern",
        words=words,
        by=by,
        now=LATER,
    )


def test_own_words_and_ours_again(case: Case, notice: Draft, person: People) -> None:
    before = notice.digest
    changed = change_words(case, notice, person(), ja="{we}からのご報告です。")

    assert changed.digest != before
    assert "documents/notice/concern" in changed.overrides["ja"]
    assert change_words(case, notice, person(), ja="").digest == before


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("{who}が確認しました。", "no-place"),
        ("{we", "lone-brace"),
        ("当社から個人情報が流出しました。", "rule"),
        ("{we.__class__}", "no-place"),
        ("あ" * 4_001, "too-long"),
    ],
)
def test_words_that_cannot_be_taken_change_nothing(
    text: str, mistake: str, case: Case, notice: Draft, person: People
) -> None:
    with pytest.raises(WordsError) as told:
        change_words(case, notice, person(), ja=text)

    assert {(language, key) for language, key, _ in told.value.mistakes} == {
        ("ja", mistake)
    }
    notice.refresh_from_db()
    assert notice.overrides == {}


def test_what_is_approved_keeps_its_words(
    case: Case, notice: Draft, person: People
) -> None:
    approved(case, notice, person(Role.APPROVER))

    with pytest.raises(DraftError, match="is-approved"):
        change_words(case, notice, person(), ja="別の文")


def test_words_of_another_release_are_read_again(
    case: Case, notice: Draft, person: People
) -> None:
    Draft.objects.filter(pk=notice.pk).update(digest="0" * 64)

    with pytest.raises(DraftError, match="program-changed"):
        approved(case, notice, person(Role.APPROVER))


def test_sent_back_it_says_why(case: Case, notice: Draft, person: People) -> None:
    by = person(Role.APPROVER)
    approved(case, notice, by)

    back = services.send_back(
        case, notice.pk, digest=notice.digest, by=by, now=LATER, note="数が違います"
    )

    assert (back.state, back.approval) == (State.DRAFT, "")
    assert back.steps.get(what="returned").note == "数が違います"


def test_a_document_of_another_incident_is_not_found(
    case: Case, notice: Draft, person: People
) -> None:
    other = Case.objects.create(
        name="other", content=case.content, changed=NOW, log_hash=case.log_hash
    )

    with pytest.raises(Draft.DoesNotExist):
        services.withdraw(
            other, notice.pk, digest=notice.digest, by=person(), now=LATER
        )


def test_a_full_disk_approves_nothing(
    case: Case, notice: Draft, person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "keep", lambda *_: ([], [OSError()]))

    with pytest.raises(DraftError, match="not-kept"):
        approved(case, notice, person(Role.APPROVER))

    notice.refresh_from_db()
    assert notice.state == State.DRAFT


def test_without_typst_the_other_formats_are_kept(
    case: Case, notice: Draft, person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filing, "has_typst", lambda: False)

    done = approved(case, notice, person(Role.APPROVER))

    forms = {file.form for file in File.objects.filter(step__draft=done)}
    assert forms == {"docx", "html", "txt"}


def test_times_are_those_of_the_caller(notice: Draft) -> None:
    assert notice.created == NOW == datetime(2026, 10, 15, 3, 0, tzinfo=UTC)
