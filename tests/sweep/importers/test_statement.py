"""A statement is somebody's word, with a name, and is marked as such."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from honmono.sweep.importers import read
from honmono.sweep.importers.statement import statement
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan, Signature
from tests.sweep.importers.made import STATEMENT, file


def scan_of(**changed: Any) -> Scan:
    (scan,) = read(
        file(json.dumps({**json.loads(STATEMENT), **changed}), "a.json")
    ).scans
    return scan


def test_it_is_marked_as_stated_and_signed() -> None:
    scan = scan_of()

    assert (scan.outcome, scan.signature) == (Outcome.CLEAN, Signature.STATED)
    assert (scan.product, scan.operator) == ("eset", "佐藤")
    assert scan.definitions_at == date(2022, 5, 18)
    assert scan.unknown == {"note": "画面で確認"}


def test_without_a_name_it_is_told() -> None:
    raw = json.dumps({**json.loads(STATEMENT), "operator": ""})

    result = read(file(raw, "a.json"))

    assert [t.code for t in result.troubles] == ["unsigned"]
    assert read(file(raw, "a.json", operator="鈴木")).scans[0].operator == "鈴木"


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({"outcome": "検出なし"}, Outcome.CLEAN),
        ({"outcome": "fine"}, Outcome.UNKNOWN),
        ({"outcome": None}, Outcome.UNKNOWN),
        ({"outcome": True}, Outcome.UNKNOWN),
        ({"detections": [{"name": "Emotet"}]}, Outcome.FOUND),
        ({"detections": [{"name": "Emotet", "handling": "removed"}]}, Outcome.REMOVED),
        ({"detections": {"name": "Emotet"}}, Outcome.FOUND),
        ({"detections": "Emotet"}, Outcome.UNKNOWN),
        ({"detections": ["Emotet"]}, Outcome.UNKNOWN),
    ],
)
def test_what_is_stated(changed: dict[str, Any], outcome: Outcome) -> None:
    assert scan_of(**changed).outcome is outcome


@pytest.mark.parametrize("host", ["", None, "localhost", 7, "a b"])
def test_without_a_pc_it_is_none(host: Any) -> None:
    raw = json.dumps({**json.loads(STATEMENT), "host": host})
    result = read(file(raw, "a.json"))

    codes = [t.code for t in result.troubles]
    assert (len(result.scans), codes) == (
        (1, []) if host == 7 else (0, ["odd-statement"])
    )


def test_what_a_form_writes_is_read_back() -> None:
    at = datetime(2022, 5, 18, 2, tzinfo=UTC)
    found = Detection("Emotet", "C:\\x", at, "隔離", Handling.REMOVED)
    data = statement(
        host="TKY-PC014",
        product="EmoCheck",
        product_version="2.2",
        outcome=Outcome.REMOVED,
        extent=Extent.CHECKS,
        operator="佐藤",
        started=at,
        detections=[found],
    )
    (scan,) = read(file(data, "a.json")).scans

    assert scan.detections == (found,)
    assert (scan.product, scan.product_version) == ("emocheck", "2.2")
    assert (scan.extent, scan.outcome, scan.started) == (
        Extent.CHECKS,
        Outcome.REMOVED,
        at,
    )
