"""Where mail comes from: files, mailboxes, folders; told by content, not by name.

A new format of files: its module, its test, one line in `ALL`.  `file`, `folder`,
`maildir` and `stdin` are the places where such files are found; `imap` is mail on a
server.  A format says where the mails of a file lie (`find`); reading one of them is the
same for all (`load`).
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from honmono.mail.source import (
    eml,
    emlx,
    file,
    folder,
    mbox,
    outlook,
    pst,
    stdin,
    tnef,
    zipped,
)
from honmono.mail.source._core import (
    Access,
    AccessError,
    Format,
    MailRef,
    RawMail,
    Trouble,
    Unreadable,
)

ALL: Final[tuple[Format, ...]] = (
    outlook.FORMAT,
    tnef.FORMAT,
    pst.FORMAT,
    zipped.FORMAT,
    emlx.FORMAT,
    mbox.FORMAT,
    eml.FORMAT,
)
"""Formats of files, in the order in which a file is asked; a mail may begin with the
From_ line of an mbox, so `eml` comes last."""


NO_ACCESS: Final = Access()
"""Nobody knows a password."""


def is_mailbox(path_as_given: str) -> bool:
    """Is it an address of mail on a server?  Nothing of that is loaded for other mail."""
    return path_as_given[:8].lower().startswith(("imap://", "imaps://"))


def find(
    path_as_given: str, access: Access = NO_ACCESS
) -> Iterator[MailRef | RawMail | Unreadable]:
    """Yield every mail of one SOURCE, in its order: file, folder, mailbox, or `-`.

    What lies in a file is not loaded yet; `load` does that, in any process.  Nothing is
    raised for what is found: what cannot be read takes its place in the stream.
    """
    if path_as_given == stdin.NAME:
        yield from stdin.read(ALL, access)
    elif is_mailbox(path_as_given):
        from honmono.mail.source import imap

        yield from imap.find(path_as_given, access)
    elif file.is_folder(path_as_given):
        yield from folder.find(path_as_given, ALL, eml.FORMAT, access)
    else:
        yield from file.find(path_as_given, ALL, access)


def follow(mailbox: str, access: Access) -> Generator[RawMail | Unreadable, None, None]:
    """Yield every mail of one folder on a server, then what comes, until it is stopped."""
    from honmono.mail.source import imap

    yield from imap.follow(mailbox, access)


def load(found: MailRef | RawMail | Unreadable) -> RawMail | Unreadable:
    """Read a mail that was found; what is at hand already is passed on."""
    return file.load(found) if isinstance(found, MailRef) else found


def load_all(
    found: Sequence[MailRef | RawMail | Unreadable],
) -> list[RawMail | Unreadable]:
    """Read mails that were found; a file with several of them is opened once."""
    loaded: list[RawMail | Unreadable] = []
    for path, mails in groupby(found, lambda each: getattr(each, "path", None)):
        if path is None:
            loaded += (each for each in mails if not isinstance(each, MailRef))
        else:
            loaded += file.load_all([e for e in mails if isinstance(e, MailRef)])
    return loaded


def read(
    path_as_given: str, access: Access = NO_ACCESS
) -> Iterator[RawMail | Unreadable]:
    """Yield every mail of one SOURCE, loaded; one message at a time is in memory."""
    return map(load, find(path_as_given, access))


def read_bytes(
    data: bytes, source: str, access: Access = NO_ACCESS
) -> Iterator[RawMail | Unreadable]:
    """Yield the mails of a file that is at hand as bytes: an attachment, an upload.

    `source` is what people call it.  What it is, is told by its content.
    """
    yield from file.read_in(io.BytesIO(data), source, ALL, access)


def files(path_as_given: str) -> Iterator[folder.Found | Unreadable]:
    """Yield every file of a SOURCE that is one or a folder, unopened, in its order.

    For whoever remembers which ones have been read; `find_in` goes on with one of them.
    """
    if file.is_folder(path_as_given):
        yield from folder.walk(path_as_given)
    else:
        yield folder.Found(path_as_given, survey(path_as_given), is_message=False)


def find_in(
    found: folder.Found, access: Access = NO_ACCESS
) -> Iterator[MailRef | RawMail | Unreadable]:
    """Yield every mail of one file that `files` found; not what programs keep beside."""
    yield from folder.mails_of(found, ALL, eml.FORMAT, access)


def survey(path_as_given: str) -> int:
    """Bytes that `read` will go through, for a progress bar; 0 when nobody can say yet.

    A mailbox on a server says it to `Access.expect`, once it has been opened.
    """
    if path_as_given == stdin.NAME or is_mailbox(path_as_given):
        return 0
    if not file.is_folder(path_as_given):
        try:
            return Path(path_as_given).stat().st_size
        except (OSError, ValueError):
            return 0
    found = folder.walk(path_as_given)
    return sum(each.size for each in found if isinstance(each, folder.Found))


__all__ = [
    "ALL",
    "NO_ACCESS",
    "Access",
    "AccessError",
    "Format",
    "MailRef",
    "RawMail",
    "Trouble",
    "Unreadable",
    "files",
    "find",
    "find_in",
    "follow",
    "is_mailbox",
    "load",
    "load_all",
    "read",
    "read_bytes",
    "survey",
]
