"""A public key as a domain publishes it (RFC 6376 §3.6.1, RFC 8463), read and bounded.

    s1._domainkey.example.co.jp TXT "v=DKIM1; k=rsa; p=MIIBIjANBgkq…"

RSA keys stand there as SubjectPublicKeyInfo or bare as RSAPublicKey; those of Ed25519 are
their 32 bytes.  What cannot be a key is a `KeyTrouble` and never an exception: the owner
of a foreign domain writes it, and that may be the forger.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from honmono.mail.auth.own.tags import tags_of, without_blanks, words_of

MAX_KEY_RECORD: Final = 4_000
"""Characters of a record that may be a key; one of 8,192 bits has 1,400."""

MIN_BITS: Final = 1_024
"""Shorter RSA keys prove nothing (RFC 8301 §3.2)."""

MAX_BITS: Final = 8_192
"""Longer ones only cost time: 16,384 bits take 2 ms a signature."""

MAX_EXPONENT: Final = 2**32 - 1
"""Honest keys have 65,537, old ones 3 or 17; a giant exponent only costs time."""


class KeyTrouble(Enum):
    """Why a record is no key that this signature may use."""

    NO_KEY = "no key"
    REVOKED = "the key was revoked"
    UNREADABLE = "the key cannot be read"
    NOT_FOR_MAIL = "the key is not for mail"
    OTHER_ALGORITHM = "the key is for another algorithm"


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and what its owner allows."""

    public: RSAPublicKey | Ed25519PublicKey
    hashes: tuple[str, ...] = ()
    """`h=`; empty allows all."""

    strict: bool = False
    """`t=s`: the domain of `i=` must be that of `d=`."""

    @property
    def algorithm(self) -> str:
        """Word for it in `a=`."""
        return "rsa" if isinstance(self.public, RSAPublicKey) else "ed25519"

    @property
    def weak(self) -> bool:
        """Too short to prove anything."""
        return isinstance(self.public, RSAPublicKey) and self.public.key_size < MIN_BITS

    def signed(self, signature: bytes, digest: bytes, *, sha1: bool = False) -> bool:
        """Is it the signature of this digest?"""
        try:
            if isinstance(self.public, RSAPublicKey):
                made = Prehashed(SHA1() if sha1 else SHA256())  # noqa: S303 - told apart
                self.public.verify(signature, digest, PKCS1v15(), made)
            else:
                self.public.verify(signature, digest)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
            return False
        return True


@lru_cache(maxsize=512)
def key_of(record: str) -> Key | KeyTrouble:
    """Read one record."""
    tags = tags_of(record) if len(record) <= MAX_KEY_RECORD else None
    if tags is None or "p" not in tags:
        return KeyTrouble.NO_KEY
    if "v" in tags and (tags["v"] != "DKIM1" or next(iter(tags)) != "v"):
        return KeyTrouble.NO_KEY
    if not {"*", "email"}.intersection(words_of(tags.get("s", "*"))):
        return KeyTrouble.NOT_FOR_MAIL
    encoded = without_blanks(tags["p"])
    if not encoded:
        return KeyTrouble.REVOKED
    try:
        public = _public(tags.get("k", "rsa"), base64.b64decode(encoded, validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return KeyTrouble.UNREADABLE
    if public is None:
        return KeyTrouble.OTHER_ALGORITHM
    hashes = words_of(tags["h"]) if "h" in tags else ()
    return Key(public, hashes, strict="s" in words_of(tags.get("t", "")))


def _public(kind: str, data: bytes) -> RSAPublicKey | Ed25519PublicKey | None:
    """The key itself; None for an algorithm that nobody defined.

    Raises:
        ValueError: it is no key, or one that only costs time.

    """
    if kind == "ed25519":
        return Ed25519PublicKey.from_public_bytes(data)
    if kind != "rsa":
        return None
    public = load_der_public_key(data)
    if not isinstance(public, RSAPublicKey) or public.key_size > MAX_BITS:
        raise ValueError
    if public.public_numbers().e > MAX_EXPONENT:
        raise ValueError
    return public
