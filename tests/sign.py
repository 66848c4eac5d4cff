"""A signer for tests: signs as RFC 6376 says, line by line, with none of our own code.

    signed(mail, KEY)                     DKIM-Signature on top of the mail
    RECORD                                what the DNS says about `KEY`

Slow and plain on purpose: it judges `honmono/mail/auth/own`, so it shares nothing with it.
"""

from __future__ import annotations

import base64
import hashlib
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PrivateKey = RSAPrivateKey | Ed25519PrivateKey

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def rsa(bits: int = 1024) -> RSAPrivateKey:
    """A new RSA key."""
    return generate_private_key(65537, bits)


def record_of(key: PrivateKey, more: str = "") -> str:
    """The TXT record of a key."""
    if isinstance(key, Ed25519PrivateKey):
        data, kind = key.public_key().public_bytes_raw(), "ed25519"
    else:
        form = PublicFormat.SubjectPublicKeyInfo
        data, kind = key.public_key().public_bytes(Encoding.DER, form), "rsa"
    return f"v=DKIM1; k={kind};{more} p={base64.b64encode(data).decode()}"


RECORD = record_of(KEY)


def signed(
    mail: bytes,
    key: PrivateKey = KEY,
    *,
    domain: str = "example.co.jp",
    selector: str = "s1",
    head: str = "relaxed",
    body: str = "relaxed",
    names: str = "from:to:subject:date",
    more: str = "",
    sha1: bool = False,
) -> bytes:
    """The mail with a signature on top; `more` are further tags, with their semicolon."""
    text = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    fields, _, content = text.partition(b"\r\n\r\n")
    kind = "ed25519" if isinstance(key, Ed25519PrivateKey) else "rsa"
    hashed = hashlib.sha1 if sha1 else hashlib.sha256
    content = canonical_body(content, body)
    if length := re.search(r"\bl=(\d+)", more):
        content = content[: int(length[1])]
    bh = base64.b64encode(hashed(content).digest()).decode()
    own = (
        f"DKIM-Signature: v=1; a={kind}-sha{'1' if sha1 else '256'}; c={head}/{body};"
        f" d={domain}; s={selector};{more}\r\n\th={names}; bh={bh};\r\n\tb="
    ).encode()
    data = chosen_fields(fields, names.split(":"), head) + canonical_field(own, head)
    return own + base64.b64encode(sign(key, data, sha1=sha1)) + b"\r\n" + text


def sign(key: PrivateKey, data: bytes, *, sha1: bool = False) -> bytes:
    """The signature's value."""
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(hashlib.sha256(data).digest())
    return key.sign(data, PKCS1v15(), SHA1() if sha1 else SHA256())  # noqa: S303


def chosen_fields(head: bytes, names: list[str], form: str) -> bytes:
    """The fields of `h=`, the lowest of a name first, each with its line end."""
    fields = re.split(rb"\r\n(?![ \t])", head)
    out = b""
    for wanted in names:
        for at in reversed(range(len(fields))):
            name = fields[at].partition(b":")[0].strip().lower()
            if name == wanted.strip().lower().encode():
                out += canonical_field(fields.pop(at), form) + b"\r\n"
                break
    return out


def canonical_field(field: bytes, form: str) -> bytes:
    """RFC 6376 §3.4.1, §3.4.2."""
    if form == "simple":
        return field
    name, _, value = field.partition(b":")
    words = value.replace(b"\r\n", b"").replace(b"\t", b" ").split(b" ")
    return name.strip().lower() + b":" + b" ".join(w for w in words if w)


def canonical_body(body: bytes, form: str) -> bytes:
    """RFC 6376 §3.4.3, §3.4.4."""
    lines = body.split(b"\r\n")
    if form == "relaxed":
        lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return b"\r\n" if form == "simple" else b""
    return b"\r\n".join(lines) + b"\r\n"
