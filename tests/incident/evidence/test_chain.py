"""The log: each entry holds the hash of the one before it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from honmono.incident.evidence.chain import (
    Break,
    Draft,
    Entry,
    as_line,
    entry_after,
    read_entry,
    salted_hash,
    start,
    utc,
    walk,
)

NOON = datetime(2026, 4, 6, 3, 0, tzinfo=UTC)


def log(count: int = 5, incident: str = "n001") -> list[bytes]:
    head, lines = start(incident), []
    for number in range(count):
        draft = Draft("changed", NOON, {"n": number}, {"by": salted_hash(b"s", b"v")})
        entry = entry_after(head, draft)
        lines.append(as_line(entry))
        head = entry.head
    return lines


def breaks(lines: list[bytes], incident: str = "n001") -> list[tuple[int, str]]:
    found = walk(lines, start(incident))
    return [(each.row, each.why) for each in found if isinstance(each, Break)]


def test_a_log_holds() -> None:
    assert breaks(log()) == []


def test_an_entry_is_read_as_it_was_written() -> None:
    line = log(1)[0]

    assert as_line(read_entry(line)) == line
    assert set(json.loads(line)) == set(Entry.__slots__)


def test_the_hash_is_that_of_the_canonical_entry_without_it() -> None:
    import hashlib

    content = json.loads(log(1)[0])
    own = content.pop("hash")

    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == own


def test_every_changed_byte_of_a_row_is_found_in_its_row() -> None:
    lines = log(3)

    for place in range(len(lines[1])):
        changed = bytearray(lines[1])
        changed[place] ^= 1
        assert breaks([lines[0], bytes(changed), lines[2]])[0][0] == 2, place


@pytest.mark.parametrize(
    ("order", "rows"),
    [
        ((0, 1, 3, 4), [3]),
        ((1, 2, 3, 4), [1]),
        ((0, 2, 1, 3, 4), [2, 3, 4]),
        ((0, 1, 1, 2, 3, 4), [3]),
    ],
    ids=["one gone", "the first gone", "two exchanged", "one twice"],
)
def test_rows_out_of_order_are_named(order: tuple[int, ...], rows: list[int]) -> None:
    lines = log()

    found = breaks([lines[i] for i in order])

    assert found == [(row, "row-does-not-follow") for row in rows]


def test_a_log_of_another_incident_does_not_begin_here() -> None:
    assert breaks(log(incident="n002")) == [(1, "row-does-not-follow")]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"[]\n",
        b"{}\n",
        b"[" * 100_000,
        b'{"number":' + b"9" * 5_000 + b"}\n",
        log(1)[0].replace(b'"n":0', b'"n":NaN'),
        log(1)[0].replace(b'"n":0', b'"n":"\\ud800"'),
        log(1)[0].replace(b'"n":0', b'"n": 0'),
        log(1)[0].replace(b'"number":1', b'"number":true'),
        log(1)[0].replace(b"changed", b"\xff\xfe"),
    ],
    ids=range(11),
)
def test_what_is_no_entry_is_a_break_and_no_crash(line: bytes) -> None:
    assert breaks([line])[0][0] == 1


def test_times_are_written_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))

    assert utc(datetime(2026, 4, 6, 12, 0, tzinfo=tokyo)) == "2026-04-06T03:00:00.000Z"
