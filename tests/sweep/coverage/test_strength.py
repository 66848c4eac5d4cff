"""Coverage: does one scan count?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from honmono.sweep.coverage import Judged, Strength, judged
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Answer, Extent, KeptScan, Outcome, Scan, Signature
from tests.sweep.make import LOOKED, NOW, REPORT, RULE, SINCE, emocheck, full, kept

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(
    one: Scan | KeptScan, rule: Rule = RULE, until: datetime | None = None
) -> Judged:
    scan = kept(one) if isinstance(one, Scan) else one
    return judged(scan, rule, NOW, not_before=rule.since, cleared_until=until)


@pytest.mark.parametrize(
    "scan",
    [
        full(),
        full(rights=Answer.YES),
        full(ended=None),
        full(definitions_at=LOOKED.date()),
        full(definitions_at=LOOKED + HOUR),
        full(started=None, ended=SINCE + DAY),
        full(signature=Signature.STATED, operator="佐藤"),
        emocheck(),
        full(product="honmono", extent=Extent.CHECKS),
        emocheck(started=SINCE),
    ],
)
def test_a_scan_that_has_everything_is_strong(scan: Scan) -> None:
    assert (told(scan).strength, told(scan).why) == (Strength.STRONG, ())


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (full(product="Nobody AV"), "unknown-scanner"),
        (full(started=None, ended=None), "undated"),
        (full(started=None, ended=SINCE + HOUR), "begin-unknown"),
        (full(ended=LOOKED - HOUR), "ends-before-begin"),
        (full(rights=Answer.NO), "no-rights"),
        (full(could_not=("hives",)), "could-not-look"),
        (full(defects=("cut",)), "broken-report"),
        (full(signature=Signature.STATED, operator=" "), "unsigned-statement"),
        (full(extent=Extent.QUICK), "not-full"),
        (full(extent=Extent.CUSTOM), "not-full"),
        (full(extent=Extent.CHECKS), "not-full"),
        (full(extent=Extent.UNKNOWN), "extent-unknown"),
        (full(said_outdated=True), "said-outdated"),
        (full(definitions_at=None), "definitions-unknown"),
        (full(definitions_at=SINCE - DAY - HOUR), "definitions-before-wave"),
        (full(definitions_at=SINCE), "definitions-before-report"),
        (full(definitions_at=LOOKED + 3 * HOUR), "definitions-after-scan"),
        (full(definitions_at=(LOOKED + DAY).date()), "definitions-after-scan"),
        (full(product="honmono", definitions_at=None), "definitions-unknown"),
        (emocheck(product_version=""), "version-unknown"),
        (emocheck(product_version="2.1.1"), "version-too-old"),
        (emocheck(product_version="9.9"), "version-not-known"),
        (emocheck(product_version="2.4"), "version-before-release"),
        (emocheck(outcome=Outcome.REMOVED), "something-found"),
        (emocheck(product="emocheck-ps", product_version=""), "version-unknown"),
    ],
)
def test_a_scan_that_lacks_something_is_weak_and_says_what(
    scan: Scan, code: str
) -> None:
    found = told(scan)

    assert found.strength is Strength.WEAK
    assert code in [why.code for why in found.why]


@pytest.mark.parametrize(
    ("scan", "strength"),
    [
        (full(outcome=Outcome.PARTIAL), Strength.FAILED),
        (full(outcome=Outcome.FAILED), Strength.FAILED),
        (full(outcome=Outcome.UNKNOWN), Strength.FAILED),
        (full(started=SINCE - HOUR, ended=SINCE + 5 * HOUR), Strength.STALE),
        (full(started=SINCE - HOUR, outcome=Outcome.FAILED), Strength.STALE),
        (full(extent=Extent.STATUS), Strength.NONE),
    ],
)
def test_what_is_no_finished_scan_in_time_has_its_own_name(
    scan: Scan, strength: Strength
) -> None:
    assert told(scan).strength is strength


def test_old_definitions_are_weak_by_the_day_of_the_scan() -> None:
    week_later = full(started=REPORT + 8 * DAY, ended=None, definitions_at=REPORT)

    assert [why.code for why in told(week_later).why] == ["definitions-old"]


def test_a_clock_ahead_of_receipt_says_nothing() -> None:
    in_time = kept(full(ended=None), LOOKED - timedelta(minutes=10))
    ahead = kept(full(ended=None), LOOKED - timedelta(minutes=11))

    assert told(in_time).strength is Strength.STRONG
    assert [why.code for why in told(ahead).why] == ["clock-ahead"]


def test_what_came_before_the_first_fake_looked_before_it() -> None:
    early = kept(emocheck(started=SINCE), SINCE - timedelta(minutes=5))

    assert told(early).strength is Strength.STALE


def test_a_false_alarm_clears_only_what_had_come() -> None:
    one = kept(full(outcome=Outcome.FOUND))
    came = one.evidence.received

    assert told(one, until=came).strength is Strength.STRONG
    assert told(one, until=came - timedelta(seconds=1)).strength is Strength.WEAK


@pytest.mark.parametrize(
    ("since", "style", "code"),
    [
        (SINCE, "president", "not-for-this-style"),
        (SINCE + timedelta(days=1600), "emotet", "wave-unknown-to-emocheck"),
    ],
)
def test_emocheck_counts_only_for_waves_that_it_knows(
    since: datetime, style: str, code: str
) -> None:
    rule = replace(RULE, since=since, first_report=None, style=style)

    assert code in [why.code for why in told(emocheck(started=since + DAY), rule).why]


@pytest.mark.parametrize(
    ("user", "strength"),
    [
        ("tanaka", Strength.STRONG),
        ("KAWANO\\tanaka", Strength.STRONG),
        ("SYSTEM", Strength.WEAK),
        ("NT AUTHORITY\\SYSTEM", Strength.WEAK),
        ("KAWANO\\TKY-PC014$", Strength.WEAK),
        ("", Strength.WEAK),
    ],
)
def test_emocheck_2_1_counts_only_as_a_user(user: str, strength: Strength) -> None:
    since = datetime(2022, 3, 5, tzinfo=SINCE.tzinfo)
    rule = Rule(since=since, style="emotet")
    scan = kept(emocheck(started=since + DAY, product_version="2.1", user=user))
    found = judged(scan, rule, since + 2 * DAY, not_before=since)

    assert found.strength is strength


@pytest.mark.parametrize(
    ("said", "listed", "strength"),
    [
        ("windows", "", Strength.STRONG),
        ("", "Windows 11 Pro", Strength.STRONG),
        ("linux", "Ubuntu 24.04", Strength.STRONG),
        ("macos", "macOS 15", Strength.STRONG),
        ("linux", "Windows 11 Pro", Strength.WEAK),
        ("macos", "", Strength.WEAK),
    ],
)
def test_a_report_of_a_system_with_few_checks_needs_a_list_that_says_so(
    said: str, listed: str, strength: Strength
) -> None:
    one = kept(full(product="honmono", extent=Extent.CHECKS, system=said))

    found = judged(one, RULE, NOW, not_before=RULE.since, system=listed)

    assert found.strength is strength
    assert (strength is Strength.WEAK) is (
        "other-system" in [w.code for w in found.why]
    )


def test_what_a_pc_showed_may_be_held_against_newer_knowledge() -> None:
    newer = {"definitions_at": (LOOKED + 2 * DAY).date()}

    checks = told(full(product="honmono", extent=Extent.CHECKS, **newer))
    antivirus = told(full(**newer))

    assert checks.strength is Strength.STRONG
    assert [why.code for why in antivirus.why] == ["definitions-after-scan"]
