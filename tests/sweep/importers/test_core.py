"""Importers: what holds for every form of report."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.sweep.importers import ALL, Read, ReportFile, read
from honmono.sweep.importers._core import LARGEST, believable
from honmono.sweep.scan import Detection
from tests.sweep.make import LOOKED, full


def told(data: bytes) -> Read:
    return read(
        ReportFile("x", data, datetime(2022, 5, 19, tzinfo=UTC), ZoneInfo("UTC"))
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unknown-form"),
        (b"\x00\xff", "unknown-form"),
        (b" " * (LARGEST + 1), "too-large"),
    ],
    ids=["empty", "binary", "huge"],
)
def test_what_nobody_knows_is_a_trouble_and_no_scan(data: bytes, code: str) -> None:
    result = told(data)

    assert (result.scans, [trouble.code for trouble in result.troubles]) == ((), [code])


@pytest.mark.parametrize(
    "values",
    [
        {"started": datetime.min.replace(tzinfo=UTC)},
        {"ended": datetime.max.replace(tzinfo=UTC)},
        {"definitions_at": date.max},
        {"started": datetime(2022, 5, 19)},  # noqa: DTZ001 - no zone is the case
        {"detections": (Detection("x", at=datetime.min.replace(tzinfo=UTC)),)},
    ],
)
def test_a_time_that_cannot_be_is_none_and_a_defect(values: dict[str, Any]) -> None:
    (scan,) = believable(Read("x", (full(**values),))).scans
    (field,) = values

    assert scan.defects == ("time-impossible",)
    kept = scan.detections[0].at if field == "detections" else getattr(scan, field)
    assert kept is None


def test_a_time_that_can_be_stays() -> None:
    scan = full(detections=(Detection("x", at=LOOKED - timedelta(days=900)),))

    assert believable(Read("x", (scan,))).scans == (scan,)


def test_every_importer_has_a_name_of_its_own() -> None:
    assert len({importer.name for importer in ALL}) == len(ALL)


def test_every_trouble_of_emocheck_has_words_in_both_languages() -> None:
    words = tomllib.loads(
        files("honmono.text").joinpath("sweep_import.toml").read_text("utf-8")
    )
    text = "".join(
        path.read_text("utf-8")
        for path in files("honmono.sweep.importers").iterdir()
        if "emocheck" in path.name and path.name.endswith(".py")
    )

    for code in (key for key in words if key.startswith("emocheck-")):
        assert f'"{code}"' in text
