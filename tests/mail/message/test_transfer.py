"""Reader: transfer encodings."""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri

import pytest

from honmono.mail.message import transfer
from honmono.mail.message.model import Defect, Part
from honmono.mail.message.transfer import decoded

FILE = hashlib.shake_128(b"any file").digest(5_000)


def decode(
    encoding: str, body: bytes, limit: int = 10**9
) -> tuple[bytes, tuple[Defect, ...]]:
    part = Part(0, "a/b", "", "", "", "", encoding, 3, 3 + len(body))
    return decoded(b"\n\n\n" + body + b"--b", part, limit)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("base64", base64.encodebytes(FILE)),
        ("base64", base64.encodebytes(FILE).replace(b"\n", b"\r\n")),
        ("base64", b"  " + base64.encodebytes(FILE).replace(b"\n", b" \n\t") + b"\n\n \n"),
        ("quoted-printable", quopri.encodestring(FILE)),
        ("quoted-printable", quopri.encodestring(FILE).replace(b"=\n", b"= \r\n")),
        ("x-uuencode", b"begin 644 a\n" + b"".join(
            binascii.b2a_uu(FILE[n : n + 45]) for n in range(0, 5_000, 45)) + b"`\nend\n"),
        ("x-uuencode", b"begin 644 a\r\n" + b"".join(
            binascii.b2a_uu(FILE[n : n + 40]) for n in range(0, 5_000, 40)) + b" \nend\n"),
        ("8bit", FILE),
        ("", FILE),
        ("rot13", FILE),
    ],
    ids=["base64", "base64 CRLF", "base64 blanks", "qp", "qp blanks", "uu", "uu short",
         "8bit", "none", "unknown"],
)  # fmt: skip
@pytest.mark.parametrize("chunk", [97, 1_000, 2**20], ids="chunks of {}".format)
def test_a_file_comes_out_as_it_was(
    monkeypatch: pytest.MonkeyPatch, encoding: str, body: bytes, chunk: int
) -> None:
    monkeypatch.setattr(transfer, "CHUNK", chunk)

    assert decode(encoding, body) == (FILE, ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"5pel5pys", "日本"),
        (b"5pel5pysIA", "日本 "),
        (b"5pel*5p~ys", "日本"),
        (b"5pel5pysIA==\nIA==", "日本  "),
        (b"5pel5pysQQ==5pel", "日本A日"),
        (b"5pel5pysQ", "日本"),
        (b"5pel5pysQQ==\n____\nThe list: https://lists.example.org/\n", "日本A"),
        (b"5pel5pys\n\nsent by the list\n", "日本"),
        (b"5pel5pysQQ\n-----\n5pel\n", "日本A"),
        (b"=5pel", "日"),
    ],
    ids=["good", "no padding", "junk", "two pieces", "piece behind", "one sign too many",
         "list footer", "footer without padding", "rule", "padding first"],
)  # fmt: skip
def test_broken_base64_is_read_as_far_as_it_goes(body: bytes, expected: str) -> None:
    text, found = decode("base64", body)

    assert text.decode() == expected
    assert set(found) <= {Defect.BASE64_BROKEN}
    assert bool(found) == (body not in (b"5pel5pys", b"=5pel"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"=E6=97=A5", "日".encode()),
        (b"=e6=97=a5", "日".encode()),
        (b"a=ZZb =4", b"a=ZZb =4"),
        (b"a=\nb=\r\nc", b"abc"),
        (b"a=\rb\rc\nd", b"ab\rc\nd"),
        (b"a = b", b"a = b"),
        (b"a_b", b"a_b"),
        (b"a=", b"a"),
    ],
    ids=[
        "upper",
        "lower",
        "not hex",
        "soft",
        "lone return",
        "blanks",
        "underscore",
        "cut",
    ],
)
def test_quoted_printable_keeps_what_is_broken(body: bytes, expected: bytes) -> None:
    assert decode("quoted-printable", body) == (expected, ())


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_a_limit_cuts_and_says_so(encoding: str) -> None:
    body = base64.encodebytes(b"x" * 300) if encoding == "base64" else b"x" * 300

    assert decode(encoding, body, 299) == (b"x" * 299, (Defect.TEXT_CUT,))
    assert decode(encoding, body, 300) == (b"x" * 300, ())
