"""A PC that is there, and a row about it → the PC as it then is, field by field.

What a row does not say stays; a number is never taken away; a name that is no more used
stays among the earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from honmono.sweep.inventory._core import Field, Listed
from honmono.sweep.inventory.difference import Changed, What
from honmono.sweep.inventory.listing import LONGEST_NOTE
from honmono.sweep.inventory.matching import name_key, same_name
from honmono.sweep.pc import Pc, Presence

_PLAIN: Final = (Field.OFFICE, Field.USER, Field.KIND, Field.OS)
_SEPARATOR: Final = " / "


def updated(pc: Pc, row: Listed, now: datetime) -> Pc:
    """The PC as a row tells it; the same row again changes nothing."""
    given: dict[str, Any] = {
        field.value: getattr(row.pc, field.value)
        for field in _PLAIN
        if field in row.said
    }
    if Field.PRESENCE in row.said or Field.ABSENT_UNTIL in row.said:
        given |= _presence(pc, row)
    pc = replace(pc, **given, note=with_note(pc.note, row.pc.note))
    pc = called(pc, row)
    return _installed(pc, row, now)


def what_of(before: Pc, after: Pc) -> What:
    """What became of it, in one word."""
    if before == after:
        return What.UNCHANGED
    if not same_name(before.host, after.host):
        return What.RENAMED
    if before.installed != after.installed and _computers(before) != _computers(after):
        return What.REIMAGED
    if before.installed and after.installed and before.installed != after.installed:
        return What.REIMAGED
    return What.CHANGED


def called(pc: Pc, row: Listed) -> Pc:
    """A new name; an earlier one in an old list changes nothing."""
    host, names = pc.host, [*pc.names, *row.pc.names]
    if Field.HOST in row.said:
        if not same_name(host, row.pc.host):
            if not any(same_name(name, row.pc.host) for name in pc.names):
                names.insert(0, host)
                host = row.pc.host
        elif len(name_key(row.pc.host)) > len(name_key(host)):
            host = row.pc.host
    return replace(pc, host=host, names=_names(host, names))


def also_called(pc: Pc, name: str) -> Pc:
    """The PC with one more earlier name."""
    return replace(pc, names=_names(pc.host, [*pc.names, name]))


def with_note(note: str, more: str) -> str:
    """A note and one more, unless that stands there."""
    if not more or more in note:
        return note
    longer = _SEPARATOR.join(filter(None, (note, more)))
    return longer if len(longer) <= LONGEST_NOTE else note


def changes(before: Pc, after: Pc) -> tuple[Changed, ...]:
    """Which fields differ, and how."""
    return tuple(
        Changed(one.name, _shown(old), _shown(new))
        for one in fields(Pc)
        if (old := getattr(before, one.name)) != (new := getattr(after, one.name))
    )


def _presence(pc: Pc, row: Listed) -> dict[str, Any]:
    presence = row.pc.presence if Field.PRESENCE in row.said else pc.presence
    until = row.pc.absent_until if Field.ABSENT_UNTIL in row.said else pc.absent_until
    if presence is not Presence.ABSENT:
        until = None
    return {"presence": presence, "absent_until": until}


def _names(host: str, names: list[str]) -> tuple[str, ...]:
    """Each once, without the one that it has now."""
    found = {name_key(name): name for name in reversed(names) if name_key(name)}
    found.pop(name_key(host), None)
    return tuple(
        dict.fromkeys(found[key] for key in map(name_key, names) if key in found)
    )


def _installed(pc: Pc, row: Listed, now: datetime) -> Pc:
    """With its numbers; another number of its installation says that it was set up anew."""
    old, new = _computers(pc), _computers(row.pc)
    kept = tuple(mark for mark in pc.ids if not (old and new and mark in old - new))
    moments = [m for m in (pc.installed, row.pc.installed) if m]
    if old and new and not old & new:
        moments.append(row.pc.installed or now)
    return replace(
        pc,
        ids=tuple(dict.fromkeys((*kept, *row.pc.ids))),
        installed=max(moments, default=None),
    )


def _computers(pc: Pc) -> frozenset[str]:
    return frozenset(mark for mark in pc.ids if mark.startswith("computer:"))


def _shown(value: object) -> str:
    return ", ".join(_parts(value))


def _parts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, Enum):
        yield str(value.value)
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif value is not None:
        yield str(value)
