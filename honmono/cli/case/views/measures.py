"""Measures against recurrence: planned first, then done."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every measure."""
    for one in sorted(incident.measures, key=lambda m: bool(m.done or m.is_done)):
        is_done = one.is_done or one.done is not None
        state = "done" if is_done else "not-said" if one.is_done is None else "planned"
        yield Line(
            head=reader.say(f"measure-{state}"),
            text=reader.words(one.text) or reader.kind("measures", one.kind),
            id=one.id,
            notes=reader.notes(
                one,
                reader.when(one.done) if one.done else "",
                reader.say("due", when=reader.when(one.due)) if one.due else "",
                reader.say("owner", who=one.owner) if one.owner else "",
            ),
        )


VIEW = View("measures", ("measures",), lines)
