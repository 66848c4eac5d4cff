"""Importer: somebody's word, which stays one whatever it claims."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import ReportFile, read
from honmono.sweep.importers.statement import LARGEST, written
from honmono.sweep.scan import Extent, Outcome, Scan, Signature

AT = datetime(2026, 10, 14, 5, tzinfo=UTC)
SCAN = Scan(
    host="TKY-PC014",
    product="defender",
    outcome=Outcome.CLEAN,
    extent=Extent.FULL,
    started=AT,
    operator="鈴木 次郎",
    signature=Signature.STATED,
)


def file(data: bytes) -> ReportFile:
    return ReportFile("statement.json", data, AT, ZoneInfo("Asia/Tokyo"))


def test_what_was_written_is_read() -> None:
    found = read(file(written(SCAN, by="山田 花子", at=AT)))

    assert (found.format, found.scans, found.troubles) == ("statement", (SCAN,), ())


def test_a_signature_that_it_claims_is_none() -> None:
    proud = replace(SCAN, signature=Signature.GOOD, ids=("serial:1",))

    assert read(file(written(proud, by="", at=AT))).scans == (SCAN,)


@pytest.mark.parametrize(
    "data",
    [
        b'{"honmono": "statement-',
        b'{"honmono": "statement-1"}',
        b'{"honmono": "statement-1", "scan": {"host": 1}}',
        b'{"honmono": "statement-2", "scan": ' + json.dumps({}).encode() + b"}",
        b'{"honmono": "statement-1", "scan": ' + b"[" * 60_000,
        written(replace(SCAN, started=datetime(2026, 10, 14)), by="", at=AT),  # noqa: DTZ001
        written(SCAN, by="", at=AT) + b" " * LARGEST,
    ],
    ids=["cut", "empty", "other types", "newer", "deep", "no zone", "long"],
)
def test_a_broken_one_counts_for_nothing(data: bytes) -> None:
    found = read(file(data))

    assert found.scans == ()
    assert [one.code for one in found.troubles] == ["unreadable-statement"]


def test_other_files_are_not_claimed() -> None:
    assert read(file(b'{"honmono": 1}')).format != "statement"
