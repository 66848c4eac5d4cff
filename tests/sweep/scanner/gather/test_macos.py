"""A Mac is played: what `ps` and `ioreg` print, and plists on a disk of the test."""

from __future__ import annotations

import plistlib
import subprocess
from pathlib import Path

from honmono.sweep.scanner.gather import macos
from honmono.sweep.scanner.gather._core import Budget

PRINTED: dict[tuple[str, ...], str] = {
    macos.PS_IMAGES: "    1     0 root   /sbin/launchd\n"
    "  501     1 hanako /Applications/Some App.app/Contents/MacOS/Some App\n",
    macos.PS_COMMANDS: "    1 /sbin/launchd\n  501 /Applications/Some App --flag 7 8 x\n",
    macos.IOREG: '    "IOPlatformSerialNumber" = "C02XG0FDH7JY"\n    "IOPlatformUUID" = "564D-1"\n',
}


def test_a_path_with_blanks_stays_whole() -> None:
    got = macos.processes(PRINTED.__getitem__, Budget())
    app = got.items[1]
    assert app["image_path"] == "/Applications/Some App.app/Contents/MacOS/Some App"
    assert app["name"] == "Some App"
    assert (app["pid"], app["ppid"], app["user"]) == (501, 1, "hanako")
    assert app["command_line"] == "/Applications/Some App --flag 7 8 x"


def test_ps_that_fails_or_hangs_is_told() -> None:
    def fails(command: tuple[str, ...]) -> str:
        raise subprocess.CalledProcessError(1, command)

    def hangs(command: tuple[str, ...]) -> str:
        raise subprocess.TimeoutExpired(command, 30)

    assert macos.processes(fails, Budget()).could_not == {
        "processes": "failed: CalledProcessError"
    }
    assert "processes" in macos.processes(hangs, Budget()).could_not
    assert "processes" in macos.processes(lambda command: "", Budget()).could_not


def test_numbers_of_the_hardware() -> None:
    assert list(macos.ids(PRINTED.__getitem__)) == [
        "serial:C02XG0FDH7JY",
        "uuid:564D-1",
    ]


def test_launchd_of_all_and_of_each_user(tmp_path: Path) -> None:
    for folder, label in (
        ("Library/LaunchDaemons", "com.example.d"),
        ("Users/hanako/Library/LaunchAgents", "com.example.a"),
    ):
        place = tmp_path / folder
        place.mkdir(parents=True)
        said = {"Label": label, "ProgramArguments": ["/opt/x", "-q"]}
        (place / "one.plist").write_bytes(plistlib.dumps(said))
    got = macos.autoruns(tmp_path, Budget())
    told = [(one["name"], one["command_line"], one["user"]) for one in got.items]
    assert told == [
        ("com.example.d", "/opt/x -q", ""),
        ("com.example.a", "/opt/x -q", "hanako"),
    ]


def test_a_broken_plist_is_told(tmp_path: Path) -> None:
    place = tmp_path / "Library/LaunchAgents"
    place.mkdir(parents=True)
    (place / "bad.plist").write_bytes(b"<plist><dict>")
    got = macos.autoruns(tmp_path, Budget())
    assert list(got.could_not) == [f"autoruns:{place / 'bad.plist'}"]
