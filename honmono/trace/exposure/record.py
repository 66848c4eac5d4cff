"""The exposure as JSON: the counts of `honmono trace`, and whom the incident must count.

    "exposure": {"addresses": {"at_least": 14, "likely": 81.5, "at_most": 120}, …,
                 "messages": null}

`null` says that nobody could tell.  `affected` yields one row for each group of people and
kind of data, in the shape in which an incident keeps who is affected; its schema is
`docs/exposure.schema.json`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from honmono.check.org.free_mail import is_free_mail
from honmono.mail.auth.alignment import organizational_domain
from honmono.trace.archive.script import is_keyed
from honmono.trace.exposure._core import (
    Certainty,
    Count,
    Data,
    Exposure,
    Kind,
    PersonAtRisk,
    Risk,
)
from honmono.trace.exposure.difference import Difference

COULD_NOT_TELL: Final = "could-not-tell"
_SOURCE: Final = "trace"


def record(exposure: Exposure) -> dict[str, Any]:
    """The counts, and what they stand under."""
    return {
        **{kind.value: counts(exposure.counts[kind]) for kind in Kind},
        "finding": exposure.basis.finding.value,
        "bound": exposure.basis.bound.value,
    }


def counts(count: Count | None) -> dict[str, int | float] | None:
    """One kind; `likely` with one decimal, which keeps the order of the three."""
    if count is None:
        return None
    return {
        "at_least": count.at_least,
        "likely": round(count.likely, 1),
        "at_most": count.at_most,
    }


def changes_record(since: datetime, change: Difference) -> dict[str, Any]:
    """What changed since an earlier entry of the ledger, and why."""
    return {
        "since": since.isoformat(),
        "counts": {
            kind.value: [counts(old), counts(new)] for kind, old, new in change.counts
        },
        "because": [
            {"cause": each.cause.value, "number": each.number}
            for each in change.because
        ],
        "items": [
            {
                "kind": each.kind.value,
                "item": each.item,
                "move": each.move.value,
                "reasons": [reason.value for reason in each.reasons],
            }
            for each in change.changed
        ],
    }


def affected(exposure: Exposure) -> Iterator[dict[str, Any]]:
    """Rows of people and data affected: staff, each firm outside, private addresses.

    Desks (`info@`) are no persons.  What could not be told is a row of its own.
    """
    groups: dict[tuple[str, str], list[PersonAtRisk]] = defaultdict(list)
    for person in exposure.people:
        if not person.desk:
            groups[_group_of(person)].append(person)
    told = exposure.counts[Kind.PERSONS] is not None
    for (group, organization), people in sorted(groups.items()) if told else ():
        for data in Data:
            risks = [each.data[data] for each in people if data in each.data]
            if risks:
                yield {
                    **_head(exposure, group, organization, data),
                    **(counts(Count.of(risks)) or {}),
                    "certainty": _surest(risks).value,
                }
    for data, kind in (
        (Data.ADDRESS, Kind.PERSONS),
        (Data.CORRESPONDENCE, Kind.MESSAGES),
    ):
        if exposure.counts[kind] is None:
            yield {
                **_head(exposure, "everybody", "", data),
                **dict.fromkeys(("at_least", "likely", "at_most")),
                "certainty": COULD_NOT_TELL,
            }


def _head(
    exposure: Exposure, group: str, organization: str, data: Data
) -> Mapping[str, object]:
    return {
        "who": {"group": group, "organization": organization},
        "data": data.value,
        "source": _SOURCE,
        "finding": exposure.basis.finding.value,
        "bound": exposure.basis.bound.value,
    }


def _group_of(person: PersonAtRisk) -> tuple[str, str]:
    if person.ours:
        return "staff", ""
    _, at, domain = person.person.rpartition("@")
    if not at or is_keyed(person.person):  # nobody can tell whose domain it is
        return "outside", ""
    firm = organizational_domain(domain)
    return ("private", "") if is_free_mail(firm) else ("firm", firm)


def _surest(risks: Iterable[Risk]) -> Certainty:
    found = {each.certainty for each in risks}
    return next(certainty for certainty in Certainty if certainty in found)
