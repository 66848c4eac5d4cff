"""Who asks: a worker of a pool, a thread, a process that dies or was copied."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

import honmono
import honmono.mail.sandbox
from honmono.mail import sandbox
from honmono.mail.sandbox import Failure, FailureKind, Limits, warm
from honmono.mail.sandbox.process import Worker

JOBS: Final = "tests.mail.sandbox.escapes"


@pytest.fixture(autouse=True)
def _nobody_waits_afterwards() -> Iterator[None]:
    yield
    warm.end_all()


def ask(function: str, data: bytes = b"") -> bytes | Failure:
    with warm.worker(JOBS, Limits()) as worker:
        assert isinstance(worker, Worker)
        return worker.ask(function, data, {})


@pytest.mark.parametrize("job", ["os:system", "honmono:x", "honmono.mail", "wave:open"])
def test_jobs_are_functions_of_ours(job: str) -> None:
    with pytest.raises(ValueError, match="is no job"):
        sandbox.ask(job, b"")


def test_a_module_that_is_missing_is_said() -> None:
    got = sandbox.ask("honmono.nowhere:x", b"")
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.NOT_INSTALLED
    assert "honmono.nowhere" in got.detail


def test_a_large_file_is_refused_before_it_is_sent() -> None:
    got = sandbox.ask("honmono.nowhere:x", bytes(sandbox.LIMITS.data + 1))
    assert isinstance(got, Failure)
    assert got.kind is FailureKind.TOO_LARGE


@pytest.mark.skipif(sys.platform != "linux", reason="other walls elsewhere")
def test_the_layers_are_named() -> None:
    layers = sandbox.layers()
    assert [layer.name for layer in layers] == ["limits", "landlock", "seccomp"]
    assert all(layer.holds for layer in layers if layer.name != "landlock")
    assert all(layer.detail for layer in layers)


def _ask_in_a_pool(pipe: multiprocessing.connection.Connection) -> None:
    pipe.send(ask("upper", b"pool"))
    pipe.close()


def test_a_daemonic_process_may_ask() -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_ask_in_a_pool, args=(theirs,), daemon=True
    )
    process.start()
    assert ours.recv() == b"POOL"
    process.join()


def test_threads_do_not_get_each_others_answers() -> None:
    answers: dict[int, list[bytes | Failure]] = {}

    def several(number: int) -> None:
        answers[number] = [ask("upper", b"abcdef"[number:]) for _ in range(20)]

    threads = [threading.Thread(target=several, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: [b"ABCDEF"[n:]] * 20 for n in range(4)}
    assert ask("upper", b"x") == b"X"  # the thread that started the worker has ended


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forking here")
def test_a_copy_of_the_process_leaves_the_worker_alone() -> None:
    mine = ask("process_id")
    child = os.fork()
    if child == 0:
        os._exit(0 if ask("process_id") not in (mine, None) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert ask("process_id") == mine


_ASKS: Final = """
import sys
from tests.mail.sandbox import test_parents as t
print(t.ask("process_id").decode(), flush=True)
print(t.ask(sys.argv[1]), flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the pipe's end tells it")
@pytest.mark.parametrize("function", ["sleeps", "loops"])
def test_a_worker_dies_with_its_parent(function: str) -> None:
    root = Path(honmono.mail.sandbox.__file__).parents[3]
    parent = subprocess.Popen(
        [sys.executable, "-c", _ASKS, function], stdout=subprocess.PIPE, cwd=root
    )
    assert parent.stdout
    worker = int(parent.stdout.readline())
    with suppress(OSError):  # where there is no pidfd
        watched = os.pidfd_open(worker)
        parent.send_signal(signal.SIGKILL)
        parent.communicate()
        import select

        assert select.select([watched], [], [], 60)[0]  # readable when it is gone
        os.close(watched)


def test_ctrl_c_reaches_the_parent_alone() -> None:
    first = ask("process_id")
    assert isinstance(first, bytes)
    if hasattr(os, "getpgid"):
        assert os.getpgid(int(first)) != os.getpgid(0)
        os.kill(int(first), signal.SIGINT)
    assert ask("process_id") == first


def test_secrets_do_not_show_in_the_process_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HONMONO_ZIP_PASSWORD", "correct horse")
    with warm.worker(JOBS, Limits()) as worker:
        assert isinstance(worker, Worker)
        assert worker.ask("upper", b"", {"password": "battery"}) == b"battery"
        assert worker._process is not None
        assert "battery" not in str(worker._process.args)
        told = worker.ask("environment", b"", {})
    assert told == b"" or (isinstance(told, bytes) and b"horse" not in told)


def test_the_worker_runs_the_same_honmono() -> None:
    """Not another one that is installed beside it."""
    assert ask("where_honmono_is") == honmono.__file__.encode()


def test_a_copy_elsewhere_runs_itself(tmp_path: Path) -> None:
    root = Path(honmono.__file__).parents[1]
    shutil.copytree(root / "honmono", tmp_path / "honmono")
    probe = tmp_path / "honmono" / "mail" / "sandbox" / "probe.py"
    probe.write_text("def same(data):\n    return b'the copy'\n", "utf-8")
    code = "from honmono.mail import sandbox as s; print(s.ask('%s:same', b''))"
    ran = subprocess.run(
        [sys.executable, "-c", code % "honmono.mail.sandbox.probe"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert ran.stdout == b"b'the copy'\n", ran.stderr
