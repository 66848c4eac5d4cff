"""Whoever works dies, as by `kill -9`, once at each place where something is stored.

    storm(work, seed)     a process like ours is forked for each life; it dies at the first
                          place where none before it has died; the next life goes on

A place is a line of ours (and the lines that led there) at which a transaction is about to
be committed, or has just been; or a file is about to be made, named, linked or taken away.
With a seed above 0 it is not the first time that somebody comes by, but one of the first.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from honmono.web.jobs import worker
from honmono.web.jobs.registry import Handler, handler_of
from honmono.web.jobs.running import Run

_OURS: Final = f"{os.sep}honmono{os.sep}"
_SUBREAPER: Final = 36
_DEEP: Final = 4
"""Lines of ours that make a place: the innermost ones."""

_WRITES: Final = ("INSERT", "UPDATE", "DELETE")
_OF_FILES: Final = {"os.rename", "os.link", "os.remove", "os.truncate", "os.mkdir"}


class Life:
    """One process that will die at a place that is not in `died`."""

    def __init__(self, died: set[str], seed: int, far: int) -> None:
        self.about, self.tell = "-", -1
        self._died, self._seed, self._far = died, seed, far
        self._met: Counter[str] = Counter()
        self._home = str(settings.HOME)

    def come_by(self, event: str) -> None:
        """Die here, if nobody did."""
        if threading.current_thread() is not threading.main_thread():
            return
        where = _where()
        if not where:  # the drill's own
            return
        place = f"{self.about} {event} {where}"
        self._met[place] += 1
        if place in self._died or self._met[place] != self._turn(place):
            return
        os.write(self.tell, place.encode() + b"\n")
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)

    def _turn(self, place: str) -> int:
        chance = random.Random(f"{self._seed} {place}")  # noqa: S311 - the same again
        return 1 if not self._seed else chance.randint(1, self._far)

    def install(self) -> None:
        """Look at commits and files from now on; there is no way back."""
        commit, execute = BaseDatabaseWrapper.commit, CursorWrapper.execute

        def mortal_commit(wrapper: Any) -> None:
            self.come_by("before-commit")
            commit(wrapper)
            self.come_by("after-commit")

        def mortal_execute(cursor: Any, sql: str, params: Any = None) -> Any:
            alone = sql.startswith(_WRITES) and cursor.db.get_autocommit()
            if alone:
                self.come_by("before-write")
            found = execute(cursor, sql, params)
            if alone:
                self.come_by("after-write")
            return found

        def mortal_handler(kind: str) -> Handler:
            handler = handler_of(kind)

            def handle(run: Run) -> None:
                self.about = kind
                handler(run)

            return handle

        setattr(BaseDatabaseWrapper, "commit", mortal_commit)  # noqa: B010
        setattr(CursorWrapper, "execute", mortal_execute)  # noqa: B010
        setattr(worker, "handler_of", mortal_handler)  # noqa: B010
        sys.addaudithook(self._hear)

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            flags = args[2]
            is_write = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if not is_write:
                return
        elif event not in _OF_FILES:
            return
        if str(args[0]).startswith(self._home) and not str(args[0]).endswith(".lock"):
            self.come_by(event)


def _where() -> str:
    lines, frame = list[str](), sys._getframe(2)
    while frame is not None and len(lines) < _DEEP:
        name = frame.f_code.co_filename
        if _OURS in name and f"{os.sep}tests{os.sep}" not in name:
            lines.append(f"{name.rpartition(_OURS)[2]}:{frame.f_lineno}")
        frame = frame.f_back  # type: ignore[assignment]
    return " < ".join(lines)


def storm(
    work: Callable[[], None], seed: int = 0, name: str = "-", far: int = 4
) -> list[str]:
    """Let work be done by whoever dies at it; every place where somebody died.

    Args:
        work: what anybody does who comes after one that died.
        seed: of the times that somebody comes by a place before he dies there.
        name: of the work, where it is no job.
        far: the most such times.

    """
    died, lives = set[str](), 0
    while True:
        place = _live(work, Life(died, seed, far), name)
        if not place:
            break
        died.add(place)
        lives += 1
        assert lives < 600, f"never the end of it: {place}, {len(died)} places"
    _nobody_is_left()
    return sorted(died)


def _live(work: Callable[[], None], life: Life, name: str) -> str:
    """Fork one life; where it died, empty: it did not."""
    connections.close_all()
    hear, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(hear)
        life.tell = tell
        _be(work, life, name)
    os.close(tell)
    with os.fdopen(hear) as told:
        place = told.read().strip()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL, place
        assert place
    else:
        assert os.WEXITSTATUS(status) == 0, f"a life failed: see above, {place}"
    return place


def _be(work: Callable[[], None], life: Life, name: str) -> NoReturn:
    status = 1
    try:
        life.about = name
        life.install()
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - a fork must not go on as its parent does
        traceback.print_exc()
    finally:
        os._exit(status)


def adopt() -> None:
    """Whoever our dead leave behind becomes ours, so that we see him."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _nobody_is_left() -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            time.sleep(0.05)
    raise AssertionError("a process outlives who started it")


def halves() -> list[str]:
    """Files of the home that nobody finished or nobody will ever take away."""
    found = list[str]()
    for path in Path(settings.HOME).rglob("*"):
        name = path.name
        with suppress(ValueError):
            if name.startswith(
                ".b.tar.gz."
            ):  # a backup's, which lies where people look
                continue
            if path.is_file() and (name[0] == "." or name.endswith((".part", ".tmp"))):
                found.append(str(path.relative_to(settings.HOME)))
    return sorted(found)


def told(found: object) -> None:
    """The last line, which the test reads."""
    print(json.dumps(found))
