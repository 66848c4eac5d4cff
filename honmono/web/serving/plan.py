"""What is to be served: where, from which folder, by how many processes."""

from __future__ import annotations

import ipaddress
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from honmono.web.serving.errors import ServingError

WEB_ON_POSTGRESQL: Final = 2
"""Processes for pages where nobody says a number; the embedded database has one."""

GRACE: Final = 10.0
"""Seconds in which requests and jobs at hand may end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A start of the desk."""

    host: str
    port: int
    home: Path
    web: int
    jobs: int
    language: str

    @property
    def run(self) -> Path:
        """What lives only as long as the processes."""
        return self.home / "run"

    @property
    def restoring(self) -> Path:
        """There while a backup is being restored, or when that was cut short."""
        return self.home / ".restoring"


def has_postgresql() -> bool:
    """Does the environment name a PostgreSQL database?"""
    return bool(os.environ.get("DATABASE_URL"))


def processes(web: int | None, jobs: int | None) -> tuple[int, int]:
    """How many for pages and for jobs: as given, else what suits the database."""
    return web or (WEB_ON_POSTGRESQL if has_postgresql() else 1), jobs or 1


def require_cautious(host: str) -> None:
    """Others reach the desk only where somebody has said under which name.

    Raises:
        ServingError: the address is not this machine's own, and no name was said.

    """
    if not os.environ.get("HONMONO_HOSTS") and not is_loopback(host):
        raise ServingError("not-loopback", host=host)


def is_loopback(host: str) -> bool:
    """Does an address lead to this machine alone?  What cannot be told does not."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return all(
            ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_loopback
            for entry in found
        )
    except (OSError, ValueError):
        return False
