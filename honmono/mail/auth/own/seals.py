"""ARC: is the chain of seals unbroken (RFC 8617 §5.2)?

    ARC-Seal: i=1; a=rsa-sha256; cv=none; d=lists.example; s=arc; b=…
    ARC-Message-Signature: i=1; a=rsa-sha256; d=lists.example; s=arc; h=…; bh=…; b=…
    ARC-Authentication-Results: i=1; lists.example; dkim=pass header.d=example.co.jp

A host that passes mail on signs it as it is (AMS) and seals all that was said before it.
A pass says that nothing was changed since the last host, and who sealed; whether one of
the sealers is to be believed is asked in `mail/auth/arc.py`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own import dkim
from honmono.mail.auth.own.dkim import OUTCOMES, Signed, Why
from honmono.mail.auth.own.key import Key
from honmono.mail.auth.own.questions import Answer, Asking, Kind, ask_all
from honmono.mail.auth.own.signature import (
    ALGORITHMS,
    Signature,
    decoded,
    domain_and_selector,
    number,
    signature_of,
)
from honmono.mail.auth.own.tags import tags_of
from honmono.mail.auth.own.wire import Wire, relaxed_field, without_signature

MAX_SETS: Final = 50
"""RFC 8617 §5.2: a longer chain fails."""

_RESULTS, _MESSAGE, _SEAL = (
    "arc-authentication-results",
    "arc-message-signature",
    "arc-seal",
)
_INSTANCE: Final = re.compile(
    r"[ \t\r\n]*+i[ \t\r\n]*+=[ \t\r\n]*+(\d{1,2})[ \t\r\n]*+;"
)
_SEAL_TAGS: Final = frozenset({"i", "a", "b", "cv", "d", "s"})


@dataclass(frozen=True, slots=True)
class Chain:
    """The verdict over all seals."""

    outcome: Outcome
    """PASS, FAIL, TEMPERROR; NONE without any ARC field; POLICY where it holds and the
    mail shows more than was signed (`readers.py`)."""

    sealer: str = ""
    """Domain of the last seal of a chain that holds."""

    signed: tuple[str, ...] = ()
    """Fields of the mail that the last host signed."""

    gone: bool = False
    """It fails, and a key of it is not in the DNS: of an old mail that says nothing."""


@dataclass(frozen=True, slots=True)
class _Seal:
    domain: str
    selector: str
    algorithm: str
    value: bytes
    status: str
    """`cv=`"""


@dataclass(frozen=True, slots=True)
class _Set:
    """The three fields of one host."""

    results: bytes
    message: bytes
    seal: bytes


NO_CHAIN: Final = Chain(Outcome.NONE)
_FAIL: Final = Chain(Outcome.FAIL)


def verify(signed: Signed) -> Asking[Chain]:
    """Verify the whole chain."""
    sets = _sets(signed.wire)
    if sets is None:
        return _FAIL
    if not sets:
        return NO_CHAIN
    seals = [_seal(each.seal) for each in sets]
    message = signature_of(sets[-1].message, arc=True)
    if message.trouble or not _in_order(seals):
        return _FAIL
    read = [seal for seal in seals if seal]
    names = tuple(f"{seal.selector}._domainkey.{seal.domain}" for seal in read)
    answers = yield from ask_all((message.key_name, *names), Kind.TXT)
    verdicts = [_message(signed, sets[-1], message, answers[0])]
    covered: list[bytes] = []
    for each, seal, answer in zip(sets, read, answers[1:], strict=True):
        covered += map(relaxed_field, (each.results, each.message))
        own = relaxed_field(without_signature(each.seal))
        verdicts.append(_sealed([*covered, own], seal, answer))
        covered.append(relaxed_field(each.seal))
    if Outcome.FAIL in verdicts:
        gone = any(dkim.keys_in(answer) is Why.NO_KEY for answer in answers)
        return Chain(Outcome.FAIL, gone=gone)
    if Outcome.TEMPERROR in verdicts:
        return Chain(Outcome.TEMPERROR)
    return Chain(Outcome.PASS, read[-1].domain, message.signed)


def _sets(wire: Wire) -> list[_Set] | None:
    """The sets 1, 2, 3 …; None when a field is missing, double or without a number."""
    found: dict[str, dict[int, bytes]] = {_RESULTS: {}, _MESSAGE: {}, _SEAL: {}}
    for name, raw in wire.fields:
        if name in found:
            instance = _instance(name, raw.partition(b":")[2].decode("latin-1"))
            if instance in found[name] or not 1 <= instance <= MAX_SETS:
                return None
            found[name][instance] = raw
    count = len(found[_SEAL])
    numbers = set(range(1, count + 1))
    if any(set(by_number) != numbers for by_number in found.values()):
        return None
    return [
        _Set(found[_RESULTS][n], found[_MESSAGE][n], found[_SEAL][n])
        for n in sorted(numbers)
    ]


def _instance(name: str, value: str) -> int:
    """Number of a field; 0 when it has none."""
    if name == _RESULTS:  # not a list of tags: `i=1; lists.example; dkim=pass …`
        match = _INSTANCE.match(value)
        return int(match[1]) if match else 0
    instance = (tags_of(value) or {}).get("i", "")
    return int(instance) if re.fullmatch(r"[0-9]{1,2}", instance) else 0


def _seal(raw: bytes) -> _Seal | None:
    """Read a seal; None when it is none.  `h=` must not be there (§4.1.3)."""
    tags = tags_of(raw.partition(b":")[2].decode("latin-1"))
    if tags is None or "h" in tags or not tags.keys() >= _SEAL_TAGS:
        return None
    try:
        domain, selector = domain_and_selector(tags)
        number(tags, "t")
        value = decoded(tags, "b")
    except ValueError:
        return None
    if tags["a"] not in ALGORITHMS or ALGORITHMS[tags["a"]][1] == "sha1":
        return None
    return _Seal(domain, selector, tags["a"], value, tags["cv"].lower())


def _in_order(seals: list[_Seal | None]) -> bool:
    """Does the first say that nobody sealed before, and each other that all was well?"""
    said = [seal.status if seal else "" for seal in seals]
    return said == ["none", *["pass"] * (len(said) - 1)]


def _message(signed: Signed, last: _Set, message: Signature, answer: Answer) -> Outcome:
    if ALGORITHMS[message.algorithm][1] == "sha1":
        return Outcome.FAIL
    return _outcome(dkim.one(signed, last.message, message, answer))


def _sealed(fields: list[bytes], seal: _Seal, answer: Answer) -> Outcome:
    """Is a seal good?  It covers every field of its set and of all those before."""
    keys = dkim.keys_in(answer)
    if isinstance(keys, Why):
        return _outcome(keys)
    digest = hashlib.sha256(b"\r\n".join(fields)).digest()
    kind = ALGORITHMS[seal.algorithm][0]
    fits = any(
        isinstance(key, Key)
        and key.algorithm == kind
        and not key.weak
        and key.signed(seal.value, digest)
        for key in keys
    )
    return Outcome.PASS if fits else Outcome.FAIL


def _outcome(why: Why) -> Outcome:
    """A chain knows three verdicts: everything but a pass or silence breaks it."""
    outcome = OUTCOMES[why]
    return outcome if outcome in (Outcome.PASS, Outcome.TEMPERROR) else Outcome.FAIL
