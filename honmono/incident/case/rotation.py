"""Were all passwords changed?  Each account on its own, then by kind and office.

    first fake 05-18

    yamada@example.co.jp   changed 05-19T18:00   directory   CHANGED
    sato@example.co.jp     changed 05-02         directory   OLDER
    info@example.co.jp     changed 05-18         directory   COULD_NOT_TELL
    office admin           changed 05-19         stated      STATED

A password older than the first fake is the one that was stolen.  On the day of the first
fake only the time tells.  What its owner says is counted apart: "all were changed" needs
the record of a directory or server for every account on the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case._core import Answer, Certainty
from honmono.incident.case.accounts import Account, AccountKind, HowKnown
from honmono.incident.case.events import Event
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment
from honmono.incident.case.sequence import is_after

FAKES: Final = frozenset(
    {
        *("spoof_mail_observed", "spoof_mail_reported_by_outsider"),
        *("own_account_abused", "unauthorized_signin"),
    }
)
"""Events that show that somebody had what he needed."""


class State(Enum):
    """Where one account stands."""

    CHANGED = "changed"
    """After the first fake, as a directory or server has it on record."""

    STATED = "stated"
    """After the first fake, as its owner says."""

    OLDER = "older"
    """Last changed before the first fake."""

    COULD_NOT_TELL = "could-not-tell"
    """Changed, and the dates do not tell whether before or after."""

    ASKED = "asked"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True, slots=True)
class Totals:
    """How many accounts stand where."""

    counts: dict[State, int]

    @property
    def total(self) -> int:
        """All accounts on the list."""
        return sum(self.counts.values())

    @property
    def changed(self) -> int:
        """Those whose change is on record."""
        return self.counts[State.CHANGED]

    @property
    def is_all(self) -> bool:
        """May one say `all`?  Of an empty list, no."""
        return 0 < self.total == self.changed


def first_fake(incident: Incident) -> Moment | None:
    """The earliest sign that somebody wrote in our name; None where no day is known."""
    dated = [event.when for event in dated_fakes(incident) if event.when is not None]
    return min(dated, key=Moment.order, default=None)


def dated_fakes(incident: Incident) -> tuple[Event, ...]:
    """Every such sign of which a day is known."""
    return tuple(
        event
        for event in incident.events
        if event.kind in FAKES
        and event.certainty is not Certainty.EXCLUDED
        and event.when is not None
        and event.when.first_day() is not None
    )


def state_of(account: Account, fake: Moment | None, zone: ZoneInfo) -> State:
    """Where an account stands.  Without a first fake nothing is newer than it."""
    rotation = account.rotation
    if rotation.changed is None:
        return State.ASKED if rotation.asked else State.NOT_ASKED
    newer = is_after(rotation.changed, fake, zone)
    if newer is None:
        return State.COULD_NOT_TELL
    if not newer:
        return State.OLDER
    known = rotation.how in (HowKnown.DIRECTORY, HowKnown.SERVER)
    return State.CHANGED if known else State.STATED


def states(incident: Incident) -> dict[str, State]:
    """Every account by its id."""
    fake, zone = first_fake(incident), ZoneInfo(incident.organization.timezone)
    return {a.id: state_of(a, fake, zone) for a in incident.accounts}


def totals(incident: Incident) -> Totals:
    """All accounts."""
    return _counted(states(incident).values())


def totals_by_kind(incident: Incident) -> dict[AccountKind, Totals]:
    """For mailboxes, administrators, services and shared accounts, those that exist."""
    known = states(incident)
    return {
        kind: _counted(known[a.id] for a in incident.accounts if a.kind is kind)
        for kind in AccountKind
        if any(a.kind is kind for a in incident.accounts)
    }


def totals_by_office(incident: Incident) -> dict[str | None, Totals]:
    """For each office; None holds the accounts of no office."""
    known = states(incident)
    offices = dict.fromkeys(a.office for a in incident.accounts)
    return {
        office: _counted(known[a.id] for a in incident.accounts if a.office == office)
        for office in offices
    }


def all_changed(incident: Incident) -> bool:
    """May a document say that all passwords were changed?  Only at 100 %."""
    return totals(incident).is_all


def left_behind(incident: Incident) -> dict[str, dict[Answer, int]]:
    """What outlives a new password, and of how many accounts which answer is known.

    `sessions` and `app_passwords`: yes is good, they are gone.  `forwarding` and
    `delegates`: yes is bad, a strange one was found.
    """
    checks = ("sessions", "app_passwords", "forwarding", "delegates")
    return {
        check: {
            answer: sum(getattr(a.rotation, check) is answer for a in incident.accounts)
            for answer in Answer
        }
        for check in checks
    }


def with_foreign_rules(incident: Incident) -> tuple[Account, ...]:
    """Accounts in which forwarding or a delegate was found that nobody of ours made."""
    return tuple(
        a
        for a in incident.accounts
        if Answer.YES in (a.rotation.forwarding, a.rotation.delegates)
    )


def looked_into(incident: Incident) -> tuple[Account, ...]:
    """Accounts of which forwarding and delegates are both known."""
    told = (Answer.YES, Answer.NO)
    return tuple(
        a
        for a in incident.accounts
        if a.rotation.forwarding in told and a.rotation.delegates in told
    )


def _counted(found: Iterable[State]) -> Totals:
    counts = dict.fromkeys(State, 0)
    for state in found:
        counts[state] += 1
    return Totals(counts)
