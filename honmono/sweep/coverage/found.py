"""What was found on a PC, and has nobody decided about it?

found yesterday by any scanner, however weak           open
removed in March, the first fake came in May           past: told apart
Emotet removed in March, the first fake came in May    open: it speaks for an infection
a decision with a name after it                        closed
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from honmono.sweep.families import family_of
from honmono.sweep.pc import Pc, Verdict
from honmono.sweep.rule import CLOCK, HISTORY, Rule
from honmono.sweep.scan import Detection, Handling, KeptScan, Outcome
from honmono.sweep.why import Why


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a scan found, with the scan."""

    kept: KeptScan
    detection: Detection
    at: datetime | None
    """None where no time can be believed."""

    family: str | None

    @property
    def why(self) -> Why:
        """As a reason."""
        name = self.detection.name or self.kept.scan.product
        return Why("found", {"name": name, "scanner": self.kept.scan.product})


def found_on(kept: Sequence[KeptScan]) -> Iterator[Found]:
    """Everything that scans found; a scan that names nothing counts as one."""
    for one in kept:
        named = one.scan.detections
        if not named and one.scan.outcome in (Outcome.FOUND, Outcome.REMOVED):
            named = (Detection(name=""),)
        for detection in named:
            at = _time(detection, one)
            yield Found(one, detection, at, family_of(detection.name))


def open_detections(
    pc: Pc, kept: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> tuple[Found, ...]:
    """What somebody must still look at."""
    decided = max((h.at for h in pc.handled if h.at <= as_of), default=None)
    return tuple(
        one
        for one in found_on(kept)
        if not _is_past(one, rule)
        and (decided is None or (one.at or one.kept.evidence.received) > decided)
    )


def past_detections(kept: Sequence[KeptScan], rule: Rule) -> tuple[Found, ...]:
    """What was found and removed before the first fake, within the days that matter."""
    if rule.since is None or rule.begin is None:
        return ()
    begin = rule.begin - HISTORY
    return tuple(
        one
        for one in found_on(kept)
        if one.at is not None and begin <= one.at < rule.since
    )


def real_detections(
    pc: Pc, kept: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> tuple[Found, ...]:
    """What was found, whether somebody has decided about it or not: no false alarm.

    A PC that was cleaned and scanned again is covered; that something was found on it
    stays true.  A false alarm is one as long as everybody who decided says so.
    """
    return tuple(
        one
        for one in found_on(kept)
        if not _is_past(one, rule) and not is_false_alarm(one, pc, as_of)
    )


def is_false_alarm(found: Found, pc: Pc, as_of: datetime) -> bool:
    """Does everybody who decided about it say so?"""
    at = found.at or found.kept.evidence.received
    verdicts = {one.verdict for one in pc.handled if at <= one.at <= as_of}
    return verdicts == {Verdict.FALSE_ALARM}


def _is_past(found: Found, rule: Rule) -> bool:
    """Before the first fake, gone, and no malware that steals mail; or long ago."""
    begin = rule.begin
    if begin is None or found.at is None or found.at >= begin:
        return False
    if found.at < begin - HISTORY:
        return found.detection.handling is Handling.REMOVED
    return found.detection.handling is Handling.REMOVED and found.family is None


def _time(detection: Detection, kept: KeptScan) -> datetime | None:
    at = detection.at or kept.scan.ended or kept.scan.started
    if at is not None and at > kept.evidence.received + CLOCK:
        return None
    return at
