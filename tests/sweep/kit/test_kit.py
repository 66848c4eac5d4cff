"""The kit of an office: what is in the ZIP, and that the scanner in it runs anywhere."""

from __future__ import annotations

import ast
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import ReportFile, read
from honmono.sweep.kit import KitFacts, Knowledge, build, emocheck_version, key_of
from honmono.sweep.kit.archive import scanner_zip
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Signature

TOKYO = ZoneInfo("Asia/Tokyo")
KNOWN = Knowledge(
    made="2022-05-18",
    indicators=({"kind": "sha256", "value": "0" * 64, "called": "test"},),
)


def facts(**changes: Any) -> KitFacts:
    values: dict[str, Any] = {
        "name": "k-7f3a",
        "token": "the token of tokyo",
        "office": "東京本社",
        "until": datetime(2022, 5, 31, 18, 0, tzinfo=TOKYO),
        "contact": "情報係 03-0000-0000",
        "knowledge": KNOWN,
        "upload": "https://desk.example.co.jp/k/7f3a/",
        "emocheck": "2.3.2",
    }
    return KitFacts(**{**values, **changes})


def members(kit: KitFacts) -> dict[str, bytes]:
    out = io.BytesIO()
    build(kit, out)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {
            name.removeprefix("honmono-kit/"): archive.read(name)
            for name in archive.namelist()
        }


def test_everything_is_in_it() -> None:
    pages = {
        f"{page}-{language}.{ending}"
        for page in ("instructions", "administrator")
        for language in ("ja", "en")
        for ending in ("html", "txt")
    }
    assert set(members(facts())) == pages | {
        *("honmono-scan.pyz", "collect.ps1", "run-as-administrator.cmd"),
        *("kit.json", "knowledge.json"),
    }
    assert not [name for name in members(facts(languages=("en",))) if "-ja." in name]


def test_the_same_facts_give_the_same_bytes() -> None:
    one, two = io.BytesIO(), io.BytesIO()
    build(facts(), one)
    build(facts(), two)
    assert one.getvalue() == two.getvalue()


def test_the_token_stands_in_one_file_alone() -> None:
    found = [name for name, data in members(facts()).items() if b"the token" in data]
    assert found == ["kit.json"]
    assert "the token" not in repr(facts())


def test_the_desk_keeps_the_key_and_not_the_token() -> None:
    assert key_of("abc") == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.parametrize("page", ["instructions", "administrator"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_fetch_nothing_and_run_nothing(page: str, language: str) -> None:
    text = members(facts())[f"{page}-{language}.html"].decode()
    assert not re.search(
        r"<(script|link|img|iframe|object|a)\b|src=|href=|@import|url\(", text
    )
    addresses = set(re.findall(r"https?://[\w.]+", text))
    assert addresses <= {"http://www.w3.org", "https://desk.example.co.jp"}
    assert f'<html lang="{language}">' in text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_caller_gives_is_escaped(language: str) -> None:
    hostile = "<script>alert(1)</script>"
    text = members(facts(office=hostile, contact=hostile))[
        f"instructions-{language}.html"
    ].decode()
    assert "<script" not in text
    assert html.escape(hostile) in text


@pytest.mark.parametrize(
    ("language", "needed"),
    [
        (
            "ja",
            (
                "管理者として実行",
                "電源は切りません",
                "LAN ケーブル",
                "メールでは送らない",
                "情報係 03-0000-0000",
            ),
        ),
        (
            "en",
            (
                "Run as administrator",
                "Do NOT turn the PC off",
                "network cable",
                "by mail",
                "03-0000-0000",
            ),
        ),
    ],
)
def test_a_clerk_is_told_what_matters(language: str, needed: tuple[str, ...]) -> None:
    found = members(facts())
    for ending in ("html", "txt"):
        text = found[f"instructions-{language}.{ending}"].decode("utf-8-sig")
        for words in needed:
            assert words in text, (ending, words)


def test_pictures_say_in_words_what_they_show() -> None:
    text = members(facts())["instructions-en.html"].decode()
    assert text.count("<svg") == text.count('role="img" aria-label="') == 6


def test_without_an_upload_nobody_is_sent_to_one() -> None:
    found = members(facts(upload=""))
    for name, data in found.items():
        if name.startswith(("instructions", "administrator")):
            assert "https://desk" not in data.decode("utf-8-sig")
    assert "ブラウザー" not in found["instructions-ja.txt"].decode("utf-8-sig")


def test_emocheck_is_named_by_its_version_or_not_at_all() -> None:
    with_it = members(facts())["administrator-en.txt"].decode("utf-8-sig")
    assert "emocheck_v2.3.2_x64.exe /quiet /output" in with_it
    assert "github.com/JPCERTCC/EmoCheck" in with_it
    without = members(facts(emocheck=""))["administrator-en.txt"].decode("utf-8-sig")
    assert "No EmoCheck knows mail of this time" in without
    assert "/quiet" not in without


def test_the_version_of_emocheck_follows_wave_and_style() -> None:
    now = datetime(2022, 6, 10, tzinfo=TOKYO)
    since = datetime(2022, 5, 20, tzinfo=TOKYO)
    assert emocheck_version(Rule(since=since, style="emotet"), now) == "2.3.2"
    assert emocheck_version(Rule(since=since, style="bec"), now) == ""
    late = datetime(2026, 11, 20, tzinfo=TOKYO)
    assert emocheck_version(Rule(since=late, style="emotet"), late) == ""


def test_files_of_windows_have_its_line_ends() -> None:
    found = members(facts())
    for name in ("run-as-administrator.cmd", "collect.ps1", "instructions-ja.txt"):
        assert found[name].count(b"\n") == found[name].count(b"\r\n") > 5
    assert found["collect.ps1"].count(b"\xef\xbb\xbf") == 1
    found["run-as-administrator.cmd"].decode("ascii")


def test_the_starter_calls_programs_by_their_place() -> None:
    text = members(facts())["run-as-administrator.cmd"].decode()
    for line in text.splitlines():
        first = line.split(" ")[0].lower()
        assert first in {
            *("@echo", "rem", "setlocal", "pushd", "popd", "set", "if", "goto", "echo"),
            *(
                "echo.",
                "exit",
                "%py%",
                "%ps%",
                '"%sys%\\fltmc.exe"',
                '"%sys%\\timeout.exe"',
            ),
            *(":version", ":collect", ":end"),
        }, line


def sources() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(scanner_zip())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_scanner_is_python_3_9_and_only_python() -> None:
    found = sources()
    assert len(found) > 25
    for name, text in found.items():
        assert name.endswith(".py")
        ast.parse(text, name, feature_version=(3, 9))


def test_the_scanner_needs_the_standard_library_alone(tmp_path: Path) -> None:
    """In a folder where nothing else of ours is, without site-packages."""
    found = members(facts())
    for name in ("honmono-scan.pyz", "kit.json", "knowledge.json"):
        (tmp_path / name).write_bytes(found[name])
    (tmp_path / "empty").mkdir()
    scanner = str(tmp_path / "honmono-scan.pyz")
    done = subprocess.run(
        [sys.executable, "-I", "-S", scanner, "--lang", "en"],
        cwd=tmp_path / "empty",
        capture_output=True,
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode in (0, 3), done.stderr.decode()
    assert done.stderr == b""
    assert b"Honmono PC check" in done.stdout
    assert sorted(one.name for one in (tmp_path / "empty").iterdir()) == []
    (path,) = tmp_path.glob("*_honmono.json")
    value = json.loads(path.read_bytes())
    assert value["kit"] == "k-7f3a"
    key = bytes.fromhex(key_of("the token of tokyo"))
    now = datetime.now(TOKYO)
    file = ReportFile(path.name, path.read_bytes(), now, TOKYO, keys={"k-7f3a": key})
    result = read(file)
    assert result.troubles == ()
    assert result.scans[0].signature is Signature.GOOD


def test_help_and_version_need_no_pc(tmp_path: Path) -> None:
    (tmp_path / "s.pyz").write_bytes(scanner_zip())
    for option in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(tmp_path / "s.pyz"), option],
            capture_output=True,
            timeout=60,
            check=True,
        )
        assert done.stdout
