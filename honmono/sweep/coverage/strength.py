"""Does one scan count?  Strong, or weak, failed, stale, and why.

    full scan of Defender, definitions of the day, finished         strong
    the same as a quick scan                                        weak: quick-scan
    EmoCheck 2.0 for a wave of April 2022                           weak: version-too-old
    any of them from the day before the first forged mail           stale

Nothing here asks whether something was found: bad news is believed of the weakest scan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from honmono.sweep.products import products
from honmono.sweep.rule import CLOCK, LONGEST_SCAN, MARGIN, OLDEST_DEFINITIONS, Rule
from honmono.sweep.scan import (
    UNSIGNED,
    Answer,
    Extent,
    KeptScan,
    Outcome,
    Scan,
    Signature,
)
from honmono.sweep.second import (
    emocheck_care,
    emocheck_needed,
    emocheck_released,
    is_checker,
    seconds,
    version,
)
from honmono.sweep.why import Why


class Strength(StrEnum):
    """How much a scan says, the most first."""

    STRONG = "strong"
    WEAK = "weak"
    FAILED = "failed"
    STALE = "stale"
    NONE = "none"
    """It is no scan: a scanner's word about itself."""


_HARDLY_LOOKED_AT: Final = {
    "linux": (
        "linux",
        "ubuntu",
        "debian",
        "red hat",
        "rhel",
        "fedora",
        "centos",
        "suse",
    ),
    "macos": ("mac", "os x", "darwin"),
}
"""Systems on which most of our checks do not apply, and what lists call them."""

_EMOCHECK: Final = frozenset({"emocheck", "emocheck-ps"})


@dataclass(frozen=True, slots=True)
class Judged:
    """One scan, held against the rule."""

    kept: KeptScan
    strength: Strength
    why: tuple[Why, ...]


def judged(
    kept: KeptScan,
    rule: Rule,
    as_of: datetime,
    *,
    not_before: datetime | None,
    cleared_until: datetime | None = None,
    office: str = "",
    system: str = "",
) -> Judged:
    """Hold one scan against the rule.

    Args:
        kept: the scan.
        rule: of the incident.
        as_of: what was not known then does not count.
        not_before: what looked earlier looked too early: at the first forged mail, or at
            the moment since which this PC has another system.
        cleared_until: what was found until then was a false alarm.
        office: of the PC; a kit vouches for those of its own office.
        system: of the PC, as its list calls it.

    """
    scan = kept.scan
    if scan.extent is Extent.STATUS:
        return Judged(kept, Strength.NONE, ())
    weak = (
        *_weaknesses(kept, rule, as_of, not_before),
        *_of_kit(kept, office),
        *_of_system(scan, system),
    )
    if not_before is not None and _looked_before(kept, not_before):
        return Judged(kept, Strength.STALE, (_too_early(kept, not_before, rule), *weak))
    if scan.outcome in (Outcome.FAILED, Outcome.PARTIAL, Outcome.UNKNOWN):
        return Judged(kept, Strength.FAILED, (Why(f"outcome-{scan.outcome}"), *weak))
    if scan.outcome is not Outcome.CLEAN and not _is_cleared(kept, cleared_until):
        return Judged(kept, Strength.WEAK, (Why("something-found"), *weak))
    return Judged(kept, Strength.WEAK if weak else Strength.STRONG, weak)


def _looked_before(kept: KeptScan, moment: datetime) -> bool:
    """What came before it has looked before it, whatever its clock says."""
    at = kept.scan.at
    return kept.evidence.received < moment or (at is not None and at < moment)


def _too_early(kept: KeptScan, not_before: datetime, rule: Rule) -> Why:
    """Perhaps it did not, where only the day of the first fake is known."""
    begin = rule.begin if not_before == rule.since else None
    if begin is not None and not _looked_before(kept, begin):
        return Why("too-early-that-day")
    return Why("too-early")


def _is_cleared(kept: KeptScan, until: datetime | None) -> bool:
    """Had all of it happened, and come, when somebody called it a false alarm?"""
    times = (kept.scan.started, kept.scan.ended, kept.evidence.received)
    return until is not None and all(t <= until for t in times if t is not None)


def _weaknesses(
    kept: KeptScan, rule: Rule, as_of: datetime, not_before: datetime | None
) -> Iterator[Why]:
    scan = kept.scan
    product = products().get(scan.product)
    if product is None:
        yield Why("unknown-scanner", {"name": scan.product})
    yield from _of_time(kept, not_before)
    if scan.rights is Answer.NO:
        yield Why("no-rights")
    if scan.could_not:
        yield Why("could-not-look", {"what": ", ".join(scan.could_not[:5])})
    if set(scan.defects) - {UNSIGNED}:
        yield Why("broken-report")
    if UNSIGNED in scan.defects or _is_retold(scan):
        yield Why("unsigned-report")
    if scan.signature is Signature.STATED and not scan.operator.strip():
        yield Why("unsigned-statement")
    if scan.product in _EMOCHECK:
        yield from _of_emocheck(scan, rule, as_of)
    elif is_checker(scan.product):
        yield from _of_definitions(kept, rule)
    else:
        yield from _of_extent(scan)
        yield from _of_definitions(kept, rule)


def _of_system(scan: Scan, system: str) -> Iterator[Why]:
    """Where hardly a check applies the list must say that the PC is of that system."""
    words = _HARDLY_LOOKED_AT.get(scan.system, ())
    if words and not any(word in system.casefold() for word in words):
        yield Why("other-system", {"system": scan.system})


def _of_kit(kept: KeptScan, office: str) -> Iterator[Why]:
    """Whoever holds one office's token says nothing about the PCs of another."""
    its = kept.evidence.office
    if its and office and its != office:
        yield Why("other-office", {"office": its})


def _is_retold(scan: Scan) -> bool:
    """Does another list name our own scanner?  It counts by its own report alone."""
    is_own = scan.product == "honmono" and scan.signature is Signature.NONE
    return is_own and scan.extent is not Extent.CHECKS


def _of_time(kept: KeptScan, not_before: datetime | None) -> Iterator[Why]:
    started, ended = kept.scan.started, kept.scan.ended
    if kept.scan.at is None:
        yield Why("undated")
    if started is None and ended is not None and not_before is not None:
        is_close = ended - not_before < LONGEST_SCAN
        yield from (Why("begin-unknown"),) if is_close else ()
    times = [t for t in (kept.scan.started, kept.scan.ended) if t is not None]
    if times and max(times) > kept.evidence.received + CLOCK:
        yield Why("clock-ahead")
    if len(times) == 2 and times[1] < times[0]:
        yield Why("ends-before-begin")


def _of_extent(scan: Scan) -> Iterator[Why]:
    if scan.extent is Extent.UNKNOWN:
        yield Why("extent-unknown")
    elif scan.extent is not Extent.FULL:
        yield Why("not-full")


def _of_emocheck(scan: Scan, rule: Rule, as_of: datetime) -> Iterator[Why]:
    if scan.product not in seconds(rule.style):
        yield Why("not-for-this-style")
        return
    needed = emocheck_needed(rule.wave_day(as_of), rule.day(as_of))
    if needed is None:
        yield Why("wave-unknown-to-emocheck")
        return
    released = emocheck_released(scan.product_version)
    if not scan.product_version:
        yield Why("version-unknown")
    elif released is None:
        yield Why("version-not-known", {"version": scan.product_version})
    elif scan.at is not None and rule.day(scan.at) < released - MARGIN:
        yield Why("version-before-release", {"version": scan.product_version})
    elif version(scan.product_version) < version(needed):
        values = {"version": scan.product_version, "needed": needed}
        yield Why("version-too-old", values)
    care = emocheck_care(scan.product_version)
    if care == "hits-and-misses":
        yield Why("version-with-care", {"version": scan.product_version})
    if care == "as-system" and _may_be_system(scan.user):
        yield Why("version-as-system", {"version": scan.product_version})


def _may_be_system(user: str) -> bool:
    """Windows calls that session by its own name or by that of the PC with a `$`."""
    name = user.strip().upper().rpartition("\\")[2]
    return name in ("", "SYSTEM") or name.endswith("$")


def _of_definitions(kept: KeptScan, rule: Rule) -> Iterator[Why]:
    """What a checker showed may be held against newer knowledge when it comes in."""
    scan = kept.scan
    if scan.said_outdated:
        yield Why("said-outdated")
    made = scan.definitions_at
    if made is None:
        yield Why("definitions-unknown")
        return
    looked = scan.ended or scan.at or kept.evidence.received
    if not is_checker(scan.product) and _is_after(made, looked, rule):
        yield Why("definitions-after-scan", {"date": f"{made:%Y-%m-%d}"})
    if rule.since is not None and _is_before(made, rule.since - MARGIN, rule):
        yield Why("definitions-before-wave", {"date": f"{made:%Y-%m-%d}"})
    elif rule.first_report is not None and _is_before(made, rule.first_report, rule):
        yield Why("definitions-before-report", {"date": f"{made:%Y-%m-%d}"})
    if is_checker(scan.product):
        return  # indicators of a wave come once, and not several times a day
    if scan.at is not None and _is_before(made, scan.at - OLDEST_DEFINITIONS, rule):
        yield Why("definitions-old", {"date": f"{made:%Y-%m-%d}"})


def _is_after(made: datetime | date, moment: datetime, rule: Rule) -> bool:
    """Newer than the scan: they came after it, or a clock is wrong."""
    if isinstance(made, datetime):
        return made > moment + CLOCK
    return made > rule.day(moment)


def _is_before(made: datetime | date, moment: datetime, rule: Rule) -> bool:
    """A plain date is compared by its day: nobody knows more of it."""
    if isinstance(made, datetime):
        return made < moment
    return made < rule.day(moment)
