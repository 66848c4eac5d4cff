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
from honmono.sweep.pc import Pc
from honmono.sweep.products import products
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
        known = products().get(self.kept.scan.product)
        scanner = known.called[0] if known else self.kept.scan.product
        name = self.detection.name or scanner
        return Why("found", {"name": name, "scanner": scanner})


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
    if rule.since is None:
        return ()
    begin = rule.since - HISTORY
    return tuple(
        one
        for one in found_on(kept)
        if one.at is not None and begin <= one.at < rule.since
    )


def _is_past(found: Found, rule: Rule) -> bool:
    """Before the first fake, gone, and no malware that steals mail; or long ago."""
    if rule.since is None or found.at is None or found.at >= rule.since:
        return False
    if found.at < rule.since - HISTORY:
        return found.detection.handling is Handling.REMOVED
    return found.detection.handling is Handling.REMOVED and found.family is None


def _time(detection: Detection, kept: KeptScan) -> datetime | None:
    at = detection.at or kept.scan.ended or kept.scan.started
    if at is not None and at > kept.evidence.received + CLOCK:
        return None
    return at
