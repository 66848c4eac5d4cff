"""What somebody decides about a PC, with his name and his reason.

    excepted(pc, …, until=30 June)    left out until then; it stays in the count of all
    not_ours(pc, …)                   in the list by mistake, sold, somebody else's
    handled(pc, cleaned, …)           what was found was dealt with: only later scans count

No decision makes something that was found, and that nobody has handled, go away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from honmono.sweep.pc import Handled, Pc, Release, Released, Verdict

LONGEST_EXCEPTION: Final = timedelta(days=180)
"""Who is away for longer is decided about again: nobody then remembers why."""


class DecisionError(ValueError):
    """A decision that may not be.  `code` is a word; nothing has been changed."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who decides, why, and when."""

    reason: str
    by: str
    at: datetime


def excepted(pc: Pc, signed: Signed, until: datetime, *, is_open: bool) -> Pc:
    """Leave it out until a moment.

    Raises:
        DecisionError: without reason, name or a near end; or something was found on it.

    """
    _require(signed)
    if is_open:
        raise DecisionError("open-detection")
    if until <= signed.at:
        raise DecisionError("end-past")
    if until > signed.at + LONGEST_EXCEPTION:
        raise DecisionError("end-too-late")
    one = Released(
        Release.EXCEPTION, signed.reason.strip(), signed.by, signed.at, until
    )
    return replace(pc, released=(*pc.released, one))


def not_ours(pc: Pc, signed: Signed, *, is_open: bool) -> Pc:
    """Count it no more: it is somebody else's, or no PC.

    Raises:
        DecisionError: without reason or name; or something was found on it.

    """
    _require(signed)
    if is_open:
        raise DecisionError("open-detection")
    one = Released(Release.NOT_OURS, signed.reason.strip(), signed.by, signed.at)
    return replace(pc, released=(*pc.released, one))


def counted_again(pc: Pc, signed: Signed) -> Pc:
    """Every decision to leave it out ends now; that there was one stays on record.

    Raises:
        DecisionError: without reason or name; or none holds.

    """
    _require(signed)
    if pc.release(signed.at) is None:
        raise DecisionError("not-left-out")
    ended = tuple(
        replace(one, until=signed.at) if one.holds(signed.at) else one
        for one in pc.released
    )
    return replace(pc, released=ended)


def handled(pc: Pc, verdict: Verdict, signed: Signed) -> Pc:
    """Everything that was found until now is dealt with.

    Raises:
        DecisionError: without reason or name.

    """
    _require(signed)
    one = Handled(verdict, signed.reason.strip(), signed.by, signed.at)
    return replace(pc, handled=(*pc.handled, one))


def _require(signed: Signed) -> None:
    if not signed.reason.strip():
        raise DecisionError("no-reason")
    if not signed.by.strip():
        raise DecisionError("no-name")
