"""Passwords of which more is said than is on record.

events[5] (changed)   tells that passwords were changed; on record are 40 of 41 accounts
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from honmono.incident.case.accounts import Account
from honmono.incident.case.checks._core import Problem, World, is_after, warning
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment

_TELLS = "password_changed"


def check(incident: Incident, world: World) -> Iterator[Problem]:
    """Hold what is told of passwords against the accounts; without accounts nothing."""
    del world
    zone = ZoneInfo(incident.organization.timezone)
    first = _first_fake(incident)
    changed = [a for a in incident.accounts if _is_changed(a, first, zone)]
    yield from _old(incident, first, zone)
    if len(changed) == len(incident.accounts):
        return
    counts = {"changed": len(changed), "total": len(incident.accounts)}
    for n, event in enumerate(incident.events):
        if event.kind == _TELLS and event.scope is None:
            yield warning("says-all-passwords", f"events[{n}]", event.id, **counts)
    for n, measure in enumerate(incident.measures):
        done = measure.done or measure.is_done
        if measure.kind == "passwords-changed" and done and measure.scope is None:
            place = f"measures[{n}]"
            yield warning("says-all-passwords", place, measure.id, **counts)


def _old(incident: Incident, first: Moment | None, zone: ZoneInfo) -> Iterator[Problem]:
    """A password that was changed before the first fake may be the stolen one."""
    for n, account in enumerate(incident.accounts):
        changed = account.rotation.changed
        if is_after(first, changed, zone):
            values = {"changed": changed, "first": first}
            place = f"accounts[{n}].rotation.changed"
            yield warning("password-too-old", place, account.id, **values)


def _is_changed(account: Account, first: Moment | None, zone: ZoneInfo) -> bool:
    changed = account.rotation.changed
    return changed is not None and not is_after(first, changed, zone)


def _first_fake(incident: Incident) -> Moment | None:
    seen = [
        event.when
        for event in incident.events
        if event.kind.startswith("spoof_mail_") and event.when
    ]
    return min(seen, key=Moment.order, default=None)
