"""Small incidents for clocks: what is not said is unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident, parse_incident
from honmono.incident.case.clocks import Clock, Duty, Holds, Tables, clocks, duties

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2022, 5, 19, 9, 0, tzinfo=TOKYO)


def case(
    *,
    aware: str | None = "2022-05-18",
    style: str = "unknown",
    replies: Mapping[str, str | int] | None = None,
    affected: Sequence[Mapping[str, Any]] = (),
    zone: str = "Asia/Tokyo",
    **parts: Any,
) -> Incident:
    """An incident; `replies` maps a question to yes, no, could-not-tell or a number."""
    organization = {"name": {"en": "Example"}, "timezone": zone}
    organization |= parts.pop("organization", {})
    content = {
        "format": "honmono-incident-1",
        "id": "case",
        "style": style,
        "organization": organization,
        "awareness": [{"id": "aware", "when": aware}] if aware else [],
        "replies": [*_replies(replies or {}), *parts.pop("more_replies", ())],
        "affected": [{"id": f"affected-{n}", **row} for n, row in enumerate(affected)],
        **parts,
    }
    return parse_incident(json.dumps(content).encode())


def theft(**parts: Any) -> Incident:
    """Mail was stolen from a PC of ours by malware: item 7-3, surely."""
    parts.setdefault("affected", [{"data": ["mail-address", "name"]}])
    parts["replies"] = {"own-leak": "yes", **parts.get("replies", {})}
    return case(style=parts.pop("style", "emotet"), **parts)


def _replies(replies: Mapping[str, str | int]) -> list[dict[str, Any]]:
    return [
        {"id": f"reply-{question}", "question": question}
        | (
            {"answer": "yes", "number": said}
            if isinstance(said, int)
            else {"answer": said}
        )
        for question, said in replies.items()
    ]


def clock(
    incident: Incident,
    code: str,
    *,
    client: str | None = None,
    now: datetime = NOW,
    tables: Tables | None = None,
) -> Clock | None:
    """The clock of that code; None where there is none."""
    found = [
        c for c in clocks(incident, now, tables) if (c.duty, c.client) == (code, client)
    ]
    assert len(found) < 2, found
    return found[0] if found else None


def sure_clock(incident: Incident, code: str, **how: Any) -> Clock:
    """The same, when there must be one."""
    found = clock(incident, code, **how)
    assert found is not None, code
    return found


def duty_of(
    incident: Incident,
    law: str = "appi",
    *,
    client: str | None = None,
    now: datetime = NOW,
) -> Duty:
    """What a law asks."""
    (found,) = (d for d in duties(incident, now) if (d.law, d.client) == (law, client))
    return found


def holds(incident: Incident, law: str = "appi", client: str | None = None) -> Holds:
    """Yes, possible or no."""
    return duty_of(incident, law, client=client).holds
