"""What the sandbox answers: bytes, items, or why there are none; and its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, Protocol

DETAIL: Final = 300
"""Characters of a failure that are passed on; the worker may have written them."""


class FailureKind(Enum):
    """Why a file could not be opened.  A job says so of the first six by `Refused`."""

    NOT_A_MAIL = "not-a-mail"
    NOT_SUPPORTED = "not-supported"
    BROKEN = "broken"
    LOCKED = "locked"
    TOO_LARGE = "too-large"
    REFUSED = "refused"
    """Anything else that a job expects; the detail says it all."""

    TOO_MUCH_OUTPUT = "too-much-output"
    TOO_MUCH_MEMORY = "too-much-memory"
    TIMED_OUT = "timed-out"
    CRASHED = "crashed"
    NOT_INSTALLED = "not-installed"
    """A package that the job needs is missing, or no worker starts; the detail says it."""


OF_JOBS: Final = frozenset(
    {
        FailureKind.NOT_A_MAIL,
        FailureKind.NOT_SUPPORTED,
        FailureKind.BROKEN,
        FailureKind.LOCKED,
        FailureKind.TOO_LARGE,
        FailureKind.REFUSED,
    }
)
"""After one of these the worker is as good as before."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Nothing came of a file, or nothing more; the next file is read as usual."""

    kind: FailureKind
    detail: str
    """One line, printable."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that lie in a container."""

    label: str
    """Small facts about it as JSON; what they are is between a job and its caller."""

    data: bytes


class Refused(Exception):  # noqa: N818 (an answer, not an error)
    """Raised by a job that expected this trouble; it becomes a `Failure`."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(kind, detail)
        self.kind = kind if kind in OF_JOBS else FailureKind.REFUSED
        self.detail = detail


class Limits(NamedTuple):
    """How much a file may cost.  An item of a stream counts like a file."""

    memory: int = 512 * 2**20
    """Bytes of address space: interpreter, libraries, the file and what is made of it."""

    cpu_seconds: int = 9
    """Of the job alone; with the start of its worker a file stays within 10 s."""

    wall_seconds: float = 40
    """Until the parent kills; only a machine with four times too much to do is so slow."""

    start_seconds: float = 60
    """Until the worker has loaded its libraries, from a slow disk."""

    data: int = 128 * 2**20
    """Bytes of a file for `ask`; what is made of it has to fit beside it."""

    answer: int = 192 * 2**20
    """Bytes of an answer or item: 128 MB in base64, and some."""

    label: int = 64 * 2**10


class Layer(NamedTuple):
    """One of the walls around the worker, for `honmono doctor`."""

    name: str
    holds: bool
    detail: str
    """What it keeps out, or why it is missing."""


class File(Protocol):
    """An open file of the parent's: the worker asks for pieces of it."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there, and say where that is."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, unless the file ends."""


def one_line(text: str) -> str:
    """Whatever a worker wrote, as it may stand in a line."""
    shown = text[: DETAIL + 1]
    clean = "".join(c if c.isprintable() else " " for c in shown).strip()
    return clean if len(text) <= DETAIL else clean[:DETAIL] + "…"
