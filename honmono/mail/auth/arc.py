"""What a trusted host saw before the mail was forwarded (RFC 8617), as far as it is read.

    ARC-Seal: i=2; a=rsa-sha256; cv=pass; d=example.co.jp; s=arc; b=…
    ARC-Authentication-Results: i=2; mx1.example.co.jp; dmarc=pass header.from=example.net

A list or a forward breaks SPF and often DKIM; a host that sealed the mail on its way can
still tell what it saw.  Anybody can write such a pair, so it counts only when our border
verified the whole chain and says so (`arc=pass` among the believed results), and when the
sealer is one whom we trust to have looked.  Whoever sealed after him must be trusted as
well: a chain says that nothing was changed since the *last* seal, so a stranger can take a
mail that one of us sealed, write another into it and put his own seal on top.

Seals are not verified here; `own/seals.py` does that when somebody asks for it.

Exchange Online seals as `microsoft.com` and notes for mail of its own tenants what they
say of themselves; it is not among the sealers trusted by default.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.auth.alignment import organizational_domain
from honmono.mail.auth.border import EXCHANGE_ONLINE
from honmono.mail.auth.model import AuthResult, MethodResult, Outcome
from honmono.mail.auth.own.tags import tags_of
from honmono.mail.auth.syntax import parse
from honmono.mail.message.limits import MAX_ARC_SETS
from honmono.mail.message.model import Header

_NUMBER: Final = re.compile(r"[1-9][0-9]?")
_INSTANCE: Final = re.compile(rb"\s*+i\s*+=\s*+(\d{1,2})\s*+;", re.IGNORECASE)


def arc_results(
    headers: tuple[Header, ...],
    believed: AuthResult,
    trusted_sealers: frozenset[str],
    *,
    verified: bool = False,
) -> tuple[MethodResult, ...]:
    """What the trusted sealer nearest to us saw.

    Empty without a believed `arc=pass`, unless we have `verified` the chain ourselves.
    """
    passed = any(arc.outcome is Outcome.PASS for arc in believed.of("arc"))
    if not (passed or verified):
        return ()
    seals = _seals(headers)
    results = _results(headers)
    for instance in range(len(seals), 0, -1):
        if seals.get(instance, "") not in trusted_sealers:
            return ()
        if instance in results:
            return _read(results[instance])
    return ()


def _seals(headers: tuple[Header, ...]) -> dict[int, str]:
    """Who made each seal, read as whoever verifies it must: `D=` is another tag.

    Nobody made any of a chain with a seal that has no number, or another one's: what is
    passed over here may be the seal of a stranger on top.
    """
    seals: dict[int, str] = {}
    for key, value in headers:
        if key.lower() == "arc-seal":
            tags = tags_of(value.decode("latin-1")) or {}
            number = tags.get("i", "")
            if not _NUMBER.fullmatch(number) or int(number) in seals:
                return {}
            seals[int(number)] = tags.get("d", "").lower()
    return seals if len(seals) <= MAX_ARC_SETS else {}


def sealers_of(authserv_ids: tuple[str, ...]) -> frozenset[str]:
    """The sealers trusted by default: the domains to which our own ids belong."""
    own = (trusted for trusted in authserv_ids if trusted.lower() != EXCHANGE_ONLINE)
    return frozenset(filter(None, map(organizational_domain, own)))


def _results(headers: tuple[Header, ...]) -> dict[int, bytes]:
    """What each sealer noted, by its `i=`; one that is there twice is nobody's."""
    found: dict[int, bytes] = {}
    twice: set[int] = set()
    for key, value in headers:
        if key.lower() != "arc-authentication-results":
            continue
        if match := _INSTANCE.match(value):
            if (instance := int(match[1])) in found:
                twice.add(instance)
            found[instance] = value[match.end() :]
    return {
        instance: value for instance, value in found.items() if instance not in twice
    }


def _read(value: bytes) -> tuple[MethodResult, ...]:
    statement = parse(value)
    if statement is None or not statement.authserv_id:
        return ()
    said_by = statement.authserv_id
    return tuple(
        MethodResult(*one, authserv_id=said_by, via_arc=True)
        for one in statement.results
    )
