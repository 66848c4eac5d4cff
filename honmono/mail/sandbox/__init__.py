"""The one door to the worker that opens hostile files: a crash is a value.

    match ask("honmono.mail.source.outlook.rebuild:rebuild", data, source="letter.msg"):
        case Failure(kind, detail): …     # crashed, timed out, too large, refused …
        case mail: …

A file in a binary format is taken apart by long code that attackers know.  It runs in a
process that can do nothing but compute (`lock`), within 512 MB and 10 s of CPU a file
(`Limits`).  Whatever happens there, the parent gets bytes or a `Failure`, and the next
file a worker that is well.

A job is a function below `honmono.`, named `module:function`.  It imports what it needs
at the top of its module, since nothing can be loaded behind the door (`worker`).
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.mail.sandbox import probe, warm
from honmono.mail.sandbox._core import (
    Failure,
    FailureKind,
    File,
    Item,
    Layer,
    Limits,
    Refused,
    one_line,
)

__all__ = [
    "LIMITS",
    "Failure",
    "FailureKind",
    "Item",
    "Layer",
    "Limits",
    "Refused",
    "ask",
    "layers",
    "one_line",
    "stream",
]

LIMITS = Limits()
"""What one file may cost."""


def ask(job: str, data: bytes, **arguments: str) -> bytes | Failure:
    """Run `module:function(data, **arguments)`, which returns bytes, in a worker.

    The worker stays for the next file, unless this one harmed it.  Arguments go through
    the pipe, so they may be secrets.
    """
    module, function = _of_ours(job)
    if len(data) > LIMITS.data:
        detail = f"{len(data):,} bytes; up to {LIMITS.data:,} are opened"
        return Failure(FailureKind.TOO_LARGE, detail)
    with warm.worker(module, LIMITS) as worker:
        if isinstance(worker, Failure):
            return worker
        return worker.ask(function, data, arguments)


def stream(job: str, file: File, **arguments: str) -> Iterator[Item | Failure]:
    """Run `module:function(file, **arguments)`, which yields items, over a container.

    The job reads the file as one that is open in binary; it gets it piece by piece.  Items
    come as they are made, and the worker waits for whoever takes them.  Time is bounded
    from item to item.  A `Failure` is the last that comes.
    """
    module, function = _of_ours(job)
    with warm.worker(module, LIMITS) as worker:
        if isinstance(worker, Failure):
            yield worker
        else:
            yield from worker.stream(function, file, arguments)


def layers() -> tuple[Layer, ...]:
    """The walls that hold around a worker on this system, as one reports them."""
    with warm.worker(probe.__name__, LIMITS) as worker:
        if isinstance(worker, Failure):
            return (Layer("worker", holds=False, detail=worker.detail),)
        return worker.layers


def _of_ours(job: str) -> tuple[str, str]:
    """`module:function`, apart; a mistake of the caller's raises."""
    module, _, function = job.partition(":")
    if not module.startswith("honmono.") or not function.isidentifier():
        raise ValueError(f"{job!r} is no job: honmono.module:function")
    return module, function
