"""Many mails and people for a load: the published sample's, each many times over.

What a mail says is what a real judging of the sample's reports says, so that pages have as
much to show as they would; only who, when and the subject differ.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

from honmono.incident.case.affected import ListFile as Named
from honmono.incident.exchange.persons import LIST
from honmono.web.accounts.models import User
from honmono.web.cases.lists import attach
from honmono.web.cases.models import Case, ListFile, ListRow, Original
from honmono.web.cases.services import Doing
from honmono.web.jobs.models import Job
from honmono.web.jobs.models import State as JobState
from honmono.web.mails.bench import bench_of
from honmono.web.mails.judging import File, Judged, judged
from honmono.web.mails.models import Content, Mail, Sought, State, Upload
from honmono.web.mails.rows import rows_of, sought

REPORTS: Final = Path(__file__).parents[1] / "examples/hoshimine/reports"
FILES: Final = 3_500
"""That were handed in: people drop reports one by one, and an archive now and then."""

_ZONE: Final = ZoneInfo("Asia/Tokyo")
_DAYS: Final = 60
_AT_ONCE: Final = 1_000
_ANSWERS: Final = ("forged", "forged", "unproven", "unrelated", "ours")


def put_mails(case: Case, count: int, user: User, first: datetime) -> None:
    """Hand in so many mails, as if they had been judged."""
    uploads = _uploads(case, min(FILES, count // 2), user, first)
    pattern = [rows_of(uploads[0], 0, sample, _ZONE)[-1] for sample in _samples()]
    made = _mails(uploads, [mail for mail, _ in pattern], count, first)
    while batch := list(islice(made, _AT_ONCE)):
        Mail.objects.bulk_create(batch)
        Sought.objects.bulk_create([sought(mail) for mail in batch])
    _put_contents(case, [content for _, content in pattern])


def _put_contents(case: Case, pattern: list[Content]) -> None:
    """Of the first mails as they are; the database copies them for the others."""
    rows = Mail.objects.filter(case=case).order_by("pk").values_list("pk", flat=True)
    first = rows[0]
    for number, content in enumerate(pattern):
        content.mail_id = first + number
    Content.objects.bulk_create(pattern)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mails_content (mail_id, record, view) "
            "SELECT m.id, c.record, c.view FROM mails_mail m JOIN mails_content c "
            "ON c.mail_id = %s + (m.id - %s) %% %s WHERE m.id >= %s",
            [first, first, len(pattern), first + len(pattern)],
        )


def _uploads(case: Case, count: int, user: User, first: datetime) -> list[Upload]:
    names = [hashlib.sha256(b"file %d" % n).hexdigest() for n in range(count)]
    days = [first + timedelta(days=n * _DAYS / count) for n in range(count)]
    jobs = Job.objects.bulk_create(
        Job(
            kind="judge",
            key=f"judge:{name}",
            case=case.name,
            state=JobState.DONE,
            created=day,
            not_before=day,
        )
        for name, day in zip(names, days, strict=True)
    )
    Original.objects.bulk_create(
        Original(
            case=case,
            sha256=name,
            size=40_000,
            name=f"{n}.eml",
            kind="mail",
            added=days[n],
            by=user,
            entry=2,
        )
        for n, name in enumerate(names)
    )
    return Upload.objects.bulk_create(
        Upload(
            case=case,
            token=name[:32],
            name=f"{n}.eml",
            size=40_000,
            sha256=name,
            state=State.STORED,
            by=user,
            at=days[n],
            job=jobs[n],
        )
        for n, name in enumerate(names)
    )


def _samples() -> list[tuple[Judged, ...]]:
    bench, _ = bench_of(settings.HOME, "ja")
    return [
        judged(bench, file.load(found), is_report=True)
        for path in sorted(REPORTS.glob("*.eml"))
        for file in (File(path, path.name),)
        for found in file.mails()
    ]


def _mails(
    uploads: list[Upload], pattern: list[Mail], count: int, first: datetime
) -> Iterator[Mail]:
    """Of every report the mail that somebody asks about."""
    said = [_values(mail) for mail in pattern]
    for number in range(count):
        values = said[number % len(said)]
        at = first + timedelta(days=_DAYS * number / count)
        other = {
            "upload_id": uploads[number % len(uploads)].pk,
            "item": number // len(uploads),
            "sha256": hashlib.sha256(b"mail %d" % number).hexdigest(),
            "reporter": f"reporter{number % 5_000}@load.example",
            "subject": f"{values['subject']} {number}",
            "answer": _ANSWERS[number // len(said) % len(_ANSWERS)],
            "date": at,
            "at": at,
            "day": at.astimezone(_ZONE).date(),
        }
        yield Mail(**values | other)


def _values(mail: Mail) -> dict[str, Any]:
    fields = [field.attname for field in Mail._meta.concrete_fields]
    values = {name: getattr(mail, name) for name in fields if name != "id"}
    return values | {"report_id": None}


def put_persons(case: Case, count: int, doing: Doing) -> None:
    """A list of so many people, which the incident names."""
    lines = [_person(number) for number in range(count)]
    whole = "".join(f"{line}\n" for line in lines).encode()
    named = Named(name=LIST, sha256=hashlib.sha256(whole).hexdigest(), rows=count)
    file = ListFile.objects.create(
        case=case, name=LIST, sha256=named.sha256, rows=count, at=doing.now
    )
    ListRow.objects.bulk_create(
        (
            ListRow(
                file=file,
                number=number,
                line=line,
                shown=f"架空 {number} p{number}@load.example",
                group="customers",
                certainty="possible",
            )
            for number, line in enumerate(lines, 1)
        ),
        batch_size=_AT_ONCE,
    )
    attach(case, named, doing)


def _person(number: int) -> str:
    row = {
        "name": f"架空 {number}",
        "mail": f"p{number}@load.example",
        "group": "customers",
        "data": ["name", "mail-address"],
    }
    return json.dumps(row, ensure_ascii=False)
