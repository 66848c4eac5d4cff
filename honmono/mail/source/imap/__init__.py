"""Mail on a server: a folder, several or one mail, read over IMAP and left as it is.

    honmono check imap://tanaka@imap.example.co.jp/INBOX

Nothing is changed there: mails stay unread, where they are.  Nothing is remembered here
either: each run reads the folder from its beginning; `Mark` is what a run that remembers
would keep.

`place` reads the address, `connect` makes a connection that is encrypted or none, `login`
says who we are, `session` speaks, over `wire` and `response`; `mailbox` comes back when we
are cut off, `reading` reads a folder, and `follow` waits for what comes.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from honmono.mail.source._core import Access, RawMail, Trouble, Unreadable
from honmono.mail.source.imap._core import (
    PACE,
    FolderRefusedError,
    Mark,
    Pace,
    RefusedError,
)
from honmono.mail.source.imap.connect import context_for
from honmono.mail.source.imap.follow import follow as follow_folder
from honmono.mail.source.imap.mailbox import Mailbox
from honmono.mail.source.imap.place import (
    AddressError,
    Place,
    is_address,
    shown,
    understood,
)
from honmono.mail.source.imap.reading import Reading
from honmono.mail.source.imap.session import Named

__all__ = [
    "AddressError",
    "Mailbox",
    "Mark",
    "Place",
    "Reading",
    "context_for",
    "find",
    "follow",
    "is_address",
    "shown",
    "understood",
]


def find(
    address: str, access: Access, pace: Pace = PACE
) -> Iterator[RawMail | Unreadable]:
    """Yield every mail of an address; what cannot be read takes its place."""
    try:
        place = understood(address)
    except AddressError as error:
        yield Unreadable(shown(address), Trouble.MISSING, str(error))
        return
    try:
        with Mailbox(place, access, pace) as box:
            yield from _all_folders(box, place)
    except RefusedError as error:
        yield Unreadable(place.url(uid=place.uid), error.trouble, error.detail)


def follow(
    address: str, access: Access, pace: Pace = PACE
) -> Generator[RawMail | Unreadable, None, None]:
    """Yield every mail of one folder, and then what comes into it, until it is stopped.

    It ends by itself only when the folder cannot be read any more, with a line about that.
    """
    try:
        place = understood(address)
    except AddressError as error:
        yield Unreadable(shown(address), Trouble.MISSING, str(error))
        return
    try:
        with Mailbox(place, access, pace) as box:
            (folder,) = box.folders()
            yield from follow_folder(box, Reading(box, folder, Mark(place.uidvalidity)))
    except RefusedError as error:
        yield Unreadable(place.url(), error.trouble, error.detail)


def _all_folders(box: Mailbox, place: Place) -> Iterator[RawMail | Unreadable]:
    """Yield the mails of all folders; when the server is gone, say what was left."""
    folders = box.folders()
    anything = False
    for number, folder in enumerate(folders, 1):
        try:
            for each in _folder(box, folder, place):
                anything = True
                yield each
        except FolderRefusedError as error:
            anything = True
            yield Unreadable(place.url(folder.name), error.trouble, error.detail)
        except RefusedError as error:
            left = len(folders) - number
            more = f", nor {left:,} more folders" if left else ""
            raise RefusedError(error.trouble, error.detail + more) from None
    if not anything:
        what = "the folders hold" if place.is_pattern else "the folder holds"
        yield Unreadable(place.url(), Trouble.EMPTY, f"{what} no mail")


def _folder(
    box: Mailbox, folder: Named, place: Place
) -> Iterator[RawMail | Unreadable]:
    reading = Reading(box, folder, Mark(place.uidvalidity))
    if place.uid:
        reading.look_for(place.uid)
    else:
        reading.look()
    yield from reading.read()
