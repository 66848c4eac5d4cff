"""Pages of evidence and the log: who may, what they show, what they never show."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pyzipper
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honmono.incident.case import Incident, Record
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases.models import Case, LogEntry, Original
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change, open_case, record
from honmono.web.evidence import services
from honmono.web.evidence.models import Export
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.evidence.make import LATER, done, erased, kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


@pytest.fixture
def by(person: Callable[..., User]) -> User:
    return person()


def address(name: str, case: Case, *more: object) -> str:
    return reverse(f"evidence:{name}", args=[case.name, *more])


def first(incident: Incident) -> Record:
    return incident.events[0]


def citing(case: Case, by: User, sha256: str) -> None:
    """Let a record name an original, as a correction."""

    def edit(incident: Incident) -> Incident:
        new = first(incident).model_copy(update={"evidence": (sha256,)})
        return incident.correct(new, by=by.called, at=LATER)

    about = {"record": first(incident_of(case)).id}
    change(case.pk, edit, Doing("corrected", by, LATER, about))
    case.refresh_from_db()


def test_files_are_added_with_a_note(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    files = [SimpleUploadedFile("a.png", b"1"), SimpleUploadedFile("b.png", b"2")]

    page = signed_in().post(
        address("add", case), {"file": files, "note": "装置の画面"}, follow=True
    )

    text = page.content.decode()
    assert "2 件を保管しました" in text
    assert "a.png" in text
    one = Original.objects.get(name="a.png")
    assert (
        "装置の画面"
        in signed_in().get(address("original", case, one.sha256)).content.decode()
    )


def test_the_same_file_is_told(case: Case, signed_in: Callable[..., Client]) -> None:
    for _ in range(2):
        page = signed_in().post(
            address("add", case),
            {"file": SimpleUploadedFile("a.png", b"1")},
            follow=True,
        )

    assert "すでに保管しています" in page.content.decode()


def test_without_a_file_the_form_comes_back_with_what_was_typed(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in().post(address("add", case), {"note": "書きかけ"})

    assert page.status_code == 422
    assert "書きかけ" in page.content.decode()


def test_the_page_of_a_file_says_which_record_names_it(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"<script>alert(1)</script>")
    citing(case, by, sha256)

    for page in (address("list", case), address("original", case, sha256)):
        text = signed_in().get(page).content.decode()
        assert reverse("facts:record", args=[case.name, "first-call"]) in text
        assert "alert(1)" not in text


def test_a_file_name_that_an_attacker_chose_is_text(
    case: Case, by: User, signed_in: Callable[..., Client]
) -> None:
    name = "<img src=x onerror=alert(1)>\u202egnp.exe"
    file = SimpleUploadedFile(name, b"1")
    signed_in().post(address("add", case), {"file": file})

    text = signed_in().get(address("list", case)).content.decode()

    assert "<img" not in text
    assert "\u202e" not in text


def test_a_file_leaves_as_a_zip_with_a_password_and_is_noted(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"evil")

    page = signed_in().post(
        address("take-out", case, sha256), {"password": "infected", "sure": "on"}
    )

    content = page.getvalue()
    assert page["Content-Type"] == "application/octet-stream"
    assert page["Content-Security-Policy"].startswith("sandbox")
    assert page["Content-Disposition"].startswith("attachment")
    assert b"evil" not in content
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        assert archive.read("a.eml", b"infected") == b"evil"
    assert [(r.what, r.detail) for r in PersonalRead.objects.all()] == [
        ("original", sha256)
    ]


@pytest.mark.parametrize("given", [{}, {"password": "infected"}, {"sure": "on"}])
def test_without_confirmation_nothing_leaves(
    case: Case,
    by: User,
    signed_in: Callable[..., Client],
    tmp_path: Path,
    given: dict[str, str],
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"evil")

    page = signed_in().post(address("take-out", case, sha256), given)

    assert page.status_code == 422
    assert page["Content-Type"].startswith("text/html")
    assert not PersonalRead.objects.exists()


def test_a_damaged_file_does_not_leave(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    from honmono.web.cases.originals import path_of

    (sha256,) = kept(case, by, tmp_path, a=b"evil")
    path_of(case.name, sha256).chmod(0o600)
    path_of(case.name, sha256).write_bytes(b"good")

    page = signed_in().post(
        address("take-out", case, sha256), {"password": "infected", "sure": "on"}
    )

    assert page.status_code == 422
    assert "壊れた" in page.content.decode()


def test_an_original_of_another_incident_is_not_there(
    case: Case,
    by: User,
    signed_in: Callable[..., Client],
    tmp_path: Path,
    sample: Incident,
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    other = open_case(
        sample.model_copy(update={"id": "other"}), Doing("opened", by, NOW)
    )
    given = {"password": "infected", "sure": "on"}

    client = signed_in()
    assert client.get(address("original", other, sha256)).status_code == 404
    assert client.post(address("take-out", other, sha256), given).status_code == 404
    assert client.get(address("entry", other, 2)).status_code == 404


def test_the_log_says_what_was_done_in_words(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    citing(case, by, sha256)

    text = signed_in().get(address("log", case)).content.decode()

    assert "記録を訂正" in text
    assert "a.eml" in text
    assert reverse("facts:record", args=[case.name, "first-call"]) in text
    assert "まだ確認していません" in text


def test_one_entry_shows_field_by_field_what_changed(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    citing(case, by, sha256)

    text = signed_in().get(address("entry", case, 3)).content.decode()

    assert "evidence" in text
    assert sha256 in text
    assert "first-call" in text


def test_an_entry_is_told_in_the_words_of_people_and_beside_it_as_the_file_has_it(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    citing(case, by, sha256)

    opened = signed_in().get(address("entry", case, 1)).content.decode()
    cited = signed_in().get(address("entry", case, 3)).content.decode()

    words, _, raw = opened.partition("ファイルに書かれている値")
    assert "組織の正式な名前" in words
    assert "spoof_mail_reported_by_outsider" not in words
    assert "organization" in raw
    assert "<ins>a.eml</ins>" in cited  # the file by its name, not by its hash


def test_where_the_state_before_was_erased_nobody_compares(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    from honmono.incident.evidence.values import Key

    citing(case, by, "a" * 64)
    citing(case, by, "b" * 64)
    erased(case, by, values=[Key(1, "by")])

    text = signed_in().get(address("entry", case, 3)).content.decode()

    assert "変更前の版は消去された" in text
    assert "消去済み" in signed_in().get(address("entry", case, 1)).content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("what=corrected", 1),
        ("record=first-call", 1),
        ("record=corrected", 0),
        ("part=events", 1),
        ("part=events&title=なりすまし電話", 0),
        ("part=measures", 0),
        ("title=FIRST-call", 1),
        ("since=2030-01-01", 0),
        ("until=2026-10-15", 3),
        ("until=2026-10-14", 0),
        ("since=yesterday", 3),
        ("by=999", 0),
    ],
)
def test_the_log_is_filtered(
    case: Case,
    by: User,
    signed_in: Callable[..., Client],
    tmp_path: Path,
    query: str,
    count: int,
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    citing(case, by, sha256)

    page = signed_in().get(f"{address('log', case)}?{query}")

    assert len(page.context["lines"]) == count


@pytest.mark.parametrize(
    "query", [f"by={'9' * 30}", "by=-1", "since=0001-01-01", "until=9999-12-31"]
)
def test_a_filter_that_no_calendar_and_no_table_knows_is_told(
    case: Case, signed_in: Callable[..., Client], query: str
) -> None:
    page = signed_in().get(f"{address('log', case)}?{query}")
    table = signed_in().get(f"{address('log-table', case)}?{query}")

    assert page.context["form"].errors
    assert table.getvalue()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-31"])
def test_names_before_a_day_that_no_zone_knows_are_not_counted(
    case: Case, signed_in: Callable[..., Client], day: str
) -> None:
    client = signed_in(Role.ADMINISTRATOR)

    seen = client.get(f"{address('erase', case)}?before={day}")
    sent = client.post(address("erase", case), {"before": day, "sure": "on"})

    assert seen.context["before"] is None
    assert sent.status_code == 422


def test_the_check_is_a_job_and_its_answer_stands_on_the_page(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one")
    client = signed_in()
    assert client.post(address("check", case)).status_code == 302
    assert "すべて記録どおり" not in client.get(address("log", case)).content.decode()

    done()

    assert "すべて記録どおり" in client.get(address("log", case)).content.decode()
    LogEntry.objects.filter(number=1).update(line="x\n")
    client.post(address("check", case))
    done()
    text = client.get(address("log", case)).content.decode()
    assert "すべて記録どおり" not in text
    assert "記録どおりでないもの" in text


def test_an_administrator_erases_after_confirmation(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    (sha256,) = kept(case, by, tmp_path, a=b"one")
    client = signed_in(Role.ADMINISTRATOR)
    assert (
        sha256[:16]
        in client.get(f"{address('erase', case)}?original={sha256}").content.decode()
    )

    unsure = client.post(address("erase", case), {"original": sha256})
    assert unsure.status_code == 422
    assert Original.objects.exists()
    client.post(address("erase", case), {"original": sha256, "sure": "on"})
    done()

    assert not Original.objects.exists()
    page = client.get(address("original", case, sha256))
    assert "消去しました" in page.content.decode()


def test_names_before_a_day_are_counted_first(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    kept(case, by, tmp_path, a=b"one")
    client = signed_in(Role.ADMINISTRATOR)
    day = (LATER + timedelta(days=1)).date().isoformat()

    page = client.get(f"{address('erase', case)}?before={day}")

    assert page.context["count"] == 4  # by twice, names, note
    client.post(address("erase", case), {"before": day, "sure": "on"})
    assert (
        "証拠"
        not in client.get(address("log", case))
        .content.decode()
        .replace("証拠を", "")
        .split("<tbody>")[1]
    )


@pytest.mark.parametrize("role", [Role.HANDLER, Role.APPROVER, Role.READER])
def test_nobody_else_erases(
    case: Case, signed_in: Callable[..., Client], role: Role
) -> None:
    assert signed_in(role).get(address("erase", case)).status_code == 403


@pytest.mark.parametrize("role", [Role.APPROVER, Role.READER])
@pytest.mark.parametrize("name", ["add", "exports"])
def test_who_may_only_read_adds_and_takes_nothing(
    case: Case, signed_in: Callable[..., Client], role: Role, name: str
) -> None:
    assert signed_in(role).get(address(name, case)).status_code == 403


def test_a_bundle_is_made_and_taken_and_removed(
    case: Case, by: User, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    client.post(address("bundle", case))
    client.post(address("export-incident", case))
    done()
    assert Export.objects.count() == 2
    export = Export.objects.get(form="bundle")
    assert export.fingerprint in client.get(address("exports", case)).content.decode()

    plain = client.post(address("take-export", case, export.pk))
    assert plain.getvalue()[:2] == b"PK"
    locked = client.post(
        address("take-export", case, export.pk), {"password": "secret"}
    )
    with pyzipper.AESZipFile(io.BytesIO(locked.getvalue())) as archive:
        (inside,) = archive.namelist()
        assert archive.read(inside, b"secret")[:2] == b"PK"
    assert PersonalRead.objects.filter(what="export").count() == 2

    client.post(address("remove-export", case, export.pk))
    assert not services.export_file(export.job).exists()
    assert client.post(address("take-export", case, export.pk)).status_code == 404


@pytest.mark.parametrize("name", ["list", "log"])
def test_a_page_asks_the_same_however_much_there_is(
    case: Case, by: User, signed_in: Callable[..., Client], tmp_path: Path, name: str
) -> None:
    client = signed_in()
    counts = []
    for n in (1, 30):
        for i in range(n):
            kept(case, by, tmp_path, **{f"f{n}-{i}": f"{n} {i}".encode()})
        client.get(address(name, case))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(name, case))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_log_tells_words_and_no_codes(
    case: Case, by: User, signed_in: Callable[..., Client]
) -> None:
    about = {
        "question": "own-leak",
        "answer": "could-not-tell",
        "record": "first-call",
        "kind": "first-notice",
        "form": "5f1c0a77",
        "approval": "inside",
    }
    record(case.pk, Doing("answered", by, LATER, about))
    reader = signed_in(Role.READER, "en")

    for page in (
        reader.get(address("log", case)),
        reader.get(address("entry", case, LogEntry.objects.latest("number").number)),
    ):
        told = page.content.decode().split("as-kept")[0].split("<pre")[0]
        assert "An outsider told us of forged mail (13 October 2026, 10:05)" in told
        assert "could not tell" in told.casefold()
        assert "somebody else here" in told
        for code in ("own-leak", "could-not-tell", "5f1c0a77", ">inside"):
            assert code not in told
