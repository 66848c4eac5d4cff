"""honmono document: what is written, what is told, and how it ends."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from honmono.incident.case import Incident, Moment, Text, incident_as_json
from honmono.incident.documents import kinds, written
from tests.cli.command import Done, run_here
from tests.incident.documents.sample import INCIDENT, KIND


@pytest.fixture(autouse=True)
def letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of our own among the others."""
    module: Any = ModuleType("letter")
    module.KIND = KIND
    monkeypatch.setattr(kinds, "NAMES", (*kinds.NAMES, "letter"))
    monkeypatch.setitem(sys.modules, f"{kinds.__name__}.letter", module)


def run(folder: Path, *words: str, incident: Incident = INCIDENT) -> Done:
    (folder / "incident.json").write_bytes(incident_as_json(incident))
    return run_here(folder, ["document", *words], {})


MAKE = ("make", "letter", "--case", "incident.json", "--date", "2022-06-10")


def test_a_mail_is_printed(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith("件名：【重要】不審なメール\n")
    assert "2022年6月10日" in done.stdout.decode()
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("form", "start"),
    [("txt", "件名"), ("html", "<!DOCTYPE html>"), ("docx", "PK"), ("pdf", "%PDF")],
)
def test_each_format_is_written_whole(tmp_path: Path, form: str, start: str) -> None:
    done = run(tmp_path, *MAKE, "--format", form, "--out", f"n.{form}")

    assert (done.returncode, done.stdout) == (0, b"")
    assert f"n.{form}" in done.stderr.decode()
    assert (tmp_path / f"n.{form}").read_bytes().startswith(start.encode())
    again = run(tmp_path, *MAKE, "--format", form)
    assert again.stdout == (tmp_path / f"n.{form}").read_bytes()


def test_the_register_has_a_copy_for_programs(tmp_path: Path) -> None:
    whole = ("--case", "incident.json", "--date", "2022-06-10", "--format", "json")

    done = run(tmp_path, "make", "genuine-register", *whole)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["format"] == "honmono-genuine-1"
    assert json.loads(done.stdout)["as_of"] == "2022-06-10"


def test_no_other_kind_has_one(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE, "--format", "json", "--out", "n.json")

    assert done.returncode == 2
    assert "json is a form of genuine-register alone" in done.stderr.decode()
    assert not (tmp_path / "n.json").exists()


def test_the_page_leads_to_our_own_pages_alone(tmp_path: Path) -> None:
    page = run(tmp_path, *MAKE, "--format", "html").stdout.decode()

    assert page.count("<a ") == 1
    assert '<a href="https://www.reiji.example/contact"' in page


def test_the_trace_names_each_sentence_and_its_facts(tmp_path: Path) -> None:
    told = run(tmp_path, *MAKE, "--trace").stdout.decode()

    assert "2022年5月18日、不審なメールを確認いたしました。\n    seen  出来事：" in told
    assert "件名：" not in told
    assert "お客様各位\n    （事実によらない定型文）" in told


def test_the_trace_draws_nothing_on_a_terminal(tmp_path: Path) -> None:
    told = run(tmp_path, *MAKE, "--trace").stdout.decode()

    assert "cod.exe" in told
    assert "\u202e" not in told


def test_trace_and_document_are_both_had(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE, "--trace", "--out", "n.txt")

    assert "    seen  " in done.stdout.decode()
    assert (tmp_path / "n.txt").exists()


def test_facts_in_another_language_are_told(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE, "--lang", "en")

    assert done.returncode == 0
    assert "no English text and stand in Japanese: subject" in done.stderr.decode()


def test_a_character_that_no_typeface_has_is_told_with_its_record(
    tmp_path: Path,
) -> None:
    trait = INCIDENT.traits[0].model_copy(update={"text": Text(ja="春👍葛\U000e0100")})
    incident = INCIDENT.put("traits", trait)
    done = run(tmp_path, *MAKE, "--format", "pdf", "--out", "n.pdf", incident=incident)

    told = done.stderr.decode()
    assert done.returncode == 0
    assert "「👍」（U+1F44D）は書体になく、PDF では〓になります。記録: subject" in told
    assert (
        "（U+E0100）は書体になく、PDF では通常の字形になります。記録: subject" in told
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--stage", "finale"), "`finale` is no stage of letter"),
        (("--date", "2022-13-01"), "--date 2022-13-01: write a day such as 2022-06-10"),
        (("--client", "架空商店"), "did you mean `架空商事`?"),
        (("--templates", "gone"), "--templates gone: there is no such folder"),
        (("--case", "gone.json"), "gone.json: cannot be read: No such file"),
        (("--case", "bad.json"), "bad.json is no incident file:\n  evnts: is not known here"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_clear_line(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "bad.json").write_text(
        '{"id": "a", "organization": {"name": {"ja": "例"}}, "evnts": []}', "utf-8"
    )
    done = run(tmp_path, *MAKE, *words, "--out", "n.txt")

    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert not (tmp_path / "n.txt").exists()


def test_a_misspelt_kind_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "make", "lettre", "--case", "incident.json")

    assert done.returncode == 2
    assert (
        "`lettre` is no kind of document; did you mean `letter`?"
        in done.stderr.decode()
    )


def test_a_name_that_promises_another_format_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE, "--out", "n.PDF")

    assert done.returncode == 2
    assert "--out n.PDF: it would hold txt; add --format pdf" in done.stderr.decode()
    assert not (tmp_path / "n.PDF").exists()


def test_without_typst_there_is_no_pdf_and_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "find_spec", lambda name: None)
    done = run(tmp_path, *MAKE, "--format", "pdf", "--out", "n.pdf")

    assert done.returncode == 2
    assert "a PDF needs the package typst" in done.stderr.decode()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, *MAKE, "--out", "gone/n.txt")

    assert done.returncode == 1
    assert "gone/n.txt: cannot be written: No such file" in done.stderr.decode()


def test_own_words_stand_in_plain_files(tmp_path: Path) -> None:
    (tmp_path / "own/notice.toml").mkdir(parents=True)
    done = run(tmp_path, *MAKE, "--templates", "own")

    assert done.returncode == 2
    assert b"notice.toml is no file" in done.stderr


def test_own_words_and_their_mistakes(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    words = ("--templates", "own")
    assert run(tmp_path, *MAKE, *words).returncode == 0
    (tmp_path / "own/notice.toml").write_text('[apology-our]\nja = "x"', "utf-8")
    done = run(tmp_path, *MAKE, *words)

    assert done.returncode == 2
    assert done.stderr.decode() == (
        "honmono: --templates own:\n  notice.toml: [apology-our]: there is no such "
        "sentence; did you mean `apology-ours`?\n"
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_is_listed_with_words(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kinds, "NAMES", kinds.NAMES[:-1])
    lines = run(tmp_path, "kinds", "--lang", language).stdout.decode().splitlines()

    told = dict(line.split(maxsplit=1) for line in lines)
    assert tuple(told) == kinds.NAMES
    assert all(told.values())


def test_two_versions_are_compared(tmp_path: Path) -> None:
    earlier = INCIDENT.events[0].model_copy(update={"when": Moment("2022-05-17")})
    log = Text(ja="サーバーの記録")
    at = datetime(2022, 6, 11, tzinfo=UTC)
    new = INCIDENT.correct(earlier, by="Sato", at=at, reason=log)
    (tmp_path / "new.json").write_bytes(incident_as_json(new))
    words = ("compare", "letter", "incident.json", "new.json", "--date", "2022-06-10")
    done = run(tmp_path, *words)

    assert done.returncode == 1
    assert "Sato" not in done.stdout.decode()
    assert done.stdout.decode().startswith(
        "変わった事実\n  seen  訂正（理由: サーバーの記録）\n"
        "  - 出来事：不審なメール（なりすましメール）を確認（2022年5月18日、申告）\n"
        "  + 出来事：不審なメール（なりすましメール）を確認（2022年5月17日、申告）\n"
        "変わった文\n"
        "  - 2022年5月18日、不審なメールを確認いたしました。\n"
        "  + 2022年5月17日、不審なメールを確認いたしました。\n"
        "    理由: seen\n"
    )


def test_nothing_changed(tmp_path: Path) -> None:
    done = run(tmp_path, "compare", "letter", "incident.json", "incident.json")

    assert (done.returncode, done.stdout.decode()) == (
        0,
        "変わったところはありません\n",
    )


def test_what_a_document_lacks_is_listed(tmp_path: Path) -> None:
    words = ("lacking", "first-notice", "--case", "incident.json")
    done = run(tmp_path, *words, "--date", "2022-06-10")
    told = run(tmp_path, *words, "--date", "2022-06-10", "--format", "json")

    assert done.returncode == told.returncode == 1, done.stderr
    assert done.stdout.decode().startswith(
        "どこで発生したか\n    記録する場所: hypotheses\n"
    )
    first = json.loads(told.stdout)[0]
    assert (first["fact"], first["part"], first["record"]) == (
        "origin",
        "hypotheses",
        None,
    )
    assert first["sentences"][0]["key"] == "cause-unknown"


def test_that_a_document_lacks_nothing_is_said(tmp_path: Path) -> None:
    done = run(tmp_path, "lacking", "letter", "--case", "incident.json")

    assert (done.returncode, done.stdout.decode()) == (
        0,
        "足りない記録はありません。\n",
    )
