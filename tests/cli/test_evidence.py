"""honmono evidence: add, export, verify, erase, key."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.command import Done, run_here

CASE = "cases/n001.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cases").mkdir()
    (tmp_path / CASE).write_text('{"id":"n001"}', "utf-8")
    (tmp_path / "report.eml").write_bytes(b"Subject: report\n\nhello")
    return tmp_path


def evidence(folder: Path, *words: str, key: str = "") -> Done:
    env = {"HONMONO_HOME": str(folder / "home"), "USER": "hanako", "LOGNAME": "hanako"}
    if key:
        env["HONMONO_EVIDENCE_KEY"] = key
    return run_here(folder, ["evidence", *words, "--lang", "en"], env)


def exported(folder: Path, *words: str, out: str = "b.zip", key: str = "") -> Done:
    return evidence(folder, "export", "--case", CASE, "--out", out, *words, key=key)


def test_add_prints_what_the_incident_file_cites(folder: Path) -> None:
    done = evidence(folder, "add", "--case", CASE, "report.eml")

    sha256 = hashlib.sha256((folder / "report.eml").read_bytes()).hexdigest()
    assert (done.returncode, done.stdout.decode()) == (0, f"{sha256}  report.eml\n")


def test_add_names_what_is_not_there_and_keeps_the_rest(folder: Path) -> None:
    done = evidence(folder, "add", "--case", CASE, "gone.eml", "report.eml")

    assert done.returncode == 1
    assert b"gone.eml is neither a file nor a folder" in done.stderr
    assert b"report.eml" in done.stdout


@pytest.mark.parametrize("case", ["cases/n002.json", "report.eml"])
def test_without_an_incident_nothing_is_done(folder: Path, case: str) -> None:
    done = evidence(folder, "add", "--case", case, "report.eml")

    assert done.returncode == 2
    assert case.encode() in done.stderr
    assert sorted(path.name for path in (folder / "cases").iterdir()) == ["n001.json"]


def test_a_bundle_is_intact_until_somebody_changes_it(folder: Path) -> None:
    evidence(folder, "add", "--case", CASE, "report.eml")
    made = exported(folder)

    intact = evidence(folder, "verify", "b.zip")
    raw = (folder / "b.zip").read_bytes()
    (folder / "b.zip").write_bytes(raw.replace(b"hello", b"hallo"))
    changed = evidence(folder, "verify", "b.zip")

    assert (made.returncode, intact.returncode, changed.returncode) == (0, 0, 1)
    fingerprint = made.stdout.decode().rpartition("key ")[2].strip()
    assert fingerprint in intact.stdout.decode()
    assert "Whose key it is" in intact.stdout.decode()
    first, last = changed.stdout.decode().splitlines()[:2]
    assert first.startswith("originals/")
    assert "changed, in bytes" in first
    assert last.startswith("changed: 1 differences")


def test_a_key_may_be_required(folder: Path) -> None:
    exported(folder)
    evidence(folder, "key", "--public", "pub.pem")

    ours = evidence(folder, "verify", "b.zip", "--key", "pub.pem")
    other = evidence(folder, "verify", "b.zip", "--key", "00" * 32)
    none = evidence(folder, "verify", "b.zip", "--key", "nonsense")

    assert (ours.returncode, other.returncode, none.returncode) == (0, 1, 2)
    assert b"Whose key" not in ours.stdout
    assert b"signed by another key" in other.stdout


def test_verify_answers_programs_too(folder: Path) -> None:
    exported(folder)

    found = json.loads(evidence(folder, "verify", "b.zip", "--format", "json").stdout)

    assert found["intact"] is True
    assert found["incident"] == "n001"
    assert found["differences"] == []


def test_what_is_no_bundle_is_unreadable(folder: Path) -> None:
    for name in ("report.eml", "gone.zip"):
        done = evidence(folder, "verify", name)
        assert (done.returncode, done.stdout) == (2, b"")
        assert name.encode() in done.stderr


def test_encrypted_originals_need_the_key_to_be_exported(folder: Path) -> None:
    assert evidence(folder, "key", "--make", "secret.key").returncode == 0
    evidence(folder, "add", "--case", CASE, "report.eml", key="secret.key")

    without = exported(folder)
    with_key = exported(folder, out="c.zip", key="secret.key")
    sealed = exported(folder, "--sealed", out="d.zip")

    statuses = [done.returncode for done in (without, with_key, sealed)]
    assert statuses == [1, 0, 0]
    assert b"HONMONO_EVIDENCE_KEY" in without.stderr
    assert b"hello" in (folder / "c.zip").read_bytes()
    assert b"hello" not in (folder / "d.zip").read_bytes()


def test_a_key_that_is_not_there_stops_everything(folder: Path) -> None:
    done = evidence(folder, "add", "--case", CASE, "report.eml", key="gone.key")

    assert done.returncode == 2
    assert b"--make" in done.stderr
    assert done.stdout == b""


def test_erasing_asks_first(folder: Path) -> None:
    sha256 = (
        evidence(folder, "add", "--case", CASE, "report.eml").stdout.decode().split()[0]
    )

    nobody = evidence(folder, "erase", "--case", CASE, sha256)
    yes = evidence(folder, "erase", "--case", CASE, sha256, "--yes")
    exported(folder)
    found = evidence(folder, "verify", "b.zip")

    assert (nobody.returncode, yes.returncode, found.returncode) == (1, 0, 0)
    assert f"original {sha256} was erased on" in found.stdout.decode()


def test_names_are_erased_before_a_day(folder: Path) -> None:
    evidence(folder, "add", "--case", CASE, "report.eml", "--by", "Yamada Hanako")
    words = ("erase", "--case", CASE, "--yes", "--by", "Sato")

    wrong = evidence(folder, *words, "--names-before", "2999-13-01")
    done = evidence(folder, *words, "--names-before", "2999-12-31")

    assert (wrong.returncode, done.returncode) == (2, 0)
    values = (folder / "cases/n001/values.jsonl").read_text("utf-8")
    assert "Yamada" not in values
    assert "Sato" in values
