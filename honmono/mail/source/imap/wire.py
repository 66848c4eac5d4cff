r"""The line to the server: bytes in, with bounds on how many and on how long.

    * 12 FETCH (UID 20 BODY[] {2048}␍␊      a line
    From: …                                 a literal: as many bytes as were announced

Patience is a measure that empties while we wait and fills with every byte that comes.  So
a server that is silent, and one that sends a byte now and then, are both gone after a
while, and a large mail over a slow line is not.  Waiting for whoever judges our mails
costs none of it.
"""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from typing import Final

from honmono.mail.source.imap._core import CutError, Pace

MAX_LINE: Final = 64 * 2**10
"""Bytes of one line.  The longest honest ones name a hundred capabilities or flags."""

_BLOCK: Final = 2**14
"""Bytes taken at once: a record of TLS holds no more."""


class Wire:
    """A connected socket that is read by lines and literals."""

    def __init__(self, sock: socket.socket, pace: Pace) -> None:
        self._sock = sock
        self._pace = pace
        self._buffer = bytearray()
        self._patience = self._timeout = pace.patience
        sock.settimeout(pace.patience)

    def refill(self) -> None:
        """Give the server its full measure of patience: a new command begins."""
        self._patience = self._pace.patience

    def send(self, data: bytes) -> None:
        """Send all of it."""
        try:
            self._allow(self._pace.patience)
            self._sock.sendall(data)
        except OSError as error:
            raise CutError(_reason(error)) from None

    def line(self) -> bytes:
        """The next line, without its end."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > MAX_LINE:
                raise CutError(f"it sent a line of more than {MAX_LINE:,} bytes")
            self._buffer += self._received(_BLOCK)
        if end > MAX_LINE:
            raise CutError(f"it sent a line of more than {MAX_LINE:,} bytes")
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 1]
        return line.removesuffix(b"\r")

    def literal(self, size: int) -> bytes:
        """So many bytes.  Memory is taken as they come, not as they were announced."""
        data = self._buffer[:size]
        del self._buffer[:size]
        while len(data) < size:
            data += self._received(min(size - len(data), _BLOCK))
        return bytes(data)

    def comes_within(self, seconds: float) -> bool:
        """Has the server something to say, now or in so many seconds?"""
        if self._buffer:
            return True
        try:
            self._allow(max(seconds, 0.001))  # 0 would mean something else
            self._buffer += self._piece(_BLOCK)
        except TimeoutError:
            return False
        except OSError as error:
            raise CutError(_reason(error)) from None
        return True

    def start_tls(self, context: ssl.SSLContext, host: str) -> None:
        """Go on encrypted.

        Raises:
            CutError: something was sent ahead of the handshake.  It would be read as if
                it had come encrypted, so somebody on the way would speak for the server
                (CVE-2011-0411).
            OSError: no handshake, or a certificate that does not hold.

        """
        if self._buffer:
            raise CutError("somebody sent more before the encryption began")
        self._allow(self._pace.patience)
        self._sock = context.wrap_socket(self._sock, server_hostname=host)

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._sock.close()

    def _received(self, most: int) -> bytes:
        """What comes next, as long as patience lasts."""
        if self._patience <= 0:
            raise CutError("it sent too slowly")
        begun = time.monotonic()
        try:
            self._allow(self._patience)
            data = self._piece(most)
        except OSError as error:
            raise CutError(_reason(error)) from None
        left = self._patience - (time.monotonic() - begun)
        self._patience = min(left + len(data) / self._pace.rate, self._pace.patience)
        return data

    def _allow(self, seconds: float) -> None:
        """How long the next call may take; mostly that has not changed."""
        if seconds != self._timeout:
            self._sock.settimeout(seconds)
            self._timeout = seconds

    def _piece(self, most: int) -> bytes:
        data = self._sock.recv(most)
        if not data:
            raise CutError("it closed the connection")
        return data


def _reason(error: OSError) -> str:
    """In words; the library's own are for programmers."""
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return "it closed the connection"
    return f"the connection broke ({error.strerror or error})"
