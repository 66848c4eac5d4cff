"""Kinds that no table knows, each with the nearest one; and `other` without a name.

    events[0].kind (seen)   `spoof_mail_observd` is no kind ; did you mean …

Such a record is kept and printed; what depends on its kind does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from honmono.incident.case.checks._core import Problem, World, warning
from honmono.incident.case.incident import Incident
from honmono.incident.case.kinds import VOCABULARIES, known, nearest


class _Used(NamedTuple):
    """A kind where it stands."""

    vocabulary: str
    kind: str
    place: str
    record: str | None


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Look every kind up."""
    del world
    for used in _kinds(incident):
        if used.kind not in known(used.vocabulary):
            near = nearest(used.vocabulary, used.kind) or ""
            yield warning(
                "unknown-kind", used.place, used.record, kind=used.kind, near=near
            )
    yield from _unnamed(incident)


def _kinds(incident: Incident) -> Iterator[_Used]:
    yield _Used("styles", incident.style, "style", None)
    for part, vocabulary in VOCABULARIES.items():
        for n, record in enumerate(getattr(incident, part)):
            yield _Used(vocabulary, record.kind, f"{part}[{n}].kind", record.id)
    for n, affected in enumerate(incident.affected):
        place = f"affected[{n}]"
        yield _Used("groups", affected.group, f"{place}.group", affected.id)
        for m, kind in enumerate(affected.data):
            yield _Used("data", kind, f"{place}.data[{m}]", affected.id)
    for n, report in enumerate(incident.outside_reports):
        for m, finding in enumerate(report.findings):
            place = f"outside_reports[{n}].findings[{m}].kind"
            yield _Used("findings", finding.kind, place, report.id)
    for n, commission in enumerate(incident.commissions):
        for m, kind in enumerate(commission.systems):
            place = f"commissions[{n}].systems[{m}]"
            yield _Used("systems", kind, place, commission.id)


def _unnamed(incident: Incident) -> Iterator[Problem]:
    """`other`, and nobody says what."""
    for part in VOCABULARIES:
        for n, record in enumerate(getattr(incident, part)):
            words = (getattr(record, name, None) for name in ("named", "text", "title"))
            if record.kind == "other" and not (any(words) or record.note):
                yield warning("other-unnamed", f"{part}[{n}]", record.id)
