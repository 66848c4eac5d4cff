"""Which problems a change makes: those that were there before are told elsewhere.

before: event-1 has no evidence        after: event-1 has no evidence, event-2 is of 2206
→ event-2 is of 2206
"""

from __future__ import annotations

from collections.abc import Iterable

from honmono.incident.case.checks._core import Problem


def made_by_the_change(
    before: Iterable[Problem], after: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Problems of `after` that were not there before, also when places have moved."""
    old = {_same(one) for one in before}
    return tuple(one for one in after if _same(one) not in old)


def _same(one: Problem) -> tuple[object, ...]:
    """Tells a problem from others, also when records before it come or go."""
    return one.code, one.record, one.place.rpartition("]")[2], str(one.values)
