"""What the page of one PC shows: its two marks, and every scan with what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from honmono.sweep.coverage import (
    Judged,
    Mark,
    Standing,
    Strength,
    scans_judged,
    standing,
)
from honmono.sweep.coverage.found import open_detections
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Outcome, Signature
from honmono.text import harmless
from honmono.web.base.context import language
from honmono.web.sweep.board import Sign, sign
from honmono.web.sweep.models import Pc, PcChange
from honmono.web.sweep.selectors import kept_scans
from honmono.web.sweep.words import product_name, state_word, word, word_of

MOST: Final = 100
"""Scans that the page tells one by one, the newest first."""

_CHANGES: Final = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that a scanner found."""

    name: str
    path: str
    handling: str
    at: str


@dataclass(frozen=True, slots=True)
class Step:
    """One scan of the timeline."""

    shape: str
    word: str
    scanner: str
    extent: str
    outcome: str
    at: str
    ended: str
    by: str
    definitions: str
    why: tuple[str, ...]
    found: tuple[Found, ...]
    stated: bool
    sha256: str
    received: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole page."""

    row: Pc
    value: PcValue
    standing: Standing
    word: str
    why: tuple[str, ...]
    fix: tuple[str, ...]
    signs: tuple[Sign, Sign]
    evidence: tuple[str, ...]
    """Of the marks, by hash; empty where there is none."""

    steps: tuple[Step, ...]
    more: int
    """Older scans that are not told."""

    open: tuple[Found, ...]
    changes: tuple[PcChange, ...]


def page_of(row: Pc, rule: Rule, now: datetime, zone: ZoneInfo) -> Shown:
    """Judge one PC as it is now, and put it into words.  Nothing is written."""
    value = pc_from_json(row.value)
    kept = kept_scans([row.pk])[row.pk]
    now_ = standing(value, kept, rule, now)
    judged = scans_judged(value, kept, rule, now)[::-1]
    marks = (now_.first, now_.second)
    found = open_detections(value, kept, rule, now)
    return Shown(
        row=row,
        value=value,
        standing=now_,
        word=state_word(now_.state),
        why=tuple(why.told(language()) for why in now_.why),
        fix=tuple(why.told(language()) for why in now_.fix),
        signs=(_sign(marks[0], zone, "first"), _sign(marks[1], zone, "second")),
        evidence=tuple(m.sha256 if m else "" for m in marks),
        steps=tuple(_step(one, zone) for one in judged[:MOST]),
        more=max(0, len(judged) - MOST),
        open=tuple(
            _found(f.detection.name, f.detection.path, f.detection.handling, f.at, zone)
            for f in found[:MOST]
        ),
        changes=tuple(PcChange.objects.filter(pc=row)[:_CHANGES]),
    )


def _sign(mark: Mark | None, zone: ZoneInfo, role: str) -> Sign:
    return sign(mark.as_json() if mark else None, zone, role)


def _step(one: Judged, zone: ZoneInfo) -> Step:
    scan = one.kept.scan
    bad = scan.outcome in (Outcome.FOUND, Outcome.REMOVED) or scan.detections
    shape = "detected" if bad else one.strength.value
    return Step(
        shape=shape,
        word=word("mark-status")
        if one.strength is Strength.NONE and not bad
        else word_of("mark", shape),
        scanner=" ".join(
            filter(None, (product_name(scan.product), harmless(scan.product_version)))
        ),
        extent=word_of("extent", scan.extent),
        outcome=word_of("outcome", scan.outcome),
        at=_time(scan.at, zone),
        ended=_time(scan.ended, zone) if scan.ended else "",
        by=harmless(scan.operator or scan.user),
        definitions=" ".join(
            filter(None, (harmless(scan.definitions), _day(scan.definitions_at, zone)))
        ),
        why=tuple(why.told(language()) for why in one.why),
        found=tuple(
            _found(each.name, each.path, each.handling, each.at, zone)
            for each in scan.detections[:MOST]
        ),
        stated=scan.signature is Signature.STATED,
        sha256=one.kept.evidence.sha256,
        received=_time(one.kept.evidence.received, zone),
    )


def _found(
    name: str, path: str, handling: str, at: datetime | None, zone: ZoneInfo
) -> Found:
    return Found(
        harmless(name, 200) or word("unnamed"),
        harmless(path, 500),
        word_of("handling", handling),
        _time(at, zone),
    )


def _time(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else word("time-unknown")


def _day(at: datetime | date | None, zone: ZoneInfo) -> str:
    if at is None:
        return ""
    return _time(at, zone) if isinstance(at, datetime) else at.isoformat()
