"""What was judged → rows: codes, numbers, and short harmless texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from honmono.web.base.searched import folded
from honmono.web.mails.harmless import defanged, in_one_line, storable
from honmono.web.mails.judging import Judged
from honmono.web.mails.models import Answer, Basis, Content, Mail, Sought, Upload

_RENEWED: Final = tuple(
    field.name
    for field in Mail._meta.concrete_fields
    if field.name not in {"id", "case", "upload", "item", "part"}
)
_SOUGHT: Final = ("person", "reporter", "from_address", "subject", "from_name")
"""What is searched; first what no sender can make so long that the rest is cut off."""

_LONGEST: Final = 4_000
"""Characters that are searched: folding makes eighteen of some."""

_FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD: Final = timedelta(days=1)
"""How far a clock may be wrong; a date beyond is not sorted by."""


Things = Sequence[tuple[Mail, Content]]
"""The rows of one thing of a file."""


def rows_of(
    upload: Upload,
    item: int,
    all_judged: Sequence[Judged],
    zone: ZoneInfo,
    basis: Basis | None = None,
) -> list[tuple[Mail, Content]]:
    """The rows of one thing of a file; the first is the thing itself."""
    made = []
    for part, each in enumerate(all_judged):
        mail = _mail(upload, item, part, each, zone)
        mail.basis = basis
        content = Content(record=storable(each.record), view=each.view)
        made.append((mail, content))
    return made


def store(rows: Iterable[Things]) -> None:
    """Put rows into the database, reports before what they report."""
    put(list(rows), ())


def put(things: Sequence[Things], known: Sequence[Mail]) -> None:
    """Put new rows, and new values of those that are there; none has contents yet."""
    tops = [thing[0][0] for thing in things]
    Mail.objects.bulk_create([mail for mail in tops if not mail.pk])
    inside = []
    for thing in things:
        for mail, _ in thing[1:]:
            mail.report = thing[0][0]
            inside.append(mail)
    Mail.objects.bulk_create([mail for mail in inside if not mail.pk])
    if known:
        Mail.objects.bulk_update(known, _RENEWED, batch_size=50)
        Sought.objects.filter(mail__in=known).delete()
    contents = [(mail, content) for thing in things for mail, content in thing]
    Sought.objects.bulk_create([sought(mail) for mail, _ in contents], batch_size=50)
    for mail, content in contents:
        content.mail = mail
    Content.objects.bulk_create([content for _, content in contents], batch_size=50)


def sought(mail: Mail) -> Sought:
    """The row by which a mail is found."""
    return Sought(
        mail=mail,
        case_id=mail.case_id,
        counts=mail.counts,
        at=mail.at,
        answer=mail.answer,
        words=folded(*(getattr(mail, name) for name in _SOUGHT))[:_LONGEST],
        reporter=folded(mail.reporter)[:_LONGEST],
    )


def _mail(upload: Upload, item: int, part: int, judged: Judged, zone: ZoneInfo) -> Mail:
    record = judged.record
    author = record["from"] or {"name": "", "address": ""}
    via = record["via"] or {"source": "", "sha256": "", "reporter": ""}
    claims = record["claims"] or {}
    said = _moment(record["date"])
    at = _first_likely(judged.taken, said, came=upload.at)
    return Mail(
        case_id=upload.case_id,
        upload=upload,
        item=item,
        part=part,
        role=judged.role,
        asked=judged.asked,
        counts=judged.asked,
        sha256=record["sha256"] or "",
        via_sha256=via["sha256"] or "",
        via_source=_line(via["source"], 300),
        reporter=_line(via["reporter"], 320),
        date=said,
        at=at,
        day=_day(at, zone),
        from_name=_line(author["name"], 200),
        from_address=_line(author["address"], 320),
        subject=_line(record["subject"] or "", 300),
        answer=Answer.ERROR if record["error"] else record["answer"],
        probability=record["probability"],
        person=in_one_line(claims.get("person") or "", 200),
        kinds=_codes(record["kinds"], 300),
        hazards=_codes(record["hazards"], 500),
        files=min(len((judged.view or {}).get("files", ())), 32_000),
    )


def _line(text: str, longest: int) -> str:
    return defanged(in_one_line(text, longest))


def _codes(codes: Iterable[Any], longest: int) -> str:
    """` macro script `: what is too long ends with a whole code."""
    line = " "
    for code in codes:
        if len(line) + len(code) + 1 > longest:
            break
        line += f"{code} "
    return line if line.strip() else ""


def _moment(text: str | None) -> datetime | None:
    """A date of a mail that a database takes; a sender may write year 1 or 9999."""
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if 1900 <= at.year <= 2999 else None


def _first_likely(*times: datetime | None, came: datetime) -> datetime:
    """The first time that a mail may have; else when its file came."""
    for at in times:
        if at is not None and _FIRST <= at <= came + _AHEAD:
            return at
    return came


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
