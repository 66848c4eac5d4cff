"""Accounts in the order in which their passwords should be changed.

    1  administrators         whoever has one resets all the others
    2  a foreign rule found   somebody reads along right now
    3  services, shared       known to many, changed by nobody
    4  mailboxes

Within each what is not changed comes first; what a directory or server has on record as
changed after the first fake stands at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from honmono.incident.case import Answer, Incident, Moment
from honmono.incident.case.accounts import Account, AccountKind
from honmono.incident.case.rotation import (
    State,
    first_fake,
    left_behind,
    states,
    totals,
    with_foreign_rules,
)
from honmono.web.cases.selectors import fingerprint

BESIDE: Final = ("sessions", "app_passwords", "forwarding", "delegates")
"""What outlives a new password."""

_TONES: Final = {
    State.CHANGED: "good",
    State.STATED: "warn",
    State.OLDER: "bad",
    State.COULD_NOT_TELL: "unknown",
    State.ASKED: "warn",
    State.NOT_ASKED: "bad",
}
_KINDS: Final = {
    AccountKind.SERVER_ADMINISTRATOR: 1,
    AccountKind.SERVICE: 3,
    AccountKind.SHARED: 3,
    AccountKind.MAILBOX: 4,
}
_STATES: Final = (
    State.OLDER,
    State.NOT_ASKED,
    State.ASKED,
    State.COULD_NOT_TELL,
    State.STATED,
    State.CHANGED,
)
_BAD_IF_YES: Final = ("forwarding", "delegates")


@dataclass(frozen=True, slots=True)
class Beside:
    """One of the things that outlive a password, in keys of `case`."""

    name: str
    answer: Answer
    key: str

    @property
    def tone(self) -> str:
        """Class of its badge: a revoked session is good, a foreign rule is not."""
        if self.answer not in (Answer.YES, Answer.NO):
            return "unknown" if self.answer is Answer.COULD_NOT_TELL else "still"
        is_bad = (self.answer is Answer.YES) == (self.name in _BAD_IF_YES)
        return "bad" if is_bad else "good"


@dataclass(frozen=True, slots=True)
class Line:
    """One account of the list."""

    account: Account
    state: State
    rank: int
    office: str
    beside: tuple[Beside, ...]
    shown: str

    @property
    def tone(self) -> str:
        """Class of the badge of its state; its words say the same."""
        return _TONES[self.state]

    @property
    def key(self) -> str:
        """Key of its state's words in `case`."""
        return f"password-{self.state.value}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many accounts are in a state."""

    state: str
    key: str
    tone: str
    count: int
    x: int
    width: int
    """In the picture, of 600."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All accounts in numbers."""

    total: int
    changed: int
    is_all: bool
    counts: tuple[Count, ...]
    fake: Moment | None
    foreign: int
    not_looked: int
    """Accounts of which nobody looked whether mail is forwarded."""


def lines(incident: Incident, language: str) -> list[Line]:
    """Every account, in the order of work."""
    known = states(incident)
    foreign = {one.id for one in with_foreign_rules(incident)}
    offices = {
        office.id: office.name.in_language(language)
        for office in incident.organization.offices
    }
    made = [
        Line(
            one,
            known[one.id],
            2 if one.id in foreign else _KINDS[one.kind],
            offices.get(one.office or "", one.office or ""),
            tuple(beside_of(one)),
            fingerprint(one),
        )
        for one in incident.accounts
    ]
    return sorted(made, key=_order)


def filtered(
    found: Iterable[Line], *, state: str = "", kind: str = "", text: str = ""
) -> list[Line]:
    """Those of a state, of a kind, or with some letters in name or owner."""
    wanted = text.strip().casefold()
    return [
        one
        for one in found
        if (not state or one.state.value == state)
        and (not kind or one.account.kind.value == kind)
        and (
            not wanted
            or wanted in f"{one.account.name} {one.account.owner or ''}".casefold()
        )
    ]


def overview(incident: Incident) -> Overview:
    """How many passwords were changed, as far as it is on record."""
    found = totals(incident)
    return Overview(
        found.total,
        found.changed,
        found.is_all,
        _bar(found.counts, found.total),
        first_fake(incident),
        len(with_foreign_rules(incident)),
        left_behind(incident)["forwarding"][Answer.NOT_LOOKED],
    )


def beside_of(account: Account) -> list[Beside]:
    """What outlives its password."""
    found = []
    for name in BESIDE:
        answer: Answer = getattr(account.rotation, name)
        looked = answer is not Answer.NOT_LOOKED
        key = f"{name}-{answer.value}" if looked else "answer-not-looked"
        found.append(Beside(name, answer, key))
    return found


def _bar(counts: dict[State, int], total: int) -> tuple[Count, ...]:
    made, at = [], 0
    for state in reversed(_STATES):
        number = counts[state]
        if number:
            width = round(600 * number / total)
            key = f"password-{state.value}"
            made.append(Count(state.value, key, _TONES[state], number, at, width))
            at += width
    return tuple(made)


def _order(one: Line) -> tuple[bool, int, int, str]:
    done = one.state is State.CHANGED
    return (done, one.rank, _STATES.index(one.state), one.account.name.casefold())
