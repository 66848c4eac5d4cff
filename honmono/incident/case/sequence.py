"""Which came first?  Yes, no, or the dates do not tell.

2022-05-19T09:00 after 2022-05-18          True
2022-05-18       after 2022-05-18T11:14    None: the same day, one without a time
2022-05-mid      after 2022-05-18          None
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from honmono.incident.case.moment import Moment


def is_after(one: Moment | None, other: Moment | None, zone: tzinfo) -> bool | None:
    """Was it surely after the other began?  None where that cannot be told.

    Args:
        one: what may have come later.
        other: what may have come earlier; of a span its beginning counts.
        zone: of the organization, for times that name none.

    """
    if one is None or other is None or one.is_about or other.is_about:
        return None
    exact, since = one.at(zone), other.at(zone)
    if exact is not None and since is not None and one.end is None:
        return None if one.is_open and exact <= since else exact > since
    first = _day(exact, zone) or one.first_day()
    begins = _day(since, zone) or other.start.first_day()
    ends = _day(since, zone) or other.start.last_day()
    if first is None or begins is None or ends is None:
        return None
    if first > ends:
        return True
    last = _last(one, exact, zone)
    return False if last is not None and last < begins else None


def _last(one: Moment, exact: datetime | None, zone: tzinfo) -> date | None:
    """The day on which it was over; None where it may have gone on."""
    if one.is_open:
        return None
    if one.end is None and exact is not None:
        return _day(exact, zone)
    return one.last_day()


def _day(exact: datetime | None, zone: tzinfo) -> date | None:
    """Of a time in another zone the day on our own calendar."""
    if exact is None:
        return None
    try:
        return exact.astimezone(zone).date()
    except OverflowError:  # the first or last day that there is
        return exact.date()
