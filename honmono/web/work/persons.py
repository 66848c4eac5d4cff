"""What the desk knows of people affected: groups on record, the list that names them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.core import signing
from django.db.models import Count, QuerySet

from honmono.incident.case import Incident
from honmono.incident.case.affected import Affected
from honmono.incident.case.lists import ListedPerson, read_row
from honmono.incident.exchange.persons import LIST
from honmono.text import say
from honmono.web.base.searched import holding
from honmono.web.cases.lists import rows_of
from honmono.web.cases.models import Case, ListFile, ListRow

_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
"""What begins a cell that a spreadsheet would compute."""

_COLUMNS: Final = (
    *("name", "mail", "postal_code", "address", "organization"),
    *("group", "client", "data", "certainty"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """One group on record, beside what the list says of it."""

    record: Affected
    listed: int | None
    """Rows of this group in the list that the record names; None: it names none of ours."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How the people of a list can be told."""

    total: int
    mail: int
    post: int
    """By letter: they have no mail address."""

    neither: int


def groups(incident: Incident, file: ListFile | None) -> tuple[Group, ...]:
    """Every group on record; two may hold the same people, so nothing is added up."""
    counts = _by_group(file) if file else {}
    return tuple(
        Group(one, counts.get(one.group, 0) if file and one.list == file.name else None)
        for one in incident.affected
    )


def _by_group(file: ListFile) -> dict[str, int]:
    rows = ListRow.objects.filter(file=file).values("group").annotate(n=Count("pk"))
    return {row["group"]: row["n"] for row in rows.order_by("group")}


@lru_cache(maxsize=32)
def _reach(file_id: int, sha256: str, rows: int) -> Reach:
    mail = post = neither = 0
    found = ListRow.objects.filter(file=file_id).values_list("line", flat=True)
    for line in found.iterator(2_000):
        row = json.loads(line)
        if row.get("mail"):
            mail += 1
        elif row.get("address"):
            post += 1
        else:
            neither += 1
    return Reach(rows, mail, post, neither)


def reach(file: ListFile) -> Reach:
    """Counted once: rows of a list never change."""
    return _reach(file.pk, file.sha256, file.rows)


def persons(
    file: ListFile, text: str = "", group: str = "", certainty: str = ""
) -> QuerySet[ListRow]:
    """Rows of the list that fit."""
    found = holding(rows_of(file), "shown", text)
    if group:
        found = found.filter(group=group)
    if certainty:
        found = found.filter(certainty=certainty)
    return found


def kinds_in(file: ListFile) -> tuple[list[str], list[str]]:
    """Groups and certainties that stand in the list."""
    pairs = list(
        ListRow.objects.filter(file=file)
        .order_by("group", "certainty")
        .values_list("group", "certainty")
        .distinct()
    )
    return sorted({group for group, _ in pairs}), sorted({sure for _, sure in pairs})


def read(rows: Iterable[ListRow]) -> Iterator[tuple[int, ListedPerson]]:
    """The people of rows, with their numbers."""
    for row in rows:
        person = read_row(LIST, row.line.encode())
        if isinstance(person, ListedPerson):
            yield row.number, person


def as_csv(rows: Iterable[ListRow], language: str) -> Iterator[bytes]:
    """Lines of a table for a spreadsheet, which computes nothing of it.

    A cell that would begin a formula begins with an apostrophe: names are typed by anybody.
    """
    yield "\ufeff".encode()
    yield _csv_line([say("web/persons", f"field-{n}", language) for n in _COLUMNS])
    for _, person in read(rows):
        yield _csv_line([_cell(person, name, language) for name in _COLUMNS])


def _cell(person: ListedPerson, name: str, language: str) -> str:
    if name == "group":
        return _kind("groups", person.group, language)
    if name == "data":
        return "、".join(_kind("data", each, language) for each in person.data)
    if name == "certainty":
        return say("case", f"certainty-{person.certainty.value}", language)
    return getattr(person, name) or ""


def _kind(vocabulary: str, code: str, language: str) -> str:
    try:
        return say(f"kinds/{vocabulary}", code, language)
    except KeyError:
        return code


def _csv_line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, lineterminator="\r\n").writerow(safe)
    return out.getvalue().encode()


def ticket(case: Case, user: int, token: str, name: str) -> str:
    """Names a file that somebody handed in, for his next page; nobody else can make it."""
    return signing.dumps([case.pk, user, token, name[:200]], salt="persons")


def read_ticket(case: Case, user: int, given: str) -> tuple[str, str] | None:
    """Token and name of the file; None for a ticket of somebody or something else."""
    try:
        of_case, of_user, token, name = signing.loads(given, salt="persons")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (token, name) if (of_case, of_user) == (case.pk, user) else None
