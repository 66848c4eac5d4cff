"""How one PC stands: covered, or what is missing, why, and what would mend it.

    Defender full scan + EmoCheck 2.2, both after the first fake      covered
    Defender full scan twice                                          one-scanner
    Defender full scan + Microsoft Safety Scanner: one engine         one-scanner
    anything found that nobody has decided about                      detected

A function of the PC, its scans and the rule: the order in which results came, and how often
the same one came, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from honmono.sweep.coverage.found import (
    Found,
    open_detections,
    past_detections,
    real_detections,
    without_false_alarms,
)
from honmono.sweep.coverage.strength import Judged, Strength, judged
from honmono.sweep.pc import Pc, Presence, Release, Verdict
from honmono.sweep.products import products
from honmono.sweep.rule import Rule
from honmono.sweep.scan import KeptScan, Outcome, Signature
from honmono.sweep.second import is_checker, may_be_second, next_release
from honmono.sweep.why import Why


class State(StrEnum):
    """How a PC stands; the words of the contract."""

    COVERED = "covered"
    ONE_SCANNER = "one-scanner"
    WEAK = "weak"
    STALE = "stale"
    FAILED = "failed"
    NOT_SEEN = "not-seen"
    EXCEPTION = "exception"
    DETECTED = "detected"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one of the two scanners has said of a PC: its best word."""

    product: str
    strength: Strength
    at: datetime | None
    outcome: str
    operator: str
    user: str
    stated: bool
    """Nobody has a report of it."""

    signed: bool
    """With the key of a kit; what other scanners write never is."""

    sha256: str
    item: int
    version: str = ""
    """Of the scanner, as its report says."""

    def as_json(self) -> dict[str, Any]:
        """What a page shows beside it."""
        return {
            "product": self.product,
            "version": self.version,
            "strength": self.strength.value,
            "at": self.at.astimezone(UTC).isoformat() if self.at else None,
            "outcome": self.outcome,
            "operator": self.operator or self.user,
            "stated": self.stated,
            "signed": self.signed,
            "evidence": self.sha256,
            "item": self.item,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How a PC stands at one moment."""

    pc: Pc
    state: State
    why: tuple[Why, ...]
    fix: tuple[Why, ...]
    first: Mark | None
    """Of an antivirus."""

    second: Mark | None
    """Of whoever may look second."""

    evidence: tuple[str, ...]
    """Files that it follows from, by hash."""

    valid_until: datetime | None = None
    """When it must be judged anew although nothing came."""

    found: tuple[Found, ...] = ()
    """What was found, decided about or not; no false alarms."""

    past: tuple[Found, ...] = ()
    """Malware that steals mail, found before the first fake and within the days that
    matter: it speaks for an infection although it is gone."""


def standing(
    pc: Pc, scans: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> Standing:
    """How a PC stands at a moment, by all that is known of it."""
    kept = _once(scans, as_of)
    before = (one for one in past_detections(kept, rule) if one.family is not None)
    past = without_false_alarms(before, pc, as_of)
    real = real_detections(pc, kept, rule, as_of)
    return replace(_standing(pc, kept, rule, as_of), found=real, past=past)


def _standing(
    pc: Pc, kept: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> Standing:
    found = open_detections(pc, kept, rule, as_of)
    later = _next(pc, rule, as_of)
    if found:
        why = tuple(one.why for one in found)
        evidence = tuple(dict.fromkeys(one.kept.evidence.sha256 for one in found))
        one, two = _marks(_judged(pc, kept, rule, as_of), rule)
        return Standing(
            pc, State.DETECTED, why, (Why("do-isolate"),), one, two, evidence, later
        )

    all_ = _judged(pc, kept, rule, as_of)
    pair = _pair(all_, rule)
    first, second = _marks(all_, rule)
    if pair is not None:
        first, second = _mark(pair[0]), _mark(pair[1])
        both = (first.sha256, second.sha256)
        why, seen = (Why("two-scanners"),), _unique(both)
        return Standing(pc, State.COVERED, why, (), first, second, seen, later)
    released = pc.release(as_of)
    if released is not None and released.release is Release.EXCEPTION:
        why = (Why("excepted", {"reason": released.reason, "by": released.by}),)
        return Standing(pc, State.EXCEPTION, why, (), first, second, (), later)
    state, why = _missing(all_, rule)
    fix = tuple(dict.fromkeys(_fixes(pc, all_, rule)))
    seen = _unique(one.kept.evidence.sha256 for one in all_)
    return Standing(pc, state, (*_about(pc), *why), fix, first, second, seen, later)


def scans_judged(
    pc: Pc, scans: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> list[Judged]:
    """Every scan of a PC as `standing` holds it against the rule, the oldest first."""
    return _judged(pc, _once(scans, as_of), rule, as_of)


def _once(scans: Sequence[KeptScan], as_of: datetime) -> list[KeptScan]:
    """Each scan once, in an order of its own; what looked later is not known yet."""
    known: dict[tuple[str, int], KeptScan] = {}
    for kept in sorted(scans, key=lambda one: one.evidence.received):
        if known_since(kept) <= as_of:
            known.setdefault((kept.evidence.sha256, kept.evidence.item), kept)
    return sorted(known.values(), key=KeptScan.order)


def known_since(kept: KeptScan) -> datetime:
    """The moment at which it had looked; a time ahead of our clock is when it came.

    What was found is known from the begin, what was not found only from the end.
    """
    scan, received = kept.scan, kept.evidence.received
    is_news = bool(scan.detections) or scan.outcome is not Outcome.CLEAN
    at = scan.at if is_news else (scan.ended or scan.started)
    return min(at or received, received)


def _judged(
    pc: Pc, kept: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> list[Judged]:
    begins = [rule.since, pc.installed, *_new_beginnings(pc, as_of)]
    begin = max((b for b in begins if b is not None), default=None)
    cleared = max(
        (
            h.at
            for h in pc.handled
            if h.verdict is Verdict.FALSE_ALARM and h.holds(as_of)
        ),
        default=None,
    )
    return [
        judged(
            one,
            rule,
            as_of,
            not_before=begin,
            cleared_until=cleared,
            office=pc.office,
            system=pc.os,
        )
        for one in kept
    ]


def _new_beginnings(pc: Pc, as_of: datetime) -> Iterator[datetime]:
    """Moments since which a PC is another: what looked before saw the old one."""
    for handled in pc.handled:
        if handled.verdict is not Verdict.FALSE_ALARM and handled.holds(as_of):
            yield handled.at


def _pair(all_: Sequence[Judged], rule: Rule) -> tuple[Judged, Judged] | None:
    """Two strong scans that are independent; not both on somebody's word alone."""
    strong = [one for one in all_ if one.strength is Strength.STRONG]
    for first in reversed(strong):
        for second in reversed(strong):
            fits = may_be_second(
                first.kept.scan.product, second.kept.scan.product, rule.style
            )
            if fits and not (_is_stated(first) and _is_stated(second)):
                return first, second
    return None


def _is_stated(one: Judged) -> bool:
    return one.kept.scan.signature is Signature.STATED


def _marks(all_: Sequence[Judged], rule: Rule) -> tuple[Mark | None, Mark | None]:
    """The best word of an antivirus, and the best of whoever looks second."""
    scans = [one for one in all_ if one.strength is not Strength.NONE]
    first = _best(one for one in scans if not is_checker(one.kept.scan.product))
    if first is None:
        return None, _as_mark(_best(scans))
    others = [
        one
        for one in scans
        if may_be_second(first.kept.scan.product, one.kept.scan.product, rule.style)
        or is_checker(one.kept.scan.product)
    ]
    return _mark(first), _as_mark(_best(others))


def _best(scans: Any) -> Judged | None:
    ranks = list(Strength)
    return min(
        scans,
        key=lambda one: (ranks.index(one.strength), *_newest_first(one)),
        default=None,
    )


def _newest_first(one: Judged) -> tuple[float, str, int]:
    at = one.kept.scan.at
    evidence = one.kept.evidence
    return (-at.timestamp() if at else 0.0, evidence.sha256, evidence.item)


def _as_mark(one: Judged | None) -> Mark | None:
    return None if one is None else _mark(one)


def _mark(one: Judged) -> Mark:
    scan, evidence = one.kept.scan, one.kept.evidence
    return Mark(
        product=scan.product,
        strength=one.strength,
        at=scan.at,
        outcome=scan.outcome.value,
        operator=scan.operator,
        user=scan.user,
        stated=_is_stated(one),
        signed=scan.signature is Signature.GOOD,
        sha256=evidence.sha256,
        item=evidence.item,
        version=scan.product_version or scan.engine_version,
    )


def _missing(all_: Sequence[Judged], rule: Rule) -> tuple[State, tuple[Why, ...]]:
    """The state of a PC without a pair, and what is wrong with what there is."""
    by = {s: [one for one in all_ if one.strength is s] for s in Strength}
    rest = _told(
        one
        for strength in (Strength.WEAK, Strength.FAILED, Strength.STALE)
        for one in reversed(by[strength])
    )
    if by[Strength.STRONG]:
        return _with_strong(by[Strength.STRONG], rule, rest)
    for strength, state in (
        (Strength.WEAK, State.WEAK),
        (Strength.FAILED, State.FAILED),
        (Strength.STALE, State.STALE),
    ):
        if by[strength]:
            return state, rest
    return State.NOT_SEEN, (Why("no-scan"),)


def _told(all_: Iterable[Judged]) -> tuple[Why, ...]:
    """What is wrong with them, under the name of each scanner."""
    groups: dict[Why, dict[Why, None]] = {}
    for one in all_:
        groups.setdefault(_of(one), {}).update(dict.fromkeys(one.why))
    return tuple(why for name, reasons in groups.items() for why in (name, *reasons))


def _with_strong(
    strong: Sequence[Judged], rule: Rule, rest: tuple[Why, ...]
) -> tuple[State, tuple[Why, ...]]:
    names = list(dict.fromkeys(one.kept.scan.product for one in strong))
    pairs = [(a, b) for a in names for b in names]
    if any(may_be_second(a, b, rule.style) for a, b in pairs):
        return State.ONE_SCANNER, (Why("both-stated"), *rest)
    if len(names) > 1:
        return State.ONE_SCANNER, (
            Why("not-independent", {"name": _named(names)}),
            *rest,
        )
    return State.ONE_SCANNER, (Why("only-one", {"name": _named(names)}), *rest)


def _of(one: Judged) -> Why:
    return Why("of-scanner", {"name": _named([one.kept.scan.product])})


def _named(keys: Sequence[str]) -> str:
    known = products()
    return ", ".join(known[key].called[0] if key in known else key for key in keys)


def _about(pc: Pc) -> Iterator[Why]:
    if pc.presence is Presence.ABSENT:
        until = pc.absent_until
        yield Why("absent-until", {"date": f"{until}"}) if until else Why("absent")
    if pc.presence is Presence.BROKEN:
        yield Why("broken-pc")


def _fixes(pc: Pc, all_: Sequence[Judged], rule: Rule) -> Iterator[Why]:
    """What would cover it, by what is missing."""
    if pc.presence is Presence.ABSENT:
        yield Why("do-wait")
    if pc.presence is Presence.BROKEN:
        yield Why("do-except")
    strong = [one.kept.scan.product for one in all_ if one.strength is Strength.STRONG]
    antivirus = [p for p in strong if p in products() and products()[p].is_antivirus]
    if not antivirus:
        yield Why("do-full-scan")
    if not any(may_be_second(a, b, rule.style) for a in antivirus for b in strong):
        if len(antivirus) == len(strong):
            yield Why("do-second")
    else:
        yield Why("do-report")
    for one in all_:
        for why in one.why:
            if why.code in _MENDED_BY:
                yield Why(_MENDED_BY[why.code])


_MENDED_BY = {
    "too-early-that-day": "do-give-time",
    "no-rights": "do-as-administrator",
    "could-not-look": "do-as-administrator",
    "clock-ahead": "do-set-clock",
    "definitions-before-wave": "do-update",
    "definitions-before-report": "do-update",
    "definitions-old": "do-update",
    "definitions-unknown": "do-say-definitions",
    "said-outdated": "do-update",
    "definitions-after-scan": "do-say-definitions",
    "version-unknown": "do-newest-emocheck",
    "version-not-known": "do-newest-emocheck",
    "version-before-release": "do-set-clock",
    "version-too-old": "do-newest-emocheck",
    "version-with-care": "do-newest-emocheck",
    "version-as-system": "do-newest-emocheck",
    "wave-unknown-to-emocheck": "do-other-second",
    "not-for-this-style": "do-other-second",
    "extent-unknown": "do-say-extent",
    "unsigned-report": "do-sign",
    "other-office": "do-sign",
    "other-system": "do-say-system",
}
"""By reason, what mends it."""


def _next(pc: Pc, rule: Rule, as_of: datetime) -> datetime | None:
    """When it may stand otherwise although nothing comes: a decision begins or ends."""
    moments = [one.at for one in pc.released] + [one.at for one in pc.handled]
    moments += [one.until for one in pc.released if one.until is not None]
    moments += [_midnight(day, rule) for day in (next_release(rule.day(as_of)),) if day]
    return min((one for one in moments if one > as_of), default=None)


def _midnight(day: date, rule: Rule) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(rule.zone))


def _unique(hashes: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hashes))
