"""Encryption of one original: a key of its own, which the organization's key opens.

    originals/3f/3f9a….enc      the original, in pieces of 64 kB (AES-256-GCM)
    keys/3f/3f9a…               its key, wrapped (AES-256-GCM, the name as context)

Who deletes the wrapped key has erased the original, in this folder and in every copy of
it that holds no keys.  The key is used for this original alone, so the pieces can be
counted for nonces; the last one is marked, so none can be left out (STREAM: Hoang,
Reyhanitabar, Rogaway, Vizár 2015).
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from honmono.incident.evidence import durable
from honmono.incident.evidence.place import EvidenceError

VARIABLE: Final = "HONMONO_EVIDENCE_KEY"
"""Names the file of the organization's key; the key itself stands in no environment."""

_HEAD: Final = "honmono evidence key 1: "
_LINE: Final = re.compile(re.escape(_HEAD) + r"([0-9a-f]{64})\s*")
_PIECE: Final = 2**16
_TAG: Final = 16
_NONCE: Final = 12
_BYTES: Final = 32


class SealingKey:
    """The organization's key.  It is never printed."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def wrap(self, key: bytes, name: str) -> bytes:
        """The key of one original, for the disk."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, key, name.encode())

    def unwrap(self, wrapped: bytes, name: str) -> bytes:
        """The key of one original.

        Raises:
            EvidenceError: this is not the key that wrapped it, or it is damaged.

        """
        try:
            return self._cipher.decrypt(
                wrapped[:_NONCE], wrapped[_NONCE:], name.encode()
            )
        except (InvalidTag, ValueError):
            raise EvidenceError("wrong-key", original=name) from None


def make_key_file(path: Path) -> None:
    """Make the organization's key.

    Raises:
        EvidenceError: the file is there already, or cannot be written.

    """
    if path.exists():
        raise EvidenceError("key-there", file=path)
    try:
        durable.make_folder(path.parent)
        durable.write(path, [f"{_HEAD}{secrets.token_hex(_BYTES)}\n".encode()])
        durable.sync_folder(path.parent)
    except OSError as error:
        raise EvidenceError(
            "key-not-made", file=path, why=error.strerror or str(error)
        ) from None


def read_key_file(path: Path) -> SealingKey:
    """The key in a file.

    Raises:
        EvidenceError: it cannot be read, or holds none.

    """
    try:
        with path.open("rb") as file:
            line = file.read(len(_HEAD) + 2 * _BYTES + 16)
    except OSError as error:
        raise EvidenceError(
            "key-unreadable", file=path, why=error.strerror or str(error)
        ) from None
    found = _LINE.fullmatch(line.decode("ascii", "replace"))
    if found is None:
        raise EvidenceError("key-none", file=path)
    return SealingKey(bytes.fromhex(found[1]))


def configured_key() -> SealingKey | None:
    """The key that `HONMONO_EVIDENCE_KEY` names the file of; None: nobody said one."""
    name = os.environ.get(VARIABLE)
    return read_key_file(Path(name)) if name else None


def new_object_key() -> bytes:
    """A key for one original."""
    return secrets.token_bytes(_BYTES)


def seal(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Encrypt, piece by piece."""
    cipher, count, held = AESGCM(key), 0, bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) > _PIECE:  # the last piece is not known before the end
            piece = bytes(held[:_PIECE])
            del held[:_PIECE]
            yield cipher.encrypt(_nonce(count, last=False), piece, None)
            count += 1
    yield cipher.encrypt(_nonce(count, last=True), bytes(held), None)


def unseal(file: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Decrypt, piece by piece.

    Raises:
        ValueError: bytes were changed, or the end is missing.

    """
    cipher, count = AESGCM(key), 0
    piece = file.read(_PIECE + _TAG)
    while True:
        following = file.read(_PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(count, last=not following), piece, None)
        except InvalidTag:
            raise ValueError("changed") from None
        if not following:
            return
        piece, count = following, count + 1


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(_NONCE - 1, "big") + bytes([last])
