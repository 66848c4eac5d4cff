"""Encryption of one original."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.sealing import (
    SealingKey,
    make_key_file,
    new_object_key,
    read_key_file,
    seal,
    unseal,
)

PIECE = 2**16


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_what_was_sealed_is_had_again(size: int) -> None:
    key, content = new_object_key(), bytes(range(256)) * (size // 256 + 1)
    content = content[:size]

    sealed = b"".join(seal([content[:1000], content[1000:]], key))

    assert b"".join(unseal(io.BytesIO(sealed), key)) == content
    assert content[:64] not in sealed or size < 64


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s[:-1],
        lambda s: s[: PIECE + 16],
        lambda s: s[PIECE + 16 :],
        lambda s: s[PIECE + 16 : 2 * (PIECE + 16)] + s[: PIECE + 16] + s[2 * PIECE + 32 :],
        lambda s: s + bytes(20),
        lambda s: bytes([s[0] ^ 1]) + s[1:],
        lambda s: b"",
    ],
    ids=["cut", "end gone", "start gone", "exchanged", "more", "flipped", "nothing"],
)  # fmt: skip
def test_a_change_is_noticed(change) -> None:  # type: ignore[no-untyped-def]
    key = new_object_key()
    sealed = b"".join(seal([bytes(3 * PIECE)], key))

    with pytest.raises(ValueError, match="changed"):
        list(unseal(io.BytesIO(change(sealed)), key))


def test_a_wrapped_key_opens_under_its_own_name_alone() -> None:
    ours, own = SealingKey(bytes(32)), new_object_key()
    wrapped = ours.wrap(own, "3f")

    assert ours.unwrap(wrapped, "3f") == own
    for key, name in ((ours, "40"), (SealingKey(bytes(31) + b"1"), "3f")):
        with pytest.raises(EvidenceError):
            key.unwrap(wrapped, name)


def test_a_key_file_is_made_once_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "evidence.key"

    make_key_file(path)

    read_key_file(path)
    with pytest.raises(EvidenceError, match="not written over"):
        make_key_file(path)


@pytest.mark.parametrize("content", [b"", b"secret", b"honmono evidence key 1: 00\n"])
def test_an_error_never_shows_what_a_key_file_holds(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)

    with pytest.raises(EvidenceError) as error:
        read_key_file(path)

    assert "secret" not in str(error.value)
