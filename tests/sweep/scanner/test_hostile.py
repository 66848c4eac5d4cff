"""Rows that somebody wrote to waste our time: each check ends, and says so."""

from __future__ import annotations

import time

import pytest

from honmono.sweep.scanner._core import COULD_NOT, Artefacts
from honmono.sweep.scanner.looking import look
from tests.sweep.machines import KNOWLEDGE, Builder

LINES = {
    "scripts": "mshta " + "javascript:" * 3_000,
    "temp": "wscript " + "\\temp\\" * 5_000,
    "slashes": "rundll32 " + "\\" * 32_000,
    "quotes": "regsvr32 " + '/i:"' * 8_000,
    "wrappers": 'cmd /c start "" ' * 2_000,
    "commands": "cmd /c " + "a & " * 8_000,
    "short names": "rundll32 " + "c:\\a~1 " * 4_000,
    "registry": "powershell " + "gp " * 10_000,
    "base64": "powershell -w hidden -enc " + "A" * 30_000,
    "blanks": " " * 32_000 + "x",
    "variables": "%a" * 16_000,
    "dots": "..\\" * 10_000,
}


def filled(line: str, count: int) -> Artefacts:
    b = Builder(1, odd=False)
    above = b.run("C:\\Program Files\\Office\\EXCEL.EXE")
    for n in range(count):
        for name in ("rundll32.exe", "regsvr32.exe", "mshta.exe", "cmd.exe"):
            b.run(f"C:\\Windows\\System32\\{name}", parent=above, line=line)
        b.autorun("task", str(n), line)
        b.service(str(n), line)
    return b.artefacts()


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_one_long_line_takes_little_time(line: str) -> None:
    begin = time.process_time()
    look(filled(line, 1), KNOWLEDGE)

    assert time.process_time() - begin < 10


def test_many_of_them_end_with_an_answer() -> None:
    begin = time.process_time()
    told = look(filled(LINES["scripts"], 100), KNOWLEDGE, seconds=0.05)["checks"]

    assert time.process_time() - begin < 5
    assert (COULD_NOT, "took-too-long") in {(c["outcome"], c["why"]) for c in told}
