"""What a source yields: mails as bytes with their origin, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, Protocol

MAX_MAIL: Final = 512 * 2**20
"""Bytes of one message that are loaded; a larger one is named and passed over.

Servers refuse mail above 25-150 MB; the bound is against files that merely begin
like a mail."""

HEAD: Final = 64 * 2**10
"""Bytes from the start of a file by which it is told what it is.

A header block with long Received and ARC fields reaches 30 kB before its From."""


@dataclass(frozen=True, slots=True)
class RawMail:
    """One message as bytes, exactly as its container holds it.

    For a message of an mbox that is: without the From_ line and without the blank
    line before the next one; `>From ` is undone in mboxrd only.
    """

    data: bytes
    source: str
    """Path as the caller gave it; for containers `PATH#INDEX`, counted from 0."""

    sha256_of_file: str = ""
    """Where `data` was rebuilt out of another format and the file is the mail (`.msg`):
    of that file.  Else empty."""

    notes: tuple[str, ...] = ()
    """What the bytes cannot tell about themselves, as names of `Defect`s: `rebuilt` …"""

    @property
    def sha256(self) -> str:
        """Lower-case hex digest by which people can find the mail again."""
        return self.sha256_of_file or hashlib.sha256(self.data).hexdigest()

    def __length_hint__(self) -> int:
        """Bytes it takes in memory, for whoever holds many; an empty mail stays true."""
        return len(self.data)


def no_password(what: str) -> str | None:
    """Answer for nobody: what is locked stays locked."""
    del what
    return None


def say_nothing(line: str) -> None:
    """Listener for nobody."""
    del line


def no_token(user: str, host: str) -> str | None:
    """Answer for nobody: there is no token for this mailbox."""
    del user, host
    return None


def nobody_waits(size: int) -> None:
    """Hear how many bytes are coming, and do nothing."""
    del size


class AccessError(Exception):
    """A password, token or certificate could not be had.  One line, without secrets."""


@dataclass(frozen=True, slots=True)
class Access:
    """How locked mail is got at.  A source's name holds no secret, and no file does."""

    password_for: Callable[[str], str | None] = no_password
    """Asked with what people would call it (`letters.zip`); None when nobody knows one.
    The caller remembers what a person typed."""

    mailbox_password: Callable[[str], str | None] = no_password
    """Asked with an account (`user@imap.example.jp`) that the operator named.  Apart from
    the above, because a file may be called like an account."""

    mailbox_token: Callable[[str, str], str | None] = no_token
    """Asked with user and host at each login; None when that host takes passwords.
    Raises `AccessError` where a token was to be had and was not."""

    ca_file: str = ""
    """Authorities in PEM form whose certificates a server may have; empty for those that
    the system knows."""

    expect: Callable[[int], None] = nobody_waits
    """Told how many bytes are coming when a source learns that late, for a bar."""

    tell: Callable[[str], None] = say_nothing
    """Told, in one line, what was passed over on purpose: contacts in a data file."""


class Span(NamedTuple):
    """Where one mail lies in a file, told by its format before anybody loads it."""

    source: str
    start: int
    end: int
    crc: int | None = None
    """CRC-32 of these bytes, for a mail in a container, which may change around it;
    None when the file is the mail."""

    unquote: bool = False
    """Is one `>` to be taken from `>From ` (mboxrd)?"""

    rebuild: str = ""
    """How these bytes become a mail, if they are none: a key of `rebuild.ALL`."""


@dataclass(frozen=True, slots=True)
class MailRef:
    """A mail that lies in a file and is loaded where it is judged.

    It is small, so it goes to another process for little, where the mail would not.
    """

    path: str
    """As the system knows it; `span.source` is what people are shown."""

    span: Span

    stamp: tuple[int, int]
    """Size of the file and time of its last change, in ns, when it was looked at."""

    @property
    def source(self) -> str:
        """As `RawMail.source`."""
        return self.span.source

    def __length_hint__(self) -> int:
        """Bytes of the mail: what loading and judging it will cost."""
        return self.span.end - self.span.start


class Trouble(Enum):
    """Why something could not be read.  The value is the name people see."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_MAIL = "not-a-mail"
    NOT_SUPPORTED = "not-supported"
    TOO_LARGE = "too-large"
    NO_ACCESS = "no-access"
    UNREACHABLE = "unreachable"
    BROKEN_CONTAINER = "broken-container"
    LOCKED = "locked"
    CHANGED = "changed"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one message of a container, that could not be read.

    It takes the mail's place in the stream, so that the rest goes on and nothing
    is lost silently.
    """

    source: str
    trouble: Trouble
    detail: str
    """One line: what was found, where, and what to do."""

    sha256: str = ""
    """Of the file's bytes where they could be read; else empty."""

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.trouble.value}: {self.detail}"


class File(Protocol):
    """An open file: what formats need of one, and what a temporary file has too."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there, and say where that is."""

    def read(self, size: int, /) -> bytes:
        """Exactly so many bytes, unless the file ends."""

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill the buffer, unless the file ends; say how far."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is open and has been looked at; what a format reads from."""

    file: File
    source: str
    size: int
    """When it was opened; a file may change afterwards."""

    head: bytes
    """The first `HEAD` bytes."""

    access: Access = Access()

    formats: tuple[Format, ...] = ()
    """What may lie in it, if it is a container of files."""


class Format(NamedTuple):
    """One format of files that hold mail."""

    name: str
    fits: Callable[[bytes], bool]
    """Is a file that begins with these bytes (`HEAD` of them) of this format?"""

    find: Callable[[Opened], Iterator[Span | RawMail | Unreadable]]
    """Where the mails lie in such a file, in its order.  A mail that cannot be had alone,
    because its container is unpacked from the beginning, is yielded as it is."""


def too_large(source: str, size: int) -> Unreadable:
    """Refuse one message for its size, without having loaded it."""
    detail = f"one message of {size:,} bytes; up to {MAX_MAIL:,} are read"
    return Unreadable(source, Trouble.TOO_LARGE, detail)


def changed(source: str) -> Unreadable:
    """Refuse a mail that is no longer what it was when it was found."""
    detail = "the file changed while it was read; read it again"
    return Unreadable(source, Trouble.CHANGED, detail)
