"""発出した文書・証拠・訂正: what went out, which originals are kept, what was corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from honmono.incident.case import Moment, Record
from honmono.incident.case.duties import Issued
from honmono.incident.documents._core import Section
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.house_words import lines, record_note
from honmono.incident.documents.sections.voice import (
    Row,
    inside,
    part_inside,
    row,
    table,
)
from honmono.incident.documents.sections.words import paragraph, plain, told
from honmono.text import keys, say


def issued(brief: Brief) -> Section:
    """A row a document that went out, with its receipt."""
    rows = [_issued(brief, one) for one in brief.incident.issued]
    heads = ("document", "when", "to-whom", "way", "receipt")
    return part_inside(brief, "issued", table(brief, heads, rows, (5, 3, 4, 3, 3)))


def evidence(brief: Brief) -> Section:
    """A row an original, by its hash, with the records that it shows."""
    originals = _originals(brief)
    parts = {record.id: part for part, record in brief.incident.records()}
    rows = [
        row(found, f"{sha[:32]}\n{sha[32:]}", lines(brief, _shows(brief, found, parts)))
        for sha, found in originals.items()
    ]
    block = table(brief, ("sha256", "shows"), rows, (3, 2), empty="no-evidence")
    facts = [record for found in originals.values() for record in found]
    where = (paragraph(inside(brief, "bundle", *facts)),) if rows else ()
    return part_inside(brief, "evidence", block, *where)


def corrections(brief: Brief) -> Section | None:
    """What records said before somebody corrected them.

    They follow from the log of corrections and not from the records, which may be gone.
    """
    rows = [
        row(
            (),
            brief.when(Moment(one.at.isoformat(timespec="minutes"))),
            f"{_part_words(brief, one.of)} {one.record}",
            inside(brief, "withdrawn" if one.new is None else "corrected").text,
            told(brief, one.reason),
        )
        for one in brief.incident.corrections
    ]
    if not rows:
        return None
    heads = ("when", "record", "change", "reasons")
    return part_inside(brief, "corrections", table(brief, heads, rows, (4, 5, 3, 5)))


def _issued(brief: Brief, one: Issued) -> Row:
    name = f"kind-{one.kind}"
    known = name in keys("document")
    words = say("document", name, brief.language) if known else plain(one.kind)
    return row(
        (one,),
        record_note(brief, one, words),
        brief.when(one.when),
        told(brief, one.to),
        one.way or "",
        one.receipt or "",
    )


def _originals(brief: Brief) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for _, record in brief.incident.records():
        for sha in dict.fromkeys(_hashes(record.model_dump(mode="python"))):
            found.setdefault(sha, []).append(record)
    return found


def _hashes(value: Any, field: str = "") -> Iterator[str]:
    """Every original that a record names, also in its conclusion or its proof."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from _hashes(held, name)
    elif isinstance(value, (list, tuple)):
        for held in value:
            yield from _hashes(held, field)
    elif field in ("evidence", "proof", "handed_over", "sha256") and value:
        yield str(value)


def _shows(brief: Brief, found: list[Record], parts: dict[str, str]) -> Iterator[str]:
    for record in found:
        yield f"{_part_words(brief, parts[record.id])} {record.id}"


def _part_words(brief: Brief, part: str) -> str:
    return say("document", f"part-{part}", brief.language)
