"""Results: what came, dropping files, stating a scan by hand, an original locked."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.sweep import importers
from honmono.text import keys
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.jobs.worker import do
from honmono.web.rights import Role
from honmono.web.sweep import members
from honmono.web.sweep.handing_in import named
from honmono.web.sweep.models import ColumnMap, PcState, ReportFile, Scan
from tests.web.sweep import make

SignedIn = Callable[..., Client]

STATED = {
    "host": "tky-pc001",
    "product": "defender",
    "extent": "full",
    "day": "2026-10-14",
    "begin": "10:00",
    "end": "11:30",
    "definitions_day": "2026-10-14",
    "outcome": "clean",
    "operator": "鈴木 次郎",
}


def at(case: Case, name: str, *more: object) -> str:
    return reverse(f"sweep:{name}", args=[case.name, *more])


def dropped(client: Client, case: Case, *files: tuple[str, bytes], **more: Any) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(at(case, "drop"), {"files": sent, "host": ""}, **more)


def handed_over() -> QuerySet[Job]:
    return Job.objects.filter(kind="sweep-import").order_by("pk")


def work() -> None:
    while job := jobs.claim(timezone.now()):
        do(job, lambda: False)


def test_many_files_are_kept_and_each_gets_a_job(
    case: Case, signed_in: SignedIn
) -> None:
    answer = dropped(signed_in(), case, ("a.txt", b"one"), ("b.txt", b"two"))

    assert answer.status_code == 302
    assert [job.payload["name"] for job in handed_over()] == [
        "a.txt",
        "b.txt",
    ]
    for job in handed_over():
        assert handed_in.path_of(job.payload["token"]) is not None


def test_a_file_that_nobody_knows_is_kept_and_told(
    case: Case, signed_in: SignedIn
) -> None:
    dropped(signed_in(), case, ("holiday.pdf", b"%PDF-1.4"))
    work()

    row = ReportFile.objects.get()
    assert (row.scans, row.troubled, row.by) == (0, True, "Handler 花子")
    told = signed_in(Role.READER).get(at(case, "results"), {"troubled": "1"})
    assert "holiday.pdf" in told.content.decode()
    assert "形式が分かりません" in told.content.decode()


def test_the_script_is_told_in_json(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()

    good = dropped(
        client, case, ("a.txt", b"one"), headers={"Accept": "application/json"}
    )
    bad = dropped(client, case, headers={"Accept": "application/json"})

    assert good.json() == {"text": "受け取りました"}
    assert (bad.status_code, bad.json()["error"]) == (422, "ファイルを選んでください。")


def test_a_file_that_is_too_large_is_refused_and_the_others_are_kept(
    case: Case, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("honmono.web.sweep.handing_in.LARGEST", 4)

    answer = dropped(signed_in(), case, ("big.txt", b"12345"), ("a.txt", b"1"))

    assert answer.status_code == 422
    assert "big.txt" in answer.content.decode()
    assert handed_over().count() == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\logs\\a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("a\u202egpj.exe", "a gpj.exe"),
        ("結果.txt", "結果.txt"),
    ],
)
def test_a_name_is_no_path(given: str, kept: str) -> None:
    assert named(given) == kept


def test_a_statement_counts_as_one_of_two_and_says_what_it_is(
    case: Case, signed_in: SignedIn
) -> None:
    make.pc()
    client = signed_in()

    answer = client.post(at(case, "statement"), STATED)

    assert answer.status_code == 302
    row = ReportFile.objects.get()
    assert (row.way, row.format, row.scans) == ("typed", "statement", 1)
    assert Scan.objects.get().pc is not None
    page = client.get(at(case, "pc", "tky-pc001")).content.decode()
    assert "手入力の申告" in page
    assert "鈴木 次郎" in page
    assert "1 種類だけ" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"host": "TKY-PC999"}, "一覧にありません"),
        ({"end": "09:00"}, "終了が開始より前"),
        ({"outcome": "found"}, "検出されたものの名前"),
        ({"operator": ""}, "operator"),
        ({"product": "velociraptor"}, "product"),
    ],
    ids=["nobody's", "backwards", "nameless", "unsigned", "no scanner"],
)
def test_a_statement_that_cannot_be_is_refused(
    changed: dict[str, str], told: str, case: Case, signed_in: SignedIn
) -> None:
    make.pc()

    answer = signed_in().post(at(case, "statement"), {**STATED, **changed})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not ReportFile.objects.exists()


def test_what_was_found_by_statement_is_believed(
    case: Case, signed_in: SignedIn
) -> None:
    make.pc()
    client = signed_in()
    client.post(
        at(case, "statement"), {**STATED, "outcome": "found", "found": "Emotet"}
    )

    assert "検出あり" in client.get(at(case, "pc", "tky-pc001")).content.decode()


def test_an_original_leaves_locked_and_never_plain(
    case: Case, signed_in: SignedIn
) -> None:
    make.pc()
    row = make.result(make.scan("TKY-PC001"))

    answer = signed_in().post(at(case, "original", row.sha256), {"password": "hi"})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    assert answer["Content-Disposition"].startswith("attachment")
    assert b"TKY-PC001" not in content
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        archive.setpassword(b"hi")
        assert b"TKY-PC001" in archive.read(f"{row.sha256}.bin")


def test_readers_take_nothing_along(case: Case, signed_in: SignedIn) -> None:
    row = make.result(make.scan("TKY-PC001"))
    reader = signed_in(Role.READER)

    assert reader.get(at(case, "file", row.sha256)).status_code == 200
    assert reader.post(at(case, "original", row.sha256)).status_code == 403
    assert reader.post(at(case, "drop")).status_code == 403


def test_a_trouble_of_a_code_that_nobody_words_is_told(
    case: Case, signed_in: SignedIn
) -> None:
    odd = [{"code": "never-heard", "place": "line 3", "values": {"x": "<b>"}}, {}]
    make.result(make.scan("A"), troubles=odd, troubled=True)

    told = signed_in().get(at(case, "results")).content.decode()

    assert "3 行目：読めないところがあります（never-heard）" in told


def test_a_file_that_was_lost_fails_its_job_in_words(
    case: Case, signed_in: SignedIn, home: Path
) -> None:
    dropped(signed_in(), case, ("a.txt", b"one"))
    token = handed_over().get().payload["token"]
    handed_in.drop(token)
    work()

    assert handed_over().get().state == "failed"
    told = signed_in().get(at(case, "results")).content.decode()
    assert "もう一度入れてください" in told


def test_a_long_trouble_is_told_to_its_end_and_its_line_in_words(
    case: Case, signed_in: SignedIn
) -> None:
    values = {"columns": "コンピューター名, 結果"}
    odd = [{"code": "needs-column-map", "place": "line 12", "values": values}]
    make.result(make.scan("A"), troubles=odd, troubled=True)

    told = signed_in().get(at(case, "results")).content.decode()

    assert "12 行目：" in told
    assert "コンピューター名, 結果</li>" in told


def test_a_file_that_waits_and_a_zip_say_what_they_are(
    case: Case, signed_in: SignedIn
) -> None:
    waits = make.result(make.scan("A"), waiting=True, format="", scans=0)
    packed = make.result(make.scan("B"), format="zip", scans=0)
    Scan.objects.all().delete()
    client = signed_in()

    results = client.get(at(case, "results")).content.decode()

    assert "読み取り待ち" in results
    assert "形式が分かりません" not in results
    assert "まだ読み取っていません。" in results
    page = client.get(at(case, "file", waits.sha256)).content.decode()
    assert "検査済みには数えていません" in page
    page = client.get(at(case, "file", packed.sha256)).content.decode()
    assert "読み取れた検査はありません" not in page
    assert at(case, "results") in page


def test_what_came_while_a_file_waited_counts_at_once(
    case: Case, signed_in: SignedIn
) -> None:
    make.pc()
    client = signed_in()
    csv = b"host,result\nTKY-PC001,clean\n"
    ColumnMap.objects.create(
        name="a", value={"host": "host", "outcome": "result"}, at=timezone.now()
    )
    dropped(client, case, ("a.csv", csv))
    client.post(at(case, "statement"), STATED)
    work()

    state = PcState.objects.get()
    assert state.until is None or state.until > timezone.now()
    assert state.state == "one-scanner"


def test_every_form_of_report_has_a_name_for_people() -> None:
    known = keys("web/sweep")

    for name in (*(one.name for one in importers.ALL), members.FORMAT):
        assert f"form-{name}" in known or name == "told", name
