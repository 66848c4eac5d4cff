"""A scan as a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.scan import (
    Detection,
    Evidence,
    Handling,
    KeptScan,
    Scan,
    scan_as_json,
    scan_from_json,
)
from tests.sweep.make import LOOKED, NOW, emocheck, full, kept


@pytest.mark.parametrize(
    "scan",
    [
        full(),
        emocheck(unknown={"edition": "x64"}, could_not=("hives",), defects=("cut",)),
        full(definitions_at=date(2022, 5, 18), ids=("serial:5CG1",)),
        full(detections=(Detection("Emotet", "C:\\x", LOOKED, "", Handling.LEFT),)),
    ],
)
def test_what_is_stored_is_read_back_as_it_was(scan: Scan) -> None:
    assert scan_from_json(scan_as_json(scan)) == scan


def test_it_looked_when_it_began() -> None:
    assert full().at == LOOKED
    assert full(started=None, ended=NOW).at == NOW
    assert full(started=None, ended=None).at is None


def test_the_order_is_that_of_time_whatever_the_zone() -> None:
    tokyo = full(started=datetime(2022, 5, 19, 8, tzinfo=ZoneInfo("Asia/Tokyo")))
    utc = full(started=datetime(2022, 5, 19, 1, tzinfo=UTC))

    assert kept(tokyo).order() < kept(utc).order()
    assert (
        KeptScan(utc, Evidence("a", 0, NOW)).order()
        < KeptScan(utc, Evidence("a", 1, NOW)).order()
    )
    assert kept(full(started=None, ended=None)).order()[0] == ""


def test_a_scan_never_changes() -> None:
    with pytest.raises(AttributeError):
        full().host = "x"  # type: ignore[misc]
    assert replace(full(), started=LOOKED + timedelta(1)) != full()
