"""A folder read to its end: none missing, none doubled, whatever the line does.

    1. UID and size of every mail, in one answer:  20 · 2,048   22 · 913   23 · 88,120 …
    2. the mails, some megabytes at a time, each given on as soon as it is whole
    3. cut off in the midst of mail 22: back again, the same folder, go on with 22

A mail counts as read when all of its answer has come, so half a mail is never judged.  What
was deleted meanwhile, what the server will not give and what is too large has a line in its
place.  When the server has made the folder anew (another UIDVALIDITY) the numbers mean
other mails, and reading ends there, with a line that says so.

A mail at which the connection breaks each time is passed over after a few attempts.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from honmono.mail.source._core import (
    MAX_MAIL,
    RawMail,
    Trouble,
    Unreadable,
    too_large,
)
from honmono.mail.source.imap._core import (
    CutError,
    FolderRefusedError,
    Mark,
    NoError,
    RefusedError,
    TooMuchError,
)
from honmono.mail.source.imap.mailbox import Mailbox
from honmono.mail.source.imap.session import MAX_MAILS, Named, Session, Sized

BATCH_BYTES: Final = 4 * 2**20
"""Bytes asked for at once.  They are not held: each mail is given on as it comes."""

BATCH_MAILS: Final = 500
"""Numbers in one command; servers take command lines of 8,000 bytes (RFC 7162 §4)."""

_TRIES: Final = 3
"""Times that the connection may break at one mail that was asked for alone."""

_POISON: Final = 3
"""Such mails one after the other; then it is not the mails."""

_SIZE: Final = 2**32 - 1


class Reading:
    """One folder, and how far it has been read."""

    def __init__(self, box: Mailbox, folder: Named, mark: Mark) -> None:
        self._box = box
        self._folder = folder
        self.mark = mark
        """How far it is: the folder's UIDVALIDITY and its last mail that was dealt with."""

        self._mails = array("Q")
        """Each mail as UID and size in one number: a million takes 8 MB."""

        self._at = 0
        self._address = ""

    @property
    def mails(self) -> int:
        """How many there are to read."""
        return len(self._mails)

    def look(self) -> None:
        """Ask which mails there are behind the mark.

        Raises:
            RefusedError: the folder, or the account, cannot be read.

        """
        which = f"{self.mark.uid + 1}:*"
        self._mails, self._at = self._listed(which), 0
        self._box.access.expect(sum(each & _SIZE for each in self._mails))

    def look_for(self, uid: int) -> None:
        """Ask for this mail alone.

        Raises:
            RefusedError: it is not there, or cannot be read.

        """
        self._mails, self._at = self._listed(str(uid)), 0
        if not self._mails:
            detail = f"there is no mail {uid} in this folder; it may have been deleted"
            raise FolderRefusedError(Trouble.MISSING, detail)

    def read(self) -> Iterator[RawMail | Unreadable]:
        """Yield every mail that is left, or a line in its place.

        Raises:
            RefusedError: it does not go on.  The line says how many are left.

        """
        poisoned = 0
        while batch := self._next_batch():
            try:
                for each in self._given(batch):
                    poisoned = poisoned + 1 if self._is_poison(each) else 0
                    yield each
            except RefusedError as error:
                raise self._left(error) from None
            if poisoned >= _POISON:
                detail = f"the connection broke at {poisoned} mails one after the other"
                raise self._left(RefusedError(Trouble.UNREACHABLE, detail))
            self.mark = Mark(self.mark.uidvalidity, batch[-1].uid)

    def _is_poison(self, each: RawMail | Unreadable) -> bool:
        return isinstance(each, Unreadable) and each.trouble is Trouble.UNREACHABLE

    def _left(self, error: RefusedError) -> RefusedError:
        """The same error, which also says what was not read."""
        left = len(self._mails) - self._at
        detail = f"{error.detail}; {left:,} mails of this folder were not read"
        return type(error)(error.trouble, detail)

    def _listed(self, which: str) -> array[int]:
        """Ask for UID and size of mails; the server's order, unless it goes back."""
        while True:
            session = self.session()
            if not session.exists:
                return array("Q")
            first = int(which.partition(":")[0])
            found = array("Q")
            try:
                for each in session.sizes(which):
                    if (
                        each.uid >= first
                    ):  # N:* names the last mail even if it is before N
                        found.append(each.uid << 32 | min(each.size, _SIZE))
                    if len(found) > MAX_MAILS:
                        detail = f"more than {MAX_MAILS:,} mails in one folder"
                        raise FolderRefusedError(Trouble.TOO_LARGE, detail)
                return _ascending(found)
            except NoError as no:
                if not no.is_passing:
                    detail = f"the server does not list this folder: {no.said}"
                    raise FolderRefusedError(Trouble.NO_ACCESS, detail) from None
                self._box.was_cut(CutError(no.said))
            except CutError as cut:
                self._box.was_cut(cut)

    def session(self) -> Session:
        """A conversation in which the folder is open, and the same one as before.

        Raises:
            RefusedError: there is none to be had.

        """
        session, state = self._box.open(self._folder)
        if not self.mark.uidvalidity:
            self.mark = Mark(state.uidvalidity)
        elif self.mark.uidvalidity != state.uidvalidity:
            self._box.hang_up()
            detail = (
                "the server has made this folder anew, and numbers its mails otherwise "
                f"(UIDVALIDITY {self.mark.uidvalidity}, now {state.uidvalidity}); "
                "read the folder from its beginning"
            )
            raise FolderRefusedError(Trouble.CHANGED, detail)
        return session

    def _next_batch(self) -> list[Sized]:
        """The next mails, of some megabytes together."""
        batch: list[Sized] = []
        heavy = 0
        for place in range(self._at, min(self._at + BATCH_MAILS, len(self._mails))):
            each = Sized(self._mails[place] >> 32, self._mails[place] & _SIZE)
            heavy += each.size
            if batch and heavy > BATCH_BYTES:
                break
            batch.append(each)
        return batch

    def _given(self, batch: list[Sized]) -> Iterator[RawMail | Unreadable]:
        """Yield the mails of a batch, over as many connections as it takes."""
        waiting = {each.uid: each.size for each in batch}
        for uid, size in batch:
            if size > MAX_MAIL:
                yield self._done(waiting, uid, too_large(self._url(uid), size))
        alone, tries = False, 0
        while waiting:
            asked = [next(iter(waiting))] if alone else list(waiting)
            before = len(waiting)
            try:
                yield from self._fetched(waiting, asked)
                continue
            except NoError as no:
                reason, passing = no.said, no.is_passing
                trouble = Trouble.NO_ACCESS
            except TooMuchError as much:
                self._box.hang_up()
                reason, passing, trouble = str(much), False, Trouble.TOO_LARGE
            except CutError as cut:
                reason, passing, trouble = str(cut), True, Trouble.UNREACHABLE
            tries = tries + 1 if alone and len(waiting) == before else 0
            if len(asked) == 1 and (not passing or tries >= _TRIES):
                if passing:
                    self._box.hang_up()
                    self._box.went_on()  # the server is there; it is about the mail
                refused = self._refused(asked[0], trouble, reason)
                yield self._done(waiting, asked[0], refused)
                tries = 0
            elif passing:
                self._box.was_cut(CutError(reason))
            alone = alone or not passing or len(waiting) == before

    def _fetched(
        self, waiting: dict[int, int], asked: list[int]
    ) -> Iterator[RawMail | Unreadable]:
        """Ask once for these mails, and yield them as they come, in whatever order."""
        session = self.session()
        for uid, data in session.fetch(asked) if session.exists else ():
            if uid in waiting:  # else it came before, or nobody asked for it
                self._box.went_on()
                yield self._done(waiting, uid, self._mail(uid, data))
        for uid in asked:
            if uid in waiting:
                yield self._done(waiting, uid, self._mail(uid, None))

    def _mail(self, uid: int, data: bytes | None) -> RawMail | Unreadable:
        source = self._url(uid)
        if data is None:
            detail = "it was deleted on the server before it could be read"
            return Unreadable(source, Trouble.MISSING, detail)
        if not data:
            return Unreadable(source, Trouble.EMPTY, "the server gives 0 bytes for it")
        return RawMail(data, source)

    def _refused(self, uid: int, trouble: Trouble, reason: str) -> Unreadable:
        detail = f"the server does not give this mail: {reason}"
        if trouble is Trouble.UNREACHABLE:
            detail = f"the connection breaks each time this mail is fetched: {reason}"
        return Unreadable(self._url(uid), trouble, detail)

    def _done(
        self, waiting: dict[int, int], uid: int, result: RawMail | Unreadable
    ) -> RawMail | Unreadable:
        """Cross a mail off; it will not be asked for again."""
        del waiting[uid]
        self._at += 1
        return result

    def _url(self, uid: int) -> str:
        if not self._address:
            validity = self.mark.uidvalidity
            self._address = self._box.place.url(self._folder.name, validity)
        return f"{self._address}/;UID={uid}"


def _ascending(mails: array[int]) -> array[int]:
    """In the order of their UIDs, each once, as a good server lists them anyway."""
    if all(a >> 32 < b >> 32 for a, b in pairwise(mails)):
        return mails
    return array("Q", sorted({each >> 32: each for each in mails}.values()))
