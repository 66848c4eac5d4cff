"""Decibans in words: what ten times as likely looks like to somebody who counts mails.

    +20 dB     about 100 times as likely
     -7 dB     about 5 times less likely
    +0.8 dB    says nothing either way

A weight without bounds would only pretend to be known, so the words stop at 10,000 times.
"""

from __future__ import annotations

from typing import Final

from honmono.trace.evidence._core import Teller
from honmono.trace.traced import Evidence

EVEN: Final = 2.0
"""Decibans (1.6 times) below which a report says nothing that a person should act on."""

_MOST: Final = 40.0
"""Decibans from which on the number would only pretend to be known."""

_BOUND: Final = 200.0


def decibans(weight: float) -> float:
    """A weight as it is shown: no infinity, and what is not a number weighs nothing."""
    return min(max(weight, -_BOUND), _BOUND) if weight == weight else 0.0


def times(weight: float, tell: Teller) -> str:
    """How many times as likely."""
    weight = decibans(weight)
    if abs(weight) < EVEN:
        return tell.say("times-even")
    way = "more" if weight > 0 else "less"
    if abs(weight) >= _MOST:
        return tell.say(f"times-much-{way}")
    return tell.say(f"times-{way}", times=_rounded(10 ** (abs(weight) / 10)))


def leader(evidence: Evidence) -> str | None:
    """To whom a report points most; None where it says nothing."""
    best = max(evidence.clues, key=lambda clue: decibans(clue.decibans), default=None)
    return best.suspect if best and decibans(best.decibans) >= EVEN else None


def _rounded(number: float) -> str:
    """One figure below ten and two above: nobody knows it better."""
    if number < 10:
        return f"{number:.0f}"
    step = 10 ** (len(str(int(number))) - 2)
    return f"{round(number / step) * step:,}"
