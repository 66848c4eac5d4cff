"""The worker's side: load a module, lock yourself in, then open what comes.

    load honmono.mail.source.outlook.rebuild   →  ready, behind these layers
    job  rebuild(data, source="letter.msg")    →  the mail, or why there is none

A job imports what it needs at the top of its module: afterwards nothing can be loaded.
If something in it loads late, the module may have a function `warm_up()`, which is called
before the door closes.

Every exception of a job is caught here, this being its only door; after most of them the
parent takes a fresh worker.
"""

from __future__ import annotations

import codecs
import importlib
import io
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from encodings.aliases import aliases
from types import ModuleType
from typing import IO, Any, Final, NamedTuple, NoReturn

from honmono.mail.sandbox import frames
from honmono.mail.sandbox._core import FailureKind, Item, Limits, Refused
from honmono.mail.sandbox.frames import Kind
from honmono.mail.sandbox.lock import allow_cpu, lock_in

_SMALL: Final = 2**20
_BUFFER: Final = 32 * 2**10
"""Bytes of a file that are asked for at once, at least."""


class _NobodyThere(BaseException):
    """The parent is gone, or had enough; no job may catch this."""


class Pipes(NamedTuple):
    """To and from the parent."""

    incoming: IO[bytes]
    outgoing: IO[bytes]

    def expect(self, kind: Kind, most: int) -> bytes:
        """Take a frame; the parent is believed to keep the order."""
        try:
            return frames.read(self.incoming, {kind: most}).data
        except (EOFError, OSError) as error:
            raise _NobodyThere from error

    def say(self, kind: Kind, data: bytes = b"") -> None:
        """Send a frame."""
        try:
            frames.write(self.outgoing, kind, data)
        except OSError as error:
            raise _NobodyThere from error


class _RemoteFile(io.RawIOBase):
    """The file that the parent holds; read piece by piece through the pipes."""

    def __init__(self, pipes: Pipes, size: int) -> None:
        super().__init__()
        self._pipes, self._size, self._at = pipes, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}
        if start[whence] + offset < 0:
            raise OSError(22, "a place before the file")
        self._at = start[whence] + offset
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._size or not len(buffer):
            return 0
        self._pipes.say(Kind.PIECE, frames.PIECE.pack(self._at, len(buffer)))
        piece = self._pipes.expect(Kind.DATA, len(buffer))
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def main() -> NoReturn:
    """Serve the parent until it is gone."""
    status = 0
    try:
        _serve(_take_pipes())
    except _NobodyThere:
        pass
    except MemoryError:
        status = 3
    os._exit(status)


def _take_pipes() -> Pipes:
    """Keep the pipes for frames alone: whatever else is printed goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return Pipes(incoming, outgoing)


def _serve(pipes: Pipes) -> None:
    """Load, lock, and then one job after the other."""
    order = json.loads(pipes.expect(Kind.LOAD, _SMALL))
    limits = Limits(**order["limits"])
    try:
        module = _load(order["module"])
    except ImportError as error:
        _fail(pipes, FailureKind.NOT_INSTALLED, str(error))
        return
    layers = lock_in(limits)
    pipes.say(Kind.READY, json.dumps(layers).encode())
    while True:
        job = json.loads(pipes.expect(Kind.JOB, _SMALL))
        allow_cpu(limits.cpu_seconds)
        if not _attempt(pipes, module, job, limits):
            return


def _load(name: str) -> ModuleType:
    """Import a module, and what it will need: texts may be in any charset."""
    for charset in set(aliases.values()):
        with suppress(LookupError):  # mbcs, but on Windows
            codecs.lookup(charset)
    module = importlib.import_module(name)
    warm_up: Callable[[], None] = getattr(module, "warm_up", lambda: None)
    warm_up()
    return module


def _attempt(
    pipes: Pipes, module: ModuleType, job: dict[str, Any], limits: Limits
) -> bool:
    """Do one job; False when this process should not be given another."""
    try:
        function = getattr(module, job["function"])
        if "size" in job:
            file = io.BufferedReader(_RemoteFile(pipes, job["size"]), _BUFFER)
            _send_items(pipes, function(file, **job["arguments"]), limits)
        else:
            data = pipes.expect(Kind.DATA, limits.data)
            answer = function(data, **job["arguments"])
            _send(pipes, Kind.ANSWER, answer, limits.answer)
    except _NobodyThere:
        raise
    except Refused as refused:
        _fail(pipes, refused.kind, refused.detail)
        return True
    except MemoryError:
        detail = f"needs more than {limits.memory // 2**20} MB of memory"
        _fail(pipes, FailureKind.TOO_MUCH_MEMORY, detail)
        return False
    except BaseException as error:  # noqa: BLE001
        _fail(pipes, FailureKind.CRASHED, f"{type(error).__name__}: {error}")
        return False
    return True


def _send_items(pipes: Pipes, items: Iterator[Item], limits: Limits) -> None:
    """Hand over what a container holds; each item may cost what a file may."""
    for item in items:
        _send(pipes, Kind.LABEL, item.label.encode("utf-8", "replace"), limits.label)
        _send(pipes, Kind.ANSWER, item.data, limits.answer)
        allow_cpu(limits.cpu_seconds)
    pipes.say(Kind.END)


def _send(pipes: Pipes, kind: Kind, data: bytes, most: int) -> None:
    if len(data) > most:
        _fail(
            pipes,
            FailureKind.TOO_MUCH_OUTPUT,
            f"becomes {len(data):,} bytes; up to {most:,} are taken",
        )
        raise _NobodyThere
    pipes.say(kind, data)


def _fail(pipes: Pipes, kind: FailureKind, detail: str) -> None:
    pipes.say(Kind.FAILURE, json.dumps([kind.value, detail[:2_000]]).encode())
