"""Record: the counts of a trace, and rows of people affected."""

from __future__ import annotations

import json
from pathlib import Path

from honmono.trace.archive._core import Level
from honmono.trace.exposure._core import Count, Data, Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.record import COULD_NOT_TELL, affected, counts, record
from tests.trace.exposure.office import (
    ITO,
    REPORTS,
    SATO,
    Office,
    evidence,
    made_from,
    note,
    traced,
)

SCHEMA = Path(__file__).parents[3] / "docs/exposure.schema.json"


def test_counts_have_the_three_names_of_the_contract() -> None:
    found = record(work_out(traced((SATO, 1.0)), Office(), REPORTS))

    assert set(found) == {*(kind.value for kind in Kind), "finding", "bound"}
    for kind in Kind:
        assert list(found[kind.value]) == ["at_least", "likely", "at_most"]


def test_could_not_tell_is_null() -> None:
    found = work_out(traced((SATO, 1.0)), Office(), REPORTS, level=Level.ADDRESS_BOOK)

    assert record(found)["messages"] is None


def test_rounding_keeps_the_order() -> None:
    assert counts(Count(3, 3.0000001, 3)) == {
        "at_least": 3,
        "likely": 3.0,
        "at_most": 3,
    }
    found = counts(Count(0, 0.04, 1))
    assert found is not None
    assert found["at_least"] <= found["likely"] <= found["at_most"]


def test_staff_firms_and_private_addresses_are_groups() -> None:
    reports = [evidence("r2", to=[ITO], match=made_from("b"))]
    rows = list(
        affected(work_out(traced((SATO, 1.0), evidence=reports), Office(), REPORTS))
    )
    by_who = {
        (row["who"]["group"], row["who"]["organization"], row["data"]): row
        for row in rows
    }

    assert {key[:2] for key in by_who} == {
        ("staff", ""),
        ("firm", "partner.example"),
        ("firm", "supplier.example"),
        ("private", ""),
    }
    partner = by_who["firm", "partner.example", "correspondence"]
    assert partner["at_least"] == partner["at_most"] == 1
    assert partner["certainty"] == "seen"
    assert by_who["staff", "", "address"]["at_most"] == 2  # the desk is no person
    assert "@" not in json.dumps(rows)


def test_a_keyed_archive_tells_no_firm() -> None:
    office = Office(
        (note("a", 950, SATO, "5f3a90c2"), note("b", 950, SATO, "9c11d07e"))
    )
    rows = affected(work_out(traced((SATO, 1.0)), office, REPORTS))

    outside = [row for row in rows if row["who"]["group"] == "outside"]
    assert [row["at_most"] for row in outside] == [2, 2]


def test_what_could_not_be_told_is_a_row_and_not_missing() -> None:
    exposure = work_out(
        traced((SATO, 1.0)), Office(), REPORTS, level=Level.ADDRESS_BOOK
    )
    row = list(affected(exposure))[-1]

    assert row["data"] == Data.CORRESPONDENCE.value
    assert row["certainty"] == COULD_NOT_TELL
    assert row["at_least"] is row["at_most"] is None

    nobody = list(affected(work_out(traced(), Office(), REPORTS)))
    assert [each["certainty"] for each in nobody] == [COULD_NOT_TELL] * 2


def test_the_schema_names_what_the_rows_have() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    row = next(affected(work_out(traced((SATO, 1.0)), Office(), REPORTS)))

    assert set(schema["properties"]) == set(schema["required"]) == set(row)
    for name in ("data", "finding", "bound"):
        assert row[name] in schema["properties"][name]["enum"]
    assert set(schema["properties"]["data"]["enum"]) == {data.value for data in Data}
