"""What was found on a PC, and has nobody decided about it?

found yesterday by any scanner, however weak           open
removed in March, the first fake came in May           past: told apart
Emotet removed in March, the first fake came in May    open: it speaks for an infection
a decision with a name, after it happened and came     closed
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from honmono.sweep.families import family_of
from honmono.sweep.pc import Pc
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
    found = [one for one in found_on(kept) if not _is_past(one, rule)]
    decided = max((h.at for h in pc.handled if h.holds(as_of)), default=None)
    if decided is None:
        return tuple(found)
    seen = {_same(one) for one in found if _was_seen(one, decided)}
    return tuple(one for one in found if _same(one) not in seen)


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


def _was_seen(found: Found, decided: datetime) -> bool:
    """Had it come, and happened, when somebody decided?"""
    received = found.kept.evidence.received
    return received <= decided and (found.at or received) <= decided


def _same(found: Found) -> Hashable:
    """Histories are handed in again and again: what one of them repeats is not new."""
    detection, evidence = found.detection, found.kept.evidence
    if detection.at is None or found.at is None:
        return (evidence.sha256, evidence.item, detection)
    return (found.kept.scan.product, detection.name, detection.path, found.at)


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
