"""Reports of our own scanner: who vouches for them, and what may be believed of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.sweep.coverage.strength import Strength, judged
from honmono.sweep.importers import Read, ReportFile, honmono_report, read
from honmono.sweep.rule import Rule
from honmono.sweep.scan import (
    Answer,
    Evidence,
    Extent,
    Handling,
    KeptScan,
    Outcome,
    Scan,
    Signature,
)
from honmono.sweep.scanner import report
from tests.sweep.scanner.test_report import NOW, TOKEN, a_report, check

KEYS = {"k-1": report.key_of(TOKEN)}
RECEIVED = datetime(2022, 5, 18, 3, 0, tzinfo=UTC)


def a_file(data: bytes, keys: dict[str, bytes] | None = None) -> ReportFile:
    zone = ZoneInfo("Asia/Tokyo")
    return ReportFile(
        "r.json", data, RECEIVED, zone, keys=KEYS if keys is None else keys
    )


def signed(**changes: Any) -> bytes:
    return report.written(report.signed(a_report(**changes), TOKEN))


def unsigned(**changes: Any) -> bytes:
    return report.written(a_report(**changes))


def the_scan(data: bytes) -> Scan:
    found = read(a_file(data))
    assert found.troubles == ()
    assert found.format == "honmono-report"
    (scan,) = found.scans
    return scan


def trouble(found: Read) -> str:
    assert found.scans == (), "nothing of it counts"
    (one,) = found.troubles
    return one.code


def test_a_clean_look_that_is_signed() -> None:
    scan = the_scan(signed())
    assert (scan.host, scan.product, scan.product_version) == (
        "TKY-PC014",
        "honmono",
        "1.0",
    )
    assert (scan.outcome, scan.extent) == (Outcome.CLEAN, Extent.CHECKS)
    assert scan.signature is Signature.GOOD
    assert (scan.started, scan.rights, scan.could_not) == (NOW, Answer.YES, ())
    assert scan.definitions_at == date(2022, 5, 18)
    assert scan.ids == ("serial:5CG1234XYZ",)
    assert scan.user == "TKY\\tanaka"
    assert (scan.unknown["kit"], scan.unknown["office"]) == ("k-1", "東京")


def test_such_a_look_counts_as_strong() -> None:
    kept = KeptScan(the_scan(signed()), Evidence("a" * 64, 0, RECEIVED))
    since = NOW - timedelta(hours=2)
    rule = Rule(since=since, style="emotet")
    assert judged(kept, rule, RECEIVED, not_before=since).strength is Strength.STRONG


def test_without_a_signature_it_is_read_and_marked() -> None:
    scan = the_scan(unsigned())
    assert (scan.outcome, scan.signature) == (Outcome.CLEAN, Signature.NONE)


def test_a_look_that_nobody_signed_is_weak_and_says_so() -> None:
    value = json.loads(signed())
    del value["signature"]
    kept = KeptScan(the_scan(report.written(value)), Evidence("a" * 64, 0, RECEIVED))
    rule = Rule(since=NOW - timedelta(hours=2), style="emotet")
    one = judged(kept, rule, RECEIVED, not_before=rule.since)
    assert one.strength is Strength.WEAK
    assert [why.code for why in one.why] == ["unsigned-report"]


def infected(**changes: Any) -> dict[str, Any]:
    finding = {"name": "certreq.exe", "path": "C:\\x\\certreq.exe", "detail": ""}
    return a_report(checks=[check("borrowed-name", "found", finding)], **changes)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.replace(b"5cg1234xyz", b"5cg1234xyy"), "signature-wrong"),
        (lambda data: data.replace(b'"k-1"', b'"k-2"'), "kit-unknown"),
        (lambda data: json.dumps(json.loads(data)).encode(), "report-changed"),
        (lambda data: data.replace(b"HMAC-SHA256", b"none"), "signature-unknown"),
    ],
)
def test_what_was_found_is_believed_although_the_signature_is_wrong(
    change: Callable[[bytes], bytes], code: str
) -> None:
    data = change(report.written(report.signed(infected(), TOKEN)))
    found = read(a_file(data))
    assert [one.code for one in found.troubles] == [code]
    (scan,) = found.scans
    assert (scan.outcome, scan.signature) == (Outcome.FOUND, Signature.NONE)
    assert scan.defects == ("unsigned",)


def test_a_signed_report_without_its_number_could_come_again_and_again() -> None:
    for number in ("", 7):
        assert trouble(read(a_file(signed(number=number)))) == "report-damaged"


def test_more_findings_than_are_kept_stay_bad_news() -> None:
    value = infected()
    value["checks"][0]["findings"] *= 6_000
    scan = the_scan(report.written(report.signed(value, TOKEN)))
    assert (scan.outcome, len(scan.detections)) == (Outcome.FOUND, 5_000)


def test_a_report_as_long_as_none_is_costs_no_memory() -> None:
    data = b'{"form":"honmono-scan-1","a":[' + b"0," * 5_000_000 + b"0]}"
    assert trouble(read(a_file(data))) == "too-large"


def test_a_report_of_a_kit_that_nobody_handed_out() -> None:
    assert trouble(read(a_file(signed(), {}))) == "kit-unknown"
    assert trouble(read(a_file(signed(kit="k-2")))) == "kit-unknown"


def test_a_report_that_is_signed_with_another_token() -> None:
    data = report.written(report.signed(a_report(), "another"))
    assert trouble(read(a_file(data))) == "signature-wrong"


@pytest.mark.parametrize(
    "place", ["host", "started", "kit", "number", "checks", "rights"]
)
def test_whatever_is_changed_in_a_signed_report_is_noticed(place: str) -> None:
    value = json.loads(signed())
    value[place] = {"host": {"name": "OTHER"}, "checks": []}.get(place, "k-1")
    if place == "kit":
        value[place] = "k-1 "
    assert trouble(read(a_file(report.written(value)))) in {
        "signature-wrong",
        "kit-unknown",
    }


def test_a_signature_that_was_taken_away_leaves_an_unsigned_report() -> None:
    value = json.loads(signed())
    del value["signature"]
    assert the_scan(report.written(value)).signature is Signature.NONE


@pytest.mark.parametrize(
    "signature", [None, "x", [], {}, {"method": "none", "value": ""}]
)
def test_a_signature_of_another_kind_is_none(signature: object) -> None:
    data = report.written({**a_report(), "signature": signature})
    assert trouble(read(a_file(data))) == "signature-unknown"


@pytest.mark.parametrize("value", ["", "é", 7, None])
def test_a_signature_without_its_value_is_wrong(value: object) -> None:
    one = {"method": "HMAC-SHA256", "value": value}
    data = report.written({**a_report(), "signature": one})
    assert trouble(read(a_file(data))) == "signature-wrong"


def test_the_same_in_other_bytes_is_not_what_the_scanner_wrote() -> None:
    value = json.loads(signed())
    turned = dict(reversed(value.items()))
    for other in (
        json.dumps(value),
        json.dumps(turned, indent=1),
        " " + signed().decode(),
    ):
        assert trouble(read(a_file(other.encode()))) == "report-changed"


def test_line_ends_of_windows_do_no_harm() -> None:
    assert the_scan(signed().replace(b"\n", b"\r\n")).signature is Signature.GOOD


def test_a_second_time_the_report_has_the_same_number() -> None:
    data = signed()
    one, two = honmono_report.envelope(data), honmono_report.envelope(data)
    assert one == two
    assert one is not None
    assert (one.kit, len(one.number)) == ("k-1", 32)
    assert the_scan(data).unknown["number"] == one.number
    assert honmono_report.envelope(signed()) != one
    assert honmono_report.envelope(b"no report") is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_cut_or_damaged_report_is_never_a_clean_scan(data: st.DataObject) -> None:
    raw = bytearray(SIGNED)
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(0, len(raw) - 3))]
    else:
        place = data.draw(st.integers(0, len(raw) - 2))
        raw[place] ^= data.draw(st.integers(1, 255))
    found = honmono_report.read(a_file(bytes(raw)))
    assert not [one for one in found.scans if one.signature is Signature.GOOD]
    assert not found.scans or b'"signature"' not in raw


SIGNED = signed()


@pytest.mark.parametrize(
    "text",
    [
        '{"form": "honmono-scan-1"}',
        '{"form": "honmono-scan-1", "form": "honmono-scan-1"}',
        '{"form": "honmono-scan-1", "a": ' + "[" * 100_000,
        '{"form": "honmono-scan-1", "a": ' + "9" * 100_000 + "}",
        '{"form": "honmono-scan-1", "host": {}, "checks": [], "could_not": {}, "a": NaN}',
        '{"form": "honmono-scan-1", "host": {}, "checks": [], "could_not": {}, "a": 1e999}',
        '{"x": {"form": "honmono-scan-1"}}',
        '{"form": "honmono-scan-1", "host": {}, "checks": [7], "could_not": {}}',
        '{"form": "honmono-scan-1", "host": {}, "checks": {}, "could_not": {}}',
    ],
)
def test_what_is_no_report_is_damaged(text: str) -> None:
    assert trouble(read(a_file(text.encode()))) == "report-damaged"


def test_bytes_that_are_no_text_are_damaged() -> None:
    assert (
        trouble(read(a_file(b'{"form": "honmono-scan-1", "a": "\xff"}')))
        == "report-damaged"
    )


def outcome(*changed: dict[str, Any], os: str = "windows", left_out: str = "") -> Scan:
    value = a_report()
    value["host"]["os"] = os
    by_name = {one["name"]: one for one in (*value["checks"], *changed)}
    by_name.pop(left_out, None)
    value["checks"] = list(by_name.values())
    return the_scan(report.written(report.signed(value, TOKEN)))


def test_a_check_that_could_not_look_makes_it_partial() -> None:
    scan = outcome(check("borrowed-name", "could-not-look"))
    assert (scan.outcome, scan.could_not) == (Outcome.PARTIAL, ("borrowed-name",))


def test_a_check_that_the_report_does_not_name_has_not_looked() -> None:
    scan = outcome(left_out="office-child")
    assert (scan.outcome, scan.could_not) == (Outcome.PARTIAL, ("office-child",))


def test_a_check_that_was_not_asked_on_windows_has_not_looked() -> None:
    assert outcome(check("indicators", "not-looked")).outcome is Outcome.PARTIAL


def test_the_word_list_may_be_missing() -> None:
    assert outcome(check("dictionary-name", "not-looked")).outcome is Outcome.CLEAN


def test_on_a_mac_checks_of_windows_do_not_apply_but_one_must_have_looked() -> None:
    value = a_report()
    skipped = [check(one["name"], "not-looked") for one in value["checks"]]
    assert outcome(*skipped, os="macos").outcome is Outcome.FAILED
    looked = [*skipped, check("indicators")]
    assert outcome(*looked, os="macos").outcome is Outcome.CLEAN


def test_no_check_that_looked_is_no_look() -> None:
    value = a_report()
    blind = [check(one["name"], "could-not-look") for one in value["checks"]]
    assert outcome(*blind).outcome is Outcome.FAILED


def test_what_was_found_is_found_whatever_else_could_not_look() -> None:
    finding = {
        "name": "Emotet (borrowed-name)",
        "path": "C:\\x.exe",
        "pid": "7",
        "detail": "d",
    }
    scan = outcome(check("borrowed-name", "found", finding), left_out="indicators")
    assert scan.outcome is Outcome.FOUND
    (one,) = scan.detections
    assert (one.name, one.path) == ("Emotet (borrowed-name)", "C:\\x.exe")
    assert one.handling is Handling.LEFT


def test_found_without_findings_is_still_found() -> None:
    assert outcome(check("autoruns", "found")).outcome is Outcome.FOUND


def test_findings_beside_nothing_are_believed() -> None:
    assert outcome(check("autoruns", "nothing", {"name": "x"})).outcome is Outcome.FOUND


def test_a_word_that_is_no_outcome_and_a_check_that_stands_twice_are_damage() -> None:
    value = a_report()
    value["checks"][0]["outcome"] = "clean"
    assert trouble(read(a_file(report.written(value)))) == "report-damaged"
    value = a_report()
    value["checks"].append(check("autoruns"))
    assert trouble(read(a_file(report.written(value)))) == "report-damaged"


def test_a_time_without_its_offset_is_no_time() -> None:
    scan = the_scan(
        unsigned(started="2022-05-18T11:02:33", ended="x", knowledge="yesterday")
    )
    assert (scan.started, scan.ended, scan.definitions_at) == (None, None, None)
    assert the_scan(unsigned(started="0001-01-01T00:00:00+14:00")).started is None


@pytest.mark.parametrize("rights", [False, None, "true", 1])
def test_rights_are_yes_only_where_it_says_so(rights: object) -> None:
    assert the_scan(unsigned(rights=rights)).rights is not Answer.YES


def test_fields_that_nobody_knows_are_kept() -> None:
    scan = the_scan(unsigned(new_field=[1, {"a": "b"}]))
    assert json.loads(scan.unknown["new_field"]) == [1, {"a": "b"}]


def test_other_files_are_left_to_others() -> None:
    assert not honmono_report.claims(a_file(b'{"form": "honmono-defender-1"}'))
    assert not honmono_report.claims(a_file(b'see {"form": "honmono-scan-1"}'))
