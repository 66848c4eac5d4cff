"""Long lists of an incident as tables: all rows of a file, or none that counts.

    wanted = ListFile(name="persons", sha256="77d0…", rows=10_000)
    put_rows(run, case, wanted, lines)      in steps; a kill loses one step
    attach(case, wanted, doing)             from here on the incident has it

Rows of a list that no incident names mean nothing, so a job that dies half-way has not
told anything wrong, and does the rest when it is called again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from honmono.incident.case import Incident
from honmono.incident.case.affected import ListFile as Named
from honmono.incident.case.lists import ListedPerson, Row
from honmono.incident.case.lists import read_row as read_list_row
from honmono.web.base.searched import folded
from honmono.web.cases.models import Case, ListFile, ListRow
from honmono.web.cases.services import Changed, Doing, change
from honmono.web.jobs.running import Run

_AT_ONCE: Final = 2_000
"""Rows of one transaction: half a second on a slow disk."""

_SOUGHT: Final = ("name", "mail", "organization", "address")


def put_rows(run: Run, case: Case, named: Named, lines: Iterable[bytes]) -> None:
    """Store the rows of a list, in steps.  They were read before and mean something."""
    file, _ = ListFile.objects.get_or_create(
        case=case,
        name=named.name,
        sha256=named.sha256,
        defaults={"rows": named.rows, "at": run.job.created},
    )
    there = ListRow.objects.filter(file=file).count()
    rows = islice(enumerate(lines, 1), there, None)  # rows of earlier steps are there
    while batch := list(islice(rows, _AT_ONCE)):
        made = [_row(file, number, line) for number, line in batch]
        with run.step(len(made)):
            ListRow.objects.bulk_create(made)


def attach(case: Case, named: Named, doing: Doing) -> Changed:
    """Let the incident name this list, in the place of the one with its name."""

    def edit(incident: Incident) -> Incident:
        others = tuple(each for each in incident.lists if each.name != named.name)
        return incident.model_copy(update={"lists": (*others, named)})

    return change(case.pk, edit, doing)


def file_of(case: Case, incident: Incident, name: str) -> ListFile | None:
    """The list of that name which the incident names; None where there is none."""
    for one in incident.lists:
        if one.name == name:
            same = ListFile.objects.filter(case=case, name=name, sha256=one.sha256)
            return same.first()
    return None


def rows_of(file: ListFile) -> QuerySet[ListRow]:
    """Its rows, in the order of the file."""
    return ListRow.objects.filter(file=file).order_by("number")


def lines_of(file: ListFile) -> Iterator[bytes]:
    """Its rows as the file has them; joined they are the file."""
    for line in rows_of(file).values_list("line", flat=True).iterator(_AT_ONCE):
        yield line.encode()


def _row(file: ListFile, number: int, line: bytes) -> ListRow:
    row = read_list_row(file.name, line)
    person = row if isinstance(row, ListedPerson) else None
    return ListRow(
        file=file,
        number=number,
        line=line.decode(),
        shown=shown_of(person) if person else folded(_item(row)),
        group=person.group if person else "",
        certainty=person.certainty.value if person else "",
    )


def shown_of(person: ListedPerson) -> str:
    """By what a person is found: name, address, organization."""
    return folded(*(getattr(person, name) or "" for name in _SOUGHT))


def _item(row: Row | object) -> str:
    found = getattr(row, "item", None) or getattr(row, "source", None) or ""
    return str(found)
