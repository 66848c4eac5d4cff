"""A server that does as a test says: over TLS, a script instead of a mailbox.

    with Fake({1: mail("one")}, {b"UID FETCH 1:*": b"* BYE good night\r\n"}) as server:
        find(server.url(), server.access)

It knows just enough of IMAP to be read.  A script answers the commands that begin with its
key: bytes are sent as they are (`%TAG%` stands for the tag), a list gives an answer for each
time (None: the usual one), and a function gets the conversation itself.  When a list is
over, the usual answer is given.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from types import TracebackType
from typing import BinaryIO, Self, TypeAlias, cast

import trustme

from honmono.mail.source import Access

HOST = "127.0.0.1"
CLOSE = b"%CLOSE%"
"""Sent by nobody: hang up here."""


class Talk:
    """One connection, as a script sees it."""

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.sock = sock
        self.lines = cast("BinaryIO", sock.makefile("rb"))
        self.number = number
        """Of the connection, from 0."""

        self.tag = b""

    def say(self, text: bytes) -> None:
        text = text.replace(b"%TAG%", self.tag)
        before, cut, _ = text.partition(CLOSE)
        self.sock.sendall(before)
        if cut:
            raise ConnectionResetError

    def hear(self) -> bytes:
        line = self.lines.readline(2**16)
        if not line:
            raise ConnectionResetError
        return line.rstrip(b"\r\n")


Script: TypeAlias = bytes | list[bytes | None] | Callable[[Talk], None]


@cache
def authority() -> trustme.CA:
    """The test authority, made once: it takes a while."""
    return trustme.CA()


@cache
def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(HOST).configure_cert(context)
    return context


@cache
def ca_file() -> str:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".pem", delete=False) as file:
        file.write(authority().cert_pem.bytes())
    return file.name


class Fake:
    """The server, to be used in a `with` block."""

    def __init__(
        self,
        mails: Mapping[int, bytes] | None = None,
        script: Mapping[bytes, Script] | None = None,
        *,
        greeting: bytes = b"* OK ready\r\n",
        capabilities: bytes = b"IMAP4rev1 AUTH=PLAIN SASL-IR IDLE",
        uidvalidity: Callable[[int], int] = lambda _: 7,
        context: ssl.SSLContext | None = None,
        starttls: bool = False,
    ) -> None:
        self.mails = dict(mails or {})
        self.script = dict(script or {})
        self.greeting = greeting
        self.capabilities = capabilities
        self.uidvalidity = uidvalidity
        """For each connection."""

        self.context = context or _context()
        self.starttls = starttls
        self.heard: list[bytes] = []
        """Every command, without its tag."""

        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        socket.create_connection((HOST, self.port)).close()
        self._thread.join()
        for sock in self._open:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    @property
    def access(self) -> Access:
        return Access(mailbox_password=lambda _: "secret-word", ca_file=ca_file())

    def url(self, rest: str = "INBOX") -> str:
        scheme = "imap" if self.starttls else "imaps"
        return f"{scheme}://tanaka@{HOST}:{self.port}/{rest}"

    def _serve(self) -> None:
        number = 0
        while True:
            client, _ = self._listener.accept()
            if self._end.is_set():
                client.close()
                return
            thread = threading.Thread(target=self._answer, args=(client, number))
            self._threads.append(thread)
            self._open.append(client)
            thread.start()
            number += 1

    def _answer(self, client: socket.socket, number: int) -> None:
        # A client that hangs up, at any moment, is what these tests are about.
        with client, suppress(OSError):
            sock = client if self.starttls else self._encrypted(client)
            talk = Talk(sock, number)
            try:
                talk.say(self.greeting)
                while True:
                    talk.tag, _, command = talk.hear().partition(b" ")
                    self.heard.append(command)
                    self._obey(talk, command)
            finally:
                talk.lines.close()
                talk.sock.close()

    def _encrypted(self, client: socket.socket) -> socket.socket:
        sock = self.context.wrap_socket(client, server_side=True)
        self._open.append(sock)
        return sock

    def _obey(self, talk: Talk, command: bytes) -> None:
        for begin, script in self.script.items():
            if not command.startswith(begin):
                continue
            if callable(script):
                script(talk)
                return
            if isinstance(script, bytes):
                talk.say(script)
                return
            if script:
                answer = script.pop(0)
                if answer is not None:
                    talk.say(answer)
                    return
                break
        self._obey_as_usual(talk, command)

    def _obey_as_usual(self, talk: Talk, command: bytes) -> None:
        if command.startswith(b"CAPABILITY"):
            talk.say(b"* CAPABILITY %b\r\n" % self.capabilities)
        elif command.startswith(b"STARTTLS"):
            talk.say(b"%TAG% OK go ahead\r\n")
            talk.sock = self._encrypted(talk.sock)
            talk.lines = cast("BinaryIO", talk.sock.makefile("rb"))
            return
        elif command.startswith(b"AUTHENTICATE") and command.count(b" ") == 1:
            talk.say(b"+ \r\n")
            self.heard.append(talk.hear())
        elif command.startswith(b"LIST"):
            talk.say(b'* LIST () "/" INBOX\r\n')
        elif command.startswith(b"EXAMINE"):
            validity = self.uidvalidity(talk.number)
            talk.say(b"* %d EXISTS\r\n" % len(self.mails))
            talk.say(b"* OK [UIDVALIDITY %d] stays\r\n" % validity)
        elif command.startswith(b"UID FETCH"):
            piece = re.search(rb"PEEK\[\]<(\d+)\.(\d+)>", command)
            for place, uid in enumerate(self._named(command), 1):
                if piece:
                    talk.say(self.piece(place, uid, int(piece[1]), int(piece[2])))
                else:
                    talk.say(self.fetched(place, uid, b"RFC822.SIZE" in command))
        elif command.startswith(b"IDLE"):
            talk.say(b"+ idling\r\n")
            talk.hear()
        talk.say(b"%TAG% OK done\r\n")

    def fetched(self, place: int, uid: int, size_alone: bool = False) -> bytes:
        """What is said of a mail."""
        data = self.mails[uid]
        if size_alone:
            return b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (place, uid, len(data))
        head = b"* %d FETCH (UID %d BODY[] {%d}\r\n" % (place, uid, len(data))
        return head + data + b")\r\n"

    def piece(self, place: int, uid: int, begin: int, size: int) -> bytes:
        """What is said of a piece of a mail."""
        data = self.mails[uid][begin : begin + size]
        head = b"* %d FETCH (UID %d BODY[]<%d> {%d}\r\n" % (
            place,
            uid,
            begin,
            len(data),
        )
        return head + data + b")\r\n"

    def _named(self, command: bytes) -> list[int]:
        """The mails that a command names, as far as they are there."""
        names = re.findall(rb"(\d+)(?::(\d+|\*))?", command.split(b" ")[2])
        return [
            uid
            for uid in sorted(self.mails)
            if any(
                int(first) <= uid <= (2**32 if last == b"*" else int(last or first))
                for first, last in names
            )
        ]
