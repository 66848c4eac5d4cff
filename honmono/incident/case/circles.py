"""What waits for what, in a circle, so that none of it can begin.

scan → warn → scan
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence


def circles(waits: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles in what waits for what; where several share a task, one of them."""
    left = _never_begin({n: [a for a in w if a in waits] for n, w in waits.items()})
    walked: set[str] = set()
    for start in left:
        path: dict[str, int] = {}
        step = start
        while step not in walked and step not in path:
            path[step] = len(path)
            step = next(name for name in waits[step] if name in left)
        if step in path:
            yield tuple(path)[path[step] :]
        walked.update(path)


def _never_begin(waits: Mapping[str, Sequence[str]]) -> dict[str, None]:
    """What is left when all that can begin has been done, again and again."""
    holds_up: dict[str, list[str]] = {name: [] for name in waits}
    count = {name: len(needed) for name, needed in waits.items()}
    for name, needed in waits.items():
        for each in needed:
            holds_up[each].append(name)
    free = deque(name for name, number in count.items() if not number)
    while free:
        for name in holds_up[free.popleft()]:
            count[name] -= 1
            if not count[name]:
                free.append(name)
    return dict.fromkeys(name for name, number in count.items() if number)
