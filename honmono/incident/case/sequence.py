"""Which came first?  Yes, no, or the dates do not tell.

2022-05-19T09:00 after 2022-05-18          True
2022-05-18       after 2022-05-18T11:14    None: the same day, one without a time
2022-05-mid      after 2022-05-18          None
"""

from __future__ import annotations

from datetime import tzinfo

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
    first, last = one.first_day(), one.last_day()
    begins, ends = other.start.first_day(), other.start.last_day()
    if first is None or begins is None or ends is None:
        return None
    if first > ends:
        return True
    return False if last is not None and last < begins and not one.is_open else None
