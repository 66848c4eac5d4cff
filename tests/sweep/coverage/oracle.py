"""The rule of the double scan once more, as plainly as it can be said, to test the other.

It is written from the rule's text, asks each question with an `if`, and shares nothing
with `honmono.sweep.coverage`.  It knows the scanners and versions that the tests draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule
from honmono.sweep.scan import KeptScan, Scan

ENGINE = {"defender": "ms", "msert": "ms", "eset": "eset", "eset-online": "eset"}
BY_HAND = ("msert", "eset-online")
TOKYO = ZoneInfo("Asia/Tokyo")
TEN_MINUTES = timedelta(minutes=10)


def may_be_covered(
    pc: Pc, scans: Sequence[KeptScan], rule: Rule, as_of: datetime
) -> bool:
    """Have two independent scanners looked, both strong and in time?"""
    good = [one for one in scans if is_good(pc, one, rule, as_of)]
    for one in good:
        for other in good:
            a, b = one.scan, other.scan
            if a.product not in ENGINE:
                continue
            if a.signature == "stated" and b.signature == "stated":
                continue
            if b.product == "honmono":
                return True
            if b.product == "emocheck" and rule.style == "emotet":
                return True
            if b.product in BY_HAND and ENGINE[a.product] != ENGINE[b.product]:
                return True
    return False


def is_good(pc: Pc, one: KeptScan, rule: Rule, as_of: datetime) -> bool:
    """Is it clean, whole, and late enough?"""
    scan, came = one.scan, one.evidence.received
    begin = scan.started or scan.ended
    end = scan.ended or scan.started
    if begin is None or end is None:
        return False
    if came > as_of and (begin > as_of or (end > as_of and scan.outcome == "clean")):
        return False
    for time in (scan.started, scan.ended):
        if time is not None and time > came + TEN_MINUTES:
            return False
    if scan.started and scan.ended and scan.ended < scan.started:
        return False
    starts = [rule.since, pc.installed]
    for decision in pc.handled:
        is_signed = decision.by.strip() and decision.reason.strip()
        if is_signed and decision.at <= as_of and decision.verdict != "false-alarm":
            starts.append(decision.at)
    for start in starts:
        if start is not None and (begin < start or came < start):
            return False
        if start and scan.started is None and begin < start + timedelta(days=1):
            return False
    if scan.outcome != "clean" and not was_false_alarm(pc, one, as_of):
        return False
    if scan.outcome in ("partial", "failed", "unknown"):
        return False
    if scan.rights == "no" or scan.could_not or scan.defects:
        return False
    if scan.signature == "stated" and not scan.operator.strip():
        return False
    if scan.product == "emocheck":
        return is_emocheck_good(scan, rule)
    if scan.product in ENGINE and scan.extent != "full":
        return False
    if scan.product not in (*ENGINE, "honmono"):
        return False
    return are_definitions_good(scan, rule)


def was_false_alarm(pc: Pc, one: KeptScan, as_of: datetime) -> bool:
    """Has somebody who could know of it said so?"""
    times = [one.scan.started, one.scan.ended, one.evidence.received]
    for decision in pc.handled:
        if decision.verdict == "false-alarm" and decision.at <= as_of:
            if not decision.by.strip() or not decision.reason.strip():
                continue
            if all(time is None or time <= decision.at for time in times):
                return one.scan.outcome in ("found", "removed")
    return False


def is_emocheck_good(scan: Scan, rule: Rule) -> bool:
    """In May 2022: 2.2 until 2.3.2 came out; 2.3 and 2.3.1 were corrected at once."""
    return rule.style == "emotet" and scan.product_version == "2.2"


def are_definitions_good(scan: Scan, rule: Rule) -> bool:
    """From after the first report, at most a week old, and not from after the scan."""
    made, begin = scan.definitions_at, scan.started or scan.ended
    end = scan.ended or scan.started
    if made is None or begin is None or end is None or scan.said_outdated:
        return False
    if not isinstance(made, datetime):
        return day(begin - timedelta(days=7)) <= made <= day(end) and made >= max(
            day(rule.since - timedelta(days=1)) if rule.since else made,
            day(rule.first_report) if rule.first_report else made,
        )
    if rule.since and made < rule.since - timedelta(days=1):
        return False
    if rule.first_report and made < rule.first_report:
        return False
    return begin - timedelta(days=7) <= made <= end + TEN_MINUTES


def day(moment: datetime) -> date:
    """In Tokyo."""
    return moment.astimezone(TOKYO).date()
