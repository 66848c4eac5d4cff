"""A line to a server that is cut after so many bytes: a socket between two others.

with Cutting(server.tls, [5_000, 90_000]) as line:
    find(server.url(port=line.port), …)      # cut twice, then left alone
"""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

HOST = "127.0.0.1"
_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER so that closing sends a reset, as a line that breaks looks like."""


class Cutting:
    """The line, to be used in a `with` block."""

    def __init__(self, target: int, cuts: Sequence[int]) -> None:
        self._target = target
        self._cuts = cuts
        self.connections = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end.set()
        socket.create_connection((HOST, self.port)).close()
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if self._end.is_set():
                client.close()
                return
            place = self.connections
            self.connections += 1
            most = self._cuts[place] if place < len(self._cuts) else 2**60
            with client, socket.create_connection((HOST, self._target)) as server:
                if _pass_on(client, server, most):
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)


def _pass_on(client: socket.socket, server: socket.socket, most: int) -> bool:
    """Pass bytes on in both directions; True when it ends because of the cut."""
    with suppress(ConnectionError):
        while True:
            ready, _, _ = select.select([client, server], [], [])
            for each, other in ((client, server), (server, client)):
                if each not in ready:
                    continue
                data = each.recv(2**16)
                if not data:
                    return False
                if each is server:
                    data, most = data[:most], most - len(data[:most])
                other.sendall(data)
                if most <= 0:
                    return True
    return False
