"""DKIM: was the mail signed by the domain that its signature names (RFC 6376 §6)?

    DKIM-Signature: … d=example.co.jp; s=s1; …    and the key that example.co.jp publishes

Two things are told apart where the RFC has one failure.  The signature may not fit the
header (`WRONG`): then the holder of the key never signed this header.  Or it fits, and
the body is another one (`BODY_CHANGED`): then somebody changed a mail that was signed,
as lists, virus scanners and archives do.

The mathematics come first and what speaks against a good signature after them (short key,
SHA-1, expired), so that nobody escapes a `WRONG` by an old algorithm.  Whether a pass
also covers what readers see is asked in `readers.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own.key import Key, KeyTrouble, key_of
from honmono.mail.auth.own.questions import Answer, Asking, Kind, State, ask_all
from honmono.mail.auth.own.signature import ALGORITHMS, Signature, signature_of
from honmono.mail.auth.own.wire import (
    Wire,
    chosen,
    relaxed_body,
    relaxed_field,
    simple_body,
    without_signature,
)

MAX_SIGNATURES: Final = 10
"""Signatures of one mail that are verified, from the top; lists leave up to four."""

MAX_BODY: Final = 32 * 2**20
"""Bytes of a body that is hashed; it takes up to two seconds."""

MAX_KEYS: Final = 3
"""Records under one name that are tried; one is allowed."""

AHEAD: Final = timedelta(days=1)
"""How far a signer's clock may be ahead of ours."""


class Why(Enum):
    """What a signature's verdict rests on."""

    GOOD = "verified"
    MALFORMED = "malformed"
    NO_KEY = "no-key"
    REVOKED = "key-revoked"
    KEY_UNUSABLE = "key-unusable"
    NO_ANSWER = "no-answer"
    WRONG = "signature-wrong"
    BODY_CHANGED = "body-changed"
    TAGGED = "subject-tagged"
    WEAK = "weak"
    EXPIRED = "expired"
    FROM_THE_FUTURE = "from-the-future"
    TOO_LARGE = "too-large"
    # of readers.py
    UNSIGNED_END = "unsigned-end"
    FIELD_ADDED = "field-added"
    NOT_COVERED = "not-covered"
    READ_DIFFERENTLY = "read-differently"


OUTCOMES: Final = {
    Why.GOOD: Outcome.PASS,
    Why.MALFORMED: Outcome.PERMERROR,
    Why.NO_KEY: Outcome.PERMERROR,
    Why.REVOKED: Outcome.PERMERROR,
    Why.KEY_UNUSABLE: Outcome.PERMERROR,
    Why.NO_ANSWER: Outcome.TEMPERROR,
    Why.WRONG: Outcome.FAIL,
    Why.BODY_CHANGED: Outcome.FAIL,
    Why.TAGGED: Outcome.FAIL,
    Why.WEAK: Outcome.POLICY,
    Why.EXPIRED: Outcome.POLICY,
    Why.FROM_THE_FUTURE: Outcome.POLICY,
    Why.TOO_LARGE: Outcome.NEUTRAL,
    Why.UNSIGNED_END: Outcome.POLICY,
    Why.FIELD_ADDED: Outcome.POLICY,
    Why.NOT_COVERED: Outcome.POLICY,
    Why.READ_DIFFERENTLY: Outcome.POLICY,
}
"""In the words of RFC 8601 §2.7.1."""

SIGNED_ONCE: Final = frozenset(
    {
        Why.BODY_CHANGED,
        Why.TAGGED,
        Why.EXPIRED,
        Why.FROM_THE_FUTURE,
        Why.UNSIGNED_END,
        Why.FIELD_ADDED,
        Why.NOT_COVERED,
        Why.READ_DIFFERENTLY,
    }
)
"""The key's holder signed the header; not what is shown now, or not for so long."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One signature and its verdict."""

    signature: Signature
    why: Why

    @property
    def outcome(self) -> Outcome:
        """The verdict as a result says it."""
        return OUTCOMES[self.why]


@dataclass(frozen=True)
class Signed:
    """A mail whose body is hashed once for each way of signing it."""

    wire: Wire
    _bodies: dict[bool, bytes] = field(default_factory=dict)
    _hashes: dict[tuple[bool, str], bytes] = field(default_factory=dict)

    def body(self, *, relaxed: bool) -> bytes:
        """The body in one of the two forms."""
        if relaxed not in self._bodies:
            form = relaxed_body if relaxed else simple_body
            self._bodies[relaxed] = form(self.wire.body)
        return self._bodies[relaxed]

    def body_hash(self, signature: Signature) -> bytes:
        """What `bh=` should be; empty when `l=` counts more bytes than there are."""
        body, hashed = self.body(relaxed=signature.relaxed_body), _hash_of(signature)
        if signature.length is not None:
            if signature.length > len(body):
                return b""
            return hashlib.new(hashed, body[: signature.length]).digest()
        known = (signature.relaxed_body, hashed)
        if known not in self._hashes:
            self._hashes[known] = hashlib.new(hashed, body).digest()
        return self._hashes[known]


def signatures_of(wire: Wire) -> Iterator[tuple[bytes, Signature]]:
    """Every signature that is looked at, from the top, with its field."""
    fields = [raw for name, raw in wire.fields if name == "dkim-signature"]
    for raw in fields[:MAX_SIGNATURES]:
        yield raw, signature_of(raw)


def verify(signed: Signed, at: datetime) -> Asking[tuple[Checked, ...]]:
    """Verify every signature.

    Args:
        signed: the mail.
        at: when the mail came in; `x=` and `t=` are compared with it.

    """
    found = list(signatures_of(signed.wire))
    names = tuple(signature.key_name for _, signature in found)
    answers = yield from ask_all(names, Kind.TXT)
    whys = [
        one(signed, raw, signature, answer)
        for (raw, signature), answer in zip(found, answers, strict=True)
    ]
    if Why.BODY_CHANGED in whys and (sent := _unquoted(signed)):
        whys = [
            one(sent, raw, signature, answer) if why is Why.BODY_CHANGED else why
            for (raw, signature), answer, why in zip(found, answers, whys, strict=True)
        ]
    if Why.WRONG in whys and (sent := _untagged(signed)):
        whys = [
            Why.TAGGED
            if why is Why.WRONG and one(sent, raw, signature, answer) is Why.GOOD
            else why
            for (raw, signature), answer, why in zip(found, answers, whys, strict=True)
        ]
    return tuple(
        Checked(signature, in_time(why, signature, at))
        for (_, signature), why in zip(found, whys, strict=True)
    )


_QUOTED_FROM: Final = re.compile(rb"^>(>*+From )", re.MULTILINE)


def _unquoted(signed: Signed) -> Signed | None:
    """The mail as it was before an mbox wrote `>From ` for `From `; None without such.

    Archives keep it so, and readers are shown it so: the words stay the same.
    """
    body = _QUOTED_FROM.sub(rb"\1", signed.wire.body)
    if len(body) == len(signed.wire.body):
        return None
    return Signed(signed.wire._replace(body=body))


_TAG: Final = re.compile(
    rb"(subject[ \t]*+:[ \t]*+)\[[^]\r\n]{1,40}+\][ \t]*+", re.IGNORECASE
)


def _untagged(signed: Signed) -> Signed | None:
    """The mail before a server wrote `[EXTERNAL]` into its subject; None without such.

    The subject is another one now, so this proves nothing; nobody forged it either.
    """
    fields = tuple(
        field._replace(raw=_TAG.sub(rb"\1", field.raw, count=1))
        if field.name == "subject"
        else field
        for field in signed.wire.fields
    )
    if fields == signed.wire.fields:
        return None
    return Signed(signed.wire._replace(fields=fields))


def one(signed: Signed, raw: bytes, signature: Signature, answer: Answer) -> Why:
    """Verify one signature with what the DNS said about its key."""
    if signature.trouble:
        return Why.MALFORMED
    keys = keys_in(answer)
    if isinstance(keys, Why):
        return keys
    if signed.wire.cut or len(signed.wire.body) > MAX_BODY:
        return Why.TOO_LARGE
    whys = [_with(signed, raw, signature, key) for key in keys]
    return min(whys, key=_BEST.index)


_BEST: Final = (
    Why.GOOD,
    Why.WEAK,
    Why.BODY_CHANGED,
    Why.WRONG,
    Why.KEY_UNUSABLE,
    Why.REVOKED,
    Why.NO_KEY,
)
"""Of several records under one name the best counts."""


def keys_in(answer: Answer) -> list[Key | KeyTrouble] | Why:
    """Every record that may be the key, or why there is none."""
    if answer.state is State.FAILED:
        return Why.NO_ANSWER
    return [key_of(record) for record in answer.records[:MAX_KEYS]] or Why.NO_KEY


def _with(
    signed: Signed, raw: bytes, signature: Signature, key: Key | KeyTrouble
) -> Why:
    kind, hashed = ALGORITHMS[signature.algorithm]
    if isinstance(key, KeyTrouble):
        return _NO_KEY.get(key, Why.KEY_UNUSABLE)
    if key.algorithm != kind or (key.hashes and hashed not in key.hashes):
        return Why.KEY_UNUSABLE
    if key.strict and signature.identity != signature.domain:
        return Why.KEY_UNUSABLE
    digest = _head_hash(signed.wire, raw, signature)
    if not key.signed(signature.value, digest, sha1=hashed == "sha1"):
        return Why.WRONG
    if signed.body_hash(signature) != signature.body_hash:
        return Why.BODY_CHANGED
    return Why.WEAK if key.weak or hashed == "sha1" else Why.GOOD


_NO_KEY: Final = {KeyTrouble.NO_KEY: Why.NO_KEY, KeyTrouble.REVOKED: Why.REVOKED}


def in_time(why: Why, signature: Signature, at: datetime) -> Why:
    """A good signature that is not yet, or no longer, valid is no pass."""
    if why is not Why.GOOD:
        return why
    if signature.expires is not None and signature.expires < at.timestamp():
        return Why.EXPIRED
    if signature.made is not None and signature.made > (at + AHEAD).timestamp():
        return Why.FROM_THE_FUTURE
    return why


def _hash_of(signature: Signature) -> str:
    return ALGORITHMS[signature.algorithm][1]


def _head_hash(wire: Wire, raw: bytes, signature: Signature) -> bytes:
    """Hash of the signed fields and, last and without its value, the signature's own.

    The signature itself is never one of the signed fields (§3.5, `h=`), so that a signer
    who names `DKIM-Signature` there means those that were in the mail before it.
    """
    others = tuple(each for each in wire.fields if each.raw is not raw)
    fields = [*chosen(others, signature.signed), without_signature(raw)]
    if signature.relaxed_head:
        fields = list(map(relaxed_field, fields))
    return hashlib.new(_hash_of(signature), b"\r\n".join(fields)).digest()
