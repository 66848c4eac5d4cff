"""One file: opened with care, told by its first bytes, its mails found, then loaded.

What the operator names may be anything: a named pipe that never answers, a device, a
link in a circle, a file that is deleted between the look and the read.  Each becomes
one `Unreadable` that says what was found, and the next file is read.

Finding and loading are two steps, because the second may happen in another process.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final
from zlib import crc32

from honmono.mail.source import foreign, mbox, rebuild
from honmono.mail.source._core import (
    HEAD,
    Access,
    File,
    Format,
    MailRef,
    Opened,
    RawMail,
    Span,
    Trouble,
    Unreadable,
    changed,
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


def find(
    path: str, formats: tuple[Format, ...], access: Access
) -> Iterator[MailRef | RawMail | Unreadable]:
    """Yield where the mails of a file lie, in the first of `formats` that fits."""
    source = printable(path)
    if "\0" in path:
        yield Unreadable(source, Trouble.MISSING, "no path has a NUL in it")
        return
    try:
        if (special := _special(os.stat(path).st_mode)) is not None:  # noqa: PTH116
            yield Unreadable(source, Trouble.NOT_A_MAIL, f"{special}, not a file")
            return
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            stamp = _stamp(file)
            for found in find_in(file, source, formats, access):
                yield (
                    MailRef(path, found, stamp) if isinstance(found, Span) else found
                )
    except OSError as error:
        yield refusal(source, error)


def find_in(
    file: File, source: str, formats: tuple[Format, ...], access: Access
) -> Iterator[Span | RawMail | Unreadable]:
    """Yield where mails lie in an open, seekable file, also one of standard input."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    opened = Opened(file, source, size, head, access, formats)
    if not head.strip():
        what = "only blank lines" if head else "0 bytes"
        yield Unreadable(source, Trouble.EMPTY, f"the file is empty ({what})")
        return
    for form in formats:
        if form.fits(head):
            yield from form.find(opened)
            return
    yield foreign.refuse(opened)


def read_in(
    file: File, source: str, formats: tuple[Format, ...], access: Access
) -> Iterator[RawMail | Unreadable]:
    """Yield the mails of an open file, loaded."""
    for found in find_in(file, source, formats, access):
        yield load_from(file, found) if isinstance(found, Span) else found


def load(ref: MailRef) -> RawMail | Unreadable:
    """Read one mail from where it was found."""
    return load_all([ref])[0]


def load_all(refs: Sequence[MailRef]) -> list[RawMail | Unreadable]:
    """Read mails of one file from where they were found.

    Between the look and this the file may have been deleted, replaced or written to.
    What is not the mail that was found is refused: a wrong answer about a right path
    would not be noticed.
    """
    loaded: list[RawMail | Unreadable] = []
    try:
        with os.fdopen(os.open(refs[0].path, _FLAGS), "rb") as file:
            for ref in refs:
                mail = load_from(file, ref.span)
                whole = ref.span.crc is None
                if whole and _stamp(file) != ref.stamp:
                    mail = changed(ref.source)
                loaded.append(mail)
    except OSError as error:
        loaded += [refusal(ref.source, error) for ref in refs[len(loaded) :]]
    return loaded


def load_from(file: File, span: Span) -> RawMail | Unreadable:
    """Read one mail from an open file."""
    size = span.end - span.start
    file.seek(span.start)
    data = file.read(size)
    if len(data) != size or (span.crc is not None and crc32(data) != span.crc):
        return changed(span.source)
    if span.rebuild:
        return rebuild.rebuilt(span, data)
    return RawMail(mbox.unquoted(data) if span.unquote else data, span.source)


def _stamp(file: IO[bytes]) -> tuple[int, int]:
    """By what it is noticed that a file was written to or replaced."""
    status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


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
