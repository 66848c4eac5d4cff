"""Personal values beside the log."""

from __future__ import annotations

import pytest

from honmono.incident.evidence.values import INCIDENT, Key, Row, read_row, rows_for


def test_a_row_is_read_as_it_was_written() -> None:
    row = Row.new(Key(2, "by"), "山田 花子")

    assert read_row(row.as_line()) == row


def test_one_value_has_another_hash_each_time() -> None:
    hashes = {Row.new(Key(n, "by"), "山田 花子").hash() for n in range(3)}

    assert len(hashes) == 3


def test_an_erased_row_fits_nothing() -> None:
    erased = Row(Key(2, "by"), None, None, "2027-04-01T00:00:00.000Z")

    assert read_row(erased.as_line()) == erased
    assert erased.hash() is None
    assert erased.hash_of("山田 花子".encode()) is None


def test_the_incident_file_has_a_salt_and_no_value() -> None:
    rows = rows_for(3, {"by": "山田 花子"}, b"{}")

    assert [(row.key, row.value) for row in rows] == [
        (Key(3, "by"), "山田 花子"),
        (Key(3, INCIDENT), None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"1\n",
        b'{"field":"by","number":1}\n',
        b'{"field":"by","number":1,"salt":"zz","value":"a"}\n',
        b'{"erased":"2027","field":"by","number":1,"salt":"00"}\n',
        b'{"field":"by","number":1,"salt":"00", "value":"a"}\n',
        b'{"field":"by","number":1,"other":1,"salt":"00","value":"a"}\n',
        b'{"field":"by","number":1,"salt":"00","value":"\\ud800"}\n',
    ],
    ids=range(8),
)
def test_what_is_no_row_is_none(line: bytes) -> None:
    assert read_row(line) is None
