"""The parent: binds, prepares, starts, watches, ends.  It loads nothing of Django."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait
from types import FrameType
from typing import Final

from honmono.locking import HeldError, held
from honmono.text import say
from honmono.web.serving import listening
from honmono.web.serving.children import Child
from honmono.web.serving.errors import ServingError
from honmono.web.serving.inside import Role
from honmono.web.serving.plan import GRACE, Plan, has_postgresql, require_cautious
from honmono.web.serving.run_folder import make_run_folder

_LOOK_EVERY: Final = 0.25
_MOST_DEATHS: Final = 5
"""In a row, while no page was ever answered: something is wrong that waiting won't mend."""


class _Stop:
    """Was the parent told to end?"""

    def __init__(self) -> None:
        self.wanted = False

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        self.wanted = True


def serve(plan: Plan) -> int:
    """Serve until somebody ends it.

    Returns:
        The exit status: 0 it was told to end, 1 it could not go on.

    Raises:
        ServingError: it cannot be served like this.

    """
    require_cautious(plan.host)
    os.umask(0o077)  # what is written is for its owner's eyes
    with ExitStack() as held_open, _told_to_end() as stop:
        listener = held_open.enter_context(listening.bound(plan.host, plan.port))
        make_run_folder(plan, listener.getsockname()[1])
        held_open.enter_context(_alone(plan))
        _set_surroundings(plan)
        status = _prepared(plan, stop)
        if status or stop.wanted:
            return status
        return _watch(plan, listener, stop)


def _prepared(plan: Plan, stop: _Stop) -> int:
    child = Child(Role.PREPARE, None, plan.language)
    child.start()
    while child.ended() is None:
        if stop.wanted:
            child.ask_to_end()
            child.join(time.monotonic() + GRACE)
            return 0
        _rest([child])
    return child.status


def _watch(plan: Plan, listener: socket.socket, stop: _Stop) -> int:
    children = [
        *(Child(Role.WEB, listener, plan.language) for _ in range(plan.web)),
        *(Child(Role.JOBS, None, plan.language) for _ in range(plan.jobs)),
    ]
    is_live = False
    try:
        while not stop.wanted:
            for child in children:
                child.start_if_due()
            if not is_live and listening.is_live(listener):
                is_live = True
                _tell(plan, "is-at", address=listening.address(listener))
            _rest(children)
            _see_who_hangs(plan, children)
            _see_who_died(plan, children)
            if not is_live and any(c.deaths >= _MOST_DEATHS for c in children):
                _complain(plan, "gives-up")
                return 1
        _complain(plan, "ends")
        return 0
    finally:
        listener.close()
        for child in children:
            child.ask_to_end()
        until = time.monotonic() + GRACE + 2
        for child in children:
            child.join(until)


def _rest(children: list[Child]) -> None:
    """Wait a moment, or until one of them ends."""
    ends = [c.sentinel for c in children if c.sentinel is not None]
    if ends:
        wait(ends, _LOOK_EVERY)
    else:  # Windows would not wait for nobody
        time.sleep(_LOOK_EVERY)


def _see_who_hangs(plan: Plan, children: list[Child]) -> None:
    for child in children:
        if child.is_silent():
            role = say("web/serving", f"role-{child.role.value}", plan.language)
            _complain(plan, "hangs", role=role, pid=child.pid)


def _see_who_died(plan: Plan, children: list[Child]) -> None:
    for child in children:
        pid, status = child.pid, child.ended()
        if status is not None:
            role = say("web/serving", f"role-{child.role.value}", plan.language)
            _complain(plan, "died", role=role, pid=pid, status=status)


@contextmanager
def _alone(plan: Plan) -> Iterator[None]:
    """One parent for an embedded database; a PostgreSQL server has room for several."""
    if has_postgresql():
        yield
        return
    with ExitStack() as lock:
        try:
            lock.enter_context(held(plan.run / "serve.lock"))
        except HeldError as error:
            raise ServingError("home-taken", home=plan.home, who=error.who) from None
        except OSError as error:
            raise ServingError("no-lock", home=plan.home, why=error.strerror) from None
        yield


@contextmanager
def _told_to_end() -> Iterator[_Stop]:
    stop = _Stop()
    names = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(name, stop) for name in names]
    try:
        yield stop
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


def _set_surroundings(plan: Plan) -> None:
    """What children read from their environment."""
    os.environ["HONMONO_HOME"] = str(plan.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honmono.web.project.settings")


def _tell(plan: Plan, key: str, **values: object) -> None:
    sys.stdout.write(say("web/serving", key, plan.language, **values) + "\n")
    sys.stdout.flush()


def _complain(plan: Plan, key: str, **values: object) -> None:
    sys.stderr.write(f"honmono: {say('web/serving', key, plan.language, **values)}\n")
    sys.stderr.flush()
