"""Importer: EmoCheck's reports."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import Read, ReportFile, read
from honmono.sweep.importers.emocheck import IMPORTER, LONGEST
from honmono.sweep.scan import Handling, Outcome

TOKYO = ZoneInfo("Asia/Tokyo")
NAME = "TKY-PC014_20220518110233_emocheck.txt"
RULE = "_" * 52
ENGLISH = f"""[EmoCheck v2.0]
Scan time: 2022-05-18 11:02:33
{RULE}

[Result]\x20
Emotet was not detected.
"""
JAPANESE = f"""[EmoCheck v2.2]
プログラム実行時刻: 2022-05-18 11:02:33
{RULE}

[結果]
検知しませんでした。
"""
FRENCH = f"""[EmoCheck v2.0]
Temps d'éxécution: 2022-05-18 11:02:33
{RULE}

[Résultat]\x20
Emotet n'a pas été détecté.
"""
INFECTED = f"""[EmoCheck v2.0]
プログラム実行時刻: 2022-05-18 11:02:33
{RULE}

[結果]
Emotetを検知しました。

[詳細]
     プロセス名    : mspaint.exe
     プロセスID    : 716
     イメージパス  : C:\\Users\\tanaka\\AppData\\Local\\netsh\\mspaint.exe
     レジストリキー:

[詳細]
     プロセス名    : rundll32.exe
     プロセスID    : 10508
     イメージパス  :
     レジストリキー:

イメージパスの実行ファイルを隔離/削除してください。
"""
CONSOLE = """Microsoft Windows [Version 10.0.19044.1706]
C:\\Users\\tanaka\\Desktop>emocheck_v2.2_x64.exe
            Emotet detection tool by JPCERT/CC.
Version      : 2.2
URL          : https://github.com/JPCERTCC/EmoCheck
Emotetは検知されませんでした。

\tC:\\Users\\tanaka\\Desktop\\TKY-PC014_20220518110233_emocheck.txt

C:\\Users\\tanaka\\Desktop>
"""
JSON = (
    '{\n  "scan_time":"2022-05-18 11:02:33",\n  "hostname":"TKY-PC014",\n'
    '  "emocheck_version":"2.0",\n  "is_infected":"no"\n}\n'
)
INFECTED_JSON = JSON.replace(
    '"no"\n',
    '"yes",\n  "emotet_processes":[{"process_name":"mspaint.exe","process_id":"716",'
    '"image_path":"C:\\\\x\\\\mspaint.exe","registry_key":""}]\n',
)


def told(data: str | bytes, name: str = NAME, **more: Any) -> Read:
    raw = data.encode() if isinstance(data, str) else data
    return read(ReportFile(name, raw, datetime(2022, 5, 19, tzinfo=UTC), TOKYO, **more))


def outcomes(data: str | bytes, name: str = NAME) -> list[str]:
    return [scan.outcome.value for scan in told(data, name).scans]


@pytest.mark.parametrize(
    ("report", "version"),
    [
        (ENGLISH, "2.0"),
        (JAPANESE, "2.2"),
        (FRENCH, "2.0"),
        (CONSOLE, "2.2"),
        (JSON, "2.0"),
    ],
    ids=["en", "ja", "fr", "console", "json"],
)
def test_a_clean_report_tells_pc_time_and_version(report: str, version: str) -> None:
    result = told(report)
    (scan,) = result.scans

    assert scan.outcome is Outcome.CLEAN
    assert (scan.host, scan.product, scan.product_version) == (
        "TKY-PC014",
        "emocheck",
        version,
    )
    assert scan.started == datetime(2022, 5, 18, 11, 2, 33, tzinfo=TOKYO)
    assert (result.troubles, scan.defects, scan.could_not) == ((), (), ())


@pytest.mark.parametrize(
    "data",
    [
        JAPANESE.replace("\n", "\r\n").encode(),
        JAPANESE.encode("utf-8-sig"),
        JAPANESE.encode("cp932"),
        JAPANESE.encode("utf-16"),
        b"\xfe\xff" + JAPANESE.encode("utf-16-be"),
        FRENCH.encode("cp850"),
        FRENCH.encode("cp1252"),
        FRENCH.replace("'", "’").encode(),
        "\n".join(f"> {line}" for line in ENGLISH.splitlines()).encode(),
        b"Hello,\r\nhere it is.\r\n\r\n"
        + ENGLISH.encode()
        + b"\r\n-- \r\nT. Tanaka\r\n",
    ],
)
def test_a_clean_report_is_read_in_every_dress(data: bytes) -> None:
    assert outcomes(data) == ["clean"]


def test_every_hit_is_kept_with_its_process() -> None:
    (scan,) = told(INFECTED).scans

    assert scan.outcome is Outcome.FOUND
    assert [one.name for one in scan.detections] == [
        "Emotet: mspaint.exe",
        "Emotet: rundll32.exe",
    ]
    assert (
        scan.detections[0].path
        == "C:\\Users\\tanaka\\AppData\\Local\\netsh\\mspaint.exe"
    )
    assert scan.detections[1].action == "running, pid 10508"
    assert {one.handling for one in scan.detections} == {Handling.LEFT}


def test_a_value_in_another_encoding_than_its_label_is_read() -> None:
    raw = INFECTED.encode().replace(b"netsh", "請求書".encode("cp932"))
    (scan,) = told(raw).scans

    assert scan.detections[0].path.endswith("Local\\請求書\\mspaint.exe")


@pytest.mark.parametrize(
    "report",
    [
        "[!!] Detected",
        "[!!] Emotet 検知",
        "Emotetのプロセスが見つかりました。",
        "Emotetのプロセスが\n> 見つかり\n> ました。",
        CONSOLE + "[!!] Detected\n",
        "Emotetを検知しました。\n" + JAPANESE,
        JAPANESE + INFECTED.partition("[詳細]")[2],
        INFECTED_JSON,
        INFECTED_JSON[:-20],
        INFECTED_JSON.replace("mspaint.exe", 'a"b\x01.exe'),
        INFECTED_JSON.replace("mspaint.exe", '","is_infected":"no","x":"'),
        JSON.replace('"no"', '"no",\n  "is_infected":"yes"'),
    ],
)
def test_bad_news_is_believed_wherever_it_stands(report: str) -> None:
    assert "found" in outcomes(report)


@pytest.mark.parametrize(
    "report",
    [
        "",
        ENGLISH[:-9],
        ENGLISH.replace("[EmoCheck v2.0]", ""),
        ENGLISH.replace("v2.0", "v"),
        ENGLISH.replace("was not", "has not"),
        ENGLISH + ENGLISH.partition("\n")[2],
        ENGLISH.replace("Emotet was not detected.", "検知しませんでした。"),
        ENGLISH + "     Procesz Nane  : mspaint\n",
        ENGLISH + "     ?????    : mspaint.exe\n",
        ENGLISH + "Scan time: 2022-05-19 11:02:33\n",
        JSON.rstrip()[:-1],
        JSON.replace('"no"', '"No"'),
        JSON.replace('"emocheck_version":"2.0",\n', ""),
        JSON.replace('"no"', '"no",\n  "emotet_procesess":[{"process":"x"}]'),
        JSON.replace('"no"', '"no",\n  "is_infected":"no"'),
        JSON + "x",
        "[" * 100_000 + JSON,
        '{"is_infected":' + '{"a":' * 100_000,
    ],
)
def test_what_is_cut_damaged_or_contradicts_itself_is_never_clean(report: str) -> None:
    result = told(report)

    assert {scan.outcome for scan in result.scans} <= {Outcome.UNKNOWN}
    assert result.troubles


def test_text_and_json_in_one_file_are_not_clean() -> None:
    assert set(outcomes(ENGLISH + JSON)) == {"unknown"}


def test_two_reports_in_one_paste_are_two_scans_and_take_no_name_of_the_file() -> None:
    result = told(ENGLISH + JAPANESE)

    assert [(scan.outcome.value, scan.host) for scan in result.scans] == [
        ("clean", "")
    ] * 2
    assert {trouble.code for trouble in result.troubles} == {"emocheck-no-host"}
    assert outcomes(ENGLISH + INFECTED) == ["clean", "found"]


def test_a_paste_of_two_pcs_keeps_each_under_its_own_name() -> None:
    other = CONSOLE.replace("TKY-PC014", "TKY-PC015").replace("v2.2_x64", "v2.2_x86")
    result = told(CONSOLE + other, "paste.txt")

    assert [scan.host for scan in result.scans] == ["TKY-PC014", "TKY-PC015"]


def test_a_warning_is_kept_as_what_could_not_be_looked_at() -> None:
    (scan,) = told(ENGLISH + "[*] Fail to acquire imagepath from pid:4\n").scans

    assert scan.outcome is Outcome.CLEAN
    assert scan.could_not == ("[*] Fail to acquire imagepath from pid:4",)


def test_a_line_of_a_closed_version_is_kept() -> None:
    report = JAPANESE.replace("v2.2", "v2.4").replace(RULE, f"YARA rules: 12\n{RULE}")
    (scan,) = told(report).scans

    assert scan.outcome is Outcome.CLEAN
    assert list(scan.unknown.values()) == ["YARA rules: 12"]
    (scan,) = told(JSON.replace('"no"', '"no",\n  "edition":"x64"')).scans
    assert scan.unknown == {"edition": "x64"}


def test_names_that_differ_are_a_defect_and_bad_news_goes_to_each() -> None:
    clean = told(JSON, host="OSK-PC001")
    found = told(INFECTED_JSON, host="OSK-PC001")

    assert [scan.host for scan in clean.scans] == ["OSK-PC001"]
    assert [scan.host for scan in found.scans] == ["OSK-PC001", "TKY-PC014"]
    for scan in (*clean.scans, *found.scans):
        assert "emocheck-hosts-differ" in scan.defects
    assert told(JSON, host="tky-pc014.example.co.jp").scans[0].defects == ()


@pytest.mark.parametrize(
    ("name", "host", "defects"),
    [
        ("20220518110233_emocheck.txt", "", ()),
        ("TKY-PC014_20220518110233_emocheck (1).txt", "TKY-PC014", ()),
        ("TKY_PC_14_20220518110233_emocheck.txt", "TKY_PC_14", ()),
        (
            "TKY-PC014_20220618110233_emocheck.txt",
            "TKY-PC014",
            ("emocheck-times-differ",),
        ),
        ("result.txt", "", ()),
    ],
)
def test_the_name_of_the_file_says_which_pc_and_when(
    name: str, host: str, defects: tuple[str, ...]
) -> None:
    (scan,) = told(ENGLISH, name).scans

    assert (scan.host, scan.defects) == (host, defects)


@pytest.mark.parametrize(
    "time_", ["0001-01-01 00:00:00", "2022-13-01 00:00:00", "yesterday"]
)
def test_a_time_that_cannot_be_is_none(time_: str) -> None:
    (scan,) = told(ENGLISH.replace("2022-05-18 11:02:33", time_), "x.txt").scans

    assert scan.started is None
    assert scan.defects == ("emocheck-lines-missing",)


@pytest.mark.parametrize(
    "data",
    [
        b"C:\\tools\\emocheck_v2.4_x64.exe: OK\n",
        b'{"name": "emocheck.exe", "pid": "716"}',
        b"ComputerName,Status\r\nTKY-PC014,OK\r\n",
        "EmoCheckで検査し、検知されませんでした。".encode(),
        b"",
    ],
)
def test_what_only_speaks_of_it_is_nobodys(data: bytes) -> None:
    assert not IMPORTER.claims(ReportFile("x.txt", data, datetime.now(UTC), TOKYO))


def test_a_huge_file_is_refused_and_a_large_one_read_in_bounded_time() -> None:
    assert told(ENGLISH + "x" * LONGEST).troubles[0].code == "emocheck-too-long"
    begin = time.process_time()
    lines = ENGLISH + "     Procesz Nane  : m\n" * (LONGEST // 24)

    assert outcomes(lines) == ["unknown"]
    assert time.process_time() - begin < 30
