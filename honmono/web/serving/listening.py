"""The socket on which pages are asked for; bound before anything else happens."""

from __future__ import annotations

import errno
import http.client
import socket
from typing import Final

from honmono.web.serving.errors import ServingError

_BACKLOG: Final = 128
_PATIENCE: Final = 1.0
"""Seconds in which a process that lives answers."""

_KEYS: Final = {
    errno.EADDRINUSE: "port-taken",
    errno.EACCES: "port-forbidden",
    errno.EADDRNOTAVAIL: "no-such-address",
}


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0: on any that is free.

    Raises:
        ServingError: somebody else has it, or there is no such address here.

    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        key = _KEYS.get(error.errno or 0, "not-bound")
        if isinstance(error, socket.gaierror):
            key = "no-such-address"
        raise ServingError(key, host=host, port=port, why=error.strerror) from None
    except OverflowError:
        raise ServingError("no-such-port", port=port) from None


def address(listener: socket.socket) -> str:
    """What people type into their browser."""
    host, port = listener.getsockname()[:2]
    shown = _here(host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def is_live(listener: socket.socket) -> bool:
    """Does a process answer there?"""
    host, port = listener.getsockname()[:2]
    asking = http.client.HTTPConnection(_here(host), port, timeout=_PATIENCE)
    try:
        asking.request("GET", "/health/live", headers={"Host": "localhost"})
        return asking.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


def _here(host: str) -> str:
    """Every address of a machine is reached through its own."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
