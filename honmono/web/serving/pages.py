"""Pages: waitress on the parent's socket, until it is told to end."""

from __future__ import annotations

import logging
import os
import select
import socket
import tempfile
import threading
import time
from typing import Any, Final

from waitress import wasyncore
from waitress.server import create_server

from honmono.web.serving.impatient import tidy
from honmono.web.serving.plan import GRACE
from honmono.web.watching.room import make_room

THREADS: Final = 8
_TURN: Final = 0.25
"""Seconds after which a process that nobody asks looks whether it is to end."""

MOST_BODY: Final = 4 * 2**30 + 2**20
"""Bytes of one request: an incident in a ZIP, the largest thing that a form takes."""

IN_MEMORY: Final = 2**20 + 2**16
"""Bytes of a request that need no place on the disk: a piece of an upload, so that the page
can say that the disk is full.  Times waitress' hundred connections, 106 MB at the most."""

LONGEST_HEAD: Final = 2**15
"""Bytes of the first lines of a request: four times what proxies pass on as a rule."""

_ANSWERED: Final = GRACE - 1
"""Seconds in which requests are answered; the rest is for leaving."""


def pages(listener: socket.socket, stop: threading.Event) -> None:
    """Answer requests; after `stop` those that had come, and no others."""
    make_room()  # before anything counts
    from django.conf import settings

    from honmono.web.project.wsgi import application
    from honmono.web.serving.frugal import Channel

    # What comes lies on the disk of the desk meanwhile, not in the system's small /tmp.
    tempfile.tempdir = str(settings.FILE_UPLOAD_TEMP_DIR)
    # A request that waits for a thread is no fault; /metrics says how long answers take.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        application,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_body_size=MOST_BODY,
        max_request_header_size=LONGEST_HEAD,
        inbuf_overflow=IN_MEMORY,
        log_untrusted_proxy_headers=False,
        **_proxy(),
    )
    server.channel_class = Channel
    while not stop.is_set():
        _turn(server)
    server.del_channel()  # nobody new
    server.socket.close()
    until = time.monotonic() + _ANSWERED
    while _is_busy(server) and time.monotonic() < until:
        _turn(server)


def _turn(server: Any) -> None:
    wasyncore.loop(
        timeout=_TURN, use_poll=hasattr(select, "poll"), map=server._map, count=1
    )
    tidy(server, time.monotonic())


def _is_busy(server: Any) -> bool:
    """Is a request being read, worked at or answered?"""
    return any(
        channel.requests or channel.request is not None or channel.total_outbufs_len
        for channel in list(server.active_channels.values())
    )


def _proxy() -> dict[str, Any]:
    """Whose word is taken for where a request came from: nobody's, but of our proxy."""
    proxy = os.environ.get("HONMONO_PROXY") or (
        "127.0.0.1" if os.environ.get("HONMONO_HTTPS") == "1" else ""
    )
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "clear_untrusted_proxy_headers": True,
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }
