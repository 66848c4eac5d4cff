"""Accounts: how many passwords of all were changed, then each with what is open.

`Changed` is what a directory or server has on record after the first fake.  What an owner
says, and a change that is older or cannot be told apart, have their own words.
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.case.views._core import Line, Reader, View
from honmono.incident.case import Answer, Incident
from honmono.incident.case.accounts import Account
from honmono.incident.case.rotation import State, states, totals
from honmono.text import harmless

_BESIDE = ("sessions", "app_passwords", "forwarding", "delegates")


def lines(incident: Incident, reader: Reader) -> Iterator[Line]:
    """The sum, then those that are not changed, then the others."""
    if incident.accounts:
        known = totals(incident)
        values = {"count": known.changed, "total": known.total}
        yield Line(reader.say("sum"), reader.say("accounts-changed", **values))
    each = states(incident)
    for one in sorted(incident.accounts, key=lambda a: each[a.id] is State.CHANGED):
        yield _line(one, each[one.id], reader)


def _line(one: Account, state: State, reader: Reader) -> Line:
    rotation = one.rotation
    when = rotation.changed or rotation.asked
    looked = [
        reader.say(f"{name}-{answer.value}")
        for name in _BESIDE
        if (answer := getattr(rotation, name)) is not Answer.NOT_LOOKED
    ]
    return Line(
        head=reader.say(f"password-{state.value}"),
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
