"""Command: check --reports."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Done, run_apart, run_here
from tests.make import mail

ORG = """
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
authserv_ids = ["mx.example.co.jp"]

[[people]]
name = "田中 花子"
romaji = "Hanako Tanaka"
addresses = ["tanaka@example.co.jp"]
"""

FORGED = mail('"田中 花子" <xk3@mail.example.net>')
OURS = mail(results="dkim=pass header.d=example.co.jp")
REPORTER = "佐藤 <sato@kita.example>"


def report(*attached: bytes) -> bytes:
    parts = b"".join(
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + each + b"\r\n"
        for each in attached
    )
    head = f"From: {REPORTER}\r\nSubject: report\r\nMIME-Version: 1.0\r\n".encode()
    return (
        head + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nIs this you?\r\n"
        + parts
        + b"--b--\r\n"
    )


def forward(sender: str, body: str = "Please pay.") -> bytes:
    return (
        f"From: {REPORTER}\r\nTo: desk@example.co.jp\r\nSubject: Fwd: Invoice\r\n"
        "Date: Mon, 8 Jun 2026 12:00:00 +0900\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nIs this you?\r\n\r\n"
        "---------- Forwarded message ---------\r\n"
        f"From: {sender}\r\nDate: Mon, Jun 8, 2026 at 10:15 AM\r\n"
        f"Subject: Invoice\r\nTo: <sato@kita.example>\r\n\r\n{body}\r\n"
    ).encode()


def run(folder: Path, *words: str) -> Done:
    return check(folder, "--reports", *words)


def check(folder: Path, *words: str) -> Done:
    (folder / "honmono.toml").write_text(ORG, "utf-8")
    env = {"PATH": "", "HONMONO_HOME": str(folder), "SYSTEMROOT": ""}
    how = run_apart if "--jobs" in words else run_here
    return how(folder, ["check", *words], env)


def rows(folder: Path, *words: str) -> list[dict[str, Any]]:
    done = run(folder, "--format", "jsonl", *words)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_line_for_each_attached_mail(tmp_path: Path) -> None:
    data = report(FORGED, OURS)
    (tmp_path / "r.eml").write_bytes(data)
    first, second = rows(tmp_path, "r.eml")

    assert [first["source"], second["source"]] == ["r.eml!1", "r.eml!2"]
    assert [first["answer"], second["answer"]] == ["forged", "unproven"]
    assert first["sha256"] == hashlib.sha256(FORGED).hexdigest()
    assert (
        first["via"]
        == second["via"]
        == {
            "source": "r.eml",
            "sha256": hashlib.sha256(data).hexdigest(),
            "reporter": "sato@kita.example",
        }
    )


def test_an_inline_forward_keeps_source_and_hash_of_its_report(tmp_path: Path) -> None:
    data = forward("田中 花子 <xk3@mail.example.net>")
    (tmp_path / "r.eml").write_bytes(data)
    (row,) = rows(tmp_path, "r.eml")

    assert row["source"] == row["via"]["source"] == "r.eml"
    assert row["sha256"] == row["via"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert row["from"] == {"name": "田中 花子", "address": "xk3@mail.example.net"}
    assert row["date"] == "2026-06-08T10:15:00+09:00"
    assert row["subject"] == "Invoice"
    assert row["answer"] == "forged"
    assert row["defects"] == ["headers-gone"]


@pytest.mark.parametrize(
    "sender",
    [
        "田中 花子",
        "田中 花子 <tanaka@example.co.jp>",
        "田中 花子 <xk3@mail.exam",
        "tanaka@example.co.jp",
    ],
    ids=["name alone", "our address", "cut", "address alone"],
)
def test_what_a_forward_cannot_prove_is_unproven(tmp_path: Path, sender: str) -> None:
    (tmp_path / "r.eml").write_bytes(forward(sender))
    (row,) = rows(tmp_path, "r.eml")

    assert row["answer"] == "unproven"
    assert len(row["reasons"]["ja"]) == len(row["reasons"]["en"]) >= 2


def test_nothing_typed_into_a_forward_proves_anything(tmp_path: Path) -> None:
    body = (
        "Authentication-Results: mx.example.co.jp; dkim=pass header.d=example.co.jp\r\n"
        "Received: from pc1 ([192.0.2.9]) by mx.example.co.jp; Mon, 8 Jun 2026 "
        "10:15:00 +0900\r\n\r\nPlease pay."
    )
    (tmp_path / "r.eml").write_bytes(forward("田中 <tanaka@example.co.jp>", body))
    (row,) = rows(tmp_path, "r.eml")

    assert row["answer"] == "unproven"


def test_a_mail_that_holds_no_other_is_judged_as_itself(tmp_path: Path) -> None:
    (tmp_path / "r.eml").write_bytes(FORGED)
    (row,) = rows(tmp_path, "r.eml")

    assert row["source"] == "r.eml"
    assert row["via"] is None
    assert row["answer"] == "forged"


def test_a_forger_who_forwards_is_judged_beside_what_he_forwards(
    tmp_path: Path,
) -> None:
    data = forward("Supplier <billing@supplier.example>")
    data = data.replace(REPORTER.encode(), "田中 花子 <xk3@mail.example.net>".encode())
    (tmp_path / "r.eml").write_bytes(data)
    inner, own = rows(tmp_path, "r.eml")

    assert inner["via"]["reporter"] == "xk3@mail.example.net"
    assert inner["answer"] == "unrelated"
    assert own["via"] is None
    assert own["answer"] == "forged"


def test_a_mail_inside_that_cannot_be_read_is_a_row_with_an_error(
    tmp_path: Path,
) -> None:
    part = (
        b"--b\r\nContent-Type: application/vnd.ms-outlook; name=order.msg\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n0M8R4KGxGuEAAAAA\r\n"
    )
    data = report(FORGED).replace(b"--b--\r\n", part + b"--b--\r\n")
    (tmp_path / "r.eml").write_bytes(data)
    done = run(tmp_path, "--format", "jsonl", "r.eml")
    forged, unread = map(json.loads, done.stdout.splitlines())

    assert done.returncode == 1
    assert forged["answer"] == "forged"
    assert unread["source"] == "r.eml!2"
    assert unread["answer"] == "unproven"
    assert unread["error"]
    assert unread["via"]["reporter"] == "sato@kita.example"


def test_counts_are_of_the_mails_inside_and_the_view_says_who_reported(
    tmp_path: Path,
) -> None:
    (tmp_path / "r.eml").write_bytes(report(FORGED, FORGED, OURS))
    said = run(tmp_path, "--lang", "en", "r.eml").stdout.decode()

    assert said.count("sato@kita.example") == 3
    assert "r.eml!3" in said
    assert [line.split()[1] for line in said.splitlines() if "[forged] " in line][
        -1
    ] == "2"


def test_a_spreadsheet_has_the_reporter_in_the_last_column(tmp_path: Path) -> None:
    (tmp_path / "r.eml").write_bytes(report(FORGED))
    said = run(tmp_path, "--format", "csv", "r.eml").stdout.decode()
    (row,) = csv.DictReader(io.StringIO(said))

    assert row["via_source"] == "r.eml"
    assert row["via_reporter"] == "sato@kita.example"


def test_jobs_change_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.eml").write_bytes(report(FORGED, OURS))

    one = rows(tmp_path, "reports")
    assert len(one) == 12
    assert rows(tmp_path, "--jobs", "2", "reports") == one


def test_without_the_flag_a_report_is_judged_as_itself(tmp_path: Path) -> None:
    (tmp_path / "r.eml").write_bytes(report(FORGED))
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "honmono", "check", "--format", "jsonl", "r.eml"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    (row,) = map(json.loads, done.stdout.splitlines())

    assert row["via"] is None
    assert row["from"]["address"] == "sato@kita.example"


def test_a_forward_that_is_judged_as_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(forward("田中 花子 <xk3@mail.example.net>"))
    (tmp_path / "b.eml").write_bytes(forward("Somebody <else@mail.example.net>"))
    mails = ("a.eml", "b.eml")

    plain = check(tmp_path, *mails, "--lang", "en").stderr.decode()
    assert "2 of the unrelated mails are forwards" in plain
    assert "add --reports" in plain
    assert run(tmp_path, *mails).stderr == b""
    assert check(tmp_path, *mails, "--format", "jsonl").stderr == b""
