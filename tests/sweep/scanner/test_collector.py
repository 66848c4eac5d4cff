"""The PowerShell collector, read as text: no test of ours can run it."""

from __future__ import annotations

import re
from importlib.resources import files

from honmono.sweep.scanner._core import FORM
from honmono.sweep.scanner.artefacts import PARTS

RAW = files("honmono.sweep.scanner").joinpath("collect.ps1").read_bytes()
TEXT = RAW.decode("utf-8-sig")
CODE = "\n".join(
    line for line in TEXT.splitlines() if not line.lstrip().startswith("#")
)

READING = {
    *(
        "Get-CimInstance",
        "Get-Process",
        "Get-ChildItem",
        "Get-FileHash",
        "Get-ScheduledTask",
    ),
    *("Get-MpComputerStatus", "Get-MpThreatDetection", "Get-MpThreat"),
    *("Where-Object", "ForEach-Object", "Select-Object", "ConvertTo-Json"),
    *("New-Object", "Set-StrictMode"),
}
"""`New-Object` makes a list in memory; nothing here writes, starts, fetches or sends."""

STATICS = {
    *(
        "OpenBaseKey",
        "GetCurrent",
        "Combine",
        "WriteAllText",
        "Exists",
        "Open",
        "ToString",
    ),
    *("GetFiles", "GetAttributes", "GetFileName", "ExpandEnvironmentVariables"),
}


def test_it_is_short_and_readable_by_powershell_5() -> None:
    assert len(TEXT.splitlines()) <= 150
    assert RAW.startswith(b"\xef\xbb\xbf"), (
        "else 5.1 reads it in the code page of the PC"
    )


def test_it_says_that_our_tests_cannot_run_it() -> None:
    assert "tests CANNOT run this script" in TEXT[:1_200]


def test_it_calls_reading_commands_alone() -> None:
    without = re.sub(
        r"'[^'\n]*'", "''", re.sub(r'"Honmono.*|"Please.*|"\[!\].*', "", CODE)
    )
    called = set(re.findall(r"\b[A-Z][a-zA-Z]+-[A-Z][A-Za-z]+\b", without))
    assert called == READING


def test_it_writes_in_one_place_and_opens_files_for_reading() -> None:
    assert set(re.findall(r"::([A-Z]\w+)\(", CODE)) <= STATICS
    assert CODE.count("WriteAllText") == 1
    assert re.findall(r"::Open\(([^)]*)\)", CODE) == [
        "$entry.FullName, 'Open', 'Read', 'ReadWrite, Delete'"
    ]


def test_it_runs_nothing_and_fetches_nothing() -> None:
    for word in (
        *("Invoke", "iex", "DownloadString", "WebClient", "http", "Start-", "Remove-"),
        *(
            "Set-Item",
            "New-Item",
            "reg load",
            "reg.exe",
            "cmd",
            "Add-Type",
            "-EncodedCommand",
        ),
    ):
        assert word not in CODE, word


def unbalanced(code: str) -> str:
    """The first thing that does not close, as PowerShell reads brackets and strings."""
    open_now: list[str] = []
    pairs = {")": "(", "}": "{", "]": "["}
    place = 0
    while place < len(code):
        one = code[place]
        in_text = bool(open_now) and open_now[-1] == '"'
        if in_text and one == "$" and code[place + 1 : place + 2] in ("(", "{"):
            open_now.append(code[place + 1])
            place += 1
        elif one == '"':
            if in_text:
                open_now.pop()
            else:
                open_now.append(one)
        elif in_text:
            pass
        elif one == "'":
            end = code.find("'", place + 1)
            if end < 0 or "\n" in code[place:end]:
                return code[place : place + 40]
            place = end
        elif one in "({[":
            open_now.append(one)
        elif one in pairs and (not open_now or open_now.pop() != pairs[one]):
            return code[place - 40 : place + 1]
        place += 1
    return "".join(open_now)


def test_brackets_and_quotes_are_balanced() -> None:
    assert unbalanced(CODE) == ""
    assert unbalanced(CODE + "}") != ""
    assert unbalanced(CODE.replace("Save 'defender' (", "Save 'defender' ", 1)) != ""
    assert unbalanced(CODE.replace("'defender'", "'defender", 1)) != ""
    assert unbalanced("""a "b $(c 'd' "e") f" @{ g = 'h' }""") == ""


def names_in(block: str) -> set[str]:
    return set(re.findall(r"(?:@\{|\[ordered\]@\{|;|\n)\s*([a-z_0-9]+) = ", block))


def after(begin: str, end: str) -> str:
    return CODE[CODE.index(begin) :].partition(end)[0]


def test_its_fields_are_those_of_the_form() -> None:
    whole = names_in(after("Save 'artefacts'", "})"))
    assert whole == {"form", "host", "could_not", *PARTS}
    assert f"form = '{FORM}'" in CODE
    host = names_in(after("$about = ", "folders ="))
    assert host == {
        *("name", "os", "os_version", "volume_serial", "user", "elevated"),
        *("collected_at", "collector", "ids"),
    }
    places = names_in(after("folders = @{", "}\n"))
    assert places == {
        "system32",
        "syswow64",
        "program_files",
        "local_appdata",
        "appdata",
    }


def test_its_rows_have_the_names_of_the_form() -> None:
    processes = names_in(after("$processes = Part", "} } }"))
    assert processes == {"name", "pid", "ppid", "image_path", "command_line", "user"}
    services = names_in(after("$services = Part", "} }"))
    assert services == {"name", "display_name", "command_line", "state"}
    assert {"path", "size", "is_folder", "head", "sha256"} <= names_in(
        after("$row = @{", "}")
    )
    assert "$row.mtime = " in CODE


def test_its_defender_file_is_what_the_importer_reads() -> None:
    names = names_in(after("Save 'defender'", "})"))
    assert names == {
        *("form", "computer", "elevated", "exported_at"),
        *("status", "detections", "threats"),
    }
    assert "form = 'honmono-defender-1'" in CODE


def test_json_is_deep_enough_and_times_do_not_follow_the_calendar_of_the_pc() -> None:
    assert "-Depth 6" in CODE
    assert "InvariantCulture" in CODE
    assert not re.search(r"ToString\('[^']+'\)", CODE), (
        "a format without the plain culture"
    )
