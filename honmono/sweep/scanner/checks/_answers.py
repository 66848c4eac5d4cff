"""How a check answers: bad news first, then what it could not see, then nothing."""

from __future__ import annotations

from collections.abc import Iterable

from honmono.sweep.scanner._core import (
    COULD_NOT,
    FOUND,
    NOT_LOOKED,
    NOTHING,
    Answer,
    Finding,
)

MOST = 200
"""Findings of one check that are kept; whoever sees these needs no more."""

NOT_WINDOWS = Answer(NOT_LOOKED, (), "not-windows")


def answer(findings: Iterable[Finding], why: str) -> Answer:
    """Found beats could-not-look, and that beats nothing."""
    found = tuple(dict.fromkeys(findings))[:MOST]
    if found:
        return Answer(FOUND, found, why)
    return Answer(COULD_NOT, (), why) if why else Answer(NOTHING)
