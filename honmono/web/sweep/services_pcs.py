"""What the desk does with single PCs: add, change, decide, and take up hosts of results.

Every write goes through `services.put_pc` and `put_pcs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from honmono.sweep.decisions import DecisionError, Signed, not_ours
from honmono.sweep.inventory.matching import contradicts
from honmono.sweep.inventory.naming import new_id
from honmono.sweep.inventory.proposals import added, linked, renamed
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.pc import pc_from_json
from honmono.web.sweep.errors import PcChangedError
from honmono.web.sweep.models import Pc
from honmono.web.sweep.selectors_pcs import (
    UnlistedHost,
    is_open,
    pc_called,
    unlisted_hosts,
    unlisted_marks,
)
from honmono.web.sweep.services import put_pc, put_pcs
from honmono.web.sweep.turns import my_turn


def add_pc(value: PcValue, *, by: str, now: datetime) -> Pc:
    """Add a PC by hand; its id is drawn here."""
    with transaction.atomic():
        my_turn()
        first = new_id(value, ())
        taken = set(
            Pc.objects.filter(key__startswith=first).values_list("key", flat=True)
        )
        value = replace(value, id=new_id(value, taken))
        return put_pc(value, "added", by=by, now=now, version=0)


def decide(
    key: str,
    what: str,
    decision: Callable[[PcValue, bool], PcValue],
    *,
    version: int,
    by: str,
    now: datetime,
) -> Pc:
    """Apply a decision to a PC as it was shown.

    Args:
        key: its id.
        what: a code for the history: `excepted`, `not-ours`, `handled`, `counted`.
        decision: the PC, and whether something open was found on it → the PC.
        version: the one that was shown.
        by: who decides.
        now: aware, UTC.

    Raises:
        DecisionError: it may not be.  Nothing has been changed.
        PcChangedError: somebody has changed the PC since.  Nothing has been changed.
        Pc.DoesNotExist: there is no such PC.

    """
    with transaction.atomic():
        my_turn()
        row = Pc.objects.get(key=key)
        if row.version != version:
            raise PcChangedError(key)
        value = decision(pc_from_json(row.value), is_open(row, now))
        return put_pc(value, what, by=by, now=now, version=version)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a host that no list knows."""

    mark: str
    action: str
    """`add`, `same`, `not-ours`."""

    office: str = ""
    pc: str = ""
    """Id or name of the PC that it is."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A host with which it could not be done, and why: a code of the pages' words."""

    mark: str
    code: str


def take_up(
    wanted: Sequence[Wanted], *, reason: str, by: str, now: datetime
) -> tuple[int, tuple[Refused, ...]]:
    """Take up hosts of results: as new PCs, as known ones, or as not ours.

    Returns:
        How many were taken up, and those that were refused.

    """
    with transaction.atomic():
        my_turn()
        rows = unlisted_marks().filter(mark__in=[one.mark for one in wanted])
        hosts = {host.mark: host for host in unlisted_hosts(rows)}
        refused, values = list[Refused](), dict[str, tuple[PcValue, str]]()
        for one in wanted:
            host = hosts.get(one.mark)
            if host is None:  # somebody was faster
                continue
            made = _taken_up(one, host, values, Signed(reason, by, now))
            if isinstance(made, str):
                refused.append(Refused(one.mark, made))
            else:
                values[made[0].id] = made
        put_pcs(list(values.values()), by=by, now=now)
        return len(wanted) - len(refused), tuple(refused)


def _taken_up(
    one: Wanted,
    host: UnlistedHost,
    values: dict[str, tuple[PcValue, str]],
    signed: Signed,
) -> tuple[PcValue, str] | str:
    """The PC and a word for its history; or a code why not."""
    if one.action == "same":
        row = pc_called(one.pc)
        if row is None:
            return "no-such-pc"
        value, _ = values.get(row.key, (pc_from_json(row.value), ""))
        if contradicts(value.ids, host.proposal.ids):
            return "other-machine"
        known = renamed if row.key in host.proposal.renamed else linked
        return known(value, host.proposal), "linked"
    if host.proposal.ambiguous:
        return "ambiguous"
    first = added(host.proposal, one.office, ())
    taken = set(
        Pc.objects.filter(key__startswith=first.id).values_list("key", flat=True)
    )
    value = added(host.proposal, one.office, taken | values.keys())
    if one.action == "add":
        return value, "added"
    try:
        return not_ours(value, signed, is_open=host.found), "not-ours"
    except DecisionError as error:
        return error.code
