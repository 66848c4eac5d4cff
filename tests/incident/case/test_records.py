"""Records as they are typed: parts, names, fields."""

from __future__ import annotations

import pytest

from honmono.incident.case import PARTS, IncidentFileError, Moment
from honmono.incident.case.events import Event
from honmono.incident.case.records import (
    STEMS,
    changed,
    new_id,
    object_in,
    part_named,
    record_of,
)
from tests.incident.case.test_incident import INCIDENT, NOW, SEEN


def mistakes(call: object) -> list[str]:
    assert isinstance(call, IncidentFileError)
    return [str(mistake) for mistake in call.mistakes]


def test_every_part_has_a_stem_of_its_own() -> None:
    assert set(STEMS) == set(PARTS)
    assert len(set(STEMS.values())) == len(STEMS)


def test_a_made_name_is_never_given_again() -> None:
    one = INCIDENT.put("events", SEEN.model_copy(update={"id": "event-3"}))

    assert new_id(INCIDENT, "events") == "event-1"
    assert new_id(one, "events") == "event-4"
    assert new_id(one.withdraw("event-3", by="Sato", at=NOW), "events") == "event-4"
    assert new_id(one, "tasks") == "task-1"


def test_a_name_that_is_no_number_does_no_harm() -> None:
    odd = INCIDENT.put("events", SEEN.model_copy(update={"id": "event-" + "9" * 40}))

    assert new_id(odd, "events") == "event-1"


def test_a_part_that_is_not_known_comes_with_the_nearest() -> None:
    with pytest.raises(IncidentFileError, match="did you mean `events`"):
        part_named("event")
    with pytest.raises(IncidentFileError, match="parts are events, figures"):
        part_named("zzz")
    assert part_named("tasks") == "tasks"


@pytest.mark.parametrize(
    "content", ["", "x", "[]", "3", "{", '{"a": NaN}', "[" * 100_000, "\ud800"]
)
def test_what_is_no_object_is_told(content: str) -> None:
    with pytest.raises(IncidentFileError, match="is no JSON"):
        object_in(content)


def test_every_wrong_field_is_named() -> None:
    with pytest.raises(IncidentFileError) as raised:
        record_of("events", {"id": "e", "kidn": "x", "when": "2022-13"})

    assert mistakes(raised.value) == [
        "kind: is missing",
        "when: `2022-13`: there is no such month",
        "kidn: is not known here; did you mean `kind`?",
    ]


def test_a_change_leaves_the_other_fields() -> None:
    new = changed(SEEN, "events", {"kind": "infection_found"})

    assert isinstance(new, Event)
    assert (new.kind, new.when) == ("infection_found", Moment("2022-05-18"))


def test_null_takes_a_field_away_and_the_name_stays() -> None:
    new = changed(SEEN, "events", {"when": None})

    assert isinstance(new, Event)
    assert new.when is None
    with pytest.raises(IncidentFileError, match="keeps its name"):
        changed(SEEN, "events", {"id": "other"})
