"""Locks a file with a passphrase, in the form of age (age-encryption.org/v1).

header     a random key, wrapped by what scrypt makes of the passphrase; a MAC over it
payload    pieces of 64 KiB, each ChaCha20-Poly1305, counted, the last one marked

It is written here since the libraries that know the form hold a whole file in memory where
there is a passphrase; the primitives are those of `cryptography`.  What is locked here
`age -d` opens, so nobody needs us to get at his own backup.  One piece is in memory, never
more; one that was changed, left out or put elsewhere is refused before it is believed.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode, b64encode
from typing import IO, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

FIRST_LINE: Final = b"age-encryption.org/v1\n"
PIECE: Final = 2**16
_TAG: Final = 16
_WORK: Final = 17
"""log2 of scrypt's cost: 128 MB and half a second for whoever tries one passphrase."""

_MOST_WORK: Final = 18
"""A header that asks for more is refused: it would take more than 256 MB."""

_LINE: Final = 200
"""Bytes of the longest line of a header that we can read."""

_HEADER: Final = re.compile(
    FIRST_LINE + rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n"
    rb"([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n"
)


class LockedError(Exception):
    """It cannot be opened: `wrong-passphrase`, `damaged`, `cut-short`, `not-by-phrase`."""


class Locking:
    """A file into which is written what shall be locked.  `close` ends it."""

    def __init__(self, raw: IO[bytes], passphrase: str) -> None:
        key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
        wrapped = _wrap(passphrase, salt, _WORK).encrypt(bytes(12), key, None)
        head = FIRST_LINE + b"-> scrypt %s %d\n%s\n---" % (
            _written(salt),
            _WORK,
            _written(wrapped),
        )
        mac = _mac(key, head)
        raw.write(head + b" " + _written(mac.finalize()) + b"\n" + nonce)
        self._raw, self._cipher = raw, _payload(key, nonce)
        self._left, self._count = bytearray(), 0

    def write(self, data: bytes) -> int:
        """Lock whole pieces; one is kept back, since it may be the last."""
        self._left += data
        while len(self._left) > PIECE:
            self._put(bytes(self._left[:PIECE]), is_last=False)
            del self._left[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing: half a piece cannot be locked."""

    def close(self) -> None:
        """Lock what is left, as the last piece.  The file below stays open."""
        self._put(bytes(self._left), is_last=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._count, is_last=is_last)
        self._raw.write(self._cipher.encrypt(nonce, piece, None))
        self._count += 1


class Opening:
    """A file out of which comes what was locked.

    Raises:
        LockedError: by the passphrase, or while it is read.

    """

    def __init__(self, raw: IO[bytes], passphrase: str) -> None:
        key = _key(raw, passphrase)
        nonce = raw.read(16)
        if len(nonce) != 16:
            raise LockedError("cut-short")
        self._raw, self._cipher = raw, _payload(key, nonce)
        self._open, self._count = bytearray(), 0
        self._next = raw.read(PIECE + _TAG)
        self._ended = False

    def read(self, size: int) -> bytes:
        """So many bytes; fewer at the end alone."""
        while len(self._open) < size and not self._ended:
            self._open += self._piece()
        given = bytes(self._open[:size])
        del self._open[:size]
        return given

    def _piece(self) -> bytes:
        piece, self._next = self._next, self._raw.read(PIECE + _TAG)
        self._ended = not self._next
        if (
            self._count and len(piece) == _TAG
        ):  # an empty piece is of an empty file alone
            raise LockedError("damaged")
        nonce = _nonce(self._count, is_last=self._ended)
        self._count += 1
        try:
            return self._cipher.decrypt(nonce, piece, None)
        except InvalidTag:
            raise LockedError("cut-short" if self._ended else "damaged") from None


def is_locked(raw: IO[bytes]) -> bool:
    """Is it such a file?  It is read from its beginning afterwards."""
    first = raw.read(len(FIRST_LINE))
    raw.seek(0)
    return first == FIRST_LINE


def _key(raw: IO[bytes], passphrase: str) -> bytes:
    """Of the file, out of its header."""
    head = b"".join(raw.readline(_LINE) for _ in range(4))
    found = _HEADER.fullmatch(head)
    if found is None:
        raise LockedError("not-by-phrase" if head.count(b"\n") > 3 else "cut-short")
    salt, work, wrapped, mac = found.groups()
    if int(work) > _MOST_WORK:
        raise LockedError("not-by-phrase")
    try:
        wrap = _wrap(passphrase, _read(salt), int(work))
        key = wrap.decrypt(bytes(12), _read(wrapped), None)
        _mac(key, head[: head.rindex(b" ")]).verify(_read(mac))
    except InvalidTag:
        raise LockedError("wrong-passphrase") from None
    except InvalidSignature:
        raise LockedError("damaged") from None
    return key


def _wrap(passphrase: str, salt: bytes, work: int) -> ChaCha20Poly1305:
    salt = b"age-encryption.org/v1/scrypt" + salt
    made = Scrypt(salt=salt, length=32, n=2**work, r=8, p=1)
    return ChaCha20Poly1305(made.derive(passphrase.encode()))


def _payload(key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(key, nonce, b"payload"))


def _mac(key: bytes, head: bytes) -> HMAC:
    made = HMAC(_derived(key, b"", b"header"), SHA256())
    made.update(head)
    return made


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(key)


def _nonce(count: int, *, is_last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([is_last])


def _written(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _read(text: bytes) -> bytes:
    data = b64decode(text + b"=" * (-len(text) % 4))
    if _written(data) != text:  # the same bytes, written otherwise: age refuses it
        raise LockedError("damaged")
    return data
