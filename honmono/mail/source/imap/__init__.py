"""Mail on a server: a folder, several or one mail, read over IMAP and left as it is.

    honmono check imap://tanaka@imap.example.co.jp/INBOX

Nothing is changed there: mails stay unread, where they are.  Nothing is remembered here
either: each run reads the folder from its beginning, unless it brings a `Mark` of how far
it was (`find_behind`).

`place` reads the address, `connect` makes a connection that is encrypted or none, `login`
says who we are, `session` speaks, over `wire` and `response`; `mailbox` comes back when we
are cut off, `reading` reads a folder, and `follow` waits for what comes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

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
    "find_behind",
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


def find_behind(
    address: str,
    access: Access,
    mark_of: Callable[[str], Mark],
    pace: Pace = PACE,
) -> Iterator[tuple[str, Mark, RawMail | Unreadable | None]]:
    """Yield every mail behind the mark of its folder, for a run that remembers.

    Beside each mail stand the folder's address and how far it is *stored for certain* once
    this mail is; a None in a mail's place says that the folder was read to its end.  A
    folder that the server has made anew is read from its beginning.
    """
    try:
        place = understood(address)
    except AddressError as error:
        yield (
            shown(address),
            Mark(),
            Unreadable(shown(address), Trouble.MISSING, str(error)),
        )
        return
    try:
        with Mailbox(place, access, pace) as box:
            for folder in box.folders():
                url = place.url(folder.name)
                try:
                    yield from _behind(box, folder, url, mark_of(url))
                except FolderRefusedError as error:
                    yield url, Mark(), Unreadable(url, error.trouble, error.detail)
    except RefusedError as error:
        yield place.url(), Mark(), Unreadable(place.url(), error.trouble, error.detail)


def _behind(
    box: Mailbox, folder: Named, url: str, mark: Mark
) -> Iterator[tuple[str, Mark, RawMail | Unreadable | None]]:
    reading = Reading(box, folder, mark)
    try:
        reading.look()
    except FolderRefusedError as error:
        if error.trouble is not Trouble.CHANGED:
            raise
        reading = Reading(box, folder, Mark())
        reading.look()
    for each in reading.read():
        yield url, reading.mark, each
    yield url, reading.mark, None


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
