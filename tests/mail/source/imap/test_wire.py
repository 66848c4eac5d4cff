"""The line to the server: bounds on bytes and on time."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from honmono.mail.source.imap._core import CutError, Pace
from honmono.mail.source.imap.wire import MAX_LINE, Wire

SHORT = Pace(patience=0.2)


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Wire(ours, SHORT), theirs


def test_lines_and_literals(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    server.sendall(b"* OK\r\nhel\r\nlo)\nrest")

    assert wire.line() == b"* OK"
    assert wire.literal(7) == b"hel\r\nlo"
    assert wire.line() == b")"
    assert wire.literal(4) == b"rest"


def test_a_line_without_end_is_cut(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    sender = threading.Thread(target=server.sendall, args=(b"x" * (2 * MAX_LINE),))
    sender.start()

    with pytest.raises(CutError, match="a line of more than"):
        wire.line()
    wire.close()
    sender.join()


def test_silence_is_the_end(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    server.sendall(b"half a li")

    with pytest.raises(CutError, match="in time"):
        wire.line()


def test_a_byte_now_and_then_is_the_end_too(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    over = threading.Event()

    def drip() -> None:
        while not over.wait(0.01):
            server.sendall(b"x")

    sender = threading.Thread(target=drip)
    sender.start()
    with pytest.raises(CutError):
        wire.literal(100_000)
    over.set()
    sender.join()


def test_hanging_up_is_the_end(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    server.sendall(b"half")
    server.close()

    with pytest.raises(CutError, match="closed"):
        wire.literal(5)


def test_a_large_number_takes_no_memory(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends
    server.sendall(b"little")
    server.close()

    with pytest.raises(CutError):
        wire.literal(10**15)  # would be a MemoryError if it were believed


def test_waiting_for_something(ends: tuple[Wire, socket.socket]) -> None:
    wire, server = ends

    assert not wire.comes_within(0.0)
    server.sendall(b"* 1 EXISTS\r\n")
    assert wire.comes_within(60.0)
    assert wire.comes_within(0.0)
    assert wire.line() == b"* 1 EXISTS"
    server.close()
    with pytest.raises(CutError):
        wire.comes_within(60.0)


def test_nothing_said_in_the_clear_is_taken_for_encrypted(
    ends: tuple[Wire, socket.socket],
) -> None:
    wire, server = ends
    server.sendall(b"a1 OK begin TLS\r\n* CAPABILITY IMAP4rev1 AUTH=EVIL\r\n")
    assert wire.line() == b"a1 OK begin TLS"

    with pytest.raises(CutError, match="before the encryption"):
        wire.start_tls(ssl.create_default_context(), "mail.example")
