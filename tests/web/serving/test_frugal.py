"""A body that comes gives up before the disk is full."""

from __future__ import annotations

import pytest
from waitress.adjustments import Adjustments

from honmono.web.serving import frugal


def _received(size: int, cookie: str = "a=b; sessionid=x") -> frugal.Request:
    request = frugal.Request(Adjustments())
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n"
    request.received(f"{head}Cookie: {cookie}\r\n\r\n".encode())
    left = size
    while left and not request.completed:
        left -= request.received(b"x" * min(left, 8192))
    return request


def test_with_room_all_of_it_is_taken() -> None:
    request = _received(3 * frugal.STEP)

    assert request.completed
    assert request.error is None
    request.close()


def test_without_room_it_is_refused_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frugal, "has_room", lambda: False)

    request = _received(3 * frugal.STEP)

    assert request.error is not None
    assert request.error.code == 413
    assert request.body_bytes_received < 2 * frugal.STEP
    request.close()


def test_of_somebody_who_has_not_signed_in_little_is_taken() -> None:
    request = _received(3 * frugal.STEP, cookie="a=b")

    assert request.error is not None
    assert request.error.code == 413
    assert request.body_bytes_received < 2 * frugal.STEP
    request.close()


@pytest.mark.parametrize(
    "head",
    [
        "POST / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 0",
        "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked",
        f"POST / HTTP/1.1\r\nContent-Length: {'9' * 5_000}",
    ],
)
def test_of_whose_end_two_may_think_differently_is_refused(head: str) -> None:
    request = frugal.Request(Adjustments())

    request.received(f"{head}\r\nHost: localhost\r\n\r\n".encode())

    assert request.completed
    assert request.error is not None
    assert request.error.code == 400


def test_pieces_without_a_length_are_taken() -> None:
    request = frugal.Request(Adjustments())

    request.received(b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
    request.received(b"3\r\nabc\r\n0\r\n\r\n")

    assert request.error is None
    assert request.headers["CONTENT_LENGTH"] == "3"
    request.close()
