"""Results are written down: a batch in one turn, its bytes with it, its PCs judged.

    500 files ──▶ those that are new ──▶ files, scans ──▶ whose they are ──▶ judged

The same bytes of the same PC come once, whoever brings them by which way; a signed report
with a number that has come before is kept, and counts for nothing.  Only what it says that
was found, and the first did not say, is believed: whoever has a kit may have taken the
number first.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db import InterfaceError, OperationalError, transaction

from honmono.sweep.importers import ALREADY, Trouble
from honmono.web.sweep.bulk import put_new
from honmono.web.sweep.judging import judge_in_all
from honmono.web.sweep.linking import Marks, Seen, pieces
from honmono.web.sweep.models import (
    Kit,
    Received,
    ReportFile,
    Scan,
    ScanMark,
    Way,
)
from honmono.web.sweep.reading import Prepared, PreparedScan, not_read, told
from honmono.web.sweep.turns import my_turn

log = logging.getLogger(__name__)

_ELSEWHERE: Final = (OperationalError, InterfaceError)
"""The database is away, or busy: no file is to blame."""

Key = tuple[str, str]
"""Hash of a file, and mark of the PC that it is about."""

AT_ONCE: Final = 500
"""Files of one turn: others wait for less than a second."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Who brought something, by which way, when."""

    way: Way
    by: str
    now: datetime
    kit: Kit | None = None
    judged: datetime | None = None
    """When PCs are judged by it, where that is later: others may have come meanwhile."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    name: str
    sha256: str
    new: bool
    """False: the same bytes had come before, and count once.  True, too, where nothing of
    them could be told then, and now it can."""

    format: str
    scans: int
    troubles: tuple[dict[str, Any], ...]


def store(found: Sequence[Prepared], brought: Brought) -> list[Taken]:
    """Write a batch down, in one turn.

    Where that fails, it is done in halves, so that one file holds up no other; that file
    is kept, and nothing of it counts.
    """
    try:
        return _store(found, brought)
    except _ELSEWHERE:
        raise
    except Exception:  # a door: whatever a file brings, the rest goes on
        log.exception("a batch of %s results could not be stored", len(found))
    if len(found) == 1:
        return _store([not_read(found[0])], brought)
    half = len(found) // 2
    return [*store(found[:half], brought), *store(found[half:], brought)]


def fill(read: Sequence[tuple[int, Prepared]], now: datetime) -> int:
    """Write down what stands in files that are kept already, as `store` does.

    Returns:
        How many were still waiting.

    """
    try:
        return _fill(read, now)
    except _ELSEWHERE:
        raise
    except Exception:  # a door, as above
        log.exception("what %s kept files say could not be stored", len(read))
    if len(read) == 1:
        pk, one = read[0]
        return _fill([(pk, not_read(one))], now)
    half = len(read) // 2
    return fill(read[:half], now) + fill(read[half:], now)


def _store(found: Sequence[Prepared], brought: Brought) -> list[Taken]:
    now = brought.judged or brought.now
    with transaction.atomic():
        my_turn()
        known = _known({one.sha256 for one in found})
        anew = _anew(found, known)
        new = {_key(one): one for one in found if _key(one) not in known}
        read = _once(list(new.values()), brought.now)
        rows = put_new([_file(one, brought) for one in read])
        _scans(list(zip(rows, read, strict=True)), now)
        _say([row for row, _ in anew], _once([one for _, one in anew], now), now)
        known |= {_key(row): row for row in rows}
        return list(_taken(found, known, {*new, *(_key(row) for row, _ in anew)}))


def _fill(read: Sequence[tuple[int, Prepared]], now: datetime) -> int:
    with transaction.atomic():
        my_turn()
        by_id = dict(read)
        rows = list(
            ReportFile.objects.filter(pk__in=list(by_id), waiting=True)
            .defer("content")
            .order_by("pk")
        )
        _say(rows, _once([by_id[row.pk] for row in rows], now), now)
        return len(rows)


def _say(rows: Sequence[ReportFile], found: Sequence[Prepared], now: datetime) -> None:
    """Write down what stands in files that have rows already."""
    for row, one in zip(rows, found, strict=True):
        row.waiting, row.format = False, one.format
        row.scans, row.troubles = len(one.scans), list(one.troubles)
        row.troubled = bool(one.troubles)
    fields = ["waiting", "about", "format", "scans", "troubles", "troubled"]
    ReportFile.objects.bulk_update(rows, fields, batch_size=100)
    _scans(list(zip(rows, found, strict=True)), now)


def _anew(
    found: Sequence[Prepared], known: dict[Key, ReportFile]
) -> list[tuple[ReportFile, Prepared]]:
    """Kept files of which nothing could be told, and now it can.

    Somebody has said which PC it was, or what the columns mean.
    """
    better = dict[int, tuple[ReportFile, Prepared]]()
    for one in found:
        row = known.get(_key(one)) or known.get((one.sha256, ""))
        if row is None or row.waiting or not row.troubled or row.pk in better:
            continue
        named = bool(one.scans) and all(scan.mark for scan in one.scans)
        if named and len(one.scans) >= row.scans:
            better[row.pk] = (row, one)
    scans = Scan.objects.filter(file__in=list(better))
    for pk in set(scans.exclude(mark="").values_list("file_id", flat=True)):
        del better[pk]
    Scan.objects.filter(file__in=list(better)).delete()  # they named no PC
    for row, one in better.values():
        del known[_key(row)]
        row.about = one.about
        known[_key(row)] = row
    return list(better.values())


def _key(one: Prepared | ReportFile) -> Key:
    return one.sha256, one.about


def _known(hashes: Collection[str]) -> dict[Key, ReportFile]:
    known = dict[Key, ReportFile]()
    for some in pieces(sorted(hashes)):
        rows = ReportFile.objects.filter(sha256__in=some).defer("content")
        known |= {_key(row): row for row in rows}
    return known


def _file(one: Prepared, brought: Brought) -> ReportFile:
    return ReportFile(
        sha256=one.sha256,
        about=one.about,
        name=one.name,
        size=one.size,
        content=one.packed,
        at=brought.now,
        way=brought.way,
        by=brought.by,
        kit=brought.kit,
        format=one.format,
        scans=len(one.scans),
        troubles=list(one.troubles),
        troubled=bool(one.troubles),
    )


def _once(found: Sequence[Prepared], now: datetime) -> list[Prepared]:
    """Leave out signed reports whose number has come before, and say so."""
    numbers = {(s.kit, s.number) for one in found for s in one.scans if s.number}
    if not numbers:
        return list(found)
    kits = dict(
        Kit.objects.filter(name__in={kit for kit, _ in numbers}).values_list(
            "name", "pk"
        )
    )
    names = {pk: name for name, pk in kits.items()}
    wanted = sorted(number for _, number in numbers)
    seen = {
        (names[kit], number): sha256
        for some in pieces(wanted)
        for kit, number, sha256 in Received.objects.filter(
            kit__in=names, number__in=some
        ).values_list("kit_id", "number", "sha256")
    }
    result, fresh = [], dict[tuple[str, str], str]()
    for one in found:
        kept, is_again = [], False
        for scan in one.scans:
            key = (scan.kit, scan.number)
            first = seen.get(key) or fresh.get(key) if scan.number else None
            if first is None or first == one.sha256 or _is_news(scan, first, found):
                kept.append(scan)
            if scan.number and scan.kit in kits and first is None:
                fresh[key] = one.sha256
            is_again |= first not in (None, one.sha256)
        result.append(_without(one, kept) if is_again else one)
    _receive(fresh, kits, now)
    return result


def _is_news(scan: PreparedScan, first: str, batch: Sequence[Prepared]) -> bool:
    """Does it say that something was found, and the report with its number did not?"""
    if not scan.found:
        return False
    said = {each.value for one in batch if one.sha256 == first for each in one.scans}
    stored = Scan.objects.filter(file__sha256=first, value=scan.value)
    return scan.value not in said and not stored.exists()


def _without(one: Prepared, kept: Sequence[PreparedScan]) -> Prepared:
    """Only with these scans, and why: also where what was found is believed."""
    again = told(Trouble(ALREADY))
    return replace(one, scans=tuple(kept), troubles=(*one.troubles, again))


def _receive(
    fresh: dict[tuple[str, str], str], kits: dict[str, int], now: datetime
) -> None:
    Received.objects.bulk_create(
        Received(kit_id=kits[kit], number=number, sha256=sha256, at=now)
        for (kit, number), sha256 in sorted(fresh.items())
    )


def _scans(read: Sequence[tuple[ReportFile, Prepared]], now: datetime) -> None:
    """Write their scans down, each with its PC, and judge those PCs."""
    found = [
        (row, item, scan) for row, one in read for item, scan in enumerate(one.scans)
    ]
    marks = Marks(Seen(scan.mark, scan.ids) for _, _, scan in found)
    touched = set[int]()
    for some in pieces(found, 5_000):
        rows = put_new([_scan(row, item, scan, marks) for row, item, scan in some])
        touched |= {row.pc_id for row in rows if row.pc_id is not None}
        put_new(list(_numbers(rows, [scan for _, _, scan in some])))
    judge_in_all(touched, now)


def _scan(file: ReportFile, item: int, scan: PreparedScan, marks: Marks) -> Scan:
    return Scan(
        file=file,
        item=item,
        mark=scan.mark,
        pc_id=marks.pc_of(Seen(scan.mark, scan.ids)),
        product=scan.product,
        at=scan.at,
        found=scan.found,
        value=scan.value,
    )


def _numbers(rows: Sequence[Scan], scans: Sequence[PreparedScan]) -> Iterable[ScanMark]:
    return (
        ScanMark(scan=row, mark=mark)
        for row, scan in zip(rows, scans, strict=True)
        for mark in scan.ids
    )


def _taken(
    found: Sequence[Prepared],
    known: dict[Key, ReportFile],
    new: set[Key],
) -> Iterable[Taken]:
    """In the order in which they came; the second of two that are the same is not new."""
    for one in found:
        row = known[_key(one)]
        yield Taken(
            one.name,
            one.sha256,
            _key(one) in new,
            row.format,
            row.scans,
            tuple(row.troubles),
        )
        new.discard(_key(one))
