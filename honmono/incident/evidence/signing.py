"""The organization's signature under a bundle's manifest (Ed25519, RFC 8032).

    {"format":"honmono-evidence-signature-1","public_key":"d75a…","signature":"e556…"}

The key is made when it is first needed, in the home, for its owner's eyes alone.  A bundle
brings the public half with it, so it proves that nothing was changed by anybody who does
not hold the key; *whose* key it is, the fingerprint says, which you tell the other side by
another way than the bundle.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final, NamedTuple, Self

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from honmono.incident.evidence import durable
from honmono.incident.evidence.chain import canonical, parse_object
from honmono.incident.evidence.place import EvidenceError

KEY_FILE: Final = "evidence-signing.pem"
"""In the home."""

FORMAT: Final = "honmono-evidence-signature-1"
_CONTEXT: Final = b"honmono-evidence-manifest-1\n"
_MAX_PEM: Final = 2**14


class Signature(NamedTuple):
    """Who signed, and the signature."""

    public_key: bytes
    signature: bytes

    @property
    def fingerprint(self) -> str:
        """Names the key."""
        return fingerprint_of(self.public_key)

    def fits(self, manifest_sha256: bytes) -> bool:
        """Did the holder of the key sign this manifest?"""
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public_key)
            key.verify(self.signature, _CONTEXT + manifest_sha256)
        except (InvalidSignature, ValueError):
            return False
        return True

    def as_line(self) -> bytes:
        """As it stands in a bundle; always of one length."""
        return canonical(
            {
                "format": FORMAT,
                "public_key": self.public_key.hex(),
                "signature": self.signature.hex(),
            }
        ) + (b"\n")

    @classmethod
    def read(cls, line: bytes) -> Self | None:
        """A signature that may be anybody's; None when it is none."""
        found = parse_object(line)
        if found is None:
            return None
        try:
            key, signature = (
                bytes.fromhex(found[name]) for name in ("public_key", "signature")
            )
        except (KeyError, TypeError, ValueError):
            return None
        read = cls(key, signature)
        whole = len(key) == 32 and len(signature) == 64 and read.as_line() == line
        return read if whole else None


SIZE: Final = len(Signature(bytes(32), bytes(64)).as_line())
"""Bytes of every signature."""


class Signer:
    """Holds the key.  It is never printed."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def of_home(cls, home: Path) -> Self:
        """The key of a home; made if there is none.

        Raises:
            EvidenceError: it cannot be read or made.

        """
        path = home / KEY_FILE
        try:
            if not path.exists():
                _make(path)
            key = load_pem_private_key(path.read_bytes()[:_MAX_PEM], None)
        except OSError as error:
            why = error.strerror or str(error)
            raise EvidenceError("signing-key", file=path, why=why) from None
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise EvidenceError("signing-key", file=path, why="no PEM key") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise EvidenceError("signing-key", file=path, why="not Ed25519")
        return cls(key)

    @property
    def public_key(self) -> bytes:
        """The half that everybody may have."""
        return self._key.public_key().public_bytes_raw()

    @property
    def public_pem(self) -> bytes:
        """The same as a file for others."""
        return self._key.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )

    def sign(self, manifest_sha256: bytes) -> Signature:
        """Sign a manifest."""
        return Signature(self.public_key, self._key.sign(_CONTEXT + manifest_sha256))


def fingerprint_of(public_key: bytes) -> str:
    """SHA-256 of the public key, in groups that can be read out."""
    digest = hashlib.sha256(public_key).hexdigest()
    return " ".join(digest[i : i + 4] for i in range(0, 64, 4))


def wanted_fingerprint(text: str) -> str:
    """What `--key` asks for: a fingerprint, or a file with a public key.

    Raises:
        EvidenceError: it is neither.

    """
    digits = "".join(text.split()).replace(":", "").lower()
    if len(digits) == 64 and set(digits) <= set("0123456789abcdef"):
        return " ".join(digits[i : i + 4] for i in range(0, 64, 4))
    try:
        with Path(text).open("rb") as file:
            key = load_pem_public_key(file.read(_MAX_PEM))
    except (OSError, ValueError, UnsupportedAlgorithm):
        raise EvidenceError("no-public-key", given=text) from None
    if not isinstance(key, Ed25519PublicKey):
        raise EvidenceError("no-public-key", given=text)
    return fingerprint_of(key.public_bytes_raw())


def _make(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    durable.make_folder(path.parent)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    durable.write(new, [pem])
    try:
        os.link(new, path)  # two that come first at once agree on one
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        durable.move(new, path)
    new.unlink(missing_ok=True)
    durable.sync_folder(path.parent)
