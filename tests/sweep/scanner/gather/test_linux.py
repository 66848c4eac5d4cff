"""Linux: a /proc of the test, with what attackers call themselves."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from honmono.sweep.scanner.gather import gather, linux
from honmono.sweep.scanner.gather._core import Budget
from tests.sweep.scanner.test_report import NOW


def process(
    root: Path, pid: int, name: str, command: bytes, exe: str | None = None
) -> None:
    folder = root / "proc" / str(pid)
    folder.mkdir(parents=True)
    status = f"Name:\t{name}\nPPid:\t1\nUid:\t1000\t1000\t1000\t1000\n"
    (folder / "status").write_text(status, "utf-8")
    (folder / "cmdline").write_bytes(command)
    if exe is not None:
        (folder / "exe").symlink_to(exe)


def test_processes_are_read_from_proc(tmp_path: Path) -> None:
    process(tmp_path, 7, "cron", b"/usr/sbin/cron\0-f\0", "/usr/sbin/cron")
    process(tmp_path, 2, "kthreadd", b"")
    got = linux.processes(tmp_path / "proc", Budget())
    assert [one["name"] for one in got.items] == ["kthreadd", "cron"]
    assert got.items[1] == {
        "name": "cron",
        "pid": 7,
        "ppid": 1,
        "image_path": "/usr/sbin/cron",
        "command_line": "/usr/sbin/cron -f",
        "user": "1000",
    }
    assert got.could_not == {}


def test_a_hostile_name_cannot_play_another_process(tmp_path: Path) -> None:
    process(
        tmp_path,
        9,
        "evil",
        b"a\nPPid:\t4\nName:\tcron\0\x1b[2J\xff",
        "/opt/x (deleted)",
    )
    one = linux.processes(tmp_path / "proc", Budget()).items[0]
    assert (one["name"], one["ppid"]) == ("evil", 1)
    assert "\ufffd" in one["command_line"]


def test_without_proc_there_is_no_list(tmp_path: Path) -> None:
    got = linux.processes(tmp_path / "proc", Budget())
    assert got.items == []
    assert got.could_not == {"processes": "not found"}


def test_an_empty_proc_is_not_a_pc_on_which_nothing_runs(tmp_path: Path) -> None:
    (tmp_path / "proc").mkdir()
    assert "processes" in linux.processes(tmp_path / "proc", Budget()).could_not


def test_a_huge_proc_is_bounded(tmp_path: Path) -> None:
    for pid in range(1, 60):
        process(tmp_path, pid, "x", b"x" * 200_000)
    got = linux.processes(tmp_path / "proc", Budget(items=50))
    assert len(got.items) == 50
    assert got.could_not == {"processes": "too many items"}
    assert all(len(one["command_line"]) <= 4_096 for one in got.items)


def test_cron_units_and_autostart_are_autoruns(tmp_path: Path) -> None:
    (tmp_path / "etc/cron.d").mkdir(parents=True)
    (tmp_path / "etc/cron.d/job").write_text("# comment\n* * * * * root /opt/x\n")
    unit = tmp_path / "etc/systemd/system/a.service"
    unit.parent.mkdir(parents=True)
    unit.write_text("[Service]\nExecStart=/usr/bin/a --b\n")
    desktop = tmp_path / "home/hanako/.config/autostart/x.desktop"
    desktop.parent.mkdir(parents=True)
    desktop.write_text("[Desktop Entry]\nName=X\nExec=/home/hanako/x\n")
    got = linux.autoruns(tmp_path, Budget())
    told = {(one["name"], one["command_line"], one["user"]) for one in got.items}
    assert told == {
        ("job", "* * * * * root /opt/x", ""),
        ("a.service", "/usr/bin/a --b", ""),
        ("x.desktop", "/home/hanako/x", "hanako"),
    }
    assert got.could_not == {}


def test_running_programs_are_hashed(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    program = tmp_path / "prog"
    program.write_bytes(b"\x7fELF....")
    process(tmp_path, 5, "prog", b"prog", str(program))
    got = linux.files(tmp_path, Budget())
    found = {one["path"]: one for one in got.items}
    assert len(found[str(program)]["sha256"]) == 64


def test_this_machine_can_be_gathered() -> None:
    seen = gather(NOW, "linux")
    assert seen.processes is not None
    assert os.getpid() in {one["pid"] for one in seen.processes}
    assert seen.registry is None
    assert seen.services is None
    assert datetime.fromisoformat(seen.host["collected_at"]) == NOW
