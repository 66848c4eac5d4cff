"""What an attacker's code would try in the worker; each is a job of the tests."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import honmono
from honmono.mail.sandbox import FailureKind, Item, Refused
from honmono.mail.sandbox.frames import Kind


def upper(data: bytes, **arguments: str) -> bytes:
    """An honest job."""
    return data.upper() + "".join(arguments.values()).encode()


def process_id(data: bytes) -> bytes:
    return str(os.getpid()).encode()


def refuses(data: bytes) -> bytes:
    raise Refused(FailureKind.LOCKED, f"no\nkey for\x1b[31m {data.decode()}")


def raises(data: bytes) -> bytes:
    raise KeyError("no such stream")


def reads_a_file(data: bytes) -> bytes:
    return Path(data.decode()).read_bytes()


def writes_a_file(data: bytes) -> bytes:
    Path(data.decode()).write_bytes(b"was here")
    return b"written"


def lists_a_folder(data: bytes) -> bytes:
    return "\n".join(os.listdir(data.decode())).encode()  # noqa: PTH208


def looks_at_a_file(data: bytes) -> bytes:
    return str(os.stat(data.decode())).encode()  # noqa: PTH116


def deletes_a_file(data: bytes) -> bytes:
    Path(data.decode()).unlink()
    return b"deleted"


def connects(data: bytes) -> bytes:
    with socket.socket() as it:
        it.connect(("127.0.0.1", int(data)))
    return b"connected"


def connects_to_a_path(data: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as it:
        it.connect(data)
    return b"connected"


def executes(data: bytes) -> bytes:
    os.execv("/bin/true", ["/bin/true"])  # noqa: S606


def starts_a_program(data: bytes) -> bytes:
    return subprocess.check_output(["/bin/echo", "started"])


def forks(data: bytes) -> bytes:
    if os.fork() == 0:
        os._exit(0)
    return b"forked"


def starts_a_thread(data: bytes) -> bytes:
    threading.Thread(target=time.monotonic).start()
    return b"started"


def signals_its_parent(data: bytes) -> bytes:
    os.kill(os.getppid() or int(data), signal.SIGKILL)
    os.kill(int(data), signal.SIGKILL)
    return b"killed"


def raises_its_bounds(data: bytes) -> bytes:
    import resource

    most = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return b"raised"


def makes_code(data: bytes) -> bytes:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    return b"made"


def raw_call(data: bytes) -> bytes:
    """A call to the kernel by its number, which is how an exploit would do it."""
    result = ctypes.CDLL(None, use_errno=True).syscall(int(data), 0, 0, 0, 0, 0, 0)
    return f"{result} {ctypes.get_errno()}".encode()


def imports_late(data: bytes) -> bytes:
    import wave

    return wave.__name__.encode()


def takes_two_gigabytes(data: bytes) -> bytes:
    return bytes(bytearray(2 * 2**30)[:1])


def loops(data: bytes) -> bytes:
    while True:
        pass


def sleeps(data: bytes) -> bytes:
    threading.Event().wait()
    return b"awake"


def prints(data: bytes) -> bytes:
    print("A\0\0\0\5hello" * 1000, flush=True)
    sys.stderr.write("complaint")
    os.write(1, b"A\0\0\0\5hello")
    return data


def _descriptor_to_parent() -> int:
    """The pipe it should not know of: it is the last of the two that are open."""
    return 4


def answers_nonsense(data: bytes) -> bytes:
    os.write(_descriptor_to_parent(), b"hello, this is no frame")
    return data


def announces_too_much(data: bytes) -> bytes:
    os.write(_descriptor_to_parent(), Kind.ANSWER.value + b"\xff\xff\xff\xff")
    return data


def ends_in_mid_frame(data: bytes) -> bytes:
    os.write(_descriptor_to_parent(), Kind.ANSWER.value + b"\0\0\0\x64half of")
    os._exit(0)


def fails_nonsensically(data: bytes) -> bytes:
    os.write(_descriptor_to_parent(), Kind.FAILURE.value + b"\0\0\0\x04[[[[")
    return data


def answers_too_much(data: bytes) -> bytes:
    return bytes(int(data))


def writes_without_end(data: bytes) -> bytes:
    while True:
        os.write(_descriptor_to_parent(), Kind.ANSWER.value + b"\0\0\0\1x")


def segfaults(data: bytes) -> bytes:
    return ctypes.string_at(0)


def exits(data: bytes) -> bytes:
    os._exit(7)


def recurses(data: bytes) -> bytes:
    return recurses(data) + b"x"


def lines(file: IO[bytes], **arguments: str) -> Iterator[Item]:
    """An honest job over a container."""
    for number, line in enumerate(file):
        yield Item(str(number), line.rstrip(b"\n") + arguments.get("end", "").encode())


def from_behind(file: IO[bytes]) -> Iterator[Item]:
    """Reads as ZIP and PST are read: from the end, here and there."""
    size = file.seek(0, os.SEEK_END)
    for start in range(size - 4, -1, -4):
        file.seek(start)
        yield Item(str(start), file.read(4))


def lines_then_loop(file: IO[bytes]) -> Iterator[Item]:
    yield from lines(file)
    while True:
        file.seek(0)
        file.read(1)


def lines_then_segfault(file: IO[bytes]) -> Iterator[Item]:
    yield from lines(file)
    ctypes.string_at(0)


def busy_lines(file: IO[bytes]) -> Iterator[Item]:
    """0.4 s of CPU for each."""
    for item in lines(file):
        end = time.process_time() + 0.4
        while time.process_time() < end:
            pass
        yield item


def without_end(file: IO[bytes]) -> Iterator[Item]:
    while True:
        yield Item("", b"x" * 1000)


def with_a_long_label(file: IO[bytes]) -> Iterator[Item]:
    yield Item("x" * 2**20, b"")


def asks_behind_the_file(file: IO[bytes]) -> Iterator[Item]:
    file.seek(2**40)
    yield Item("", file.read(10))


def environment(data: bytes) -> bytes:
    return repr(dict(os.environ)).encode()


def where_honmono_is(data: bytes) -> bytes:
    return honmono.__file__.encode()
