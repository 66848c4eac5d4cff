"""A folder of mixed things, searched deep: message files, mboxes, Maildirs.

    Profiles/abc.default/Mail/pop.example.net/Inbox       an mbox
    Profiles/abc.default/Mail/pop.example.net/Inbox.msf   Thunderbird's index: silent
    from-sales/re_order.eml                               a message file
    from-sales/screenshot.png                             not a mail: reported

Order is that of the names, byte by byte, each folder where its name stands.  Links to
files are followed; links to folders are named and not followed, so that nothing is
read twice and no circle is walked.  Silent are hidden files and the files that mail
programs keep beside their mail (table `mail_store_files`), these only when they hold
no mail: a mail that is called `subscriptions` is read.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from fnmatch import translate
from functools import cache
from pathlib import Path
from typing import NamedTuple

from honmono.mail.source import file
from honmono.mail.source._core import (
    Access,
    Format,
    MailRef,
    RawMail,
    Trouble,
    Unreadable,
)
from honmono.mail.source.maildir import MESSAGES, NOT_DELIVERED, is_maildir
from honmono.tables import rows


class Found(NamedTuple):
    """A file below the folder."""

    path: str
    """Begins with the folder's path as given."""

    size: int
    """In bytes, when it was found."""

    is_message: bool
    """One message, whatever it looks like: it lies in a Maildir."""


def find(
    folder: str, formats: tuple[Format, ...], message: Format, access: Access
) -> Iterator[MailRef | RawMail | Unreadable]:
    """Yield where every mail lies below the folder; one `Unreadable` when there is none."""
    anything = False
    for found in walk(folder):
        for mail in mails_of(found, formats, message, access):
            anything = True
            yield mail
    if not anything:
        detail = "the folder holds no mail"
        yield Unreadable(file.printable(folder), Trouble.EMPTY, detail)


def mails_of(
    found: Found | Unreadable,
    formats: tuple[Format, ...],
    message: Format,
    access: Access,
) -> Iterator[MailRef | RawMail | Unreadable]:
    """Yield what one file holds, unless it is of those that are passed over."""
    if isinstance(found, Unreadable):
        yield found
        return
    name = os.path.basename(found.path)  # noqa: PTH119 (thousands of them)
    only_control = is_control_file(name)
    usual = (message,) if found.is_message else formats
    for mail in file.find(found.path, usual, access):
        if not (only_control and isinstance(mail, Unreadable)):
            yield mail


def walk(folder: str) -> Iterator[Found | Unreadable]:
    """Yield the files below a folder in order, and what cannot be looked into."""
    waiting = [_entries(folder)]
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
        elif isinstance(entry, str):
            waiting.append(_entries(entry))
        else:
            yield entry


def _entries(folder: str) -> Iterator[Found | Unreadable | str]:
    """Yield what lies in one folder, in order; a subfolder as its path."""
    try:
        with os.scandir(folder) as listing:
            names = sorted((entry.name for entry in listing), key=os.fsencode)
    except OSError as error:
        yield file.refusal(file.printable(folder), error)
        return
    store = is_maildir(Path(folder))
    messages = Path(folder).name in MESSAGES and is_maildir(Path(folder).parent)
    prefix = folder if folder.endswith((os.sep, "/")) else folder + os.sep
    for name in names:
        path = prefix + name
        if name.startswith(".") and not is_maildir(Path(path)):
            continue
        if store and name == NOT_DELIVERED:
            continue
        yield _entry(path, is_message=messages)


def _entry(path: str, *, is_message: bool) -> Found | Unreadable | str:
    """Tell what one name is, without opening it."""
    source = file.printable(path)
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            status = Path(path).stat()
            if stat.S_ISDIR(status.st_mode):
                detail = "a link to a folder is not followed; name the folder itself"
                return Unreadable(source, Trouble.NOT_SUPPORTED, detail)
    except OSError as error:
        return file.refusal(source, error)
    if stat.S_ISDIR(status.st_mode):
        return path
    return Found(path, status.st_size, is_message)


def is_control_file(name: str) -> bool:
    """Does a mail program keep a file of this name beside its mail?"""
    return bool(_control_files().fullmatch(name.lower()))


@cache
def _control_files() -> re.Pattern[str]:
    """Names of files that mail programs keep for themselves, in lower case."""
    return re.compile(
        "|".join(translate(pattern) for pattern, _ in rows("mail_store_files.tsv"))
    )
