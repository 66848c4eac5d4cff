"""What was found on a PC, and has nobody decided about it?

found yesterday by any scanner, however weak           open
removed in March, the first fake came in May           past: told apart
Emotet removed in March, the first fake came in May    open: it speaks for an infection
a decision with a name, after it happened and came     closed
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from honmono.sweep.families import family_of
from honmono.sweep.pc import Pc, Verdict
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
    found = [one for one in found_on(kept) if not _is_past(one, rule)]
    decided = max((h.at for h in pc.handled if h.holds(as_of)), default=None)
    if decided is None:
        return tuple(found)
    seen = {_same(one) for one in found if _was_seen(one, decided)}
    return tuple(one for one in found if _same(one) not in seen)


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
    stays true.
    """
    found = (one for one in found_on(kept) if not _is_past(one, rule))
    return without_false_alarms(found, pc, as_of)


def without_false_alarms(
    found: Iterable[Found], pc: Pc, as_of: datetime
) -> tuple[Found, ...]:
    """A false alarm is one as long as everybody who decided about it says so."""
    all_ = list(found)
    alarms = {_same(one) for one in all_ if _is_false_alarm(one, pc, as_of)}
    return tuple(one for one in all_ if _same(one) not in alarms)


def _is_false_alarm(found: Found, pc: Pc, as_of: datetime) -> bool:
    verdicts = {
        one.verdict
        for one in pc.handled
        if one.holds(as_of) and _was_seen(found, one.at)
    }
    return verdicts == {Verdict.FALSE_ALARM}


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
