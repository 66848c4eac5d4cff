r"""A conversation with the server: commands that only read, and their answers.

    a3 EXAMINE "INBOX"
    a4 UID FETCH 1:* (UID RFC822.SIZE)
    a5 UID FETCH 20,22:25 (UID BODY.PEEK[])

EXAMINE opens a folder for reading alone (RFC 9051 §6.3.3) and PEEK leaves mails unseen.
There is no STORE, no EXPUNGE, no APPEND in this package: a mailbox stays as it was.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from honmono.mail.source._core import MAX_MAIL
from honmono.mail.source.imap import utf7
from honmono.mail.source.imap._core import CutError, NoError
from honmono.mail.source.imap.response import (
    Data,
    Fetched,
    More,
    Status,
    next_from,
    number,
)
from honmono.mail.source.imap.wire import MAX_LINE, Wire

MAX_NEWS: Final = 10_000
"""Answers to one command that nobody asked for: flags that changed, mails that came."""

MAX_FOLDERS: Final = 20_000

MAX_MAILS: Final = 4 * 2**20
"""Mails of one folder; 8 bytes of memory each.  Exchange advises at most 100,000."""

_MAX_SAID: Final = 160
_UNPRINTABLE: Final = re.compile(r"[^\x20-\x7e\xa1-\ud7ff\uf900-\ufdff\ufe30-\uffef]+")


class Named(NamedTuple):
    """A folder of the account."""

    name: str
    raw: bytes
    """As the server spells it; given back to it unchanged."""


class Opened(NamedTuple):
    """What EXAMINE says of a folder."""

    exists: int
    uidvalidity: int


class Sized(NamedTuple):
    """A mail before it is fetched."""

    uid: int
    size: int


class Session:
    """One connection, from the greeting to its end."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.capabilities: frozenset[str] = frozenset()
        self.exists = 0
        """Mails in the folder that is open, as the server last said."""

        self.news = False
        """Did mail come since the mails were last listed?"""

        self._commands = 0
        self._hidden: set[str] = set()

    def hide(self, secret: str) -> None:
        """Let nothing show this, also when the server repeats it to us."""
        self._hidden |= {secret, " ".join(secret.split())} - {""}

    def said(self, text: bytes) -> str:
        """What the server says, for people: one short line without our secrets."""
        line = " ".join(_UNPRINTABLE.sub(" ", text.decode("utf-8", "replace")).split())
        for secret in sorted(self._hidden, key=len, reverse=True):
            line = line.replace(secret, "•••")
        return line if len(line) <= _MAX_SAID else line[: _MAX_SAID - 1] + "…"

    def greet(self) -> None:
        """Hear the greeting."""
        self.wire.refill()
        greeting = next_from(self.wire, 0)
        if isinstance(greeting, Status) and greeting.word == "BYE":
            raise CutError(f"it turned us away: {self.said(greeting.text)}")
        if not isinstance(greeting, Status) or greeting.word != "OK":
            raise CutError("it does not greet as an IMAP server does")

    def learn_capabilities(self) -> None:
        """Ask what the server can do; anew after STARTTLS and after the login."""
        words: set[str] = set()
        for answer in self.run(b"CAPABILITY"):
            if isinstance(answer, Data) and answer.items[:1] == [b"CAPABILITY"]:
                words |= {
                    word.decode("ascii", "replace").upper()
                    for word in answer.items[1:]
                    if isinstance(word, bytes)
                }
        self.capabilities = frozenset(words)

    def do(self, command: bytes, *answers: bytes) -> None:
        """Run a command of which only matters whether it succeeds."""
        for _ in self.run(command, *answers):
            pass

    def run(
        self,
        command: bytes,
        *answers: bytes,
        literals: int = MAX_LINE,
        expected: int = 0,
    ) -> Iterator[Status | Data | Fetched]:
        """Send a command and yield what comes for it; return when it is done.

        Args:
            command: without tag and line end.
            *answers: sent one by one when the server asks for more.
            literals: bytes that one answer may hold in them.
            expected: answers that the command may bring, besides the news.

        Raises:
            NoError: the server says NO or BAD.
            CutError: the connection is of no more use.

        """
        self._commands += 1
        tag = b"a%d" % self._commands
        self.wire.refill()
        self.wire.send(b"%b %b\r\n" % (tag, command))
        more = iter(answers)
        for _ in range(expected + MAX_NEWS):
            answer = next_from(self.wire, literals)
            if isinstance(answer, More):
                self.wire.send(next(more, b"") + b"\r\n")
                continue
            if isinstance(answer, Data):
                self._notice(answer)
            elif isinstance(answer, Status) and self._ended(answer, tag):
                return
            yield answer
        raise CutError("it talks without end")

    def _notice(self, answer: Data) -> None:
        if answer.items[1:] == [b"EXISTS"]:
            self.exists, self.news = max(number(answer.items[0]), 0), True
        elif answer.items[1:] == [b"EXPUNGE"]:
            self.exists = max(self.exists - 1, 0)

    def folders(self, pattern: str) -> list[Named]:
        """Folders that can be opened and that the pattern fits, by name, each once."""
        found: dict[bytes, Named] = {}
        command = b'LIST "" ' + quoted(utf7.encode(pattern))
        for answer in self.run(command, expected=MAX_FOLDERS):
            match answer:
                case Data([word, [*flags], _, bytes(raw)]) if word in _LIST:
                    known = {f.lower() for f in flags if isinstance(f, bytes)}
                    if not known & _NOT_OPENED:
                        found[raw] = Named(utf7.decode(raw), raw)
        return sorted(found.values())

    def examine(self, raw: bytes) -> Opened:
        """Open a folder for reading alone.

        Raises:
            NoError: it cannot be opened.

        """
        self.exists = uidvalidity = 0
        for answer in self.run(b"EXAMINE " + quoted(raw)):
            if isinstance(answer, Status) and answer.code == "UIDVALIDITY":
                uidvalidity = max(number(answer.argument), 0)
        return Opened(self.exists, uidvalidity)

    def sizes(self, which: str) -> Iterator[Sized]:
        """UID and size of these mails, as the server believes them to be."""
        command = b"UID FETCH %b (UID RFC822.SIZE)" % which.encode("ascii")
        self.news = False
        for answer in self.run(command, expected=MAX_MAILS):
            if isinstance(answer, Fetched) and answer.uid and answer.size >= 0:
                yield Sized(answer.uid, answer.size)

    def fetch(self, uids: Iterable[int], piece: str = "") -> Iterator[Fetched]:
        """Mails, one after the other; or of each the piece `<OFFSET.LENGTH>`."""
        which, what = uid_set(uids), f"(UID BODY.PEEK[]{piece})"
        command = f"UID FETCH {which} {what}".encode("ascii")
        for answer in self.run(command, literals=MAX_MAIL):
            if isinstance(answer, Fetched) and answer.uid and answer.has_body:
                yield answer

    def idle(self, seconds: float) -> None:
        """Wait until mail comes, or so long.

        Raises:
            NoError: the server does not want to.
            CutError: the connection is of no more use.

        """
        end = time.monotonic() + seconds
        self._commands += 1
        tag = b"a%d" % self._commands
        self.wire.send(tag + b" IDLE\r\n")
        waiting, left = True, seconds
        for _ in range(MAX_NEWS):
            if waiting and (self.news or not self.wire.comes_within(left)):
                self.wire.send(b"DONE\r\n")
                waiting = False
            self.wire.refill()
            answer = next_from(self.wire, MAX_LINE)
            if isinstance(answer, Data):
                self._notice(answer)
            elif isinstance(answer, Status) and self._ended(answer, tag):
                return
            left = max(end - time.monotonic(), 0.0)
        raise CutError("it talks without end")

    def _ended(self, answer: Status, tag: bytes) -> bool:
        """Is the command of this tag over?  True when it went well.

        Raises:
            NoError: it did not.
            CutError: the connection is of no more use.

        """
        if answer.tag == b"*":
            if answer.word == "BYE":
                raise CutError(f"it said good-bye: {self.said(answer.text)}")
            return False
        if answer.tag != tag:
            raise CutError("it answered a command that was not given")
        if answer.word != "OK":
            raise NoError(answer.code, self.said(answer.text))
        return True

    def end(self) -> None:
        """Say good-bye without waiting for an answer."""
        try:
            self.wire.send(b"a0 LOGOUT\r\n")
        except CutError:
            pass
        finally:
            self.wire.close()


_LIST: Final = (b"LIST", b"XLIST")
_NOT_OPENED: Final = {rb"\noselect", rb"\nonexistent"}


def quoted(text: str | bytes) -> bytes:
    """As a quoted string; the caller has seen that it holds no line end."""
    raw = text.encode("ascii") if isinstance(text, str) else text
    return b'"%b"' % raw.replace(b"\\", b"\\\\").replace(b'"', rb"\"")


def uid_set(uids: Iterable[int]) -> str:
    """`[20, 22, 23, 24]` → `20,22:24`."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{a}:{b}" if b > a else f"{a}" for a, b in runs)
