"""How many passwords were changed after the first fake, of how many accounts.

changed 05-19, first fake 05-18    counts
changed 05-02                      does not: that is the password that was stolen
changed 05-18                      does not: nobody can tell from the day alone
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from honmono.incident.case import Incident
from honmono.incident.case.accounts import Account
from honmono.incident.case.events import Event
from honmono.incident.documents.brief import Brief

_FAKES: Final = frozenset(
    {
        *("spoof_mail_observed", "spoof_mail_reported_by_outsider"),
        *("suspicious_mail_received", "own_account_abused", "unauthorized_signin"),
    }
)
"""Events that show that somebody had what he needed."""


@dataclass(frozen=True, slots=True)
class Passwords:
    """How many of them were changed, and the records that tell it."""

    total: int
    changed: int
    asked: int
    facts: tuple[str, ...]


def passwords(brief: Brief) -> Passwords | None:
    """Of all accounts on record; None where there is none."""
    return passwords_of(brief.incident, brief.incident.accounts)


def passwords_of(incident: Incident, accounts: Iterable[Account]) -> Passwords | None:
    """Of these accounts."""
    held = tuple(accounts)
    if not held:
        return None
    first = _first_fake(incident)
    counts = Counter(_is_changed(account, first) for account in held)
    return Passwords(
        total=len(held),
        changed=counts[True],
        asked=sum(account.rotation.asked is not None for account in held),
        facts=(*(account.id for account in held), *((first.id,) if first else ())),
    )


def _first_fake(incident: Incident) -> Event | None:
    dated = [
        event
        for event in incident.events
        if event.kind in _FAKES and event.when is not None and event.when.last_day()
    ]
    return min(dated, key=_day, default=None)


def _day(event: Event) -> tuple[date, str]:
    last = event.when.last_day() if event.when is not None else None
    return (last or date.max, event.id)


def _is_changed(account: Account, first: Event | None) -> bool:
    """Was it changed on a later day than the first fake?"""
    changed = account.rotation.changed
    if changed is None or first is None or first.when is None:
        return False
    day, fake = changed.first_day(), first.when.last_day()
    return day is not None and fake is not None and day > fake
