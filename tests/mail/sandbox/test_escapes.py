"""Whatever is tried in the worker is a value, harms nobody, and the next file is read."""

from __future__ import annotations

import os
import platform
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from honmono.mail.sandbox import Failure, FailureKind, Limits, warm
from honmono.mail.sandbox.process import Worker

JOBS: Final = "tests.mail.sandbox.escapes"
LIMITS: Final = Limits(answer=2**20)
"""As usual, but that a small answer is too much."""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other walls elsewhere")


@pytest.fixture(autouse=True)
def _nobody_waits_afterwards() -> Iterator[None]:
    yield
    warm.end_all()


def ask(
    function: str, data: bytes | str | int = b"", limits: Limits = LIMITS
) -> bytes | Failure:
    """Have a job of `escapes` done, as `honmono.mail.sandbox.ask` does."""
    given = data if isinstance(data, bytes) else str(data).encode()
    with warm.worker(JOBS, limits) as worker:
        assert isinstance(worker, Worker)
        return worker.ask(function, given, {})


def the_next_file_is_read() -> bool:
    return ask("upper", b"next") == b"NEXT"


@linux_only
@pytest.mark.parametrize(
    ("function", "data"),
    [
        ("reads_a_file", "/etc/passwd"),
        ("reads_a_file", __file__),
        ("reads_a_file", "/proc/self/environ"),
        ("lists_a_folder", "/"),
        ("looks_at_a_file", "/etc/passwd"),
        ("executes", ""),
        ("starts_a_program", ""),
        ("forks", ""),
        ("starts_a_thread", ""),
        ("raises_its_bounds", ""),
        ("makes_code", ""),
        ("imports_late", ""),
    ],
)
def test_what_needs_the_kernel_is_refused_by_it(function: str, data: str) -> None:
    got = ask(function, data)
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.CRASHED
    words = ("not permitted", "No module", "start new thread", "not allowed to raise")
    assert any(word in got.detail for word in words), got.detail
    assert the_next_file_is_read()


@linux_only
def test_no_file_is_written_or_deleted(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"ours")
    assert isinstance(ask("deletes_a_file", str(kept)), Failure)
    assert isinstance(ask("writes_a_file", str(kept)), Failure)
    assert isinstance(ask("writes_a_file", str(tmp_path / "new")), Failure)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert kept.read_bytes() == b"ours"


@linux_only
def test_nobody_is_connected_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        got = ask("connects", server.getsockname()[1])
        assert isinstance(got, Failure)
        assert "not permitted" in got.detail
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as it:
        it.bind(f"{folder}/s")
        it.listen()
        assert isinstance(ask("connects_to_a_path", f"{folder}/s"), Failure)


@linux_only
def test_the_parent_is_not_killed() -> None:
    got = ask("signals_its_parent", os.getpid())
    assert isinstance(got, Failure)
    assert "not permitted" in got.detail


@linux_only
@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86-64")
@pytest.mark.parametrize(
    ("call", "number"),
    {
        "open": 2,
        "openat": 257,
        "creat": 85,
        "socket": 41,
        "connect": 42,
        "clone": 56,
        "fork": 57,
        "vfork": 58,
        "execve": 59,
        "clone3": 435,
        "kill": 62,
        "tgkill": 234,
        "ptrace": 101,
        "process_vm_readv": 310,
        "unlink": 87,
        "rename": 82,
        "chmod": 90,
        "mount": 165,
        "bpf": 321,
        "io_uring_setup": 425,
        "userfaultfd": 323,
        "keyctl": 250,
        "ioctl": 16,
        "pidfd_open": 434,
        "memfd_create": 319,
        "shmget": 29,
        "dup": 32,
        "openat2": 437,
        "open_by_handle_at": 304,
        "prctl": 157,
        "fcntl": 72,
        "setrlimit": 160,
        "nanosleep": 35,
        "x32 open": 0x40000002,
    }.items(),
)
def test_only_a_few_calls_reach_the_kernel(call: str, number: int) -> None:
    assert ask("raw_call", number) == b"-1 1", call  # EPERM


@pytest.mark.parametrize(
    ("function", "kind", "words"),
    [
        ("takes_two_gigabytes", FailureKind.TOO_MUCH_MEMORY, "512 MB"),
        ("answers_nonsense", FailureKind.CRASHED, "none"),
        ("announces_too_much", FailureKind.TOO_MUCH_OUTPUT, "4,294,967,295 bytes"),
        ("ends_in_mid_frame", FailureKind.CRASHED, "exit status 0"),
        ("fails_nonsensically", FailureKind.CRASHED, "cannot say why"),
        ("segfaults", FailureKind.CRASHED, "SIGSEGV"),
        ("exits", FailureKind.CRASHED, "exit status 7"),
        ("raises", FailureKind.CRASHED, "KeyError: 'no such stream'"),
        ("recurses", FailureKind.CRASHED, "RecursionError"),
        ("nothing_of_this_name", FailureKind.CRASHED, "AttributeError"),
    ],
)
def test_a_worker_that_fails_is_a_value(
    function: str, kind: FailureKind, words: str
) -> None:
    got = ask(function)
    assert isinstance(got, Failure)
    assert got.kind is kind
    assert words in got.detail
    assert the_next_file_is_read()


def test_an_answer_may_be_so_long_and_no_longer() -> None:
    assert ask("answers_too_much", LIMITS.answer) == bytes(LIMITS.answer)
    got = ask("answers_too_much", LIMITS.answer + 1)
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.TOO_MUCH_OUTPUT
    assert the_next_file_is_read()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_loop_ends_when_its_cpu_time_is_used_up() -> None:
    got = ask("loops", limits=LIMITS._replace(cpu_seconds=1))
    assert got == Failure(FailureKind.TIMED_OUT, "took more than 1 s")
    assert the_next_file_is_read()


@pytest.mark.parametrize("function", ["sleeps", "loops", "writes_without_end"])
def test_a_worker_that_is_late_is_killed(function: str) -> None:
    limits = LIMITS._replace(wall_seconds=1.0)
    got = ask(function, limits=limits)
    if got != b"x" or function != "writes_without_end":  # whose frame is an answer
        assert got == Failure(FailureKind.TIMED_OUT, "no answer within 1 s")
    assert the_next_file_is_read()


def test_what_a_job_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert ask("prints", b"data") == b"data"
    assert capfd.readouterr() == ("", "")


def test_a_refusal_is_one_printable_line() -> None:
    got = ask("refuses", b"a.zip")
    assert got == Failure(FailureKind.LOCKED, "no key for [31m a.zip")


def test_a_worker_that_was_killed_is_replaced() -> None:
    first = ask("process_id")
    assert isinstance(first, bytes)
    assert ask("process_id") == first
    os.kill(int(first), getattr(signal, "SIGKILL", signal.SIGTERM))
    os.waitid(os.P_PID, int(first), os.WEXITED | os.WNOWAIT)
    assert ask("process_id") != first
