"""Reader: the MIME tree."""

from __future__ import annotations

import pytest

from honmono.mail.message.headers import split_headers
from honmono.mail.message.limits import MAX_DEPTH, MAX_PARTS
from honmono.mail.message.mime import read_parts
from honmono.mail.message.model import Defect, Part

MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def read(mail: bytes) -> tuple[tuple[Part, ...], tuple[Defect, ...]]:
    headers, body, _ = split_headers(mail, 0, len(mail))
    return read_parts(mail, headers, body)


def tree(mail: bytes) -> list[tuple[int, str, bytes]]:
    """Show (depth, type, bytes) of every part but the multiparts' bytes."""
    parts, _ = read(mail)
    return [
        (
            part.depth,
            part.content_type,
            b""
            if part.content_type.startswith("multipart/")
            else mail[part.start : part.end],
        )
        for part in parts
    ]


def defects(mail: bytes) -> set[Defect]:
    return set(read(mail)[1])


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_parts_end_before_the_line_end_that_belongs_to_the_boundary(end: bytes) -> None:
    mail = (
        b"Content-Type: multipart/alternative; boundary=b\n\npreamble\n--b\n"
        b"Content-Type: text/plain\n\nfirst\nline\n--b\n"
        b"Content-Type: text/html\n\n<p>\n\n--b--\nepilogue\n"
    ).replace(b"\n", end)

    assert tree(mail) == [
        (0, "multipart/alternative", b""),
        (1, "text/plain", b"first\nline".replace(b"\n", end)),
        (1, "text/html", b"<p>\n".replace(b"\n", end)),
    ]
    assert defects(mail) == set()


def test_line_ends_may_be_mixed() -> None:
    mail = MIXED + b"--b\r\n\r\none\n--b\n\ntwo\r--b\r\rthree\r\n--b--\r\n"

    assert [body for _, _, body in tree(mail)] == [b"", b"one", b"two", b"three"]


def test_a_mail_without_fields_is_plain_text() -> None:
    assert tree(b"\nhello") == [(0, "text/plain", b"hello")]
    assert tree(b"") == [(0, "text/plain", b"")]


def test_what_the_fields_say_is_in_the_part() -> None:
    mail = (
        b"Content-Type: Application/PDF; name=a.pdf; charset=Shift_JIS\n"
        b"Content-Transfer-Encoding: BASE64\nContent-ID: <x@y>\n"
        b'Content-Disposition: Attachment; filename="a.pdf"\n\nJVBE\n'
    )

    (part,), found = read(mail)

    assert part.content_type == "application/pdf"
    assert part.charset.lower() == "shift_jis"
    assert part.disposition == "attachment"
    assert part.filename == "a.pdf"
    assert part.content_id == "x@y"
    assert part.transfer_encoding == "base64"
    assert found == ()


def test_a_part_of_a_digest_is_a_message() -> None:
    mail = MIXED.replace(b"mixed", b"digest") + (
        b"--b\n\nFrom: x@example.org\n\nhello\n"
        b"--b\nContent-Type: text/plain\n\nend\n--b--\n"
    )

    assert tree(mail) == [
        (0, "multipart/digest", b""),
        (1, "message/rfc822", b"From: x@example.org\n\nhello"),
        (2, "text/plain", b"hello"),
        (1, "text/plain", b"end"),
    ]


def test_parts_of_an_attached_message_know_where_they_lie() -> None:
    mail = MIXED + (
        b"--b\n\nsee below\n--b\nContent-Type: message/rfc822\n\n"
        b"Content-Type: multipart/mixed; boundary=i\n\n--i\n\ndeep\n--i--\n--b--\n"
    )

    parts, found = read(mail)

    assert [(part.content_type, part.in_message) for part in parts] == [
        ("multipart/mixed", False),
        ("text/plain", False),
        ("message/rfc822", False),
        ("multipart/mixed", True),
        ("text/plain", True),
    ]
    assert found == ()


def test_an_encoded_message_is_not_followed() -> None:
    mail = (
        b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbToK"
    )

    assert [kind for _, kind, _ in tree(mail)] == ["message/rfc822"]


@pytest.mark.parametrize(
    ("mail", "kinds", "defect"),
    [
        (
            MIXED
            + b"--b\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n"
            + b"--b\n\ny\n--b--",
            ["multipart/mixed", "multipart/mixed", "text/plain", "text/plain"],
            Defect.BOUNDARY_NOT_CLOSED,
        ),
        (MIXED + b"--b\n\n", ["multipart/mixed", "text/plain"], Defect.BOUNDARY_NOT_CLOSED),
        (MIXED + b"--c\n\nx", ["multipart/mixed"], Defect.BOUNDARY_NOT_FOUND),
        (
            b"Content-Type: multipart/mixed\n\n--b\n\nx",
            ["multipart/mixed"],
            Defect.BOUNDARY_MISSING,
        ),
        (
            b'Content-Type: multipart/mixed; boundary=""\n\n--\n\nx',
            ["multipart/mixed"],
            Defect.BOUNDARY_MISSING,
        ),
        (
            MIXED + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--",
            ["multipart/mixed", "multipart/mixed", "text/plain"],
            Defect.BOUNDARY_REUSED,
        ),
        (
            b"Content-Type: multipart/mixed; boundary=b; boundary=c\n\n--b\n\nx\n--b--",
            ["multipart/mixed", "text/plain"],
            Defect.BOUNDARY_TWICE,
        ),
        (
            b"Content-Type: text/html\n" + MIXED + b"--b\n\nx\n--b--",
            ["text/html"],
            Defect.CONTENT_TYPE_TWICE,
        ),
        (b"Content-Type: text\n\nx", ["text/plain"], Defect.CONTENT_TYPE_UNPARSABLE),
        (
            b"Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\nx",
            ["text/plain"],
            Defect.TRANSFER_ENCODING_TWICE,
        ),
        (
            b"Content-Transfer-Encoding: rot13\n\nx",
            ["text/plain"],
            Defect.TRANSFER_ENCODING_UNKNOWN,
        ),
        (
            b"Content-Transfer-Encoding: base64\n" + MIXED + b"--b\n\nx\n--b--",
            ["multipart/mixed", "text/plain"],
            Defect.TRANSFER_ENCODING_ON_MULTIPART,
        ),
        (
            b"Content-Type: a/b; name=x.pdf\nContent-Disposition: x; filename=x.exe\n\n",
            ["a/b"],
            Defect.FILE_NAMES_DIFFER,
        ),
    ],
    ids=[
        "outer ends inner", "never closed", "not found", "missing", "empty", "reused",
        "two boundaries", "two types", "no type", "two encodings", "unknown encoding",
        "encoded multipart", "two names",
    ],
)  # fmt: skip
def test_what_is_broken_is_named(mail: bytes, kinds: list[str], defect: Defect) -> None:
    assert [kind for _, kind, _ in tree(mail)] == kinds
    assert defect in defects(mail)


@pytest.mark.parametrize(
    ("boundary", "line"),
    [
        (b"b", b"--b \t"),
        (b'"b b"', b"--b b"),
        (b'"b "', b"--b"),
        (b'"b:=?/b"', b"--b:=?/b"),
        (b'"--"', b"----"),
        (b"b--", b"--b--"),
    ],
    ids=[
        "blanks behind",
        "blank inside",
        "blank at the end",
        "signs",
        "dashes",
        "dashes last",
    ],
)
def test_boundaries_that_are_met(boundary: bytes, line: bytes) -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary="
        + boundary
        + b"\n\n"
        + line
        + b"\n\nx\n"
    )

    assert [body for _, _, body in tree(mail)] == [b"", b"x\n"]


@pytest.mark.parametrize(
    "line",
    [
        b"--bb",
        b"-- b",
        b"--b-",
        b"--b x",
        b"--B",
        b" --b",
        b"x--b",
        b"--b" + b" " * 2_000 + b"x",
    ],
)
def test_lines_that_are_no_boundary(line: bytes) -> None:
    mail = MIXED + b"--b\n\none\n" + line + b"\ntwo\n--b--\n"

    assert tree(mail)[1:] == [(1, "text/plain", b"one\n" + line + b"\ntwo")]


def test_boundaries_may_begin_alike() -> None:
    mail = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: multipart/mixed; boundary=bb\n\n--bb\n\none\n--bb--\n"
        b"--b\n\ntwo\n--b--\n"
    )

    assert [(depth, body) for depth, _, body in tree(mail)] == [
        (0, b""), (1, b""), (2, b"one"), (1, b"two"),
    ]  # fmt: skip
    assert defects(mail) == set()


def test_nothing_is_read_behind_the_last_boundary() -> None:
    mail = MIXED + b"--b\n\none\n--b--\n--b\n\ntwo\n"

    assert [body for _, _, body in tree(mail)] == [b"", b"one"]


def test_a_boundary_ends_a_header_block_that_does_not_end() -> None:
    mail = MIXED + b"--b\nX: y\n--b\nX: y\n-- no boundary\nZ: z\n\ntwo\n--b--\n"

    assert [body for _, _, body in tree(mail)][-1].endswith(b"two")
    assert len(read(mail)[0]) == 3


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_a_mail_that_is_cut_gives_what_is_there(cut: int) -> None:
    mail = (
        MIXED + b"--b\nContent-Type: text/plain\n\none\n--b\n"
        b"Content-Type: message/rfc822\n\nSubject: x\n\ninner\n--b--\n"
    )[:cut]

    for part in read(mail)[0]:
        assert 0 <= part.start <= part.end <= len(mail)


def test_depth_is_bounded() -> None:
    mail = b"Content-Type: message/rfc822\n\n" * (MAX_DEPTH + 9)

    parts, found = read(mail)

    assert len(parts) == MAX_DEPTH + 1
    assert found == (Defect.TOO_DEEP,)


def test_the_number_of_parts_is_bounded() -> None:
    parts, found = read(MIXED + b"--b\n\nx\n" * (MAX_PARTS + 9))

    assert len(parts) == MAX_PARTS
    assert found == (Defect.TOO_MANY_PARTS,)


def test_a_reader_stops_at_the_end_it_is_given() -> None:
    mail = MIXED + b"--b\n\none\n--b\n\ntwo\n--b--\n"
    headers, body, _ = split_headers(mail, 0, len(mail))

    parts, _ = read_parts(mail, headers, body, mail.index(b"ne\n"))

    assert [mail[part.start : part.end] for part in parts[1:]] == [b"o"]
