"""The scanner as somebody runs it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from honmono.sweep.scanner import __main__ as command
from honmono.sweep.scanner import files, report, summary, terminal, words
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.checks import ALL
from tests.sweep.infections import borrowed_user, infected
from tests.sweep.machines import KNOWLEDGE, clean
from tests.sweep.scanner.test_report import TOKEN, a_report, check


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a kit, as it is handed out."""
    monkeypatch.setattr("sys.argv", [str(tmp_path / "honmono-scan.pyz")])
    kit = {
        "kit": "k-1",
        "token": TOKEN,
        "office": "tokyo",
        "contact": "情報係 03-0000-0000",
    }
    (tmp_path / "kit.json").write_text(json.dumps(kit), "utf-8")
    known = {
        "made": KNOWLEDGE.made,
        "words": list(KNOWLEDGE.words),
        "indicators": [dict(one) for one in KNOWLEDGE.indicators],
    }
    (tmp_path / "knowledge.json").write_text(json.dumps(known), "utf-8")
    return tmp_path


def run(artefacts: Artefacts, *arguments: str) -> int:
    def gathered(now: datetime) -> Artefacts:
        return artefacts

    return command.main(arguments, gathered)


def written(folder: Path) -> dict[str, Any]:
    (path,) = folder.glob("*_honmono.json")
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


def test_a_clean_pc(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(clean(7)) == 0
    out = capsys.readouterr().out
    assert "この検査では、何も見つかりませんでした。" in out
    assert "These checks found nothing." in out
    value = written(place)
    assert value["signature"]["value"] == report.signature_of(
        value, report.key_of(TOKEN)
    )


def test_no_word_says_that_a_pc_is_safe() -> None:
    for ja, en in words.WORDS.values():
        assert "is safe" not in en
        assert "clean" not in en.replace("press “clean”", "")
        assert "安全です" not in ja
        assert "感染していません" not in ja


def test_something_found_tells_what_to_do(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(infected(borrowed_user, 3), "--lang", "ja") == 1
    out = capsys.readouterr().out
    assert "検出しました: 1 件" in out
    assert "電源は切らないでください" in out
    assert "情報係 03-0000-0000" in out
    assert "何も見つかりません" not in out


def test_what_could_not_be_looked_at_is_told_and_no_result(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = clean(7)
    blind = Artefacts(
        host={**seen.host, "elevated": False}, could_not={"files": "took too long"}
    )
    assert run(blind, "--lang", "en") == 3
    out = capsys.readouterr().out
    assert "could not be looked at" in out
    assert "again as administrator" in out
    assert "files: took too long" in out
    assert "found nothing" not in out


def test_without_knowledge_nothing_is_whole(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "knowledge.json").unlink()
    assert run(clean(7), "--lang", "en") == 3
    assert "this result is weak" in capsys.readouterr().out


@pytest.mark.parametrize(
    "broken",
    ["", "[]", "{", '{"made": 7, "words": 7, "indicators": [7]}', "[" * 99_999],
)
def test_broken_knowledge_is_none(place: Path, broken: str) -> None:
    (place / "knowledge.json").write_text(broken)
    assert run(clean(7), "--json") == 3


@pytest.mark.parametrize(
    "broken", ["", "[]", '{"kit": "k"}', '{"kit": 7, "token": 7}', "{" * 99_999]
)
def test_a_broken_kit_is_wrong_use(
    place: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "kit.json").write_text(broken)
    assert run(clean(7)) == 2
    assert "kit file cannot be read" in capsys.readouterr().err
    assert list(place.glob("*_honmono.json")) == []


def test_outside_of_a_kit_the_report_is_not_signed(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "kit.json").unlink()
    run(clean(7), "--lang", "en")
    assert "not signed" in capsys.readouterr().out
    assert "signature" not in written(place)


def test_a_folder_that_is_not_there_is_wrong_use(place: Path) -> None:
    assert run(clean(7), "--out", str(place / "none")) == 2


def test_unknown_options_are_wrong_use(place: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(clean(7), "--upload", "https://example.com")
    assert ended.value.code == 2


def test_json_is_the_report_and_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(clean(7), "--json")
    assert json.loads(capsys.readouterr().out) == written(place)


def test_artefacts_alone_are_gathered_and_not_judged(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(infected(borrowed_user, 3), "--artefacts-only", "--lang", "en") == 0
    (path,) = place.glob("*_artefacts.json")
    assert json.loads(path.read_bytes())["form"] == "honmono-artefacts-1"
    assert "The server does the checking" in capsys.readouterr().out


def test_a_report_that_cannot_be_written_is_no_result(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write", refuse)
    assert run(clean(7), "--lang", "en") == 3
    assert "No space left" in capsys.readouterr().err
    assert run(infected(borrowed_user, 3)) == 1, "bad news is told all the same"


def test_a_report_never_overwrites_and_never_follows_a_link(tmp_path: Path) -> None:
    now = datetime(2022, 5, 18, 11, 2, 33)  # noqa: DTZ001
    target = tmp_path / "target"
    target.write_bytes(b"mine")
    (tmp_path / "PC_20220518110233_honmono.json").symlink_to(target)
    path = files.write(b"new", tmp_path, "", now, "honmono")
    assert path.name == "PC_20220518110233-1_honmono.json"
    assert target.read_bytes() == b"mine"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("tky-pc014.example.co.jp", "TKY-PC014"),
        ("../../etc/passwd", "PC"),
        ("a" * 99, "A" * 15),
        ("経理\\x:y", "XY"),
    ],
)
def test_the_name_of_the_file_is_harmless(tmp_path: Path, host: str, name: str) -> None:
    now = datetime(2022, 5, 18, 11, 2, 33)  # noqa: DTZ001
    path = files.write(b"", tmp_path, host, now, "honmono")
    assert path == tmp_path / f"{name}_20220518110233_honmono.json"


@pytest.mark.parametrize("key", [*words.WORDS, *words.CHECKS])
def test_a_japanese_console_shows_every_word(key: str) -> None:
    ja, en = {**words.WORDS, **words.CHECKS}[key]
    ja.encode("cp932")
    en.encode("ascii")


def test_every_check_has_words() -> None:
    assert set(words.CHECKS) == {name for name, _ in ALL}


def test_a_name_cannot_redraw_the_screen() -> None:
    finding = {
        "name": "x\x1b[2J\r\n何も見つかりませんでした\u202e",
        "path": "p" * 900,
        "detail": "",
    }
    value = a_report(checks=[check("autoruns", "found", finding)])
    lines = list(summary.told(value, "ja"))
    assert not [c for line in lines for c in line if not c.isprintable()]
    assert max(map(len, lines)) < 400


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, 0),
        ({"autoruns": "found"}, 1),
        ({"autoruns": "found", "indicators": "could-not-look"}, 1),
        ({"autoruns": "could-not-look"}, 3),
        ({"indicators": "not-looked"}, 3),
        ({"dictionary-name": "not-looked"}, 0),
        ({name: "not-looked" for name, _ in ALL}, 3),
    ],
)
def test_how_it_ends(changed: dict[str, str], code: int) -> None:
    checks = [check(name, changed.get(name, "nothing")) for name, _ in ALL]
    assert summary.exit_code(a_report(checks=checks)) == code


def test_both_languages_only_where_the_console_has_the_letters() -> None:
    assert terminal.languages("cp932") == ("ja", "en")
    assert terminal.languages("utf-8") == ("ja", "en")
    assert terminal.languages("cp437") == ("en",)
    assert terminal.languages(None) == ("en",)
    assert terminal.languages("no-such-encoding") == ("en",)


def test_a_key_is_waited_for_only_where_nobody_elses_program_is_in_the_window() -> None:
    assert terminal.only_ours(["py.exe", "python.exe"])
    assert not terminal.only_ours(["cmd.exe", "python.exe"])
    assert not terminal.only_ours([])
    assert not terminal.was_opened_for_us(), "here is no Windows"


def test_what_breaks_off_never_ends_as_found_or_clean(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(command, "main", breaks)
    assert command.run([]) == 3
    assert "broke off (BrokenPipeError)" in capsys.readouterr().err
