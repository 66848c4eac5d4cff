"""Every failure of the sandbox has its line."""

from __future__ import annotations

import pytest

from honmono.mail.sandbox import Failure, FailureKind
from honmono.mail.source import Trouble
from honmono.mail.source.sandboxed import unreadable


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_takes_the_mails_place(kind: FailureKind) -> None:
    line = unreadable("letter.msg", Failure(kind, "why"), "ab" * 32)
    assert (line.source, line.detail, line.sha256) == ("letter.msg", "why", "ab" * 32)
    assert line.trouble is not Trouble.INTERNAL


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FailureKind.TIMED_OUT, "broken-container: why"),
        (FailureKind.CRASHED, "broken-container: why"),
        (FailureKind.LOCKED, "locked: why"),
        (FailureKind.TOO_MUCH_MEMORY, "too-large: why"),
        (FailureKind.NOT_INSTALLED, "not-supported: why"),
    ],
)
def test_people_see_one_line(kind: FailureKind, said: str) -> None:
    assert str(unreadable("letter.msg", Failure(kind, "why"))) == said
