"""Rich text as Outlook packs it: an example of the specification, and what is broken."""

from __future__ import annotations

import random

import pytest

from honmono.mail.outlook.rtf_compressed import MAX_RTF, unpacked
from tests.mail.outlook.make_msg import mela


def test_a_run_that_repeats_itself() -> None:
    """§3.2 of [MS-OXRTFCP]."""
    packed = bytes.fromhex(
        "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
    )

    assert unpacked(packed) == rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_what_is_not_packed_is_taken_as_it_is() -> None:
    assert unpacked(mela(b"{\\rtf1 a}")) == b"{\\rtf1 a}"


@pytest.mark.parametrize("data", [b"", b"short", bytes(16), b"x" * 40])
def test_what_is_neither_is_empty(data: bytes) -> None:
    assert unpacked(data) == b""


def test_a_bomb_is_a_small_one() -> None:
    head = bytes.fromhex("ffffffff ffffffff 4c5a4675 00000000")
    packed = head + b"\xff" + (b"\x0c\xff" * 8 + b"\xff") * 200_000

    assert len(unpacked(packed)) <= MAX_RTF


def test_whatever_is_packed_ends() -> None:
    chance = random.Random(3)  # noqa: S311
    head = bytes.fromhex("00000000 00000000 4c5a4675 00000000")
    for _ in range(200):
        data = chance.randbytes(chance.randint(0, 400))
        assert len(unpacked(head + data)) <= 17 * len(data)
