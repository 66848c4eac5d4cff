"""Connections that are held and not used are closed, so that there is room for others.

silent     says nothing, at its beginning or between two requests
head       says a little of a request again and again, and never all of it
body       sends a file, or is sent one, slower than any line that works
full       no room for one more: the one that has waited longest for its own words goes

Waitress closes who does nothing at all for two minutes.  Whoever sends one byte a minute on
a hundred connections would keep everybody else out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from honmono.web.base.houses import house_of

SILENT: Final = 75.0
"""Seconds between two requests: more than the 60 that proxies keep a connection open."""

HEAD: Final = 20.0
"""Seconds for the first lines of a request, which are one packet of any browser."""

SPAN: Final = 30.0
LEAST: Final = 30 * 2**10
"""Bytes that pass in one span, of a body that comes or an answer that goes."""

ROOM: Final = 4
"""Connections for which there is always room, beside the socket's own."""


@dataclass(slots=True)
class State:
    """What a connection is at, and since when."""

    phase: str = ""
    request: object = None
    since: float = 0.0
    passed: int = 0
    """Bytes that had passed then."""


def tidy(server: Any, now: float) -> None:
    """Close who is too slow; where it is full, who waits longest of those who are many."""
    waiting = []
    for channel in list(server.active_channels.values()):
        state = _seen(channel, now)
        if _is_over(channel, state, now):
            channel.handle_close()
        elif state.phase in {"silent", "head", "body"}:
            waiting.append(channel)
    over = len(server._map) + ROOM - server.adj.connection_limit
    if over > 0:
        for channel in _longest(waiting)[:over]:
            channel.handle_close()


def _seen(channel: Any, now: float) -> State:
    """What it is at; its time begins anew when that is something else."""
    state: State = channel.state
    phase, request = _phase(channel), channel.request
    if (phase, request) != (state.phase, state.request):
        state.phase, state.request = phase, request
        state.since, state.passed = now, _passed(channel)
    return state


def _phase(channel: Any) -> str:
    if channel.total_outbufs_len:
        return "answer"
    if channel.requests:
        return "work"  # ours to end
    if channel.request is None:
        return "silent"
    return "body" if channel.request.headers_finished else "head"


def _is_over(channel: Any, state: State, now: float) -> bool:
    spent = now - state.since
    if state.phase == "silent":
        return spent > (SILENT if channel.has_asked else HEAD)
    if state.phase == "head":
        return spent > HEAD
    if state.phase not in {"body", "answer"} or spent <= SPAN:
        return False
    passed = _passed(channel)
    slow = passed - state.passed < LEAST
    state.since, state.passed = now, passed
    return slow


def _passed(channel: Any) -> int:
    came = channel.request.body_bytes_received if channel.request else 0
    return int(came + channel.sent)


def _longest(waiting: list[Any]) -> list[Any]:
    """Of the house with most of them first, then the oldest."""
    many = Counter(house_of(channel.addr[0]) for channel in waiting)
    return sorted(waiting, key=lambda c: (-many[house_of(c.addr[0])], c.state.since))
