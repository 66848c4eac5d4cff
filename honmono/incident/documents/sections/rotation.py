"""How many passwords were changed after the first fake, as a directory or server shows.

    31 accounts, 28 changed on record, 2 as their owners say, 1 only asked   → 28 of 31

What its owner says is counted for no more than that; `case/rotation` tells the states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident
from honmono.incident.case.accounts import Account
from honmono.incident.case.rotation import FAKES, State, first_fake, state_of
from honmono.incident.documents.brief import Brief


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
    fake, zone = first_fake(incident), ZoneInfo(incident.organization.timezone)
    states = [state_of(account, fake, zone) for account in held]
    told_by = (e.id for e in incident.events if e.kind in FAKES and e.when == fake)
    return Passwords(
        total=len(held),
        changed=states.count(State.CHANGED),
        asked=sum(account.rotation.asked is not None for account in held),
        facts=(*(account.id for account in held), *told_by),
    )
