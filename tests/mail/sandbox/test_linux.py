"""The filter of system calls, run by hand: what passes on which processor."""

from __future__ import annotations

import platform
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import honmono
from honmono.mail.sandbox import linux

ALLOW, EPERM, KILL = 0x7FFF0000, 0x00050001, 0x80000000
X86, ARM = linux._MACHINES["x86_64"], linux._MACHINES["aarch64"]


def verdict(
    machine: linux._Machine, number: int, *arguments: int, audit: int | None = None
) -> int:
    """Do what the kernel does with the filter, for one call."""
    memory = {linux._NUMBER: number, linux._ARCHITECTURE: audit or machine.audit}
    memory |= {linux._ARGUMENTS + 8 * n: a for n, a in enumerate(arguments)}
    steps, at, loaded = linux._filter(machine), 0, 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == linux._RETURN:
            return value
        if code == linux._LOAD:
            loaded = memory.get(value, 0)
        elif code == linux._JUMP_IF_EQUAL:
            at += yes if loaded == value else no
        else:
            at += yes if loaded & value else no


@pytest.mark.parametrize("machine", [X86, ARM])
def test_what_is_listed_passes_and_nothing_else(machine: linux._Machine) -> None:
    listed = {each[machine.column] for each in linux._ALLOWED.values()}
    special = {
        each[machine.column]
        for each in (linux._MMAP, linux._MPROTECT, linux._PRLIMIT64)
    }
    for number in (*range(500), 0x40000000, 0x40000002, 0xFFFFFFFF):
        if number not in special:
            expected = ALLOW if number in listed else EPERM
            assert verdict(machine, number) == expected, number


@pytest.mark.parametrize("machine", [X86, ARM])
def test_memory_is_never_code(machine: linux._Machine) -> None:
    for calls in (linux._MMAP, linux._MPROTECT):
        number = calls[machine.column]
        assert verdict(machine, number, 0, 4096, 3) == ALLOW
        assert verdict(machine, number, 0, 4096, 4) == EPERM
        assert verdict(machine, number, 0, 4096, 7) == EPERM


@pytest.mark.parametrize("machine", [X86, ARM])
def test_the_only_bound_that_may_be_changed_is_its_own_cpu_time(
    machine: linux._Machine,
) -> None:
    number = linux._PRLIMIT64[machine.column]
    assert verdict(machine, number, 0, 0) == ALLOW
    assert verdict(machine, number, 0, 9) == EPERM  # its memory
    assert verdict(machine, number, 1234, 0) == EPERM  # somebody else's


def test_calls_as_another_processor_makes_them_end_the_worker() -> None:
    assert verdict(X86, 0, audit=0x40000003) == KILL  # i386
    assert verdict(ARM, 63, audit=X86.audit) == KILL


def test_one_call_is_not_listed_twice() -> None:
    for column in (0, 1):
        numbers = [each[column] for each in linux._ALLOWED.values()]
        assert len(numbers) == len(set(numbers))


ALONE: Final = """
import socket, sys
from honmono.mail.sandbox import linux
linux.give_up_privileges()
layer = getattr(linux, sys.argv[1])()
if not layer.holds:
    sys.exit(layer.detail)
for attempt in (
    lambda: open("/etc/passwd"),
    lambda: open(sys.argv[2], "wb"),
    lambda: socket.socket().connect(("127.0.0.1", int(sys.argv[3]))),
):
    try:
        attempt()
        print("done")
    except PermissionError:
        print("refused")
print(layer.detail)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there")
@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_each_layer_suffices(layer: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        ran = subprocess.run(
            [sys.executable, "-c", ALONE, layer, str(tmp_path / "new"), port],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(honmono.__file__).parents[1],
        )
    if layer == "landlock" and "not in this kernel" in ran.stderr:
        pytest.skip(ran.stderr.strip())
    *attempts, detail = ran.stdout.splitlines()
    knows_connections = layer == "seccomp" or "connections" in detail
    assert attempts == ["refused"] * (2 + knows_connections) + ["done"] * (
        not knows_connections
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there")
def test_an_unknown_processor_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    layer = linux.seccomp()
    assert (layer.holds, layer.detail) == (
        False,
        "its calls are not known for this riscv64",
    )
