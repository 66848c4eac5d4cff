"""What reading a mailbox on a server is about: how patient we are, and how it ends.

A server is as little to be trusted as a mail: it may be slow, broken, or somebody else's.
Everything it sends has a bound in bytes, and every wait one in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from honmono.mail.source._core import Trouble


class Pace(NamedTuple):
    """How long we wait for a server, and how often we come back."""

    patience: float = 60.0
    """Seconds of silence after which a server counts as gone.  A large folder that is
    opened for the first time takes Exchange twenty."""

    rate: int = 8 * 2**10
    """Bytes a second by which patience grows again, up to its full measure.  A mobile
    line brings ten times as much; who sends less plays with us."""

    waits: tuple[float, ...] = (0.5, 1, 2, 4, 8, 16)
    """Seconds before each attempt to come back after a cut, while not one more mail was
    read in between; then it is given up."""

    waits_following: tuple[float, ...] = (60, 120, 300, 300, 300)
    """The same after those, for `--follow`: a server that is restarted at night."""

    idle: float = 9 * 60
    """Seconds after which IDLE is renewed: before the 29 minutes of RFC 2177, and before
    the routers of an office forget a silent connection."""

    poll: float = 30.0
    """Seconds between two NOOPs where a server knows no IDLE."""


PACE: Final = Pace()


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a folder has been read: what `index` keeps between two runs.

    Numbers of mails mean something only as long as UIDVALIDITY stays (RFC 9051 §2.3.1.1).
    """

    uidvalidity: int = 0
    """0 for a folder that was never read."""

    uid: int = 0
    """The last one that was read; the next run begins behind it."""


class RefusedError(Exception):
    """It does not go on: the account, or the folder, cannot be read.  One clear line."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble
        self.detail = detail


class FolderRefusedError(RefusedError):
    """One folder cannot be read; the others of the account may."""


class CutError(Exception):
    """The connection is of no more use; coming back may help."""


class TooMuchError(CutError):
    """The server announced more bytes than are taken; nothing of them has been read."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size:,} bytes were announced in one answer")
        self.size = size


class NoError(Exception):
    """The server answered a command with NO or BAD, and said something about it."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code
        """In capitals, such as `AUTHENTICATIONFAILED` (RFC 5530); empty without one."""

        self.said = said
        """What can be shown to people: one line, without our secrets."""

    @property
    def is_passing(self) -> bool:
        """Does the server itself say that later may be better?"""
        return self.code in _PASSING


_PASSING: Final = {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "EXPUNGEISSUED"}
"""Response codes of RFC 5530 (EXPUNGEISSUED: a listing raced with a deletion)."""
