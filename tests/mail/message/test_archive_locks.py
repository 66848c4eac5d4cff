"""Reader: does an archive say that it is locked?"""

from __future__ import annotations

import pytest

from honmono.mail.message.archive_locks import is_locked

HEADS = {
    "zip": b"PK\3\4\x14\0\1\0",
    "ole2": bytes(512) + b"\xec\xa5\xc1\0" + bytes(7) + b"\1" + bytes(20),
    "rar": b"Rar!\x1a\x07\x00" + b"\0\0\x73\x80\0\x0d\0" + bytes(6),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_flag_in_the_head_tells(kind: str) -> None:
    head = HEADS[kind]

    assert is_locked(kind, head, head, len(head))


@pytest.mark.parametrize("kind", ["zip", "7z", "rar"])
def test_a_head_that_is_cut_or_full_of_anything_tells_nothing(kind: str) -> None:
    sign = {"zip": b"PK\3\4", "7z": b"7z\xbc\xaf\x27\x1c", "rar": b"Rar!\x1a\7\1\0"}[
        kind
    ]
    for fill in (b"", b"\0", b"\0" * 100):
        data = sign + fill
        assert not is_locked(kind, data, data, len(data))
    for byte in range(256):  # whatever it answers, it ends
        data = sign + bytes([byte]) * 1_000
        assert is_locked(kind, data, data, len(data)) in (True, False)


@pytest.mark.parametrize("kind", ["", "pdf", "gzip", "ooxml"])
def test_other_kinds_are_not_looked_at(kind: str) -> None:
    assert not is_locked(kind, HEADS["zip"], HEADS["zip"], 8)


@pytest.mark.parametrize(
    ("stream", "locked"),
    [
        (b"\x09\x08\x10\0\0\6\5\0" + bytes(12) + b"\x2f\0\x36\0", True),
        (b"\x09\x08\x10\0\0\6\5\0" + bytes(12) + b"\xe1\0\x02\0", False),
        (b"\xec\xa5\xc1\0" + bytes(7) + b"\x13", True),
        (b"\xec\xa5\xc1\0" + bytes(7) + b"\x12", False),
        (b"\xec\xa5", False),
        (b"", False),
    ],
)
def test_an_old_document_says_so_where_it_begins(stream: bytes, locked: bool) -> None:
    data = bytes(512) + stream

    assert is_locked("ole2", data, data, len(data)) is locked
