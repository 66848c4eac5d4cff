"""Paths of Windows: the same file is the same text, another is not."""

from __future__ import annotations

import pytest

from honmono.sweep.scanner.commands import command, decoded, folded_line, loaded, pieces
from honmono.sweep.scanner.paths import folded, mentions, program, same, variables_of

FILE = "c:\\users\\tanaka\\appdata\\local\\certcli\\kbdfr.exe"


@pytest.mark.parametrize(
    "written",
    [
        "C:\\Users\\Tanaka\\AppData\\Local\\certcli\\KBDFR.EXE",
        '"C:/Users/tanaka/AppData/Local/certcli/kbdfr.exe"',
        "\\\\?\\C:\\Users\\tanaka\\AppData\\Local\\certcli\\kbdfr.exe",
        "\\??\\C:\\Users\\tanaka\\AppData\\Local\\certcli\\kbdfr.exe",
        "\\Device\\HarddiskVolume3\\Users\\tanaka\\AppData\\Local\\certcli\\kbdfr.exe",
        "C:\\Users\\tanaka\\AppData\\Local\\\\certcli\\.\\kbdfr.exe. ",
        "C:\\Users\\Public\\..\\tanaka\\AppData\\Local\\certcli.\\kbdfr.exe",
        "%LOCALAPPDATA%\\certcli\\kbdfr.exe",
        "%UserProfile%\\AppData\\Local\\certcli\\kbdfr.exe",
    ],
)
def test_one_file_has_one_form(written: str) -> None:
    known = variables_of("C:\\Users\\tanaka\\AppData\\Local")

    assert folded(written, known) == FILE


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("\\SystemRoot\\System32\\smss.exe", "c:\\windows\\system32\\smss.exe"),
        ("system32\\drivers\\a.sys", "c:\\windows\\system32\\drivers\\a.sys"),
        ("%windir%\\regedit.exe", "c:\\windows\\regedit.exe"),
        ("\\\\?\\UNC\\fs01\\share\\a.exe", "\\\\fs01\\share\\a.exe"),
        ("C:\\..\\..\\a.exe", "c:\\a.exe"),
        ("..\\wn1.ocx", "..\\wn1.ocx"),
        ("%NOBODY%\\a.exe", "%nobody%\\a.exe"),
        ("", ""),
        (None, ""),
    ],
)
def test_other_ways_to_write_a_path(written: object, form: str) -> None:
    assert folded(written) == form


@pytest.mark.parametrize(
    "short",
    [
        "c:\\users\\tanaka\\appdata\\local\\longna~1\\file.exe",
        "c:\\users\\tanaka\\appdata\\local\\loa1b2~5\\file.exe",
    ],
)
def test_a_short_name_is_the_long_one_it_may_stand_for(short: str) -> None:
    assert same(short, "c:\\users\\tanaka\\appdata\\local\\long name here\\file.exe")


@pytest.mark.parametrize(
    "other",
    [
        "c:\\users\\tanaka\\appdata\\local\\othern~1\\file.exe",
        "c:\\users\\tanaka\\appdata\\local\\longna~1\\file.dll",
        "c:\\users\\tanaka\\appdata\\local\\longna~1",
        "",
    ],
)
def test_another_file_is_another(other: str) -> None:
    assert not same(
        other, "c:\\users\\tanaka\\appdata\\local\\long name here\\file.exe"
    )


@pytest.mark.parametrize(
    ("line", "is_there"),
    [
        (f'rundll32 "{FILE}",Run', True),
        (f"{FILE.upper()} /x", True),
        (FILE.replace("\\", "/"), True),
        (f"{FILE}.bak", False),
        (f"{FILE}2", False),
        (f"x {FILE}.bak {FILE}", True),
        ("c:\\users\\tanaka\\appdata\\local\\certcli\\kbdfr.ex", False),
        ("", False),
    ],
)
def test_a_path_is_found_in_a_command_line(line: str, is_there: bool) -> None:
    assert mentions(folded_line(line), FILE) is is_there


@pytest.mark.parametrize(
    ("line", "program_", "module", "export"),
    [
        ("rundll32 a.dll,Run", "rundll32.exe", "a.dll", "run"),
        ('"C:\\Windows\\System32\\RUNDLL32.EXE"   "C:\\a b\\c.dll", Run x', "rundll32.exe", "c:\\a b\\c.dll", "run"),
        ('rundll32.exe "C:\\a b\\c.dll,Run"', "rundll32.exe", "c:\\a b\\c.dll", "run"),
        ("rundll32.exe shell32.dll,Control_RunDLL C:\\Users\\t\\a.jpg,x", "rundll32.exe", "c:\\users\\t\\a.jpg", "control_rundll"),
        ("rundll32.exe shell32.dll,Control_RunDLL main.cpl", "rundll32.exe", "shell32.dll", "control_rundll"),
        ("regsvr32 /s /n /i:user C:\\Users\\t\\a b.dll", "regsvr32.exe", "c:\\users\\t\\a b.dll", ""),
        ("C:\\Windows\\System32\\regsvr32 -s ..\\a.ocx", "regsvr32.exe", "..\\a.ocx", ""),
        ("C:\\Program Files\\A\\b.exe /x", "b.exe", "", ""),
        ("notepad", "notepad.exe", "", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_a_command_line_is_taken_apart(
    line: str, program_: str, module: str, export: str
) -> None:
    one = command(line)

    assert one.program == program_
    assert tuple(loaded(one)) == (module, export)


def test_commands_of_one_line_of_cmd_are_seen_each() -> None:
    line = 'cmd.exe /c start "" /min regsvr32 a.dll & echo x'

    assert pieces(line) == ["regsvr32 a.dll", "echo x"]
    assert pieces('wscript "a & b.vbs"') == ['wscript "a & b.vbs"']


def test_names_of_processes_with_and_without_an_ending_are_one() -> None:
    assert program("Notepad") == program("notepad.EXE") == "notepad.exe"


def test_base64_that_is_none_is_not_read() -> None:
    assert decoded("powershell -enc " + "A" * 59) == ""
    assert decoded(None) == ""
