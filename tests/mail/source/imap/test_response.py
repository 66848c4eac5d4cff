"""What a server says, taken apart; what is no IMAP ends the connection, and nothing else."""

from __future__ import annotations

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.mail.source.imap._core import CutError, Pace, TooMuchError
from honmono.mail.source.imap.response import (
    MAX_DEPTH,
    Answer,
    Data,
    Fetched,
    More,
    Status,
    next_from,
    number,
    parse,
)
from honmono.mail.source.imap.wire import Wire


def said(text: bytes, most: int = 1000) -> Answer:
    """The first answer in what a server sent before it hung up."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(text)
        theirs.close()
        return next_from(Wire(ours, Pace()), most)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (b"* OK hello {5}\r\n", Status(b"*", "OK", "", b"", b"hello {5}")),
        (
            b"a7 no [NonExistent] gone\r\n",
            Status(b"a7", "NO", "NONEXISTENT", b"", b"gone"),
        ),
        (
            b"* OK [UIDVALIDITY 12] stays\r\n",
            Status(b"*", "OK", "UIDVALIDITY", b"12", b"stays"),
        ),
        (
            b"* OK [PERMANENTFLAGS ()] x\r\n",
            Status(b"*", "OK", "PERMANENTFLAGS", b"()", b"x"),
        ),
        (b"* BYE\r\n", Status(b"*", "BYE", "", b"", b"")),
        (b"+ idling\r\n", More(b"idling")),
        (b"+\r\n", More(b"")),
        (b"* 12 EXISTS\r\n", Data([b"12", b"EXISTS"])),
        (
            b'* LIST (\\Sub) "/" "a \\"b\\\\"\r\n',
            Data([b"LIST", [b"\\Sub"], b"/", b'a "b\\']),
        ),
        (b"* LIST () NIL {3}\r\na b\r\n", Data([b"LIST", [], None, b"a b"])),
        (b"* 3 FETCH (UID 9 RFC822.SIZE 44)\r\n", Fetched(9, 44)),
        (
            b"* 3 FETCH (UID 9 BODY[] {5}\r\nhe)\r\n)\r\n",
            Fetched(9, has_body=True, body=b"he)\r\n"),
        ),
        (
            b"* 3 FETCH (BODY[] {2}\r\nhi FLAGS (\\Seen) UID 9)\r\n",
            Fetched(9, has_body=True, body=b"hi"),
        ),
        (b'* 3 FETCH (UID 9 BODY[] "hi")\r\n', Fetched(9, has_body=True, body=b"hi")),
        (b"* 3 FETCH (UID 9 BODY[] NIL)\r\n", Fetched(9, has_body=True)),
        (b"* 3 FETCH (FLAGS (\\Seen))\r\n", Fetched(0)),
    ],
)
def test_answers(line: bytes, answer: Answer) -> None:
    assert said(line) == answer


@pytest.mark.parametrize(
    "line",
    [
        b"220 smtp.example ESMTP\r\n",
        b"\r\n",
        b"* 3 FETCH (UID 9 BODY[] {2}\r\nhello)\r\n",
        b"* 3 FETCH (UID 9\r\n",
        b"* 3 FETCH UID 9)\r\n",
        b'* LIST () "/" "open\r\n',
        b"* " + b"(" * 40_000 + b"\r\n",
        b"* 3 FETCH (UID 9 BODY[] {2}\r\nhello, world)\r\n",
        b"* 3 FETCH\r\n",
        b"* 3 FETCH (UID 9 BODY[] {50}\r\nhello)\r\n",
    ],
)
def test_what_is_no_imap_ends_the_connection(line: bytes) -> None:
    with pytest.raises(CutError):
        said(line)


@pytest.mark.parametrize("size", [b"1001", b"10737418240", b"9" * 19])
def test_more_than_is_taken_is_not_read(size: bytes) -> None:
    with pytest.raises(TooMuchError) as caught:
        said(b"* 3 FETCH (UID 9 BODY[] {%b}\r\nhello" % size)
    assert caught.value.size == int(size)


def test_many_small_literals_are_bounded_together() -> None:
    with pytest.raises(TooMuchError):
        said(b"* LIST " + b"{300}\r\n" + (b"x" * 300 + b" {300}\r\n") * 9)


def test_many_brackets_take_no_time() -> None:
    assert said(b"* " + b"[ " * 30_000 + b"\r\n") == Data([b"["] * 30_000)


def test_lists_in_lists_have_a_bound() -> None:
    deep = MAX_DEPTH - 1
    assert parse([b"(" * deep + b")" * deep])
    with pytest.raises(CutError):
        parse([b"(" * (MAX_DEPTH + 1) + b")" * (MAX_DEPTH + 1)])


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_the_end(text: bytes) -> None:
    try:
        said(text + b"\r\n")
    except CutError:
        return


@given(st.text('()[]"\\{}* NILabc019', max_size=60))
def test_almost_imap_is_an_answer_or_the_end(text: str) -> None:
    try:
        said(b"* " + text.encode() + b"\r\n")
    except CutError:
        return


def test_numbers() -> None:
    assert number(b"20") == 20
    assert all(number(v) == -1 for v in (b"", b"-1", b"x", b"9" * 30, None))
