"""A statement: no report, but somebody who says what was done, with his name.

    {"form": "honmono-statement-1", "host": "TKY-PC014", "product": "ESET",
     "extent": "full", "started": "2022-05-18T11:02:33+09:00", "ended": null,
     "definitions_at": "2022-05-18", "outcome": "clean", "detections": [],
     "operator": "佐藤", "note": "画面で確認"}

A form in the browser writes the same file with `statement`, so that it is kept and read
like everything else.  Who signs is `operator`; without one it is told, and counts little.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final, TypeVar

from honmono.sweep.importers._core import Importer, Read, ReportFile
from honmono.sweep.importers.decoding import head_of, text_of
from honmono.sweep.importers.json_text import json_in, objects_in
from honmono.sweep.importers.moments import begin_of, moment, moment_or_day
from honmono.sweep.importers.naming import Notes, is_host, read_for
from honmono.sweep.importers.wording import (
    extent_of,
    found_outcome,
    handling_of,
    leftovers,
    most_telling,
    outcome_of,
    said,
)
from honmono.sweep.products import product_called
from honmono.sweep.scan import (
    Detection,
    Extent,
    Handling,
    Outcome,
    Scan,
    Signature,
)

NAME: Final = "statement"
FORM: Final = "honmono-statement-1"

_Choice = TypeVar("_Choice", Extent, Outcome, Handling)
_MOST: Final = 10_000
_FIELDS: Final = (
    *("form", "host", "product", "extent", "started", "ended", "definitions_at"),
    *("outcome", "detections", "operator", "definitions", "product_version"),
)


def claims(file: ReportFile) -> bool:
    """Does it name the form?"""
    head = head_of(file.data)
    return head.lstrip()[:1] in ("{", "[") and f'"{FORM}"' in head


def read(file: ReportFile) -> Read:
    """One statement, or a list of them."""
    text = text_of(file.data)
    found = json_in(text.text)
    if found.trouble is not None:
        return Read(NAME, troubles=(found.trouble,))
    damage = (*text.defects, *found.defects)
    scans: list[Scan] = []
    notes = Notes()
    stated = objects_in(found.value)
    if len(stated) > _MOST:
        notes.add("too-many", values={"most": str(_MOST)})
    for number, one in enumerate(stated[:_MOST], 1):
        if one.get("form") != FORM or not is_host(said(one.get("host"), 255)):
            notes.add("odd-statement", f"statement {number}")
            continue
        scan = _scan(one, file, damage)
        if not scan.operator:
            notes.add("unsigned", f"statement {number}")
        scans.append(scan)
    return read_for(NAME, scans, notes.all())


def statement(
    *,
    host: str,
    product: str,
    outcome: Outcome,
    extent: Extent,
    operator: str,
    product_version: str = "",
    started: datetime | None = None,
    ended: datetime | None = None,
    definitions_at: datetime | date | None = None,
    detections: Sequence[Detection] = (),
    note: str = "",
) -> bytes:
    """What somebody states, as the file that is kept of it."""
    value = {
        "form": FORM,
        "host": host,
        "product": product,
        "product_version": product_version,
        "extent": extent.value,
        "started": started.isoformat() if started else None,
        "ended": ended.isoformat() if ended else None,
        "definitions_at": definitions_at.isoformat() if definitions_at else None,
        "outcome": outcome.value,
        "detections": [
            {
                "name": one.name,
                "path": one.path,
                "at": one.at.isoformat() if one.at else None,
                "action": one.action,
                "handling": one.handling.value,
            }
            for one in detections
        ],
        "operator": operator,
        "note": note,
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _scan(one: dict[str, Any], file: ReportFile, damage: tuple[str, ...]) -> Scan:
    named = objects_in(one.get("detections"))
    detections = most_telling([_detection(each, file) for each in named])
    return Scan(
        host=said(one.get("host"), 255),
        product=product_called(said(one.get("product"), 200)),
        outcome=_outcome(one, detections, damage),
        extent=_enum(Extent, one.get("extent")) or extent_of(said(one.get("extent"))),
        started=begin_of(one.get("started"), file.zone, is_day_enough=not detections),
        ended=moment(one.get("ended"), file.zone),
        product_version=said(one.get("product_version"), 100),
        definitions=said(one.get("definitions"), 100),
        definitions_at=moment_or_day(one.get("definitions_at"), file.zone),
        detections=detections,
        operator=said(one.get("operator"), 200) or file.operator,
        signature=Signature.STATED,
        unknown=leftovers(one, _FIELDS),
        defects=damage,
    )


def _outcome(
    one: dict[str, Any], detections: tuple[Detection, ...], damage: tuple[str, ...]
) -> Outcome:
    text = said(one.get("outcome"), 100)
    told = _enum(Outcome, text) or outcome_of(text)
    raw = one.get("detections")
    if detections and told not in (Outcome.FOUND, Outcome.REMOVED):
        return found_outcome(detections)
    if told is Outcome.CLEAN and (damage or raw not in (None, [])):
        return Outcome.UNKNOWN
    return told


def _detection(one: dict[str, Any], file: ReportFile) -> Detection:
    text = said(one.get("handling"), 100)
    return Detection(
        name=said(one.get("name")),
        path=said(one.get("path")),
        at=moment(one.get("at"), file.zone),
        action=said(one.get("action")),
        handling=_enum(Handling, text) or handling_of(text),
    )


def _enum(of: type[_Choice], value: Any) -> _Choice | None:
    text = said(value, 40).lower()
    return of(text) if text in {one.value for one in of} else None


IMPORTER: Final = Importer(NAME, claims, read)
