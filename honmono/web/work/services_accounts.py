"""Passwords: who was asked, what was changed when, how we know, what was left behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from honmono.incident.case import Answer, Incident, Moment, NoSuchRecordError
from honmono.incident.case.accounts import Account, HowKnown
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Changed, Doing
from honmono.web.work.checked import change_checked
from honmono.web.work.proof import Proof


@dataclass(frozen=True, slots=True)
class Rotated:
    """What is known of one account now; None leaves what is on record."""

    changed: Moment | None
    how: HowKnown | None
    asked: Moment | None
    beside: Mapping[str, Answer]
    """Sessions, passwords of programs, forwarding, delegates."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class Several:
    """The same thing about several accounts."""

    shown: Mapping[str, str]
    """Fingerprint of each account as the page showed it."""

    asked: Moment | None = None
    changed: Moment | None = None
    how: HowKnown | None = None


def rotate(
    *, case: Case, account: str, shown: str, known: Rotated, by: User, now: datetime
) -> Changed:
    """Put on record what is known of one account's password.

    Raises:
        ChangedMeanwhileError: the account says something else than the page showed.

    """

    def edit(incident: Incident) -> Incident:
        old = _account(incident, account)
        rotation = old.rotation.model_copy(
            update={
                "changed": known.changed,
                "how": known.how if known.changed else None,
                "asked": known.asked,
                **known.beside,
            }
        )
        evidence = tuple(dict.fromkeys((*old.evidence, *known.proof.hashes)))
        new = old.model_copy(update={"rotation": rotation, "evidence": evidence})
        if new == old:
            return incident
        return incident.correct(new, by=by.called, at=now)

    return change_checked(
        case,
        edit,
        Doing("rotated", by, now, {"record": account}),
        expect={account: shown},
        originals=known.proof.new,
    )


def rotate_several(*, case: Case, several: Several, by: User, now: datetime) -> Changed:
    """Put the same on record of several accounts: all of them, or none.

    Raises:
        ChangedMeanwhileError: one of them says something else than the page showed.

    """
    changes: dict[str, Any] = {}
    if several.changed:
        changes |= {"changed": several.changed, "how": several.how}
    if several.asked:
        changes["asked"] = several.asked

    def edit(incident: Incident) -> Incident:
        for name in several.shown:
            old = _account(incident, name)
            rotation = old.rotation.model_copy(update=changes)
            new = old.model_copy(update={"rotation": rotation})
            if new != old:
                incident = incident.correct(new, by=by.called, at=now)
        return incident

    names: Sequence[str] = sorted(several.shown)
    doing = Doing("rotated", by, now, {"records": list(names)})
    return change_checked(case, edit, doing, expect=several.shown)


def _account(incident: Incident, name: str) -> Account:
    for account in incident.accounts:
        if account.id == name:
            return account
    raise NoSuchRecordError(name)
