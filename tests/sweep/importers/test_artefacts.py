"""Artefacts that were brought: looked at here, and clean only when all was seen."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import ReportFile, read
from honmono.sweep.knowledge import knowledge
from honmono.sweep.scan import Answer, Extent, Outcome, Scan
from honmono.sweep.scanner._core import Artefacts
from honmono.sweep.scanner.artefacts import artefacts_as_json
from tests.sweep.infections import ALL as INFECTIONS
from tests.sweep.infections import infected
from tests.sweep.losses import LOSSES
from tests.sweep.machines import Builder, other_system

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def brought(artefacts: Artefacts, **changes: Any) -> ReportFile:
    data = artefacts_as_json(artefacts).encode()
    file = ReportFile("a.json", data, NOW, ZoneInfo("Asia/Tokyo"))
    return replace(file, **changes)


def scanned(artefacts: Artefacts) -> Scan:
    (scan,) = read(brought(artefacts)).scans
    return scan


def test_a_clean_pc_is_a_clean_scan_with_what_it_was_held_against() -> None:
    scan = scanned(Builder(1).artefacts())

    assert scan.outcome is Outcome.CLEAN
    assert scan.host == "TKY-PC014"
    assert scan.product == "honmono"
    assert scan.extent is Extent.CHECKS
    assert scan.rights is Answer.YES
    assert scan.started == datetime.fromisoformat("2022-05-18T11:02:33+09:00")
    assert scan.definitions_at is not None
    assert scan.definitions_at.isoformat() == scan.definitions == knowledge().made
    assert not scan.could_not
    assert not scan.detections
    assert not scan.defects
    assert scan.unknown["not-looked"] == "dictionary-name"


@pytest.mark.parametrize(
    "check",
    [name for name in INFECTIONS if name not in ("dictionary-name", "indicators")],
)
def test_an_infected_pc_is_found(check: str) -> None:
    scan = scanned(infected(INFECTIONS[check][0], 5))

    assert scan.outcome is Outcome.FOUND
    assert scan.detections


@pytest.mark.parametrize(
    "loss",
    [
        "registry",
        "one hive",
        "files",
        "processes",
        "rights for command lines",
        "hashes",
    ],
)
def test_what_could_not_be_seen_is_never_clean(loss: str) -> None:
    scan = scanned(LOSSES[loss](Builder(5).artefacts()))

    assert scan.outcome is Outcome.PARTIAL
    assert scan.could_not


def test_nothing_gathered_is_a_failure() -> None:
    assert scanned(Artefacts({"name": "A"})).outcome is Outcome.FAILED


def test_a_mac_is_clean_without_the_checks_of_windows() -> None:
    scan = scanned(other_system(4))

    assert scan.outcome is Outcome.CLEAN
    assert "borrowed-name" in scan.unknown["not-looked"]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_powershell_writes_is_read(coding: str) -> None:
    text = artefacts_as_json(Builder(2).artefacts())
    got = read(brought(Artefacts(), data=text.encode(coding)))

    assert [scan.outcome for scan in got.scans] == [Outcome.CLEAN]


def test_a_time_without_a_zone_is_the_offices_and_none_is_told() -> None:
    artefacts = Builder(2).artefacts()
    artefacts.host["collected_at"] = "2022-05-18T11:02:33"
    assert scanned(artefacts).started == datetime.fromisoformat(
        "2022-05-18T11:02:33+09:00"
    )

    artefacts.host["collected_at"] = "yesterday"
    assert scanned(artefacts).defects == ("no-time",)


def test_a_host_without_a_name_is_told() -> None:
    artefacts = Builder(2).artefacts()
    artefacts.host["name"] = ""

    assert [t.code for t in read(brought(artefacts)).troubles] == ["no-host"]
    assert read(brought(artefacts, host="OSK-PC1")).scans[0].host == "OSK-PC1"


def test_numbers_of_the_machine_become_marks() -> None:
    artefacts = Builder(2).artefacts()
    artefacts.host["ids"] = ["serial: 5cg1234xyz ", "serial:None", "path:..\\x", 7]

    artefacts.host["ids"].pop()
    assert scanned(artefacts).ids == ("serial:5CG1234XYZ",)


def test_a_damaged_file_is_never_a_clean_scan() -> None:
    data = artefacts_as_json(Builder(2).artefacts()).encode()
    chance = random.Random(9)  # noqa: S311
    for _ in range(30):
        cut = data[: chance.randrange(1, len(data))]
        got = read(brought(Artefacts(), data=cut))

        assert got.scans == ()
        assert [t.code for t in got.troubles] in (["bad-artefacts"], ["unknown-form"])


def test_another_json_is_not_claimed() -> None:
    assert (
        read(brought(Artefacts(), data=b'{"a": 1}')).troubles[0].code == "unknown-form"
    )
