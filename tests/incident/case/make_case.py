"""Short builders of incidents for the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.accounts import Account, AccountKind, HowKnown, Rotation
from honmono.incident.case.events import Event
from honmono.incident.case.organization import Desk, Office, Organization
from honmono.incident.case.traced import TraceAnswer

NOW = datetime(2022, 5, 20, 3, tzinfo=UTC)

DESK = Desk(name=Text(en="Desk"), phone="03-5555-0100", url="https://reiji.example/")


def organization(*offices: str, desk: Desk | None = DESK) -> Organization:
    """An organization with these offices."""
    return Organization(
        name=Text(ja="例示事務所", en="Reiji Office"),
        desk=desk,
        offices=tuple(Office(id=o, name=Text(ja=f"{o}店", en=o)) for o in offices),
    )


def incident(*events: Event, **parts: Any) -> Incident:
    """An incident with these events and whatever else is named."""
    parts.setdefault("organization", organization())
    return Incident(id="i-1", events=events, **parts)


def event(kind: str, when: str | None = None, **more: Any) -> Event:
    """An event that is named after its kind."""
    name = more.pop("id", kind.replace("_", "-"))
    return Event(id=name, kind=kind, when=Moment(when) if when else None, **more)


def account(name: str, changed: str | None = None, **more: Any) -> Account:
    """A mailbox whose password a directory says to be changed then."""
    rotation = Rotation(
        changed=Moment(changed) if changed else None,
        how=more.pop("how", HowKnown.DIRECTORY) if changed else None,
        **more.pop("rotation", {}),
    )
    more.setdefault("kind", AccountKind.MAILBOX)
    return Account(
        id=name,
        name=more.pop("login", f"{name}@reiji.example"),
        rotation=rotation,
        **more,
    )


def traced(**chances: float) -> TraceAnswer:
    """An answer of the trace; what is not named is 0, and the rest is `nothing`."""
    cases: dict[str, Any] = dict.fromkeys(("ours", "partner", "server", "both"), 0.0)
    cases |= chances
    cases.setdefault("nothing", 1 - sum(cases.values()))
    return TraceAnswer(id="trace-1", reports=7, **cases)
