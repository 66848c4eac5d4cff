"""Sandboxed: what could not be opened there, as the line that people see.

Failure(TIMED_OUT, "took more than 9 s")   →   broken-container: took more than 9 s
"""

from __future__ import annotations

from typing import Final

from honmono.mail.sandbox import Failure, FailureKind
from honmono.mail.source._core import Trouble, Unreadable

_TROUBLES: Final = {
    FailureKind.NOT_A_MAIL: Trouble.NOT_A_MAIL,
    FailureKind.NOT_SUPPORTED: Trouble.NOT_SUPPORTED,
    FailureKind.LOCKED: Trouble.LOCKED,
    FailureKind.TOO_LARGE: Trouble.TOO_LARGE,
    FailureKind.TOO_MUCH_OUTPUT: Trouble.TOO_LARGE,
    FailureKind.TOO_MUCH_MEMORY: Trouble.TOO_LARGE,
    FailureKind.NOT_INSTALLED: Trouble.NOT_SUPPORTED,
}
"""All others are due to the file: whatever is well formed is read within the limits."""


def unreadable(source: str, failure: Failure, sha256: str = "") -> Unreadable:
    """The failure in the mail's place."""
    trouble = _TROUBLES.get(failure.kind, Trouble.BROKEN_CONTAINER)
    return Unreadable(source, trouble, failure.detail, sha256)
