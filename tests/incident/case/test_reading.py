"""The incident file: what is wrong is named with its place; nothing is lost."""

from __future__ import annotations

import json
import time

import jsonschema
import pytest

from honmono.incident.case import (
    IncidentFileError,
    incident_as_json,
    incident_schema,
    parse_incident,
)
from tests.incident.case.test_incident import INCIDENT, NOW, SEEN


def mistakes(**changes: object) -> list[str]:
    data = json.loads(incident_as_json(INCIDENT)) | changes
    with pytest.raises(IncidentFileError) as raised:
        parse_incident(json.dumps(data).encode())
    return [str(mistake) for mistake in raised.value.mistakes]


def test_what_was_written_is_read_again() -> None:
    corrected = INCIDENT.correct(SEEN, by="Sato", at=NOW)

    assert parse_incident(incident_as_json(corrected)) == corrected


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"event": []}, "event: is not known here; did you mean `events`?"),
        (
            {"events": [{"id": "a", "kind": "x", "wen": "2022"}]},
            "events[0].wen: is not known here; did you mean `when`?",
        ),
        (
            {"events": [{"id": "a", "kind": "x", "when": "2022-13-01"}]},
            "events[0].when: `2022-13-01`: there is no such month",
        ),
        ({"events": [{"kind": "x"}]}, "events[0].id: is missing"),
        (
            {"events": [{"id": "a", "kind": "x", "scope": {"ofices": []}}]},
            "events[0].scope.ofices: is not known here; did you mean `offices`?",
        ),
        (
            {"coverage": [{"id": "c", "offices": [{"total": 1, "covered": 2}]}]},
            "coverage[0].offices[0]: more are covered than there are",
        ),
        ({"title": {}}, "title: needs `ja` or `en`"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    changes: dict[str, object], told: str
) -> None:
    assert told in mistakes(**changes)


def test_every_mistake_is_named_not_only_the_first() -> None:
    assert len(mistakes(event=[], measure=[], title={})) == 3


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"nonsense", b"\xff\xfe", b"[" * 10_000]
)
def test_what_is_no_incident_is_an_error_and_never_a_crash(content: bytes) -> None:
    with pytest.raises(IncidentFileError):
        parse_incident(content)


def test_a_number_is_no_text_and_a_text_no_number() -> None:
    (told,) = mistakes(figures=[{"id": "f", "kind": "offices", "value": "3"}])

    assert told.startswith("figures[0].value: ")


def test_the_schema_takes_what_is_written_and_refuses_what_is_not_known() -> None:
    schema = jsonschema.Draft202012Validator(incident_schema())
    data = json.loads(incident_as_json(INCIDENT))

    schema.validate(data)
    assert not schema.is_valid(data | {"event": []})


@pytest.mark.parametrize(
    "content",
    [
        b'{"events":[' + b"1," * 5_900_000 + b"1]}",
        b'{"events":[' + b"1," * 100_000 + b"1]}",
        b"{" + b",".join(b'"a%d":1' % n for n in range(100_000)) + b"}",
    ],
    ids=["values", "records", "keys"],
)
def test_a_file_of_nothing_but_mistakes_is_refused_at_once(content: bytes) -> None:
    """Each of them was named: 12 MB took 14 GB and half an hour."""
    begun = time.monotonic()

    with pytest.raises(IncidentFileError) as raised:
        parse_incident(content)

    assert len(raised.value.mistakes) == 1
    assert "no incident file" in str(raised.value)
    assert time.monotonic() - begun < 5
