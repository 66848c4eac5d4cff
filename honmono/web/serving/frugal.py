"""A body that comes is written to the disk before anybody knows whose it is.

Whoever reaches the port could fill the disk with it.  So a body of more than a megabyte is
taken only where the request bears a cookie of a session, and while it comes the disk is
looked at: below a floor it is refused, and what had come of it is gone.
"""

from __future__ import annotations

import shutil
import tempfile
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import RequestEntityTooLarge

from honmono.web.serving.impatient import State
from honmono.web.watching.readiness import FREE

STEP: Final = 2**20
"""Bytes after which is looked again: all connections at once write 100 MB meanwhile."""


def has_room() -> bool:
    """Is there room where bodies are kept while they come?"""
    return shutil.disk_usage(tempfile.gettempdir()).free >= FREE


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request that gives up before the disk is full."""

    completed: bool
    _looked = 0

    def parse_header(self, header_plus: bytes) -> None:
        """Read the first lines; refuse those of which a proxy may see another end.

        Raises:
            ParsingError: it cannot be read, or says twice how long it is.

        """
        try:
            super().parse_header(header_plus)
        except ValueError:  # a number or an address that Python does not read
            raise ParsingError("HTTP message header invalid") from None
        two = self.chunked and "CONTENT_LENGTH" in self.headers
        if two or "TRANSFER_ENCODING" in self.headers:  # HTTP/1.0 knows none
            raise ParsingError("Transfer-Encoding is invalid here")

    def received(self, data: bytes) -> int:
        """Take what came."""
        taken: int = super().received(data)
        if self.completed or self.body_bytes_received - self._looked < STEP:
            return taken
        self._looked = self.body_bytes_received
        if not self._has_session():
            self._refuse("sign in first")
        elif not has_room():
            self._refuse("there is no room for it now")
        return taken

    def _has_session(self) -> bool:
        """Does it say that somebody has signed in?  Whether that is so, a view asks."""
        cookies: str = self.headers.get("COOKIE", "")
        return "sessionid=" in cookies

    def _refuse(self, why: str) -> None:
        self.error, self.completed = RequestEntityTooLarge(why), True


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection on which such requests come; knows what passed (`impatient.py`)."""

    parser_class = Request
    has_asked = False
    """Has a whole request come on it?"""

    sent = 0
    """Bytes of answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.state = State()
        super().__init__(*args, **kwargs)

    def received(self, data: bytes) -> bool:
        """Take what came."""
        taken: bool = super().received(data)
        self.has_asked = self.has_asked or bool(self.requests)
        return taken

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send some of an answer."""
        count: int = super().send(data, do_close=do_close)
        self.sent += count
        return count
