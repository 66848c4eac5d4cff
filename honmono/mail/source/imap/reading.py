"""A folder read to its end: none missing, none doubled, whatever the line does.

    1. UID and size of every mail, in one answer:  20 · 2,048   22 · 913   23 · 88,120 …
    2. the mails, some megabytes at a time, each given on as soon as it is whole
    3. cut off in the midst of mail 22: back again, the same folder, go on with 22

A mail counts as read when all of its answer has come, so half a mail is never judged.  What
was deleted meanwhile, what the server will not give and what is too large has a line in its
place.  When the server has made the folder anew (another UIDVALIDITY) the numbers mean
other mails, and reading ends there, with a line that says so.

A mail at which the connection breaks is asked for in pieces, smaller each time.  If not
one piece comes it is passed over, with a line, and does not cost the mails behind it.
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
from honmono.mail.source.imap.response import Fetched
from honmono.mail.source.imap.session import MAX_MAILS, Named, Session, Sized

BATCH_BYTES: Final = 4 * 2**20
"""Bytes asked for at once.  They are not held: each mail is given on as it comes."""

BATCH_MAILS: Final = 500
"""Numbers in one command; servers take command lines of 8,000 bytes (RFC 7162 §4)."""

PIECES: Final = (2**18, 2**16, 2**14, 2**12, 2**12)
"""Bytes of one mail asked for at once, where the line broke in the midst of it: smaller
each time.  When it breaks so often without a piece, the mail is passed over."""

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
        self._poisoned = 0
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
        while batch := self._next_batch():
            try:
                yield from self._until_poisoned(batch)
            except RefusedError as error:
                raise self._left(error) from None
            self.mark = Mark(self.mark.uidvalidity, batch[-1].uid)

    def _until_poisoned(self, batch: list[Sized]) -> Iterator[RawMail | Unreadable]:
        """Yield a batch; when several mails in a row break the line, it is not they."""
        for each in self._given(batch):
            is_poison = (
                isinstance(each, Unreadable) and each.trouble is Trouble.UNREACHABLE
            )
            self._poisoned = self._poisoned + 1 if is_poison else 0
            yield each
            if self._poisoned >= _POISON:
                detail = f"the connection broke at {_POISON} mails one after the other"
                raise RefusedError(Trouble.UNREACHABLE, detail)

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
        while waiting:
            before = len(waiting)
            try:
                yield from self._fetched(waiting)
                return
            except TooMuchError:
                self._box.hang_up()
            except NoError as no:
                if no.is_passing:
                    self._box.was_cut(CutError(no.said))
            except CutError as cut:
                self._box.was_cut(cut)
            if len(waiting) == before:  # the first one may be the reason
                uid = next(iter(waiting))
                yield self._done(waiting, uid, self._in_pieces(uid))

    def _fetched(self, waiting: dict[int, int]) -> Iterator[RawMail | Unreadable]:
        """Ask for these mails, and yield them as they come, in whatever order."""
        session = self.session()
        asked = list(waiting)
        for each in session.fetch(asked) if session.exists else ():
            if each.uid in waiting:  # else it came before, or nobody asked for it
                self._box.went_on()
                yield self._done(waiting, each.uid, self._mail(each.uid, each.body))
        for uid in asked:
            if uid in waiting:
                yield self._done(waiting, uid, self._mail(uid, None))

    def _in_pieces(self, uid: int) -> RawMail | Unreadable:
        """One mail over a line that breaks in the midst of it, or why it cannot be had.

        Pieces that came whole are kept; after each cut they are asked for smaller.
        """
        data, small, cuts, reason = bytearray(), 0, 0, ""
        while cuts < len(PIECES) and len(data) <= MAX_MAIL:
            try:
                found = self._piece(uid, len(data), PIECES[small])
            except TooMuchError as much:
                self._box.hang_up()
                return self._refused(uid, Trouble.TOO_LARGE, str(much))
            except NoError as no:
                if not no.is_passing:
                    return self._refused(uid, Trouble.NO_ACCESS, no.said)
                self._box.was_cut(CutError(no.said))
                continue
            except CutError as cut:
                cuts, reason = cuts + 1, str(cut)
                small = min(small + 1, len(PIECES) - 1)
                if cuts < len(PIECES):
                    self._box.was_cut(cut)
                continue
            self._box.went_on()
            cuts = 0
            if found is None or found.body is None:
                return self._mail(uid, None)
            data += found.body
            if found.origin < 0 or len(found.body) < PIECES[small]:
                return self._mail(uid, bytes(data))
        self._box.hang_up()
        self._box.went_on()  # the server is there; it is about the mail
        if len(data) > MAX_MAIL:
            return too_large(self._url(uid), len(data))
        return self._refused(uid, Trouble.UNREACHABLE, reason)

    def _piece(self, uid: int, begin: int, size: int) -> Fetched | None:
        """So many bytes of a mail; all of it from a server that cannot do this."""
        found = None
        for each in self.session().fetch([uid], f"<{begin}.{size}>"):
            if each.uid == uid and (
                each.origin == begin or (each.origin < 0 and not begin)
            ):
                found = each
        return found

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
