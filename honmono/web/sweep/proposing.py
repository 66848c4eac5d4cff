"""The rule that scans are held against, as an incident has it on record.

    spoof_mail_observed  2022-05-18T08:40     since 08:40
    spoof_mail_observed  2022-05-18           since the end of that day, as it may be
    awareness            2022-05-18T09:12     first report

A time that is known too roughly counts from its end: a scan that may have looked before the
first forged mail is none that looked after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case import Certainty, Incident, Moment
from honmono.incident.case.rotation import dated_fakes
from honmono.sweep.rule import Rule

_SIGN_IN: Final = "unauthorized_signin"
"""Shows that somebody had what he needed, and is no forged mail."""


def rule_from(incident: Incident) -> Rule:
    """What scans must be, by what is on record."""
    zone = ZoneInfo(incident.organization.timezone)
    fakes = dated_fakes(incident)
    sure = [e for e in fakes if e.certainty is not Certainty.POSSIBLE] or fakes
    mails = [e for e in sure if e.kind != _SIGN_IN] or sure
    told = [a.when for a in incident.awareness]
    told += [one.when for one in incident.inquiries if one.when is not None]
    return Rule(
        since=_first(latest(e.when, zone) for e in mails),
        first_report=_first(latest(when, zone) for when in told),
        style=incident.style,
        zone=incident.organization.timezone,
        earliest=_first(earliest(e.when, zone) for e in fakes),
    )


def latest(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """The latest that something may have been, or begun; None where nobody can say."""
    if moment is None:
        return None
    exact = moment.at(zone)
    vague = moment.is_about or moment.is_open or moment.end is not None
    if exact is not None and not vague:
        return exact
    day = moment.last_day() or moment.start.last_day()
    return None if day is None else datetime.combine(day, time.max, zone)


def earliest(moment: Moment | None, zone: ZoneInfo) -> datetime | None:
    """The earliest that it may have been."""
    if moment is None:
        return None
    exact = moment.at(zone)
    if exact is not None and not moment.is_about:
        return exact
    day = moment.first_day()
    return None if day is None else datetime.combine(day, time.min, zone)


def _first(moments: Iterable[datetime | None]) -> datetime | None:
    return min((m for m in moments if m is not None), default=None)
