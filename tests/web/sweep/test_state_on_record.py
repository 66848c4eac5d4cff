"""A frozen state goes on record whole: original, record, tasks, log; or not at all."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from honmono.incident.case import Incident
from honmono.incident.case.counts import scanned
from honmono.incident.case.moment import Moment
from honmono.incident.exchange.sweep import read_state
from honmono.sweep import importers
from honmono.sweep.importers import ReportFile
from honmono.sweep.pc import Handled, Pc, Verdict
from honmono.sweep.scan import Detection, Outcome, Scan
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, Original
from honmono.web.cases.originals import path_of
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change, open_case
from honmono.web.jobs.models import OPEN, Job
from honmono.web.jobs.worker import work
from honmono.web.sweep.errors import SweepError
from honmono.web.sweep.models import PcState, Snapshot, Sweep, Way
from honmono.web.sweep.ruling import follow, sweep_of
from honmono.web.sweep.selectors import is_judged
from honmono.web.sweep.services import Brought, keep, put_pc, take
from honmono.web.sweep.snapshots import content_of, freeze, put_on_record
from tests.sweep.founding import antivirus, at, own_scanner
from tests.sweep.founding import incident as founding
from tests.sweep.scan_files import IMPORTER, scan_file

NOW = at(18, "18:00").astimezone(UTC)


def record_state(
    case: Case, *, by: User, now: datetime, as_of: datetime | None = None
) -> Snapshot:
    """Freeze the state and put it on record, as two clicks do."""
    row = freeze(case, as_of=as_of or now, by=by, now=now)
    put_on_record(case, row, by=by, now=now)
    row.refresh_from_db()
    return row


@pytest.fixture(autouse=True)
def _own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importers, "ALL", (IMPORTER,))


@pytest.fixture
def by(person: Callable[..., User]) -> User:
    return person()


@pytest.fixture
def opened(by: User) -> Case:
    """The founding incident, with one PC an office."""
    case = open_case(founding(), Doing("opened", by, NOW))
    for office in ("tokyo", "osaka", "nagoya"):
        put_pc(
            Pc(id=office, host=f"{office}-1", office=office), "added", by="", now=NOW
        )
    return case


def bring(*scans: Scan) -> None:
    file = ReportFile("x.txt", scan_file(*scans), NOW, ZoneInfo("Asia/Tokyo"))
    take([file], Brought(Way.COMMAND, "", NOW))


def both(office: str, when: datetime) -> tuple[Scan, Scan]:
    return antivirus(f"{office}-1", when), own_scanner(f"{office}-1", when)


def everything() -> None:
    for office in ("tokyo", "osaka", "nagoya"):
        bring(*both(office, at(18, "12:00")))


def detected(host: str) -> Scan:
    thing = Detection("Trojan:Win32/Emotet.PA!MTB", "C:\\x.exe", at(18, "12:00"))
    return antivirus(host, at(18, "12:00"), outcome=Outcome.FOUND, detections=(thing,))


def test_a_whole_state_is_cited_by_its_record(opened: Case, by: User) -> None:
    everything()

    row = record_state(opened, by=by, now=NOW)

    incident = incident_of(Case.objects.get(pk=opened.pk))
    (record,) = incident.coverage
    assert record.id == row.record == "sweep-20220518-090000"
    assert record.evidence == (row.sha256,)
    assert (row.total, row.covered, row.complete) == (3, 3, True)
    state = scanned(incident)
    assert state is not None
    assert state.is_all
    assert state.detected == 0
    content = path_of(opened.name, row.sha256).read_bytes()
    assert content == content_of(row)
    assert hashlib.sha256(content).hexdigest() == row.sha256
    original = Original.objects.get(case=opened, sha256=row.sha256)
    assert original.name == "sweep-20220518-090000.json"
    entry = log.last(opened, "sweep-frozen")
    assert entry is not None


def test_what_is_missing_is_no_whole(opened: Case, by: User) -> None:
    bring(*both("tokyo", at(18, "12:00")))

    record_state(opened, by=by, now=NOW)

    state = scanned(incident_of(Case.objects.get(pk=opened.pk)))
    assert state is not None
    assert (state.covered, state.total, state.is_all) == (1, 3, False)


def test_a_state_is_put_on_record_once(opened: Case, by: User) -> None:
    row = freeze(opened, as_of=NOW, by=by, now=NOW)

    first = put_on_record(opened, row, by=by, now=NOW)
    again = put_on_record(opened, row, by=by, now=NOW)

    assert first == again
    assert len(incident_of(Case.objects.get(pk=opened.pk)).coverage) == 1


def test_two_states_of_one_second_have_two_names(opened: Case, by: User) -> None:
    record_state(opened, by=by, now=NOW)
    record_state(opened, by=by, now=NOW)

    names = [c.id for c in incident_of(Case.objects.get(pk=opened.pk)).coverage]
    assert names == ["sweep-20220518-090000", "sweep-20220518-090000-2"]


def test_the_past_can_be_frozen_and_the_future_not(opened: Case, by: User) -> None:
    everything()
    early = at(18, "11:00").astimezone(UTC)

    row = freeze(opened, as_of=early, by=by, now=NOW)

    assert (row.covered, row.complete) == (0, False)
    with pytest.raises(SweepError):
        freeze(opened, as_of=NOW + timedelta(minutes=1), by=by, now=NOW)
    assert Snapshot.objects.count() == 1


def test_nothing_is_on_record_where_that_fails(
    opened: Case, by: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("honmono.web.sweep.snapshots.change", fails)
    with pytest.raises(RuntimeError):
        record_state(opened, by=by, now=NOW)

    assert Snapshot.objects.get().record == ""  # frozen, and on no record
    assert not incident_of(Case.objects.get(pk=opened.pk)).coverage
    assert not Original.objects.filter(case=opened).exists()


def test_what_was_found_becomes_tasks_that_name_the_pc(opened: Case, by: User) -> None:
    bring(detected("osaka-1"))

    record_state(opened, by=by, now=NOW)
    record_state(opened, by=by, now=NOW + timedelta(hours=1))

    tasks = incident_of(Case.objects.get(pk=opened.pk)).tasks
    isolate = [task for task in tasks if task.kind == "isolate-pc"]
    assert [task.about for task in isolate] == [("osaka-1",)]
    assert len({task.kind for task in tasks}) == len(tasks) > 8


def test_a_false_alarm_is_corrected_in_what_was_said_before(
    opened: Case, by: User
) -> None:
    everything()
    bring(replace(detected("osaka-1"), detections=(Detection("PUA:Tool"),)))
    record_state(opened, by=by, now=NOW)
    later = NOW + timedelta(hours=2)
    none = Handled(Verdict.FALSE_ALARM, "社内の道具", "佐藤", later)
    pc = Pc(id="osaka", host="osaka-1", office="osaka", handled=(none,))
    put_pc(pc, "handled", by="", now=later)

    record_state(opened, by=by, now=later)

    incident = incident_of(Case.objects.get(pk=opened.pk))
    assert [c.detected for c in incident.coverage] == [0, 0]
    assert [c.old["detected"] for c in incident.corrections] == [1]
    state = scanned(incident)
    assert state is not None
    assert state.is_all


def test_the_rule_follows_the_incident_and_all_are_judged_anew(
    opened: Case, by: User
) -> None:
    everything()
    sweep_of(opened, NOW)
    work(threading.Event(), until_empty=True)
    states = PcState.objects.filter(sweep__case=opened)
    assert {row.state for row in states} == {"covered"}

    def later(incident: Incident) -> Incident:
        (seen,) = incident.events
        moved = seen.model_copy(update={"when": Moment("2022-05-18T13:00+09:00")})
        return incident.put("events", moved)

    change(opened.pk, later, Doing("changed", by, NOW))
    assert not is_judged(Sweep.objects.get(case=opened), NOW)
    work(threading.Event(), until_empty=True)

    assert {row.state for row in states.all()} == {"stale"}
    assert Sweep.objects.get(case=opened).rule["since"] == "2022-05-18T04:00:00+00:00"


def test_a_change_that_leaves_the_rule_judges_nothing(opened: Case, by: User) -> None:
    sweep_of(opened, NOW)
    work(threading.Event(), until_empty=True)

    def titled(incident: Incident) -> Incident:
        return incident.model_copy(update={"opened": NOW})

    change(opened.pk, titled, Doing("changed", by, NOW))
    assert not Job.objects.filter(state__in=OPEN).exists()

    follow(Case, case=opened, incident=founding(None), now=NOW)
    assert Job.objects.filter(kind="sweep-judge", state__in=OPEN).count() == 1


def test_what_nobody_has_read_yet_lets_nobody_say_all(opened: Case, by: User) -> None:
    everything()
    keep("new.txt", b"who knows", Brought(Way.KIT, "", NOW))

    row = record_state(opened, by=by, now=NOW)

    state = scanned(incident_of(Case.objects.get(pk=opened.pk)))
    assert state is not None
    assert not row.complete
    assert (state.covered, state.is_all) == (3, False)


def test_the_state_is_read_back_as_it_was_frozen(opened: Case, by: User) -> None:
    row = freeze(opened, as_of=NOW, by=by, now=NOW)

    state = read_state(content_of(row))

    assert state.as_of == NOW
    assert json.loads(content_of(row))["rule"]["zone"] == "Asia/Tokyo"
