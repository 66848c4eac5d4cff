"""What a source yields: mails as bytes with their origin, and what could not be read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class RawMail:
    """One message as bytes, exactly as its container holds it.

    For a message of an mbox that is: without the From_ line and without the blank
    line before the next one; `>From ` is undone in mboxrd only.
    """

    data: bytes
    source: str
    """Path as the caller gave it; for containers `PATH#INDEX`, counted from 0."""

    @property
    def sha256(self) -> str:
        """Lower-case hex digest of `data`."""
        return hashlib.sha256(self.data).hexdigest()


class Trouble(Enum):
    """Why something could not be read.  The value is the name people see."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_MAIL = "not-a-mail"
    NOT_SUPPORTED = "not-supported"
    TOO_LARGE = "too-large"
    NO_ACCESS = "no-access"
    BROKEN_CONTAINER = "broken-container"
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
