"""People affected: as the trace counted them, and never more certain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from honmono.incident.case import Certainty, Source
from honmono.incident.case.affected import Affected, Amount
from honmono.incident.case.kinds import known
from honmono.incident.exchange.exposure import (
    Meaning,
    affected_from_exposure,
    differences,
    listed,
    recomputed,
)
from honmono.incident.exchange.trace import TraceError
from tests.incident.case.make_case import NOW, incident, traced

DOCS = Path(__file__).parents[3] / "docs"
FIRM = {"group": "firm", "organization": "partner.example"}
STAFF = {"group": "staff", "organization": ""}
NAME = "exposure-firm-partner.example-address"


def row(**changed: Any) -> dict[str, Any]:
    return {
        "who": FIRM,
        "data": "address",
        "at_least": 2,
        "likely": 4.6,
        "at_most": 7,
        "certainty": "seen",
        "source": "trace",
        "finding": "theft",
        "bound": "complete",
    } | changed


def lines(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in rows)


def only(**changed: Any) -> Affected:
    (record,) = affected_from_exposure(lines(row(**changed))).affected
    return record


def test_the_example_is_a_row_as_it_is_published() -> None:
    schema = json.loads((DOCS / "exposure.schema.json").read_text("utf-8"))

    jsonschema.validate(row(), schema)


def test_a_row_becomes_a_record() -> None:
    record = only()

    assert (record.id, record.group, record.source) == (
        NAME,
        "correspondents",
        Source.MACHINE,
    )
    assert record.who is not None
    assert record.who.ja == "partner.example"
    assert record.persons == Amount(at_least=2, likely=5, at_most=7)
    assert set(record.data) <= set(known("data"))
    assert record.group in known("groups")


@pytest.mark.parametrize(
    ("certainty", "finding", "expected"),
    [
        ("seen", "theft", Certainty.LIKELY),
        ("likely", "theft", Certainty.LIKELY),
        ("possible", "theft", Certainty.POSSIBLE),
        ("could-not-tell", "theft", Certainty.POSSIBLE),
        ("seen", "undecided", Certainty.POSSIBLE),
    ],
)
def test_a_trace_establishes_nothing(
    certainty: str, finding: str, expected: Certainty
) -> None:
    assert only(certainty=certainty, finding=finding).certainty is expected


def test_could_not_tell_is_not_zero() -> None:
    record = only(
        who={"group": "everybody", "organization": ""},
        at_least=None,
        likely=None,
        at_most=None,
        certainty="could-not-tell",
    )

    assert record.persons == Amount()


def test_what_is_no_bound_is_said_beside_it() -> None:
    record = only(bound="our-copies")

    assert record.persons == Amount(at_least=2, likely=5)
    assert record.internal is not None
    assert "7" in (record.internal.en or "")


@pytest.mark.parametrize(
    ("least", "likely", "most"), [(0, 0.4, 0), (3, 2.9, 3), (5, 5.0, 5)]
)
def test_rounding_keeps_the_order(least: int, likely: float, most: int) -> None:
    amount = only(at_least=least, likely=likely, at_most=most).persons

    assert amount == Amount(at_least=least, likely=least, at_most=most)


def test_nothing_seen_makes_no_record_and_no_zero() -> None:
    read = affected_from_exposure(lines(row(finding="none-seen")))

    assert (read.affected, read.meaning) == ((), Meaning.NONE_SEEN)


def test_people_of_a_partner_are_no_leak_of_ours() -> None:
    partner = affected_from_exposure(lines(row()), traced(partner=0.9))
    both = affected_from_exposure(lines(row()), traced(both=0.95))
    open_ = affected_from_exposure(lines(row()), traced(partner=0.8, ours=0.2))

    assert (partner.affected, partner.meaning) == ((), Meaning.PARTNERS)
    assert both.meaning is open_.meaning is Meaning.AFFECTED


def test_a_name_that_is_no_plain_domain_names_the_same_record_again() -> None:
    strange = {"group": "firm", "organization": "例え\u202e.example"}
    record = only(who=strange)

    assert record.id == only(who=strange).id
    assert record.id.isascii()
    assert record.who is not None
    assert record.who.ja == "例え .example"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "line 1"),
        (lines(row(), row(at_most=-1)), "line 2: at_most"),
        (lines(row(data="photos")), "line 1: data"),
        (lines(row(mood="bad")), "line 1: mood: is not known here"),
        (lines(row(at_least=9)), "must not fall"),
        (lines(row(), row()), f"two rows are about `{NAME}`"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(content: bytes, message: str) -> None:
    with pytest.raises(TraceError, match=message):
        affected_from_exposure(content)


def test_a_list_is_known_by_its_hash_and_its_rows() -> None:
    file = listed("persons", b'{"item": 1}\n\n{"item": 2}\n')
    read = affected_from_exposure(lines(row()), lists=(file,))

    assert file.rows == 2
    assert read.affected[0].list == "persons"
    assert recomputed(incident(), read, by="Sato", at=NOW).lists == (file,)


def test_computed_again_the_same_changes_nothing() -> None:
    read = affected_from_exposure(lines(row(), row(who=STAFF)))
    first = recomputed(incident(), read, by="Sato", at=NOW)

    assert len(first.affected) == 2
    assert first.corrections == ()
    assert differences(first, read) == ()
    assert recomputed(first, read, by="Sato", at=NOW) == first


def test_computed_again_it_shows_what_changed_and_keeps_what_was_said() -> None:
    first = recomputed(
        incident(),
        affected_from_exposure(lines(row(), row(who=STAFF))),
        by="Sato",
        at=NOW,
    )
    again = affected_from_exposure(lines(row(likely=6.0), row(data="correspondence")))
    changed = {d.record: d for d in differences(first, again)}
    second = recomputed(first, again, by="Sato", at=NOW)

    assert {name: (d.old is None, d.new is None) for name, d in changed.items()} == {
        NAME: (False, False),
        "exposure-staff-address": (False, True),
        "exposure-firm-partner.example-correspondence": (True, False),
    }
    assert [c.record for c in second.corrections] == [NAME, "exposure-staff-address"]
    assert second.corrections[0].old["persons"] == {
        "at_least": 2,
        "likely": 5,
        "at_most": 7,
    }


def test_what_somebody_changed_by_hand_stays_and_is_named() -> None:
    first = recomputed(
        incident(), affected_from_exposure(lines(row())), by="Sato", at=NOW
    )
    mine = first.affected[0].model_copy(
        update={"source": Source.PERSON, "persons": Amount(at_least=3)}
    )
    first = first.put("affected", mine)
    again = affected_from_exposure(lines(row(likely=6.0)))

    assert [d.kept for d in differences(first, again)] == [True]
    assert recomputed(first, again, by="Sato", at=NOW).affected == (mine,)


@pytest.mark.parametrize("content", [lines(row(finding="none-seen")), b"", b"\n"])
def test_nothing_seen_any_more_takes_nothing_back(content: bytes) -> None:
    first = recomputed(
        incident(), affected_from_exposure(lines(row())), by="Sato", at=NOW
    )
    none = affected_from_exposure(content)

    assert recomputed(first, none, by="Sato", at=NOW).affected == first.affected
