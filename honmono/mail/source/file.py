"""One file: opened with care, told by its first bytes, given to the format it has.

What the operator names may be anything: a named pipe that never answers, a device, a
link in a circle, a file that is deleted between the look and the read.  Each becomes
one `Unreadable` that says what was found, and the next file is read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from honmono.mail.source import foreign
from honmono.mail.source._core import (
    HEAD,
    File,
    Format,
    Opened,
    RawMail,
    Trouble,
    Unreadable,
)

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)  # Windows
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that took the file's place does not hold us
    | getattr(os, "O_NOCTTY", 0)
)

_TROUBLES: Final = {
    errno.ENOENT: (Trouble.MISSING, "there is no such file or folder"),
    errno.ENOTDIR: (Trouble.MISSING, "there is no such file or folder"),
    errno.ELOOP: (Trouble.MISSING, "the link leads in a circle"),
    errno.ENAMETOOLONG: (Trouble.MISSING, "the path is longer than the system allows"),
    errno.EACCES: (Trouble.NO_ACCESS, "reading it is not allowed"),
    errno.EPERM: (Trouble.NO_ACCESS, "reading it is not allowed"),
    errno.ESTALE: (Trouble.MISSING, "it vanished from the file server"),
}

_SPECIAL: Final = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def read(path: str, formats: tuple[Format, ...]) -> Iterator[RawMail | Unreadable]:
    """Yield what a file holds, in the first of `formats` that fits."""
    source = printable(path)
    if "\0" in path:
        yield Unreadable(source, Trouble.MISSING, "no path has a NUL in it")
        return
    try:
        if (special := _special(Path(path).stat().st_mode)) is not None:
            yield Unreadable(source, Trouble.NOT_A_MAIL, f"{special}, not a file")
            return
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            yield from read_opened(file, source, formats)
    except OSError as error:
        yield refusal(source, error)


def read_opened(
    file: File, source: str, formats: tuple[Format, ...]
) -> Iterator[RawMail | Unreadable]:
    """Yield what an open, seekable file holds; also what came on standard input."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    opened = Opened(file, source, size, head)
    if not head.strip():
        what = "only blank lines" if head else "0 bytes"
        yield Unreadable(source, Trouble.EMPTY, f"the file is empty ({what})")
        return
    for form in formats:
        if form.fits(head):
            yield from form.read(opened)
            return
    yield foreign.refuse(opened)


def refusal(source: str, error: OSError) -> Unreadable:
    """Say in one line what the operating system did not let us do."""
    unknown = (Trouble.NO_ACCESS, f"reading failed: {error.strerror or error}")
    trouble, detail = _TROUBLES.get(error.errno or 0, unknown)
    return Unreadable(source, trouble, detail)


def is_folder(path: str) -> bool:
    """Is it one?  What may not be looked at is none, and `read` then says why."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def printable(path: str) -> str:
    r"""The path as it may be printed: a byte that is no text becomes `\udce9`."""
    return path.encode("utf-8", "backslashreplace").decode()


def _special(mode: int) -> str | None:
    """What this is, if not a regular file."""
    if stat.S_ISREG(mode):
        return None
    return _SPECIAL.get(stat.S_IFMT(mode), "a special file")
