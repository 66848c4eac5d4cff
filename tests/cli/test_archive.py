"""honmono check --archive: what the command says with our own mail beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from honmono.trace.archive.database import NAME
from tests.cli.command import Done, run_apart, run_here
from tests.trace.archive.made import ITO, OFFER, ORDER, raw
from tests.trace.archive.test_indexing import mbox

ORG = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
authserv_ids = ["mx.example.co.jp"]
language = "en"

[[people]]
name = "佐藤 花子"
addresses = ["sato@example.co.jp"]
"""
SATO = "sato@example.co.jp"


def answer(sender: str, subject: str = "Re: 見積書の件") -> bytes:
    """Somebody goes on with the offer, from a domain with DKIM."""
    address = sender.partition("<")[2].rstrip(">") or sender
    domain = address.rpartition("@")[2]
    fields = (
        f"Authentication-Results: mx.example.co.jp; dkim=pass header.d={domain}; "
        f"dmarc=pass header.from={domain}\nDKIM-Signature: v=1; d={domain}; s=s; b=x\n"
    )
    quoted = "\n".join(f"> {OFFER[at : at + 30]}" for at in range(0, len(OFFER), 30))
    head = f"On Fri, Apr 15, 2022 at 12:00 PM 佐藤 花子 <{SATO}> wrote:"
    return raw(
        sender=sender,
        to=SATO,
        subject=subject,
        body=f"ご確認ください。\n\n{head}\n{quoted}",
        message_id="7@mail.example",
        date="Mon, 30 May 2022 12:00:00 +0900",
        fields=fields,
    )


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An organization, the index of 佐藤's mail, and mails that quote it."""
    (tmp_path / "honmono.toml").write_text(ORG, "utf-8")
    of_ito = raw(
        sender=ITO, to=SATO, body=ORDER, subject="注文", message_id="0@partner.example",
        date="Mon, 10 Jan 2022 12:00:00 +0900",
    )  # fmt: skip
    mbox(tmp_path / "own.mbox", [of_ito, raw()])
    asked = tmp_path / "asked"
    asked.mkdir()
    (asked / "1-thief.eml").write_bytes(answer("Office <xk3@harbor.example>"))
    (asked / "2-forward.eml").write_bytes(
        answer("Office <xk3@harbor.example>", "Fwd: 見積書の件")
    )
    (asked / "3-customer.eml").write_bytes(answer(f"伊藤 <{ITO}>"))
    (asked / "4-forward.eml").write_bytes(answer(f"伊藤 <{ITO}>", "Fwd: 見積書の件"))
    run(tmp_path, "index", "--archive", "archive", "--mailbox", SATO, "own.mbox")
    return tmp_path


def run(folder: Path, *words: str) -> Done:
    return run_here(folder, [*words], {"HONMONO_HOME": str(folder / "home")})


def rows(done: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


CHECK = ("check", "--format", "jsonl")


def test_a_thief_is_told_from_a_customer(office: Path) -> None:
    without = rows(run(office, *CHECK, "asked"))
    done = run(office, *CHECK, "--archive", "archive", "asked")

    assert [row["answer"] for row in without] == ["unrelated"] * 4
    assert [row["answer"] for row in rows(done)] == [
        *("forged", "unproven", "unrelated", "unrelated")
    ]
    assert rows(done)[0]["kinds"] == ["reply-chain"]
    assert "went to others" in " ".join(rows(done)[0]["reasons"]["en"])
    assert b"1 mailboxes, 2022-01-10" in done.stderr


def test_an_archive_in_partitions_is_asked_as_well(office: Path) -> None:
    words = ("index", "--archive", "parts", "--partitions", "2", "--mailbox", SATO)
    run(office, *words, "own.mbox")
    whole = run(office, *CHECK, "--archive", "archive", "asked")
    parted = run(office, *CHECK, "--archive", "parts", "asked")

    assert parted.stderr == whole.stderr
    assert rows(parted) == rows(whole)


def test_the_record_says_of_when_the_archive_has_mail(office: Path) -> None:
    row, *_ = rows(run(office, *CHECK, "--archive", "archive", "asked"))
    plain, *_ = rows(run(office, *CHECK, "asked"))

    assert row["archive"] == {
        "covered": True, "mailboxes": 1, "first": "2022-01-10", "last": "2022-04-15",
        "sent": 0, "received": 0,
    }  # fmt: skip
    assert "archive" not in plain


def test_several_processes_answer_alike(office: Path) -> None:
    words = [*CHECK, "--archive", "archive", "asked"]
    env = {"HONMONO_HOME": str(office / "home")}

    alone, spread = (
        run_apart(office, [*words, "--jobs", jobs], env) for jobs in ("1", "2")
    )

    assert b"reply-chain" in alone.stdout
    assert spread.stdout == alone.stdout


@pytest.mark.parametrize("harm", ["missing", "torn", "other"])
def test_an_archive_that_cannot_be_read_is_a_usage_error(
    office: Path, harm: str
) -> None:
    file = office / "archive" / NAME
    if harm == "missing":
        file.unlink()
    elif harm == "torn":
        file.write_bytes(file.read_bytes()[:9000])
    else:
        file.write_bytes(b"no database at all" * 100)

    done = run(office, *CHECK, "--archive", "archive", "asked")

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1
    assert b"--archive" in done.stderr
