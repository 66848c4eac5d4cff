"""A mailbox over as many connections as it takes: cut off, we come back.

    mail 812 of 5,000 · the Wi-Fi goes · 0.5 s, 1 s, 2 s … · back in INBOX · mail 813

Coming back waits longer each time, and ends when not one mail was read over several
connections.  What was wrong at the very first connection is said at once: then it is
probably the address.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from difflib import get_close_matches
from types import TracebackType
from typing import Self

from honmono.mail.source._core import Access, AccessError, Trouble
from honmono.mail.source.imap import connect, utf7
from honmono.mail.source.imap._core import (
    PACE,
    CutError,
    FolderRefusedError,
    NoError,
    Pace,
    RefusedError,
)
from honmono.mail.source.imap.login import log_in
from honmono.mail.source.imap.place import Place
from honmono.mail.source.imap.session import Named, Opened, Session


class Mailbox:
    """An account on a server, to be used in a `with` block."""

    def __init__(
        self,
        place: Place,
        access: Access,
        pace: Pace = PACE,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.place = place
        self.access = access
        self.pace = pace
        self.waits = pace.waits
        self._wait = wait
        self._session: Session | None = None
        self._open: tuple[bytes, Opened] | None = None
        self._was_connected = False
        self._cuts = 0
        try:
            self._context = connect.context_for(access.ca_file)
        except AccessError as error:
            raise RefusedError(Trouble.NO_ACCESS, str(error)) from None

    def __enter__(self) -> Self:
        """Connect when something is asked for, not before."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hang up."""
        self.hang_up()

    def hang_up(self) -> None:
        """End the connection, if there is one; the next question makes a new one."""
        if self._session:
            self._session.end()
        self._session, self._open = None, None

    def pause(self, seconds: float) -> None:
        """Do nothing for so long."""
        self._wait(seconds)

    def went_on(self) -> None:
        """All is well: whatever cut us off before is over."""
        self._cuts = 0

    def was_cut(self, cut: CutError) -> None:
        """Wait before coming back.

        Raises:
            RefusedError: not any more, or it never began.

        """
        self.hang_up()
        host = self.place.host
        if not self._was_connected:
            raise RefusedError(
                Trouble.UNREACHABLE, f"{host} cannot be read: {cut}"
            ) from None
        if self._cuts >= len(self.waits):
            times = f"{self._cuts + 1} times without a mail in between"
            detail = f"the connection to {host} was lost {times}: {cut}"
            raise RefusedError(Trouble.UNREACHABLE, detail) from None
        self._cuts += 1
        self._wait(self.waits[self._cuts - 1])

    def session(self) -> Session:
        """A conversation with somebody logged in.

        Raises:
            RefusedError: there is none to be had.

        """
        while self._session is None:
            try:
                self._session = self._connected()
            except NoError as no:
                self.was_cut(CutError(f"it refused for now: {no.said}"))
            except CutError as cut:
                self.was_cut(cut)
        return self._session

    def folders(self) -> list[Named]:
        """The folders of the address: those that fit its pattern, or the one it names.

        Raises:
            RefusedError: there is none, or the account cannot be read.

        """
        name = self.place.folder
        if not self.place.is_pattern:
            return [Named(name, utf7.encode(name))]
        found = self.folders_like(name)
        if not found:
            raise FolderRefusedError(Trouble.MISSING, self._no_folder(name))
        return found

    def folders_like(self, pattern: str) -> list[Named]:
        """Folders that a pattern fits.

        Raises:
            RefusedError: the account cannot be read.

        """
        while True:
            try:
                return self.session().folders(pattern)
            except NoError as no:
                detail = f"{self.place.host} lists no folders: {no.said}"
                raise RefusedError(Trouble.NO_ACCESS, detail) from None
            except CutError as cut:
                self.was_cut(cut)

    def open(self, folder: Named) -> tuple[Session, Opened]:
        """A conversation in which this folder is open, and what the server says of it.

        Raises:
            RefusedError: the folder, or the account, cannot be read.

        """
        spelled = folder
        while True:
            try:
                session = self.session()
                if self._open and self._open[0] == folder.raw:
                    return session, self._open[1]
                state = session.examine(spelled.raw)
            except NoError as no:
                if no.is_passing:
                    self.was_cut(CutError(f"it refused for now: {no.said}"))
                    continue
                if spelled is not folder:
                    raise self._not_opened(spelled, no) from None
                spelled = self._as_spelled(folder, no)
                continue
            except CutError as cut:
                self.was_cut(cut)
                continue
            if not state.uidvalidity:
                detail = "the server does not number the mails of this folder for good"
                raise FolderRefusedError(Trouble.NOT_SUPPORTED, detail)
            self._open = folder.raw, state
            return session, state

    def _connected(self) -> Session:
        wire = connect.reach(self.place, self._context, self.pace)
        session = Session(wire)
        try:
            session.greet()
            if self.place.starttls:
                self._encrypt(session)
            session.learn_capabilities()
            log_in(session, self.place, self.access, again=self._was_connected)
        except BaseException:
            wire.close()
            raise
        self._was_connected = True
        return session

    def _encrypt(self, session: Session) -> None:
        try:
            session.do(b"STARTTLS")
        except NoError as no:
            detail = (
                f"{self.place.host}:{self.place.port} offers no encryption ({no.said}), "
                "and without it no password is sent"
            )
            raise RefusedError(Trouble.NOT_SUPPORTED, detail) from None
        connect.encrypt(session.wire, self.place, self._context)

    def _as_spelled(self, folder: Named, no: NoError) -> Named:
        """The folder as the server spells it, when it does so otherwise than we do.

        Raises:
            FolderRefusedError: there is no such folder, or it may not be opened.

        """
        known = self.folders_like("*")
        for each in known:
            if each.name == folder.name:
                if each.raw != folder.raw:
                    return each
                raise self._not_opened(folder, no)
        detail = self._no_folder(folder.name, known)
        raise FolderRefusedError(Trouble.MISSING, detail)

    def _not_opened(self, folder: Named, no: NoError) -> FolderRefusedError:
        detail = f"the folder {folder.name} cannot be opened: {no.said}"
        return FolderRefusedError(Trouble.NO_ACCESS, detail)

    def _no_folder(self, name: str, known: list[Named] | None = None) -> str:
        """Say that it is not there, and which ones are."""
        names = [
            each.name for each in (self.folders_like("*") if known is None else known)
        ]
        folded = {each.casefold().replace(".", "/"): each for each in names}
        wanted = name.casefold().replace(".", "/")
        near = get_close_matches(wanted, folded, n=1, cutoff=0.4)
        hint = f"; the nearest is {folded[near[0]]}" if near else ""
        if not near and names:
            hint = f"; there are {', '.join(names[:5])}{' …' if names[5:] else ''}"
        kind = "no folder fits" if self.place.is_pattern else "there is no folder"
        return f"{kind} {name}{hint}"
