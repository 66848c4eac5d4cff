"""Records are put down, corrected and taken back: once, by one, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from honmono.incident.case import IncidentFileError, NoSuchRecordError
from honmono.web.accounts.models import User
from honmono.web.cases.errors import ChangedMeanwhileError
from honmono.web.cases.log import last
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.facts import services
from honmono.web.facts.errors import ContradictionError
from honmono.web.facts.services import Written
from honmono.web.facts.words import as_json
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
CALL = {"way": "phone", "who": "鈴木"}


@pytest.fixture
def clerk(person: Callable[..., User]) -> User:
    return person()


def add(
    case: Case, by: User, part: str = "inquiries", form: str = "", **data: Any
) -> Written:
    written = services.add(
        case=case, part=part, values=data or CALL, by=by, now=LATER, form=form
    )
    case.refresh_from_db()
    return written


def correct(case: Case, by: User, name: str, shown: str = "", **data: Any) -> Written:
    _, record = incident_of(case).find(name)
    written = services.correct(
        case=case, name=name, values={**as_json(record), **data},
        shown=shown or fingerprint(record), reason="間違い", language="ja", by=by, now=LATER,
    )  # fmt: skip
    case.refresh_from_db()
    return written


def withdraw(case: Case, by: User, name: str, shown: str = "") -> None:
    _, record = incident_of(case).find(name)
    services.withdraw(
        case=case, name=name, shown=shown or fingerprint(record), reason="", language="ja",
        by=by, now=LATER,
    )  # fmt: skip
    case.refresh_from_db()


def test_a_record_gets_a_name_and_who_put_it_down(case: Case, clerk: User) -> None:
    names = [add(case, clerk).record, add(case, clerk).record]

    assert names == ["inquiry-1", "inquiry-2"]
    _, record = incident_of(case).find("inquiry-1")
    assert (record.by, record.recorded) == (clerk.called, LATER)


def test_a_name_is_never_given_twice(case: Case, clerk: User) -> None:
    name = add(case, clerk).record
    withdraw(case, clerk, name)

    assert add(case, clerk).record == "inquiry-2"


def test_a_form_that_is_sent_twice_makes_one_record(case: Case, clerk: User) -> None:
    one = add(case, clerk, form="abc123")
    other = add(case, clerk, form="abc123")
    third = add(case, clerk, form="abc124")

    assert (one.record, other.record, other.is_new) == ("inquiry-1", "inquiry-1", False)
    assert third.record == "inquiry-2"


def test_the_log_names_the_record_and_no_person(case: Case, clerk: User) -> None:
    add(case, clerk)

    entry = last(case)
    assert entry is not None
    assert entry.what == "added"
    assert entry.about == {"part": "inquiries", "record": "inquiry-1"}


def test_a_correction_keeps_the_old_one_and_why(case: Case, clerk: User) -> None:
    correct(case, clerk, "seen", when="2026-10-13T10:30")

    note = incident_of(case).corrections[-1]
    assert note.record == "seen"
    assert note.old["when"] == "2026-10-13T10:20"
    assert note.reason is not None
    assert note.reason.ja == "間違い"


def test_a_correction_that_changes_nothing_is_none(case: Case, clerk: User) -> None:
    version = case.version

    assert not correct(case, clerk, "seen").is_new
    assert case.version == version


def test_of_two_who_correct_one_is_told(case: Case, clerk: User) -> None:
    _, record = incident_of(case).find("seen")
    correct(case, clerk, "seen", when="2026-10-13T10:30")

    with pytest.raises(ChangedMeanwhileError):
        correct(case, clerk, "seen", shown=fingerprint(record), when="2026-10-13T10:40")
    with pytest.raises(ChangedMeanwhileError):
        withdraw(case, clerk, "seen", shown=fingerprint(record))


def test_what_others_name_is_not_taken_back(case: Case, clerk: User) -> None:
    with pytest.raises(ContradictionError) as told:
        withdraw(case, clerk, "first-call")

    assert [one.record for one in told.value.found] == ["aware"]
    case.refresh_from_db()
    assert incident_of(case).find("first-call")


def test_what_cannot_be_so_is_refused(case: Case, clerk: User) -> None:
    with pytest.raises(ContradictionError):
        add(case, clerk, "decisions", kind="publish", cites=["no-such"])


def test_what_is_doubtful_is_stored_and_told(case: Case, clerk: User) -> None:
    written = add(case, clerk, "events", kind="unheard_of")

    assert [one.code for one in written.doubtful] == ["unknown-kind"]
    assert incident_of(case).find(written.record)


def test_a_record_of_another_shape_is_refused(case: Case, clerk: User) -> None:
    with pytest.raises(IncidentFileError):
        add(case, clerk, "events", way="phone")


def test_what_is_not_there_is_not_corrected(case: Case, clerk: User) -> None:
    with pytest.raises((NoSuchRecordError, ChangedMeanwhileError)):
        services.correct(
            case=case, name="no-such", values={"kind": "other"}, shown="-", reason="",
            language="ja", by=clerk, now=LATER,
        )  # fmt: skip
