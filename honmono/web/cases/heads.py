"""What the list of incidents goes by, kept beside each incident: words, state, next limit.

    case.save()  ──▶  keep(case)      in the same transaction, whoever saves it
    a new law    ──▶  look(now)       a tick reckons time limits anew

The next limit is the first that is owed, or that may be: until somebody has said no, people
go on as if it were owed.  A row tells in which order incidents are shown, and never who may
see one: for that the incident itself is asked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone

from honmono import __version__
from honmono.incident.case import Incident
from honmono.incident.case.clocks import Clock, clocks
from honmono.incident.case.clocks.days import is_over
from honmono.incident.case.clocks.duties import Holds
from honmono.incident.case.clocks.groups import grouped
from honmono.web.base.searched import folded
from honmono.web.cases.models import Case, Head
from honmono.web.cases.selectors import incident_of

_LONGEST: Final = 2_000
_AT_ONCE: Final = 20
"""Incidents of one tick whose limits are reckoned anew: about a second."""

_STATE: Final = frozenset({"closed", "restricted"})
"""Fields of which a change leaves words and limits as they are."""


def keep(case: Case) -> None:
    """Write down what the list shows of an incident as it is now."""
    Head.objects.update_or_create(
        case=case, defaults={**_state(case), **_said(case, timezone.now())}
    )


def look(now: datetime) -> None:
    """Reckon limits that another version of the program, or nobody, has told."""
    old = Head.objects.exclude(reckoned=__version__).order_by("pk")
    for pk in list(old.values_list("pk", flat=True)[:_AT_ONCE]):
        with transaction.atomic():
            case = Case.objects.select_for_update().filter(pk=pk).first()
            if case is not None:
                Head.objects.filter(pk=pk).update(**_said(case, now))


def listen() -> None:
    """From now on every incident that is saved is written down here."""
    post_save.connect(_saved, sender=Case, dispatch_uid="cases.heads")


def _saved(
    sender: type[Case],
    instance: Case,
    update_fields: frozenset[str] | None = None,
    **others: Any,
) -> None:
    del sender, others
    if not instance.version:  # a moment later it is saved again, with its content
        return
    if update_fields is None:
        keep(instance)
    elif update_fields & _STATE:
        Head.objects.filter(case=instance).update(**_state(instance))


def _state(case: Case) -> dict[str, Any]:
    return {
        "is_open": case.closed is None,
        "restricted": case.restricted,
        "changed": case.changed,
    }


def _said(case: Case, now: datetime) -> dict[str, Any]:
    return {
        "words": folded(case.name, case.title_ja, case.title_en)[:_LONGEST],
        "reckoned": __version__,
        **_limit(incident_of(case), now),
    }


def _limit(incident: Incident, now: datetime) -> dict[str, Any]:
    """The first that is open; of two that end together the one that is owed."""
    zone = ZoneInfo(incident.organization.timezone)
    found = [
        (is_over(one.latest, zone), one.holds is not Holds.YES, one.latest)
        for one in _open(clocks(incident, now))
        if one.latest is not None
    ]
    if not found:
        return {"due": None, "due_day": None, "is_owed": False}
    due, may_be, latest = min(found, key=lambda one: one[:2])
    day = None if isinstance(latest, datetime) else latest
    return {"due": due, "due_day": day, "is_owed": not may_be}


def _open(all_clocks: tuple[Clock, ...]) -> list[Clock]:
    groups = grouped(all_clocks)
    may_be = (clock for one in groups.possible for clock in one.clocks)
    return [*groups.owed, *may_be]
