"""The parent's side of one worker: it is started, asked, and killed when it is late.

Both sides take turns, so neither can block the other for good; a thread kills the worker
at its deadline, and then whatever the parent was waiting for ends.  (Pipes cannot be
waited for with a time-out on Windows.)  The worker never sees the file: it asks for
pieces, and the parent reads them.  So it needs no descriptor and no path.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, cast

import honmono
from honmono.mail.sandbox import frames, windows
from honmono.mail.sandbox._core import (
    OF_JOBS,
    Failure,
    FailureKind,
    File,
    Item,
    Layer,
    Limits,
    one_line,
)
from honmono.mail.sandbox.frames import BrokenFrameError, Frame, Kind, LongFrameError
from honmono.mail.sandbox.watch import Watch

_START: Final = """
import sys
others = [path.endswith("-packages") for path in sys.path]
sys.path.insert(others.index(True) if any(others) else len(others), sys.argv[1])
from honmono.mail.sandbox.worker import main
main()
"""
"""Our own package goes before another one that is installed, and behind Python's own."""

_ENVIRONMENT: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What an interpreter may need to start.  Everything else, passwords too, stays here."""

_SMALL: Final = 64 * 2**10
_MOST_OF_FILE: Final = 4 * 2**20
"""Bytes of a file that are read at once."""


class Worker:
    """One process that has loaded one module and locked itself in."""

    def __init__(self, module: str, limits: Limits) -> None:
        self.module = module
        self.limits = limits
        self.owner = os.getpid()
        self.thread = threading.current_thread()
        self.layers: tuple[Layer, ...] = ()
        self.fit = False
        """May it be given another file?"""
        self._late = False
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> Failure | None:
        """Start the process and have it load its module; None when it is ready."""
        try:
            self._process = _spawn()
        except OSError as error:
            detail = f"no worker could be started: {error.strerror or error}"
            return Failure(FailureKind.NOT_INSTALLED, one_line(detail))
        walls = windows.confine(self._process, self.limits)
        load = {"module": self.module, "limits": self.limits._asdict()}
        with self._watch(self.limits.start_seconds) as watch, watch.turn():
            got = self._exchange(Kind.LOAD, _as_json(load), {Kind.READY: _SMALL})
        if isinstance(got, Failure):
            self.end()
            return got
        self.layers = (*walls, *(Layer(*each) for each in json.loads(got.data)))
        self.fit = True
        return None

    def ask(
        self, function: str, data: bytes, arguments: Mapping[str, str]
    ) -> bytes | Failure:
        """Have one file opened."""
        job = {"function": function, "arguments": arguments}
        bounds = {Kind.ANSWER: self.limits.answer}
        with self._watch(self.limits.wall_seconds) as watch, watch.turn():
            if failure := self._tell(Kind.JOB, _as_json(job)):
                return failure
            got = self._exchange(Kind.DATA, data, bounds)
        return got if isinstance(got, Failure) else got.data

    def stream(
        self, function: str, file: File, arguments: Mapping[str, str]
    ) -> Iterator[Item | Failure]:
        """Have a container opened; a failure is the last that comes."""
        size = file.seek(0, os.SEEK_END)
        job = {"function": function, "arguments": arguments, "size": size}
        with self._watch(self.limits.wall_seconds) as watch:
            with watch.turn():
                got = self._next(file, size, self._tell(Kind.JOB, _as_json(job)))
            while got is not None:
                yield got
                if isinstance(got, Failure):
                    return
                with watch.turn():
                    got = self._next(file, size, None)

    def _next(
        self, file: File, size: int, failure: Failure | None
    ) -> Item | Failure | None:
        """Hand over pieces of the file until there is an item; None at the end."""
        bounds = {
            Kind.PIECE: frames.PIECE.size,
            Kind.LABEL: self.limits.label,
            Kind.END: 0,
        }
        got = failure or self._receive(bounds)
        while not isinstance(got, Failure) and got.kind is Kind.PIECE:
            piece = _piece(file, size, got.data)
            got = self._exchange(Kind.DATA, piece, bounds)
        if isinstance(got, Failure):
            return got
        if got.kind is Kind.END:
            return None
        data = self._receive({Kind.ANSWER: self.limits.answer})
        if isinstance(data, Failure):
            return data
        return Item(got.data.decode("utf-8", "replace"), data.data)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.fit = False
        if self._process is None:
            return
        if self.owner != os.getpid():  # a copy of this process was made: it is not ours
            self._process.returncode = 0
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", pipe).close()

    def is_there(self) -> bool:
        """Can it be asked, by this process and thread?"""
        ours = self.owner == os.getpid() and self.thread is threading.current_thread()
        there = self._process is not None and self._process.poll() is None
        return self.fit and ours and there

    def _exchange(
        self, kind: Kind, data: bytes, bounds: dict[Kind, int]
    ) -> Frame | Failure:
        return self._tell(kind, data) or self._receive(bounds)

    def _tell(self, kind: Kind, data: bytes) -> Failure | None:
        """Send a frame.  A worker that died may have said why, which is read later."""
        assert self._process is not None  # noqa: S101
        with suppress(OSError, ValueError):
            frames.write(cast("IO[bytes]", self._process.stdin), kind, data)
            return None
        got = self._receive({})
        return got if isinstance(got, Failure) else self._dead()

    def _receive(self, bounds: dict[Kind, int]) -> Frame | Failure:
        """Take the next frame, or say why none comes."""
        assert self._process is not None  # noqa: S101
        pipe = cast("IO[bytes]", self._process.stdout)
        try:
            got = frames.read(pipe, {**bounds, Kind.FAILURE: _SMALL})
        except (EOFError, OSError, ValueError):
            return self._dead()
        except BrokenFrameError as error:
            self.fit = False
            much = isinstance(error, LongFrameError)
            kind = FailureKind.TOO_MUCH_OUTPUT if much else FailureKind.CRASHED
            return Failure(kind, f"its reader answered with {error}")
        if got.kind is not Kind.FAILURE:
            return got
        failure = _failure(got.data)
        self.fit = self.fit and failure.kind in OF_JOBS
        return failure

    def _dead(self) -> Failure:
        """Why the process ended."""
        assert self._process is not None  # noqa: S101
        self.fit = False
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:  # it closed its pipe and lives on
            self._process.kill()
            status = self._process.wait()
        if self._late:
            detail = f"no answer within {self.limits.wall_seconds:g} s"
            return Failure(FailureKind.TIMED_OUT, detail)
        if status == -getattr(signal, "SIGXCPU", 24):
            detail = f"took more than {self.limits.cpu_seconds} s"
            return Failure(FailureKind.TIMED_OUT, detail)
        return Failure(FailureKind.CRASHED, f"its reader died ({_cause(status)})")

    def _watch(self, seconds: float) -> Watch:
        """Kill the worker after that; whatever is being read from it then ends."""
        return Watch(seconds, self._kill_late)

    def _kill_late(self) -> None:
        self._late, self.fit = True, False
        if self._process is not None:
            self._process.kill()


def _spawn() -> subprocess.Popen[bytes]:
    """Start an interpreter that knows nothing of this one: no path, no settings.

    In a session of its own, so that Ctrl-C reaches the parent alone.
    """
    root = str(Path(honmono.__file__).resolve().parents[1])
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-I", "-X", "utf8", "-c", _START, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "MALLOC_ARENA_MAX": "1"},
        cwd=os.sep,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _piece(file: File, size: int, wanted: bytes) -> bytes:
    """The piece of the file that the worker wants, as far as there is one."""
    offset, length = frames.PIECE.unpack(wanted.ljust(frames.PIECE.size, b"\0"))
    if offset >= size:
        return b""
    file.seek(offset)
    return file.read(min(length, _MOST_OF_FILE, size - offset))


def _as_json(value: object) -> bytes:
    return json.dumps(value).encode()


def _failure(data: bytes) -> Failure:
    """What a worker says went wrong; it may say anything."""
    try:
        kind, detail = json.loads(data)
        return Failure(FailureKind(kind), one_line(str(detail)))
    except (ValueError, TypeError, RecursionError):
        return Failure(FailureKind.CRASHED, "its reader failed and cannot say why")


def _cause(status: int) -> str:
    """`SIGSEGV`, or the exit status."""
    with suppress(ValueError):
        return signal.Signals(-status).name
    return f"exit status {status}"
