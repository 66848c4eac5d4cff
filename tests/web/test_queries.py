"""However much an incident holds, a page asks the database the same number of times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.affected import ListFile as Named
from honmono.incident.case.records import record_of
from honmono.web.accounts.models import AccountEvent, PersonalRead, User
from honmono.web.cases.lists import attach
from honmono.web.cases.models import Case, ListFile, ListRow, Original
from honmono.web.cases.services import Doing, change, open_case, record
from honmono.web.documents.models import Draft, Step
from honmono.web.evidence.models import Export
from honmono.web.jobs.services import put
from honmono.web.mails.models import Content, Mail, Upload
from honmono.web.office.models import FileVersion
from honmono.web.sweep.models import Pc, PcState, ReportFile, Scan, Snapshot, Sweep
from honmono.web.tracing.models import Told, Trace
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.made import MADE, everything, somebody
from tests.web.test_rights import GUARDED, Row

pytestmark = pytest.mark.django_db

PAGES: Final = [row for row in GUARDED if "GET" in row.methods]
FEW, MANY = 3, 300
RECORDS: Final[dict[str, dict[str, Any]]] = {
    "inquiries": {"way": "phone", "who": "鈴木", "follow_up": "2026-10-20"},
    "events": {"when": "2026-10-14", "kind": "spoof_mail_observed"},
    "accounts": {"kind": "mailbox", "name": "a@hoshimine.example"},
    "tasks": {"kind": "own", "title": {"ja": "あ"}},
    "questions": {"kind": "own"},
    "measures": {"kind": "passwords-changed"},
}
PERSON: Final = (
    '{"certainty":"possible","data":["name"],"group":"customers","name":"伊藤"}\n'
)


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, tuple[int, int]]]:
    """By page, how often it asks with few things and with many."""
    home = tmp_path_factory.mktemp("home")
    (home / "honmono.toml").write_bytes(ORG.read_bytes())
    with (
        override_settings(HOME=home),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        by = somebody()
        case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
        everything(case)
        made = {value: make(case) for value, make in MADE.items()}
        client = Client()
        client.force_login(by)
        _grow(case, by, 0, FEW)
        few = {row.route: _counted(client, case, row, made) for row in PAGES}
        _grow(case, by, FEW, MANY)
        many = {row.route: _counted(client, case, row, made) for row in PAGES}
        yield {name: (few[name], many[name]) for name in few}
        transaction.set_rollback(True)


def _counted(client: Client, case: Case, row: Row, made: dict[str, object]) -> int:
    where = row.address(
        case, **{k: made[v] for k, v in row.arguments.items() if v in made}
    )
    client.get(where)  # what is read once a process is read
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer: Any = client.get(where)
    assert answer.status_code in {200, 302, 422}, row.route
    if answer.streaming:
        b"".join(answer.streaming_content)
    return len([q for q in queries.captured_queries if "desk_cache" not in q["sql"]])


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.route)
def test_a_page_asks_as_often_for_much_as_for_little(
    row: Row, asked: dict[str, tuple[int, int]]
) -> None:
    few, many = asked[row.route]

    assert many <= few
    assert many < 40


def _grow(case: Case, by: User, first: int, end: int) -> None:
    """More of everything, up to `end`."""
    numbers = range(first, end)
    _records(case, by, numbers)
    for number in numbers:
        put("mail", f"grow:{number}", now=NOW, case=case.name)
        record(case.pk, Doing("checked", by, NOW))
    _persons(case, by, end)
    _copies(Upload, numbers, lambda n: {"token": f"{n:032x}", "sha256": f"{n:064x}"})
    uploads = Upload.objects.filter(token__in=[f"{n:032x}" for n in numbers])
    mails = _copies(
        Mail, numbers, lambda n: {"at": NOW + timedelta(hours=n)}, list(uploads)
    )
    Content.objects.bulk_create(
        Content(mail=one, record=Content.objects.all()[0].record, view=None)
        for one in mails
    )
    drafts = _copies(Draft, numbers, lambda n: {})
    Step.objects.bulk_create(
        Step(draft=one, at=NOW, by=by, what="made", digest="0" * 64, base=1)
        for one in drafts
    )
    _copies(Original, numbers, lambda n: {"sha256": f"{n:064x}"})
    _copies(Export, numbers, lambda n: {"job": n})
    _copies(Case, numbers, lambda n: {"name": f"c-{n}"})
    _copies(FileVersion, numbers, lambda n: {})
    traces = _copies(Trace, range(first, min(end, 60)), lambda n: {"job": n})
    Told.objects.bulk_create(
        Told(
            trace=one,
            number=n,
            original="0" * 64,
            stray=False,
            words={"ja": [], "en": []},
        )
        for one in (*traces, *Trace.objects.order_by("at")[:1])
        for n in range(first + 2, end + 2)
        if one in traces[:1] or one not in traces
    )
    _pcs(case, numbers)
    users = User.objects.bulk_create(
        User(username=f"u{n}", role="reader") for n in numbers
    )
    case.members.add(*users)
    PersonalRead.objects.bulk_create(
        PersonalRead(at=NOW, by=one, case=case.name, what="mail") for one in users
    )
    for one in (by, User.objects.get(username="somebody")):
        AccountEvent.objects.bulk_create(_event(one, by, n) for n in numbers)


def _pcs(case: Case, numbers: range) -> None:
    """PCs with a result each, files with troubles, states that were frozen."""
    sweep = Sweep.objects.get(case=case)
    states = PcState.objects.filter(sweep=sweep).order_by("pk")
    pcs = _copies(Pc, numbers, lambda n: {"key": f"p{n}", "host": f"P{n}"})
    row, office, state = states.values_list("row", "office", "state")[0]
    PcState.objects.bulk_create(
        PcState(sweep=sweep, pc=one, office=office, state=state, row=row) for one in pcs
    )
    trouble = [{"code": "unknown-form", "place": "", "values": {}}]
    _copies(
        ReportFile,
        numbers,
        lambda n: {"sha256": f"{n:064x}", "troubles": trouble, "troubled": True},
    )
    _copies(Scan, numbers, lambda n: {"item": n + 1})
    _copies(Scan, numbers, lambda n: {"item": n + 1_000, "pc": None, "mark": f"{n}"})
    _copies(Snapshot, numbers, lambda n: {"record": ""})


def _event(user: User, by: User, number: int) -> AccountEvent:
    return AccountEvent(at=NOW, whose=user, by=by, what="made")


def _records(case: Case, by: User, numbers: range) -> None:
    def edit(incident: Incident) -> Incident:
        for part, fields in RECORDS.items():
            some = [
                record_of(part, {"id": f"{part[:4]}-{n}", **fields}) for n in numbers
            ]
            incident = incident.model_copy(
                update={part: (*getattr(incident, part), *some)}
            )
        return incident

    change(case.pk, edit, Doing("added", by, NOW))
    case.refresh_from_db()


def _persons(case: Case, by: User, end: int) -> None:
    file, _ = ListFile.objects.get_or_create(
        case=case,
        name="persons",
        sha256=f"{end:064x}",
        defaults={"rows": end, "at": NOW},
    )
    ListRow.objects.bulk_create(
        ListRow(file=file, number=n, line=PERSON, shown="伊藤", group="customers")
        for n in range(1, end + 1)
    )
    attach(
        case,
        Named(name="persons", sha256=file.sha256, rows=end),
        Doing("added", by, NOW),
    )
    case.refresh_from_db()


def _copies(
    model: Any, numbers: range, values: Any, uploads: list[Upload] | None = None
) -> list[Any]:
    """Rows like the first one, each with values of its own."""
    rows = []
    for at, number in enumerate(numbers):
        row = model.objects.order_by("pk")[0]
        row.pk = None
        for name, value in values(number).items():
            setattr(row, name, value)
        if uploads is not None:
            row.upload, row.sha256 = uploads[at], f"{number:064x}"
        rows.append(row)
    return list(model.objects.bulk_create(rows))
