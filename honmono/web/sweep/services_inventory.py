"""A list of PCs is handed in, compared and applied: each step is kept, none is lost.

    keep(…)      the file, with the columns that are proposed
    compare(…)   its rows against the PCs that there are
    choose(…)    what somebody wants of them
    apply(…)     what was chosen becomes so, some hundred PCs in a turn

A PC that somebody has changed since it was compared is left as it is, and told.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from honmono.sweep.inventory import (
    Choice,
    Decided,
    What,
    listed,
    mapping_from_json,
    merge,
    outcomes,
    proposed,
    read_table,
)
from honmono.sweep.inventory import Mapping as Columns
from honmono.sweep.inventory.difference import (
    CHOICES,
    Difference,
    difference_as_json,
    difference_from_json,
)
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.text import say
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import zone_of
from honmono.web.jobs import services as jobs
from honmono.web.sweep.models import InventoryFile, InventoryMapping, InventoryRow, Pc
from honmono.web.sweep.selectors_pcs import offices_of
from honmono.web.sweep.services import put_pcs
from honmono.web.sweep.turns import my_turn

AT_ONCE: Final = 300
"""Rows of one turn."""

IN_A_PAGE: Final = 1_000
"""Rows up to which nobody need wait for a job."""

_TOLD: Final = 300
_STORED_AT_ONCE: Final = 1_000


def keep(
    *, case: Case, name: str, content: bytes, by: str, now: datetime
) -> InventoryFile:
    """Keep a list, with the columns that are proposed for it.

    Raises:
        InventoryError: it is no list.  Nothing was kept.

    """
    table = read_table(content)
    return InventoryFile.objects.create(
        case=case,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name[:255],
        size=len(content),
        content=zlib.compress(content),
        at=now,
        by=by,
        mapping=proposed(table.headers, table.sample).as_json(),
    )


def compare(
    *,
    file: InventoryFile,
    mapping: Columns,
    whole: bool,
    language: str,
    rows: int,
    now: datetime,
) -> None:
    """Compare a list through these columns: at once, or by a job where it is long.

    Raises:
        InventoryError: no column names a PC.  Nothing was changed.

    """
    with transaction.atomic():
        file = InventoryFile.objects.select_for_update().get(pk=file.pk)
        if file.state in (file.State.APPLYING, file.State.APPLIED):
            return
        file.mapping, file.whole = mapping.as_json(), whole
        file.state = file.State.COMPARING
        file.save(update_fields=["mapping", "whole", "state"])
        if rows <= IN_A_PAGE:
            compare_now(file, language, now)
            return
        jobs.put(
            "inventory-compare",
            f"inventory:{file.pk}",
            now=now,
            case=file.case.name,
            file=file.pk,
            language=language,
        )


def compare_now(file: InventoryFile, language: str, now: datetime) -> None:
    """The same in the transaction of whoever calls."""
    table = read_table(zlib.decompress(file.content))
    mapping = mapping_from_json(file.mapping)
    listing = listed(table, mapping, offices_of(file.case), zone_of(file.case))
    versions, pcs = dict[str, int](), list[PcValue]()
    for key, version, value in Pc.objects.values_list("key", "version", "value"):
        versions[key] = version
        pcs.append(pc_from_json(value))
    merged = merge(
        listing.rows,
        pcs,
        now,
        missing_note=_missing_note(file, language) if file.whole else "",
    )
    file.rows.all().delete()
    InventoryRow.objects.bulk_create(
        (
            _row(file, number, one, versions)
            for number, one in enumerate(merged.differences, start=1)
        ),
        batch_size=_STORED_AT_ONCE,
    )
    troubles = [*listing.all_troubles(), *merged.doubles]
    file.troubles = [one.as_json() for one in troubles[:_TOLD]]
    file.troubled = len(troubles)
    file.counts = {what.value: n for what, n in merged.counts().items()}
    file.state, file.compared = file.State.COMPARED, now
    file.save()


def _missing_note(file: InventoryFile, language: str) -> str:
    day = file.at.astimezone(zone_of(file.case)).date()
    return say("web/sweep_pcs", "missing-note", language, name=file.name, day=day)


def _row(
    file: InventoryFile, number: int, one: Difference, versions: Mapping[str, int]
) -> InventoryRow:
    return InventoryRow(
        file=file,
        number=number,
        what=one.what.value,
        version=versions.get(one.before.id, 0) if one.before else 0,
        value=difference_as_json(one),
        choice=one.choices[0].value,
    )


def choose(*, file: InventoryFile, chosen: Mapping[int, Decided]) -> int:
    """Keep what somebody chose for rows; what was not offered is not kept."""
    with transaction.atomic():
        rows = _open_rows(file).filter(number__in=list(chosen))
        changed = []
        for row in rows:
            wanted, one = chosen[row.number], difference_from_json(row.value)
            of = wanted.of if wanted.of in one.candidates else ""
            needs = wanted.choice in (Choice.SAME, Choice.FORMER)
            if wanted.choice in one.choices and bool(of) >= needs:
                row.choice, row.of = wanted.choice.value, of if needs else ""
                changed.append(row)
        InventoryRow.objects.bulk_update(changed, ["choice", "of"], batch_size=100)
        return len(changed)


def choose_all(*, file: InventoryFile, what: What, choice: Choice) -> int:
    """The same choice for all rows of a kind."""
    if choice not in CHOICES[what] or choice in (Choice.SAME, Choice.FORMER):
        return 0
    with transaction.atomic():
        return _open_rows(file).filter(what=what.value).update(choice=choice, of="")


def _open_rows(file: InventoryFile) -> QuerySet[InventoryRow]:
    """Rows of which somebody may still choose."""
    return InventoryRow.objects.select_for_update().filter(
        file=file, file__state=InventoryFile.State.COMPARED
    )


def apply(*, file: InventoryFile, by: str, now: datetime) -> bool:
    """Let become so what was chosen: at once, or by a job where it is much.

    Returns:
        False where it was not compared, or somebody was faster.

    """
    with transaction.atomic():
        file = InventoryFile.objects.select_for_update().get(pk=file.pk)
        if file.state != file.State.COMPARED:
            return False
        file.state = file.State.APPLYING
        file.save(update_fields=["state"])
        if waiting(file).count() <= AT_ONCE:
            while rows := next_rows(file):
                apply_some(rows, by, now)
            finish(file)
        else:
            jobs.put(
                "inventory-apply",
                f"inventory:{file.pk}",
                now=now,
                case=file.case.name,
                by=by,
                file=file.pk,
            )
        return True


def waiting(file: InventoryFile) -> QuerySet[InventoryRow]:
    """Rows that change something and are not done."""
    return file.rows.filter(done=False).exclude(choice=Choice.LEAVE.value)


def next_rows(file: InventoryFile) -> list[InventoryRow]:
    """The next ones; those that somebody told apart come last, when all others are there."""
    rows = waiting(file).order_by("number")
    sure = list(rows.exclude(what=What.UNSURE.value)[:AT_ONCE])
    return sure or list(rows[:AT_ONCE])


def apply_some(rows: Sequence[InventoryRow], by: str, now: datetime) -> None:
    """Some rows, in the transaction of whoever calls."""
    my_turn()
    ones = {row.pk: difference_from_json(row.value) for row in rows}
    there = _there(ones.values())
    values, what = {key: value for key, (value, _) in there.items()}, dict[str, str]()
    for row in rows:
        one = ones[row.pk]
        row.done = True
        key = one.after.id if one.after else ""
        if row.what != What.UNSURE.value and _version(there, key) != row.version:
            row.stale = True
            continue
        decided = Decided(Choice(row.choice), row.of)
        if decided.choice is Choice.OTHER and key in values:
            row.stale = True
            continue
        for outcome in outcomes(one, decided, values.get, now):
            values[outcome.pc.id] = outcome.pc
            what[outcome.pc.id] = outcome.what
    put_pcs([(values[key], code) for key, code in what.items()], by=by, now=now)
    InventoryRow.objects.bulk_update(rows, ["done", "stale"], batch_size=100)


def finish(file: InventoryFile) -> None:
    """All that was chosen is done."""
    rows = file.rows
    stale = rows.filter(stale=True).count()
    file.counts = {
        **file.counts,
        "taken": rows.filter(done=True).count() - stale,
        "stale": stale,
        "open": rows.filter(what=What.UNSURE.value, choice=Choice.LEAVE.value).count(),
    }
    file.state = file.State.APPLIED
    file.save(update_fields=["counts", "state"])


def _there(ones: Iterable[Difference]) -> dict[str, tuple[PcValue, int]]:
    keys = {key for one in ones for key in one.candidates}
    keys |= {pc.id for one in ones for pc in (one.before, one.after) if pc}
    found = Pc.objects.filter(key__in=sorted(keys))
    return {
        key: (pc_from_json(value), version)
        for key, version, value in found.values_list("key", "version", "value")
    }


def _version(there: Mapping[str, tuple[Any, int]], key: str) -> int:
    return there[key][1] if key in there else 0


def save_mapping(*, name: str, mapping: Columns, by: str, now: datetime) -> None:
    """Keep columns by a name, for the next list; the same name again replaces them."""
    InventoryMapping.objects.update_or_create(
        name=name[:80], defaults={"value": mapping.as_json(), "at": now, "by": by}
    )
