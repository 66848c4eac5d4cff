"""Which processes run a file: as thorough as asking each, and read once."""

from __future__ import annotations

import pytest

from honmono.sweep.scanner import mentioned
from honmono.sweep.scanner.commands import folded_line
from honmono.sweep.scanner.machine import Process
from honmono.sweep.scanner.mentioned import Mentioned
from honmono.sweep.scanner.paths import mentions, same

PATH = r"c:\users\tanaka\appdata\local\qwertyui\my file.v2.dll"
KNOWN = {"localappdata": r"c:\users\tanaka\appdata\local"}


def process(line: str, image: str = r"c:\windows\system32\rundll32.exe") -> Process:
    return Process("rundll32.exe", "7", "4", image, folded_line(line), line, "")


@pytest.mark.parametrize(
    "line",
    [
        rf'rundll32 "{PATH}",RunDLL',
        rf"rundll32 {PATH},#1",
        rf"rundll32 /x{PATH}",
        PATH.upper(),
        r'rundll32 "%LOCALAPPDATA%\Qwertyui\My File.v2.dll",x',
        r"rundll32 C:/Users//tanaka/AppData/Local/qwertyui/MYFILE~1.dll,x",
        r"regsvr32 C:\Users\TANAKA\AppData\Local\QWERTY~1\MYFILE~1.DLL",
    ],
)
def test_a_command_line_that_names_the_file_runs_it(line: str) -> None:
    one = process(line)
    assert Mentioned([one], KNOWN).running(PATH) == [one]


@pytest.mark.parametrize(
    "line",
    [
        rf"rundll32 {PATH}x,#1",
        rf"rundll32 {PATH}.bak",
        r"rundll32 c:\users\other\appdata\local\qwertyui\my file.v2.dll,x",
        r"rundll32 shell32.dll,Control_RunDLL",
        "",
    ],
)
def test_a_command_line_that_names_another_does_not(line: str) -> None:
    assert Mentioned([process(line)], KNOWN).running(PATH) == []


@pytest.mark.parametrize(
    ("image", "path"),
    [
        (PATH, PATH),
        (r"c:\users\tanaka\appdata\local\qwerty~1\myfile~1.dll", PATH),
        (PATH, r"c:\users\tanaka\appdata\local\qwerty~1\myfile~1.dll"),
    ],
)
def test_the_image_itself_runs_also_under_its_short_name(image: str, path: str) -> None:
    one = process("x", image)
    assert same(image, path)
    assert Mentioned([one], KNOWN).running(path) == [one]


def test_every_line_is_read_once_however_many_files_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []

    def counted(text: object, variables: object = None) -> str:
        read.append(text)
        return folded_line(text)

    monkeypatch.setattr(mentioned, "folded_line", counted)
    running = [process(rf"rundll32 c:\a\b{n}.dll,x ~") for n in range(50)]
    asked = Mentioned(running, {})
    hits = [asked.running(rf"c:\a\b{n}.dll") for n in range(2_000)]

    assert len(read) == 50
    assert sum(map(len, hits)) == 50
    assert all(mentions(one.line, rf"c:\a\b{n}.dll") for n, one in enumerate(running))
