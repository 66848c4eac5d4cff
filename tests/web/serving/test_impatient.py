"""Connections that strangers hold: closed in time, and never in the way of others."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from waitress import wasyncore
from waitress.server import create_server

from honmono.web.serving import impatient
from honmono.web.serving.frugal import Channel
from honmono.web.serving.impatient import HEAD, LEAST, ROOM, SILENT, SPAN, tidy

LARGE = 64 * 2**20
LIMIT = 20


def app(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/large":
        return [b"x" * LARGE]
    return [b"ok"]


class Here:
    """A server whose clock and turns are ours."""

    def __init__(self) -> None:
        self.server = create_server(
            app, host="127.0.0.1", port=0, threads=1, connection_limit=LIMIT, map={}
        )
        self.server.channel_class = Channel
        self.now = 0.0
        self.sockets: list[socket.socket] = []

    def turns(self, is_done: Callable[[], bool], most: float = 20.0) -> None:
        until = time.monotonic() + most
        while not is_done():
            wasyncore.loop(timeout=0.01, map=self.server._map, count=1)
            tidy(self.server, self.now)
            assert time.monotonic() < until, "it never came to that"

    def later(self, seconds: float) -> None:
        self.now += seconds
        tidy(self.server, self.now)

    @property
    def channels(self) -> list[Any]:
        return list(self.server.active_channels.values())

    def connect(self, *said: bytes) -> socket.socket:
        made = socket.create_connection(("127.0.0.1", self.server.effective_port))
        made.settimeout(5)
        self.sockets.append(made)
        mine = made.getsockname()[:2]
        self.turns(lambda: any(c.addr[:2] == mine for c in self.channels))
        for part in said:
            self.say(made, part)
        return made

    def say(self, sock: socket.socket, data: bytes) -> None:
        (channel,) = [c for c in self.channels if c.addr[:2] == sock.getsockname()[:2]]
        channel.last_activity = 0
        sock.sendall(data)
        self.turns(lambda: channel.last_activity != 0)

    def answer(self, sock: socket.socket) -> bytes:
        sock.setblocking(False)
        found = bytearray()

        def came() -> bool:
            try:
                found.extend(sock.recv(65_536))
            except BlockingIOError:
                return False
            return True

        self.turns(came)
        return bytes(found)


@pytest.fixture
def here() -> Iterator[Here]:
    made = Here()
    yield made
    for sock in made.sockets:
        sock.close()
    made.server.task_dispatcher.shutdown(timeout=5)
    for channel in made.channels:
        channel.handle_close()
    made.server.close()


def test_who_says_nothing_at_all_goes(here: Here) -> None:
    here.connect()

    here.later(HEAD - 1)
    assert len(here.channels) == 1
    here.later(2)
    assert here.channels == []


def test_who_says_a_byte_again_and_again_goes_all_the_same(here: Here) -> None:
    slow = here.connect(b"GET / HTTP/1.1\r\n")
    for letter in b"Host: ":
        here.later(HEAD / 10)
        here.say(slow, bytes([letter]))

    here.later(HEAD / 2)

    assert here.channels == []


def test_between_two_requests_it_may_be_silent_for_a_while(here: Here) -> None:
    sock = here.connect(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert here.answer(sock).startswith(b"HTTP/1.1 200")
    here.turns(lambda: here.channels[0].state.phase == "silent")

    here.later(SILENT - 1)
    assert len(here.channels) == 1
    here.later(2)
    assert here.channels == []


@pytest.mark.parametrize(("bytes_a_span", "stays"), [(10, False), (LEAST, True)])
def test_a_body_has_to_come_at_some_speed(
    here: Here, bytes_a_span: int, stays: bool
) -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n"
    sock = here.connect(head)

    left = bytes_a_span
    while left:
        here.say(sock, b"x" * min(left, 4096))
        left -= min(left, 4096)
    here.later(SPAN + 1)

    assert bool(here.channels) is stays


def test_who_takes_his_answer_too_slowly_goes(here: Here) -> None:
    here.connect(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
    here.turns(lambda: here.channels[0].state.phase == "answer")
    here.turns(lambda: here.channels[0].sent > 0)

    for _ in range(3):  # the buffers of the system take some of it first
        here.later(SPAN + 1)

    assert here.channels == []


def test_what_is_worked_at_is_never_too_slow(here: Here) -> None:
    here.connect()
    (channel,) = here.channels
    channel.requests = [object()]

    here.later(3_600)

    assert here.channels == [channel]
    channel.requests = []


def test_held_connections_never_keep_another_one_out(here: Here) -> None:
    for _ in range(LIMIT + 5):
        here.connect(b"GET / HTTP/1.1\r\n")
    assert len(here.server._map) <= LIMIT - ROOM

    sock = here.connect(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")

    assert here.answer(sock).startswith(b"HTTP/1.1 200")


def test_where_it_is_full_who_has_most_of_them_gives_way() -> None:
    class Waits:
        def __init__(self, address: str, since: float) -> None:
            self.addr, self.state = (address, 1), impatient.State(since=since)

    alone, *many = [
        Waits("192.0.2.1", 0),
        Waits("203.0.113.7", 5),
        Waits("203.0.113.7", 4),
    ]

    assert impatient._longest([alone, *many]) == [many[1], many[0], alone]


def _waiting(address: str, since: float) -> Any:
    return SimpleNamespace(addr=(address, 1), state=SimpleNamespace(since=since))


@pytest.mark.parametrize(
    ("of_a_crowd", "of_one"),
    [
        ("2001:db8::{}", "2001:db8:0:1::9"),
        ("fe80::{}%eth0", "192.0.2.9"),
    ],
)
def test_a_network_of_many_addresses_is_one_crowd(of_a_crowd: str, of_one: str) -> None:
    victim = [_waiting(of_one, 0.0), _waiting(of_one, 0.0)]
    crowd = [_waiting(of_a_crowd.format(n), float(n)) for n in range(1, 9)]

    gone = impatient._longest([*victim, *crowd])

    assert gone[-2:] == victim


def test_addresses_of_the_older_kind_are_houses_of_their_own() -> None:
    crowd = [_waiting(f"::ffff:192.0.2.{n}", float(n)) for n in range(1, 4)]
    two = [_waiting("192.0.2.9", 9.0), _waiting("192.0.2.9", 9.0)]

    assert impatient._longest([*crowd, *two])[:2] == two
