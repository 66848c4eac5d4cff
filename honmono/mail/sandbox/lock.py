"""The worker locks itself in: from here on it can count, read its pipe and answer.

    before   loads libraries, as any program
    after    no file can be opened, no connection made, no process started, no signal
             sent; 512 MB, 10 s of CPU a file

What holds depends on the system, so each layer says whether it does; `honmono doctor`
shows that.  All layers are the system's own and are put on from within, because a wall
that needs another program to be installed is often not there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from honmono.mail.sandbox import linux, macos
from honmono.mail.sandbox._core import Layer, Limits

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def lock_in(limits: Limits) -> tuple[Layer, ...]:
    """Give up everything that opening a file does not need; nobody gets it back."""
    return tuple(_layers(limits))


def _layers(limits: Limits) -> Iterator[Layer]:
    if sys.platform == "win32":
        missing = "not kept out on Windows, where the worker may do as its user"
        yield Layer("files and network", holds=False, detail=missing)
        return
    yield _limited(limits)
    if sys.platform == "linux":
        linux.give_up_privileges()
        yield linux.landlock()
        yield linux.seccomp()
    elif sys.platform == "darwin":
        yield macos.pure_computation()
    else:
        detail = f"not kept out on {sys.platform}"
        yield Layer("files and network", holds=False, detail=detail)


def _limited(limits: Limits) -> Layer:
    """Bound memory and files.  CPU time is bounded for each file, by `allow_cpu`."""
    if resource is None:
        return Layer("limits", holds=False, detail="not known to this Python")
    missing = []
    for name, most in (
        ("RLIMIT_AS", limits.memory),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_FSIZE", 0),  # the answer goes into a pipe, which has no size
        ("RLIMIT_NOFILE", 8),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):  # macOS bounds no address space
            missing.append(name)
    detail = f"without {', '.join(missing)}" if missing else "memory, CPU time, files"
    return Layer("limits", holds=not missing, detail=detail)


def allow_cpu(seconds: int) -> None:
    """Allow so many more seconds of CPU time; then the system kills this process.

    The system counts in whole seconds, so it may be one less, but never more.
    """
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = max(int(used.ru_utime + used.ru_stime) + seconds, 1)
    hard = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
