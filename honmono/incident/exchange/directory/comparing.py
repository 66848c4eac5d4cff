"""What a directory says, held against our own list of accounts.

    in both, changed 05-19            the list takes the date, known from the directory
    in the directory alone            added to the list: it is an account that there is
    on the list alone                 named: a typing error, or a system without export
    owner said 05-19, directory 04-02 the directory counts, and the difference is named

A date that was there and is another now is kept as a correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from honmono.incident.case import Incident, Source, Text
from honmono.incident.case.accounts import Account, AccountKind, HowKnown
from honmono.incident.case.corrections import Correction
from honmono.incident.case.playbooks.starting import Names
from honmono.incident.exchange.directory._core import Entry, Export
from honmono.text import say

_NOT_IN_NAMES: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Compared:
    """The incident with what the directory says, and what does not fit."""

    incident: Incident
    dated: tuple[str, ...]
    """Accounts whose date the directory has."""

    without_date: tuple[str, ...]
    """It has them, and no date: never changed, or not told."""

    added: tuple[str, ...]
    """The directory has them, and our list had not."""

    not_in_export: tuple[str, ...]
    """Our list has them, and the directory has not."""

    contradicted: tuple[str, ...]
    """Something else was on record of them; that is a correction now."""

    doubled: tuple[str, ...]
    """Several entries fit; of a list of accounts the oldest date was taken."""

    left_out: tuple[str, ...]
    """Not on our list, and not added: guests, and accounts that are disabled."""


def compare(
    incident: Incident, export: Export, *, by: str, at: datetime, sha256: str
) -> Compared:
    """Put the dates of an export on record.

    Args:
        incident: with our own list of accounts.
        export: of the directory.
        by: who imports it.
        at: when that is.
        sha256: of the export, which belongs into the evidence store.

    """
    fits, strangers = _matched(incident.accounts, export.entries)
    renewed, notes = {}, []
    for account in incident.accounts:
        if account.id in fits:
            new = _renewed(account, _one_of(fits[account.id], export), sha256)
            renewed[account.id] = new
            if _is_contradicted(account, new):
                notes.append(_note(account, new, by, at))
    kept, left_out = _kept(strangers)
    names = Names(incident)
    added = tuple(_added(_one_of(those, export), names, sha256) for those in kept)
    changed = incident.model_copy(
        update={
            "accounts": (*(renewed.get(a.id, a) for a in incident.accounts), *added),
            "corrections": (*incident.corrections, *notes),
        }
    )
    entries = {name: _one_of(those, export) for name, those in fits.items()}
    return Compared(
        incident=changed,
        dated=tuple(name for name, entry in entries.items() if entry.changed),
        without_date=tuple(n for n, entry in entries.items() if not entry.changed),
        added=tuple(account.id for account in added),
        not_in_export=tuple(a.id for a in incident.accounts if a.id not in fits),
        contradicted=tuple(note.record for note in notes),
        doubled=()
        if export.is_log
        else tuple(n for n, e in fits.items() if len(e) > 1),
        left_out=left_out,
    )


def _matched(
    accounts: Iterable[Account], entries: Iterable[Entry]
) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """For each account the entries of its name, and the entries of nobody."""
    named: dict[str, list[str]] = {}
    for account in accounts:
        named.setdefault(account.name.casefold(), []).append(account.id)
    fits: dict[str, list[Entry]] = {}
    strangers = []
    for entry in entries:
        found = {i for login in entry.logins for i in named.get(login.casefold(), ())}
        for name in found:
            fits.setdefault(name, []).append(entry)
        if not found:
            strangers.append(entry)
    return {a.id: fits[a.id] for a in accounts if a.id in fits}, strangers


def _one_of(entries: list[Entry], export: Export) -> Entry:
    """Of a log the newest change; of a list that names one twice the oldest, or none."""
    dated = [e for e in entries if e.changed is not None]
    if export.is_log and dated:
        return max(dated, key=_order)
    if len(dated) < len(entries):
        return next(e for e in entries if e.changed is None)
    return min(dated, key=_order)


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.changed.order() if entry.changed else ()


def _renewed(account: Account, entry: Entry, sha256: str) -> Account:
    if entry.changed is None:
        return account
    rotation = account.rotation.model_copy(
        update={"changed": entry.changed, "how": HowKnown.DIRECTORY}
    )
    evidence = tuple(dict.fromkeys((*account.evidence, sha256)))
    return account.model_copy(update={"rotation": rotation, "evidence": evidence})


def _is_contradicted(old: Account, new: Account) -> bool:
    before = old.rotation.changed
    return before is not None and before != new.rotation.changed


def _note(old: Account, new: Account, by: str, at: datetime) -> Correction:
    return Correction(
        record=old.id,
        of="accounts",
        at=at,
        by=by,
        reason=_said("corrected"),
        old=old.model_dump(mode="json", exclude_defaults=True),
        new=new.model_dump(mode="json", exclude_defaults=True),
    )


def _kept(strangers: list[Entry]) -> tuple[list[list[Entry]], tuple[str, ...]]:
    """The entries of everybody who is added to the list; the names of those who are not."""
    kept: dict[str, list[Entry]] = {}
    left_out: dict[str, None] = {}
    for entry in strangers:
        name = entry.logins[0]
        if entry.is_guest or entry.is_enabled is False:
            left_out[name] = None
        else:
            kept.setdefault(name.casefold(), []).append(entry)
    return list(kept.values()), tuple(left_out)


def _added(entry: Entry, names: Names, sha256: str) -> Account:
    name = entry.logins[0]
    plain = _NOT_IN_NAMES.sub("-", name.casefold())[:60].strip("-") or "account"
    bare = Account(
        id=names.free(f"account-{plain}"),
        source=Source.MACHINE,
        kind=AccountKind.MAILBOX,
        name=name,
        internal=_said("added"),
        evidence=(sha256,),
    )
    return _renewed(bare, entry, sha256)


def _said(key: str) -> Text:
    return Text(ja=say("directory", key, "ja"), en=say("directory", key, "en"))
