"""Accounts: how many passwords of all were changed, then each with what is open."""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Answer, Incident
from honmono.incident.case.accounts import Account
from honmono.text import harmless

_BESIDE = ("sessions", "app_passwords", "forwarding", "delegates")


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """The sum, then those that are not changed, then the others."""
    changed = [one for one in incident.accounts if one.rotation.changed]
    if incident.accounts:
        values = {"count": len(changed), "total": len(incident.accounts)}
        yield Line(reader.say("sum"), reader.say("accounts-changed", **values))
    for one in sorted(incident.accounts, key=lambda a: a.rotation.changed is not None):
        yield _line(one, reader)


def _line(one: Account, reader: Reader) -> Line:
    rotation = one.rotation
    state = "changed" if rotation.changed else "asked" if rotation.asked else "open"
    when = rotation.changed or rotation.asked
    looked = [
        reader.say(f"{name}-{answer.value}")
        for name in _BESIDE
        if (answer := getattr(rotation, name)) is not Answer.NOT_LOOKED
    ]
    return Line(
        head=reader.say(f"password-{state}"),
        text=harmless(one.name),
        id=one.id,
        notes=reader.notes(
            one,
            reader.when(when) if when else "",
            reader.say(f"how-{rotation.how.value}") if rotation.how else "",
            reader.say("owner", who=one.owner) if one.owner else "",
            *looked,
        ),
    )


VIEW = View("accounts", ("accounts",), lines)
