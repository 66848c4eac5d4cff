"""Which records name a record: whoever corrects it should look at them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from honmono.incident.case import Incident
from honmono.web.facts.shape import Shape, references, shapes_of


@dataclass(frozen=True, slots=True)
class Citation:
    """One record that names another."""

    part: str
    record: str
    field: Shape


def citing(incident: Incident, name: str) -> Iterator[Citation]:
    """Yield every record that names `name`."""
    for part, record in incident.records():
        data = record.model_dump(mode="json", exclude_defaults=True)
        for shape, cited in references(shapes_of(part), data):
            if cited == name:
                yield Citation(part, record.id, shape)
