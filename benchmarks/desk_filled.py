"""A full desk for `benchmarks/desk.py`: rows as they would be, none of them anybody's.

An incident that people worked at for two months: 300 records, each change of it logged;
notices made on the way; mails and people as `desk_rows.py` makes them.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.desk_rows import put_mails, put_persons
from honmono.incident.case import Incident, Moment, Record, Text, parse_incident
from honmono.incident.case.events import Event
from honmono.incident.case.hypotheses import Decision
from honmono.incident.case.inquiries import Inquiry, Way
from honmono.incident.case.kinds import known
from honmono.incident.case.measures import Measure
from honmono.incident.case.playbooks import start
from honmono.incident.case.questions import Task
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, LogEntry, Version
from honmono.web.cases.services import Doing, change, open_case
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Draft, State
from honmono.web.documents.services import start as start_draft
from honmono.web.mails.actions import set_aside
from honmono.web.mails.models import Mail
from honmono.web.rights import Role

SAMPLE: Final = Path(__file__).parents[1] / "examples/hoshimine"
RECORDS: Final = 300
VERSIONS: Final = 200
DRAFTS: Final = 30
OPEN: Final = 6
"""Of the documents; the others will not go out, or were followed by these."""

EVERY: Final = 5.0
"""Seconds after which somebody writes again."""

PERSONS: Final = 10_000
_FIRST: Final = datetime(2026, 10, 13, 3, 0, tzinfo=UTC)
_PACE: Final = timedelta(hours=5)
_KINDS: Final = ("first-notice", "affected-persons", "partner-warning", "staff-alert")

Edit = Callable[[Incident], Incident]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a load needs to know of it."""

    session: str
    case: str
    mail: int
    draft: int
    record: str
    task: str
    records: int
    versions: int
    log: int


def fill(mails: int) -> dict[str, Any]:
    """Fill the desk of the environment."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    shutil.copy(SAMPLE / "honmono.toml", settings.HOME)
    user = User.objects.create(username="load", role=Role.ADMINISTRATOR)
    incident = parse_incident((SAMPLE / "hoshimine-2026-10.json").read_bytes())
    case = open_case(incident, Doing("opened", user, _FIRST))
    case = _worked_at(case, user)
    put_persons(case, PERSONS, Doing("attached", user, _FIRST + VERSIONS * _PACE))
    put_mails(case, mails, user, _FIRST)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # as its own process does within minutes
            cursor.execute("VACUUM ANALYZE")
    return asdict(_filled(Case.objects.get(pk=case.pk), user))


def _filled(case: Case, user: User) -> Filled:
    client = Client()
    client.force_login(user)
    incident = parse_incident(case.content.encode())
    return Filled(
        session=client.cookies["sessionid"].value,
        case=case.name,
        mail=Mail.objects.filter(case=case).order_by("-at").values_list("pk")[50][0],
        draft=Draft.objects.filter(case=case).order_by("-pk").values_list("pk")[2][0],
        record="inquiry-7",
        task=incident.tasks[3].id,
        records=sum(1 for _ in incident.records()),
        versions=Version.objects.filter(case=case).count(),
        log=LogEntry.objects.filter(case=case).count(),
    )


def _worked_at(case: Case, user: User) -> Case:
    """Two months of work: a step each few hours, a document now and then."""
    begin: Edit = partial(start, style="emotet_style")
    case = change(case.pk, begin, Doing("started", user, _FIRST)).case
    missing = RECORDS - sum(1 for _ in parse_incident(case.content.encode()).records())
    records = list(_records(missing))
    for number in range(VERSIONS - 2):
        now = _FIRST + (number + 1) * _PACE
        new = records[number :: VERSIONS - 2]
        edit: Edit = partial(_put, new=new, number=number, now=now)
        about = {"records": [record.id for _, record in new]}
        case = change(case.pk, edit, Doing("changed", user, now, about)).case
        if number % 6 == 0 and number // 6 < DRAFTS:
            kind = _KINDS[number // 6 % len(_KINDS)]
            start_draft(case, Wish(kind, now.date()), by=user, now=now)
    rows = Draft.objects.filter(case=case)
    newest = rows.order_by("-pk").values_list("pk", flat=True)[:OPEN]
    rows.exclude(pk__in=list(newest)).update(state=State.WITHDRAWN)
    return case


def keep_writing() -> None:
    """Put something on record every few seconds, as people do, until somebody ends it."""
    case = Case.objects.get()
    user = User.objects.get(username="load")
    for number in count():
        now = timezone.now()
        event = Event(
            id=f"live-{number}", kind="phone_calls", when=Moment("2026-12-20")
        )
        edit: Edit = partial(_put, new=[("events", event)], number=1, now=now)
        change(case.pk, edit, Doing("changed", user, now, {"records": [event.id]}))
        mail = Mail.objects.filter(case=case, aside=False).order_by("-pk")[0]
        set_aside(case, mail, True, by=user, now=now)
        time.sleep(EVERY)


def _put(
    incident: Incident, new: list[tuple[str, Record]], number: int, now: datetime
) -> Incident:
    """Add records; each fifth step corrects one as well."""
    for part, record in new:
        incident = incident.put(part, record)
    if number % 5 == 0 and incident.events:
        old = incident.events[number % len(incident.events)]
        note = Text(ja=f"{number}回目の確認", en=f"looked at for the {number}th time")
        right = old.model_copy(update={"note": note})
        incident = incident.correct(right, by="load", at=now)
    return incident


def _records(most: int) -> Iterator[tuple[str, Record]]:
    kinds = sorted(known("events"))
    measures = sorted(known("measures"))
    for number in range(most):
        day = Moment((date(2026, 10, 14) + timedelta(number // 6)).isoformat())
        text = Text(ja=f"第{number}の記録", en=f"The record of number {number}")
        way = number % 10
        if way < 4:
            kind = kinds[number % len(kinds)]
            yield "events", Event(id=f"event-{number}", kind=kind, when=day, note=text)
        elif way < 8:
            yield "inquiries", _inquiry(number, day, text)
        elif way == 8:
            kind = measures[number % len(measures)]
            yield "measures", Measure(id=f"measure-{number}", kind=kind, due=day)
        elif number % 20 == 9:
            yield "tasks", Task(id=f"own-{number}", kind="other", title=text, due=day)
        else:
            yield (
                "decisions",
                Decision(id=f"decision-{number}", kind="other", text=text, when=day),
            )


def _inquiry(number: int, day: Moment, text: Text) -> Inquiry:
    return Inquiry(
        id=f"inquiry-{number}",
        way=Way.MAIL,
        when=day,
        who=f"お客様 {number}",
        organization=f"架空商事{number}",
        asked=text,
    )
