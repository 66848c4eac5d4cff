"""An incident is changed in one way: locked, logged, nothing overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from honmono.incident.case import Incident, Record, Text, incident_as_json
from honmono.incident.case.records import record_of
from honmono.incident.evidence.chain import Entry
from honmono.incident.evidence.values import read_row
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.errors import CaseError, ChangedMeanwhileError
from honmono.web.cases.models import Case, LogEntry, Original, Version
from honmono.web.cases.originals import keep
from honmono.web.cases.selectors import fingerprint, incident_at, incident_of, world_of
from honmono.web.cases.services import Doing, add_originals, change, open_case
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

EVENT = record_of("events", {"id": "event-new", "kind": "other", "when": "2026-10-14"})


def doing(by: User, what: str = "added") -> Doing:
    return Doing(what, by, NOW + timedelta(hours=1), {"record": "event-new"})


def adding(incident: Incident) -> Incident:
    return incident.put("events", EVENT)


def test_what_is_stored_is_the_incident_file(case: Case, sample: Incident) -> None:
    assert case.content.encode() == incident_as_json(sample)
    assert incident_of(case) == sample


def test_a_change_is_stored_and_logged(case: Case, person: Callable[..., User]) -> None:
    changed = change(case.pk, adding, doing(person()))

    case.refresh_from_db()
    assert incident_of(case) == changed.after
    assert case.version == 2
    found = [each for each in log.entries(case) if isinstance(each, Entry)]
    assert [entry.what for entry in found] == ["opened", "added"]
    assert len(list(log.entries(case))) == len(found)
    assert (case.log_number, case.log_hash) == (found[-1].number, found[-1].hash)


def test_the_log_knows_the_incident_by_a_salted_hash(
    case: Case, person: Callable[..., User]
) -> None:
    change(case.pk, adding, doing(person()))

    case.refresh_from_db()
    entry = log.last(case)
    rows = [read_row(line) for line in log.values(case)]
    row = next(r for r in rows if r and r.key == (2, "incident"))
    assert entry is not None
    assert row.hash_of(case.content.encode()) == entry.salted["incident"]


def test_what_changes_nothing_is_not_logged(
    case: Case, person: Callable[..., User]
) -> None:
    change(case.pk, lambda incident: incident, doing(person()))

    assert LogEntry.objects.count() == 1


def test_each_version_can_be_had_again(
    case: Case, person: Callable[..., User], sample: Incident
) -> None:
    change(case.pk, adding, doing(person()))

    assert incident_at(case, 1) == sample
    assert Version.objects.filter(case=case).count() == 2


def test_nobody_overwrites_what_he_has_not_seen(
    case: Case, person: Callable[..., User]
) -> None:
    change(case.pk, adding, doing(person()))
    shown = fingerprint(EVENT)
    other = EVENT.model_copy(update={"note": Text(ja="追記")})

    def correcting(record: Record) -> Callable[[Incident], Incident]:
        return lambda incident: incident.correct(record, by="佐藤", at=NOW)

    change(case.pk, correcting(other), doing(person(), "corrected"))

    with pytest.raises(ChangedMeanwhileError) as told:
        change(
            case.pk,
            correcting(EVENT),
            doing(person()),
            expect={"event-new": shown},
        )

    assert told.value.now == other
    assert told.value.by == "佐藤"
    case.refresh_from_db()
    assert case.version == 3


def test_two_people_who_add_the_same_name_do_not_both_add(
    case: Case, person: Callable[..., User]
) -> None:
    change(case.pk, adding, doing(person()), expect={"event-new": "-"})

    with pytest.raises(ChangedMeanwhileError):
        change(case.pk, adding, doing(person()), expect={"event-new": "-"})


def test_a_name_is_taken_once(
    case: Case, person: Callable[..., User], sample: Incident
) -> None:
    with pytest.raises(CaseError) as told:
        open_case(sample, doing(person()))

    assert told.value.key == "name-taken"
    assert Case.objects.count() == 1


def test_originals_are_on_the_disk_and_logged_once(
    case: Case, person: Callable[..., User], tmp_path: Path
) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"mail")
    kept, lost = keep(case.name, [(file, "order.eml")], "mail")

    for _ in range(2):
        add_originals(case.pk, kept, doing(person()))

    assert lost == []
    assert [o.name for o in Original.objects.all()] == ["order.eml"]
    assert LogEntry.objects.filter(what="added").count() == 1
    assert world_of(case, NOW).originals == {kept[0].kept.sha256}


def test_an_edit_that_fails_leaves_everything(
    case: Case, person: Callable[..., User]
) -> None:
    def edit(incident: Incident) -> Incident:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change(case.pk, edit, doing(person()))

    case.refresh_from_db()
    assert case.version == 1
    assert LogEntry.objects.count() == 1
