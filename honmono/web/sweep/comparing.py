"""What differs between two frozen states: each PC that came, went or stands otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One PC; an empty state: it was not there."""

    host: str
    office: str
    before: str
    after: str


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """What changed from one to the other, by office and name."""
    old = {pc["id"]: pc for pc in before["pcs"]}
    new = {pc["id"]: pc for pc in after["pcs"]}
    found = []
    for name in {**old, **new}:
        was, is_ = old.get(name), new.get(name)
        states = (was["state"] if was else "", is_["state"] if is_ else "")
        if states[0] != states[1]:
            pc = is_ or was or {}
            found.append(Difference(pc["host"], pc["office"], *states))
    return tuple(sorted(found, key=lambda one: (one.office, one.host)))
