"""Where mail comes from: files, mailboxes, folders; told by content, not by name.

A new format of files: its module, its test, one line in `ALL`.  `file`, `folder`,
`maildir` and `stdin` are the places where such files are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from honmono.mail.source import eml, emlx, file, folder, mbox, stdin
from honmono.mail.source._core import Format, RawMail, Trouble, Unreadable

ALL: Final[tuple[Format, ...]] = (emlx.FORMAT, mbox.FORMAT, eml.FORMAT)
"""Formats of files, in the order in which a file is asked; a mail may begin with the
From_ line of an mbox, so `eml` comes last."""


def read(path_as_given: str) -> Iterator[RawMail | Unreadable]:
    """Yield every mail of one SOURCE, in its order: a file, a folder, or `-`.

    Nothing is raised for what is found: what cannot be read takes its place in the
    stream.  One message at a time is in memory.
    """
    if path_as_given == stdin.NAME:
        yield from stdin.read(ALL)
    elif file.is_folder(path_as_given):
        yield from folder.read(path_as_given, ALL, eml.FORMAT)
    else:
        yield from file.read(path_as_given, ALL)


def survey(path_as_given: str) -> int:
    """Bytes that `read` will go through, for a progress bar; 0 when nobody can say."""
    if path_as_given == stdin.NAME:
        return 0
    if not file.is_folder(path_as_given):
        try:
            return Path(path_as_given).stat().st_size
        except (OSError, ValueError):
            return 0
    found = folder.walk(path_as_given)
    return sum(each.size for each in found if isinstance(each, folder.Found))


__all__ = ["ALL", "Format", "RawMail", "Trouble", "Unreadable", "read", "survey"]
