"""Header blocks: where they end, and what fields they have."""

from __future__ import annotations

from time import process_time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.mail.message import headers
from honmono.mail.message.headers import message_ids, split_headers
from honmono.mail.message.limits import (
    MAX_FIELD,
    MAX_HEADERS,
    MAX_HEADERS_BEYOND,
    MAX_REFERENCES,
)
from honmono.mail.message.model import Defect, Header

TIDY: Final = (Header("From", b" a@example.org"), Header("To", b" b@example.org"))


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@example.org\nTo: b@example.org\n\nbody",
        b"From: a@example.org\r\nTo: b@example.org\r\n\r\nbody",
        b"From: a@example.org\rTo: b@example.org\r\rbody",
        b"From: a@example.org\r\nTo: b@example.org\n\r\nbody",
        b"From: a@example.org\nTo: b@example.org\r\n\nbody",
        b"From x@y.z Mon Nov 23\nFrom: a@example.org\nTo: b@example.org\n\nbody",
        b">From x Mon\r\nFrom: a@example.org\r\nTo: b@example.org\r\n\r\nbody",
    ],
    ids=["lf", "crlf", "cr", "mixed", "mixed too", "mbox", "quoted mbox"],
)
def test_every_line_end_ends_a_line(data: bytes) -> None:
    block = split_headers(data)

    assert block.headers == TIDY
    assert data[block.body_start :] == b"body"
    assert block.defects == ()


def test_line_ends_of_a_careless_program_are_one() -> None:
    block = split_headers(b"A: 1\r\r\nB: 2\r\r\n\r\r\nbody")

    assert block.headers == (Header("A", b" 1"), Header("B", b" 2"))
    assert block.defects == (Defect.HEADER_CONTROL_CHARACTER,)
    assert block.body_start == 17


def test_a_value_is_kept_as_it_stands() -> None:
    block = split_headers(b"A:1\r\nB:  2 \r\n\t3\r\n \r\n 4\r\nC:\r\nd-E: \xe3\r\n\r\n")

    assert block.headers == (
        Header("A", b"1"),
        Header("B", b"  2 \r\n\t3\r\n \r\n 4"),
        Header("C", b""),
        Header("d-E", b" \xe3"),
    )
    assert block.defects == (Defect.HEADER_RAW_8BIT,)


def test_a_block_lies_between_two_places() -> None:
    data = b"--b\r\nA: 1\r\n\r\nbody\r\n--b\r\n\r\nB: 2\r\n"

    assert split_headers(data, 5).body_start == 13
    assert split_headers(data, 5, 9).headers == (Header("A", b" 1"),)
    assert split_headers(data, 5, 9).body_start == 9
    assert split_headers(data, 24) == ((), 26, ())


@pytest.mark.parametrize(
    ("data", "names", "body", "defects"),
    [
        (b"", "", b"", {Defect.NO_HEADER_END}),
        (b"\nFrom: a\n", "", b"From: a\n", set()),
        (b"From: a\n", "From", b"", {Defect.NO_HEADER_END}),
        (b"From: a", "From", b"", {Defect.NO_HEADER_END}),
        (
            b"From: a\njunk\nTo: b\n\nx",
            "From To",
            b"x",
            {Defect.HEADER_WITHOUT_COLON},
        ),
        (
            b"From: a\njunk\njunk\nX-A: 1\nFrom: b\n\nx",
            "From From",
            b"x",
            {Defect.HEADER_WITHOUT_COLON},
        ),
        (
            b"From: a\nDear Sir,\nnote: pay\n\nx",
            "From",
            b"Dear Sir,\nnote: pay\n\nx",
            {Defect.HEADER_WITHOUT_COLON, Defect.NO_HEADER_END},
        ),
        (
            b"hello\nworld\n",
            "",
            b"hello\nworld\n",
            {Defect.HEADER_WITHOUT_COLON, Defect.NO_HEADER_END},
        ),
        (b" folded\nFrom: a\n\nx", "From", b"x", {Defect.HEADER_WITHOUT_COLON}),
        (b": x\nFrom: a\n\nx", "From", b"x", {Defect.HEADER_WITHOUT_COLON}),
        (b"From : a\n\nx", "From", b"x", {Defect.HEADER_NAME_WITH_SPACE}),
        (b"From \t: a\n\nx", "From", b"x", {Defect.HEADER_NAME_WITH_SPACE}),
        (b"A: b\0c\n\nx", "A", b"x", {Defect.HEADER_CONTROL_CHARACTER}),
        (b"A: \x1b$B\n\nx", "A", b"x", set()),
    ],
)
def test_broken_blocks(
    data: bytes, names: str, body: bytes, defects: set[Defect]
) -> None:
    block = split_headers(data)

    assert " ".join(header.name for header in block.headers) == names
    assert data[block.body_start :] == body
    assert set(block.defects) == defects


def test_a_field_behind_a_lone_cr_is_one_as_some_programs_believe_it() -> None:
    block = split_headers(b"Subject: a\rFrom: b@example.org\nTo: c\rd\n\nbody")

    assert block.headers == (
        Header("Subject", b" a"),
        Header("From", b" b@example.org"),
        Header("To", b" c\rd"),
    )
    assert block.defects == (Defect.HEADER_CONTROL_CHARACTER,)


def test_two_lone_cr_do_not_hide_the_fields_below() -> None:
    block = split_headers(b"Subject: a\r\rFrom: b\nTo: c\n\nbody")

    assert [header.name for header in block.headers] == ["Subject", "From", "To"]


HUGE: Final = 4 * 2**20


@pytest.mark.parametrize(
    ("data", "defect"),
    [
        (b"A: b\n" * 100_000 + b"\nbody", Defect.TOO_MANY_HEADERS),
        (b"a:\n" * 1_000_000, Defect.TOO_MANY_HEADERS),
        (b"A: " + b"x" * HUGE, Defect.HEADER_TOO_LONG),
        (b"A: x" + b"\n " * (HUGE // 2), Defect.HEADER_TOO_LONG),
        (b"A: " + b"\r" * HUGE, Defect.HEADER_TOO_LONG),
        (b"A" + b" " * HUGE, Defect.HEADER_TOO_LONG),
        (b"A" * HUGE, Defect.HEADER_TOO_LONG),
        (b"junk\n" * 200_000, Defect.HEADER_WITHOUT_COLON),
        (b"A: x\n" + b"\raaaa" * 200_000 + b"\nB: c\n\n", Defect.HEADER_WITHOUT_COLON),
        (b"A: x\n" + b" y\n" * 300_000 + b"\n", Defect.HEADER_TOO_LONG),
    ],
    ids=[
        *("fields", "tiny fields", "long line", "folds", "cr", "blanks", "name"),
        *("junk", "junk after cr", "long value"),
    ],
)
def test_time_and_size_are_bounded(data: bytes, defect: Defect) -> None:
    start = process_time()
    block = split_headers(data)

    assert process_time() - start < 10
    assert defect in block.defects
    assert len(block.headers) <= MAX_HEADERS + MAX_HEADERS_BEYOND
    assert all(len(header.value) <= MAX_FIELD for header in block.headers)


def test_the_body_is_found_behind_a_block_that_is_too_long() -> None:
    data = b"A: " + b"x" * HUGE + b"\nB: 2\n\nbody"

    assert data[split_headers(data).body_start :] == b"body"


@pytest.mark.parametrize("count", [2_001, 30_000, 200_000])
@pytest.mark.parametrize("junk", [b"", b"junk\n"])
def test_too_many_fields_do_not_hide_the_from(count: int, junk: bytes) -> None:
    block = split_headers(junk + b"a:\n" * count + b"From: b\nc:\n\nbody")

    assert len(block.headers) == MAX_HEADERS + 1
    assert block.headers[-1] == Header("From", b" b")
    assert Defect.TOO_MANY_HEADERS in block.defects


def test_as_many_fields_as_allowed_are_no_defect() -> None:
    block = split_headers(b"a:\n" * MAX_HEADERS + b"\nbody")

    assert (len(block.headers), block.defects) == (MAX_HEADERS, ())


def test_junk_without_end_does_not_hide_a_from() -> None:
    block = split_headers(b"junk\n" * 10_000 + b"From: a\n\nbody")

    assert [header.name for header in block.headers] == ["From"]


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        (b" <a@example.org>", ("a@example.org",)),
        (b"<a@b>\r\n <c@d>\r\n\t<a@b>", ("a@b", "c@d")),
        (b"<a@b><c@d>, <e@f>", ("a@b", "c@d", "e@f")),
        (b"<a\r\n @b>", ("a@b",)),
        (b"a@b, c@d", ("a@b", "c@d")),
        (b"a@b", ("a@b",)),
        (b"<a@b", ("a@b",)),
        (b"20261123.abc", ("20261123.abc",)),
        (b'Your message of "Mon, 23 Nov 2026" <a@b>', ("a@b",)),
        (b"Your message of Monday", ()),
        (b"<>", ()),
        (b"", ()),
        (b"<a\0b@c>", ("a b@c",)),
        (b"<\xff@c>", ("\ufffd@c",)),
    ],
)
def test_message_ids(value: bytes, ids: tuple[str, ...]) -> None:
    assert message_ids(value) == ids


def test_of_too_many_message_ids_the_first_and_the_last_are_kept() -> None:
    ids = message_ids(b"".join(b"<%d@x>" % number for number in range(10_000)))

    assert len(ids) == MAX_REFERENCES
    assert ids[0] == "0@x"
    assert ids[-1] == "9999@x"


@pytest.mark.parametrize("sign", [b"<", b">", b"<>", b"@", b" ", b"<a@b>"])
def test_message_ids_of_any_length_take_little_time(sign: bytes) -> None:
    start = process_time()
    message_ids(sign * 200_000)

    assert process_time() - start < 10


PARTS: Final = b"""\
Subject: x
Content-Type: multipart/mixed; boundary="b"
%b
--b
Content-Type: text/plain
%b
Hello
--b--
"""


@pytest.mark.parametrize(
    ("above", "inside", "length"),
    [
        pytest.param(b" ", b"", 2, id="a boundary begins the body"),
        pytest.param(b"--bc", b"", 2, id="also below another such line"),
        pytest.param(b" ", b"From: a@example.org\n", 4, id="a From below is read"),
        pytest.param(b"", b"", 2, id="an empty line ended it before"),
    ],
)
def test_a_boundary_ends_a_header_unless_a_field_of_the_mail_follows(
    above: bytes, inside: bytes, length: int
) -> None:
    block = split_headers(PARTS % (above, inside))

    assert len(block.headers) == length


def test_another_boundary_does_not_end_a_header() -> None:
    block = split_headers((PARTS % (b" ", b"")).replace(b'"b"', b'"c"'))

    assert [name for name, _ in block.headers][2:] == ["Content-Type"]


def test_where_a_boundary_ends_the_header_its_part_is_read() -> None:
    data = PARTS % (b" ", b"")
    block = split_headers(data)

    assert data[block.body_start :].startswith(b"--b\nContent-Type: text/plain")
    assert Defect.NO_HEADER_END in block.defects


@pytest.mark.parametrize(
    "junk",
    [b"--b \n", b"--bb\n", b"boundary= ", b"--" + b" " * 1_000 + b"\n"],
)
def test_lines_like_a_boundary_take_little_time(junk: bytes) -> None:
    data = b"Content-Type: x; boundary=b\n" + junk * (900_000 // len(junk))
    start = process_time()
    split_headers(data + b"\nFrom: a@example.org\n\n")

    assert process_time() - start < 10


FRAGMENTS: Final = st.sampled_from(
    [
        *(b"From: a", b"X-A:", b"B:c", b"\n", b"\r\n", b"\r", b"\n ", b"\r\n\t", b"\0"),
        *(
            b"junk",
            b" ",
            b"\xe3",
            b":",
            b"\n\n",
            b"\r\n\r\n",
            b"\x1b",
            b"A b: c",
            b"--b",
        ),
    ]
)


@given(st.lists(FRAGMENTS, max_size=14).map(b"".join))
@settings(max_examples=500, deadline=None)
def test_the_short_way_and_the_long_way_agree(text: bytes) -> None:
    data = b"A: b" + text + b"\n\n"
    blank = headers._BLANK.search(data)
    assert blank
    short = headers._tidy(data, 0, blank)

    assert short is None or short == headers._untidy(data, 0, len(data), blank)
