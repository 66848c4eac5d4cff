"""An incident → the record of a notice, as it was before.

What the form has no place for is left out: the record is a summary, no copy.
"""

from __future__ import annotations

from typing import Any

from honmono.incident.case import Incident, Moment
from honmono.incident.case.events import Event
from honmono.incident.case.fakes import Trait
from honmono.incident.case.publications import Publication
from honmono.incident.exchange.notices.form import ONLY_WHERE_SAID
from honmono.incident.exchange.notices.phrases import said_in


def notice_from_incident(incident: Incident) -> dict[str, Any]:
    """The record of an incident, ready to be written as JSON."""
    notice = next(iter(incident.publications), Publication(id="publication"))
    day = str(notice.when) if notice.when else notice.said
    record: dict[str, Any] = {
        "id": incident.id,
        "source_kind": notice.origin,
        "sections": list(notice.sections),
        "events": [_event(event) for event in incident.events],
        "leaked": [said_in(a.said) for a in incident.affected if a.said],
        "counts": {
            figure.named or figure.kind: figure.value for figure in incident.figures
        },
        "ppc_reported": notice.tells_of_report,
        "measures": [said_in(m.text) if m.text else m.kind for m in incident.measures],
        "from_examples": [_sender(t) for t in incident.traits if t.kind == "sender"],
        "subject_examples": _texts(incident, "subject"),
        "attachment_types": _texts(incident, "attachment"),
        "genuine_domains": _genuine(incident, "domain"),
        "recipient_advice": [advice.named or advice.kind for advice in incident.advice],
        "lure": _texts(incident, "lure"),
        "contact_desk": notice.contact_desk,
        "report_no": notice.number,
        "partial": notice.partial,
        "source_url": notice.url,
        "date": day,
        "sector": incident.organization.sector,
        "style": notice.stated_style or incident.style,
        "case": notice.stated_case or "undetermined",
        "case_basis": notice.stated_basis,
        "org": said_in(incident.organization.name),
        "title_kind": notice.title_kind,
        "year": notice.year or (day[:4] if day else None),
        "also_case": notice.also_case,
        "cause_hypothesis": said_in(notice.cause) if notice.cause else None,
        "genuine_practice": next(
            (
                said_in(g.text)
                for g in incident.genuine
                if g.kind == "practice" and g.text
            ),
            None,
        ),
        "jpcert_cases_quoted": notice.quotes_jpcert,
        "lesson": said_in(notice.lesson) if notice.lesson else None,
        "link_domains": _genuine(incident, "link-domain"),
        "near_duplicate_of": notice.nearly_same_as,
        "scanners": [s.name for c in incident.coverage for s in c.scanners],
        "second_source": notice.second,
        "service_impact": said_in(notice.service_impact)
        if notice.service_impact
        else None,
    }
    return {
        key: value
        for key, value in record.items()
        if key not in ONLY_WHERE_SAID or value not in (None, [])
    }


def _event(event: Event) -> dict[str, Any]:
    day, clock = _day_and_time(event.when)
    if event.said and day is None:
        day = event.said
    elif event.said and clock is None:
        clock = event.said
    record = {
        "date": day,
        "time": clock,
        "kind": event.named or event.kind,
        "scope": said_in(event.scope.text)
        if event.scope and event.scope.text
        else None,
        "note": said_in(event.note) if event.note else None,
    }
    return {k: v for k, v in record.items() if k == "date" or v is not None}


def _day_and_time(when: Moment | None) -> tuple[str | None, str | None]:
    """The moment as the two fields of the form."""
    if when is None:
        return None, None
    day, _, clock = str(when).partition("T")
    if not clock:
        return day, None
    clock = clock[:-3] + "+" if clock.endswith("/..") else clock.replace("/", "-")
    return None if day == "XXXX-XX-XX" else day, clock


def _sender(trait: Trait) -> dict[str, Any]:
    record = {"display": trait.shown, "addr": trait.address, "genuine": trait.ours}
    if trait.note is not None:
        record["note"] = said_in(trait.note)
    return record


def _texts(incident: Incident, kind: str) -> list[str]:
    return [said_in(t.text) for t in incident.traits if t.kind == kind and t.text]


def _genuine(incident: Incident, kind: str) -> list[str]:
    return [g.value for g in incident.genuine if g.kind == kind and g.value]
