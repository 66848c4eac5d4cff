"""All lists of an exposure in one folder, and the moment when the theft was ended.

    exposure/addresses.csv  persons.csv  subjects.csv  messages.csv  affected.jsonl

What nobody could tell has no file; one of an earlier run (also in the other form) is taken
away, for it would be read as the answer of this run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, time, tzinfo
from pathlib import Path

from honmono.trace.archive._core import Archive
from honmono.trace.exposure._core import Exposure, Kind
from honmono.trace.exposure.lists import Form, items, write
from honmono.trace.exposure.record import affected
from honmono.trace.exposure.saving import CannotSaveError, replacing

AFFECTED = "affected.jsonl"


def write_all(
    folder: Path,
    exposure: Exposure,
    archive: Archive,
    form: Form,
    *,
    with_subjects: bool = False,
) -> Mapping[Kind, int | None]:
    """Write every list; say how long each is, None for what nobody could tell.

    Raises:
        CannotSaveError: names the file; those before it are written.

    """
    written: dict[Kind, int | None] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSaveError(folder, error.strerror or str(error)) from None
    for kind in Kind:
        path = folder / f"{kind.value}.{form.value}"
        rows = items(kind, exposure, archive, with_subjects=with_subjects)
        gone = [folder / f"{kind.value}.{each.value}" for each in Form]
        _take_away(gone if rows is None else [each for each in gone if each != path])
        written[kind] = None if rows is None else write(path, rows, form)
    with replacing(folder / AFFECTED) as file:
        for row in affected(exposure):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return written


def _take_away(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotSaveError(path, error.strerror or str(error)) from None


def contained_at(text: str, zone: tzinfo) -> int:
    """When the theft was ended, in seconds since 1970; a mere day means its end.

    Raises:
        ValueError: it is neither a day nor a moment.

    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        why = f"{text!r} is no date: write 2022-05-18 or 2022-05-18T14:30+09:00"
        raise ValueError(why) from None
    if len(text) <= len("2022-05-18"):
        moment = datetime.combine(moment, time.max)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return int(moment.timestamp())
