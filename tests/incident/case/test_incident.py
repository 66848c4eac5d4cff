"""The incident: records are added, corrected and taken back; nothing is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from honmono.incident.case import PARTS, Incident, Moment, NoSuchRecordError, Text
from honmono.incident.case.events import Event, Figure
from honmono.incident.case.organization import Organization

NOW = datetime(2022, 5, 19, 9, tzinfo=UTC)
ORGANIZATION = Organization(name=Text(ja="例示事務所", en="Reiji Office"))
SEEN = Event(id="seen", kind="spoof_mail_observed", when=Moment("2022-05-18"))
INCIDENT = Incident(id="i-1", organization=ORGANIZATION, events=(SEEN,))


def test_every_part_that_holds_records_is_listed() -> None:
    not_records = {
        *("format", "id", "opened", "title", "style", "organization"),
        *("lists", "corrections"),
    }

    assert set(PARTS) == set(Incident.model_fields) - not_records


def test_a_record_is_added_behind_the_others() -> None:
    figure = Figure(id="pcs", kind="pcs_scanned", value=31)

    changed = INCIDENT.put("figures", figure)

    assert [r.id for _, r in changed.records()] == ["seen", "pcs"]
    assert INCIDENT.figures == ()


def test_a_correction_keeps_the_old_value_and_who_and_when() -> None:
    earlier = SEEN.model_copy(update={"when": Moment("2022-05-17")})

    changed = INCIDENT.correct(earlier, by="Sato", at=NOW, reason=Text(en="log"))

    assert changed.events == (earlier,)
    (note,) = changed.corrections
    assert (note.record, note.of, note.by, note.at) == ("seen", "events", "Sato", NOW)
    assert note.old["when"] == "2022-05-18"
    assert note.new is not None
    assert note.new["when"] == "2022-05-17"


def test_what_is_taken_back_is_kept_as_a_correction() -> None:
    changed = INCIDENT.withdraw("seen", by="Sato", at=NOW)

    assert changed.events == ()
    assert changed.corrections[0].old["kind"] == "spoof_mail_observed"
    assert changed.corrections[0].new is None


def test_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="`seen` is a record of events already"):
        INCIDENT.put("figures", Figure(id="seen", kind="offices", value=3))
    with pytest.raises(ValidationError, match="two records are named `seen`"):
        Incident(id="i", organization=ORGANIZATION, events=(SEEN, SEEN))


def test_a_part_takes_its_own_kind_alone() -> None:
    with pytest.raises(ValueError, match="figures holds Figure, not Event"):
        INCIDENT.put("figures", SEEN)


def test_what_is_not_there_cannot_be_corrected() -> None:
    with pytest.raises(NoSuchRecordError):
        INCIDENT.withdraw("nothing", by="Sato", at=NOW)


def test_without_a_record_it_is_as_if_it_had_never_been() -> None:
    assert INCIDENT.without("seen") == Incident(id="i-1", organization=ORGANIZATION)
