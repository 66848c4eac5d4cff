"""Whose data may have leaked: group, kinds of data, at least, likely, at most."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident
from honmono.text import harmless


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every group."""
    for one in incident.affected:
        group = reader.words(one.who) or reader.kind("groups", one.group)
        client = reader.say("of-client", client=one.client) if one.client else ""
        data = reader.listed(reader.kind("data", kind) for kind in one.data)
        persons, records = reader.amount(one.persons), reader.amount(one.records)
        yield Line(
            head=reader.say(f"certainty-{one.certainty.value}"),
            text=harmless(f"{group}{client}"),
            id=one.id,
            notes=reader.notes(
                one,
                data,
                reader.words(one.said),
                reader.say("persons", count=persons) if persons else "",
                reader.say("records", count=records) if records else "",
                reader.say("in-list", name=one.list) if one.list else "",
            ),
        )


VIEW = View("affected", ("affected",), lines)
