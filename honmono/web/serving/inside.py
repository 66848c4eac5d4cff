"""What runs in a child: one role, until the pipe to the parent closes."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from enum import Enum
from multiprocessing.connection import Connection
from types import FrameType
from typing import Final

from honmono.web.serving.errors import ServingError
from honmono.web.serving.plan import GRACE

BEAT: Final = 2.0
"""Seconds after which a child says to its parent that it lives."""

REFUSED: Final = 2
"""Status of a child that has said why it cannot do its work."""


class Role(Enum):
    """What a child is for."""

    PREPARE = "prepare"
    WEB = "web"
    JOBS = "jobs"


def run(
    role: Role, link: Connection, listener: socket.socket | None, language: str
) -> None:
    """Be a child.  Loads Django: the parent never comes here."""
    stop = threading.Event()
    _obey_the_pipe_alone(stop)
    watch = threading.Thread(target=_watch, args=(role, link, stop), daemon=True)
    watch.start()
    try:
        _play(role, listener, stop)
    except ServingError as error:
        sys.stderr.write(f"honmono: {error.told(language)}\n")
        sys.stderr.flush()
        raise SystemExit(REFUSED) from None


def _play(role: Role, listener: socket.socket | None, stop: threading.Event) -> None:
    if role is Role.PREPARE:
        from honmono.web.serving.preparing import prepare

        prepare()
    elif listener is not None:
        from honmono.web.serving.pages import pages

        pages(listener, stop)
    else:
        import django

        django.setup()
        from honmono.web.jobs.worker import work

        work(stop)


def _obey_the_pipe_alone(stop: threading.Event) -> None:
    """Ctrl-C reaches every process of a terminal; only the parent acts on it.

    SIGTERM to a child alone ends that child in order, and the parent starts another.
    """

    def end(signum: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is not None:
        mask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


def _watch(role: Role, link: Connection, stop: threading.Event) -> None:
    """Wait for the end of the pipe, and say now and then that this process lives.

    The parent never says anything.
    """
    with suppress(EOFError, OSError):
        while not link.poll(BEAT):
            link.send_bytes(b".")
        link.recv_bytes()
    if role is Role.PREPARE:  # what a migration did not finish is undone
        os._exit(1)
    stop.set()
    time.sleep(GRACE)
    os._exit(1)
