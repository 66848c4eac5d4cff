"""What happened, in the order of time; what has no date comes last."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Incident, Scope
from honmono.incident.case.events import Event
from honmono.text import harmless


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """Every event."""
    offices = {o.id: reader.words(o.name) for o in incident.organization.offices}
    for event in in_order(incident):
        yield Line(
            head=reader.when(event.when, event.said),
            text=reader.kind("events", event.kind, event.named),
            id=event.id,
            notes=reader.notes(event, _scope(event.scope, offices, reader)),
        )


def in_order(incident: Incident) -> list[Event]:
    """Events, the earliest first; those of one moment as they stand in the file."""
    dated = [event for event in incident.events if event.when]
    dated.sort(key=lambda event: event.when.order()[:-1] if event.when else ())
    return [*dated, *(event for event in incident.events if not event.when)]


def _scope(scope: Scope | None, offices: dict[str, str], reader: Reader) -> str:
    if scope is None:
        return ""
    names = [offices.get(office, office) for office in scope.offices]
    names += [harmless(client) for client in scope.clients]
    names += scope.accounts
    return reader.listed([*names, *filter(None, [reader.words(scope.text)])])


VIEW = View("timeline", ("events",), lines)
