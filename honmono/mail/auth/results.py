"""Authentication-Results that we may believe (RFC 8601 §1.6, §5, §7.1).

    Received: from mail.example.net (unknown [203.0.113.9]) by mx1.example.co.jp …
    Authentication-Results: mx1.example.co.jp; dmarc=fail header.from=example.co.jp
    Authentication-Results: mx1.example.co.jp; dmarc=pass header.from=example.co.jp

The sender wrote the second one.  Anybody can write such a field, under our name as well,
so a field counts only by its place: above the line by which the mail came in, or, for
programs that Postfix and Gmail put there, directly below it and without saying again what
the field before it said.  `docs/decisions/0004-which-results-we-believe.md` has each rule
with its reason and what it cannot see.

Nothing is verified here, and a mail about which nobody whom we believe said anything is
`NOT_LOOKED`: never a failure.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from honmono.mail.auth.alignment import aligned
from honmono.mail.auth.border import (
    EXCHANGE_ONLINE,
    Networks,
    border_of,
    id_of,
    own_lines,
)
from honmono.mail.auth.model import AuthResult, Looked, MethodResult, Outcome, Refused
from honmono.mail.auth.syntax import Result, Statement, host_of, parse
from honmono.mail.message.limits import MAX_RESULTS_FIELDS
from honmono.mail.message.model import Header
from honmono.mail.message.received import Hop

__all__ = ["aligned", "read_results"]

_FIELD: Final = "authentication-results"
_RENAMED: Final = frozenset(
    {
        "x-authentication-results",
        "authentication-results-original",
        "x-original-authentication-results",
    }
)
"""What a field is called after a server put it aside: by definition not its own."""

_SIGNATURE: Final = "dkim-signature"
_SIGNER: Final = re.compile(rb"(?:\A|;)\s*+d\s*+=\s*+([^\s;]++)", re.IGNORECASE)

_NAMES: Final = _RENAMED | {_FIELD}
_LENGTHS: Final = frozenset(map(len, _NAMES))
"""Names of another length, which nearly all are, need not be read."""


class _Field(NamedTuple):
    """A field, its place in `headers`, and what it says where it could be read."""

    place: int
    statement: Statement | None

    @property
    def authserv_id(self) -> str:
        """Who speaks; empty when it does not say."""
        return self.statement.authserv_id if self.statement else ""


class _Said(NamedTuple):
    """One result with the place of its field."""

    place: int
    result: MethodResult


def read_results(
    headers: tuple[Header, ...],
    hops: tuple[Hop, ...],
    authserv_ids: tuple[str, ...],
    networks: Networks = (),
) -> AuthResult:
    """All that hosts of `authserv_ids` say about the mail, the nearest to us first.

    Args:
        headers: of the message, from the top.
        hops: its Received fields, `Message.hops`.
        authserv_ids: whose results count; each stands for the hosts below it, too.
        networks: addresses of our own hosts.

    """
    ids = tuple(trusted.lower() for trusted in authserv_ids)
    own = own_lines(headers, hops, ids, networks)
    placed, refused = _placed(headers, hops, own, ids)
    said, repeated = _nearest(placed, ids, own)
    kept, unlikely = _consistent(said, headers)
    return AuthResult(
        looked=Looked.YES if kept else Looked.NOT_LOOKED,
        results=tuple(one.result for one in kept),
        border=border_of(headers, own, ids, networks),
        refused=tuple(
            sorted((*refused, *repeated, *unlikely), key=lambda one: one.index)
        ),
    )


def _placed(
    headers: tuple[Header, ...],
    hops: tuple[Hop, ...],
    own: tuple[Hop, ...],
    ids: tuple[str, ...],
) -> tuple[list[_Field], list[Refused]]:
    """The fields that stand where only a trusted host can have put them.

    Of those beside the border's line only the ones above the first that cannot be read:
    a sender can spoil the border's own field by the address that he gives.
    """
    placed: list[_Field] = []
    refused: list[Refused] = []
    spoiled = False
    # By index: to unpack a named tuple takes twice as long, and most are other fields.
    named = [
        (place, name, header[1])
        for place, header in enumerate(headers)
        if len(header[0]) in _LENGTHS and (name := header[0].lower()) in _NAMES
    ]
    for place, name, value in named[:MAX_RESULTS_FIELDS]:
        field = _Field(place, parse(value) if name == _FIELD else None)
        if name != _FIELD:
            reason = "renamed"
        elif field.statement is None:
            reason, spoiled = "unparsable", True
        else:
            reason = _misplaced(field, hops, own, ids, spoiled=spoiled)
        if reason:
            refused.append(Refused(field.authserv_id, place, reason))
        else:
            placed.append(field)
    return placed, refused


def _misplaced(
    field: _Field,
    hops: tuple[Hop, ...],
    own: tuple[Hop, ...],
    ids: tuple[str, ...],
    *,
    spoiled: bool,
) -> str:
    """Why the sender may have written the field; empty when he cannot have."""
    trusted = id_of(field.authserv_id, ids)
    if field.authserv_id and trusted and trusted != EXCHANGE_ONLINE:
        beside = not spoiled and _beside(field, trusted, hops, own)
        return "" if beside or _above(field, own) else "below-border"
    if not field.authserv_id and EXCHANGE_ONLINE in ids:
        exchange = tuple(hop for hop in own if id_of(hop.by, (EXCHANGE_ONLINE,)))
        return "" if _above(field, exchange) else "below-border"
    return "untrusted-id"


def _above(field: _Field, own: tuple[Hop, ...]) -> bool:
    """Added by the host that wrote the lowest of these lines, or later."""
    return bool(own) and field.place < own[-1].index


def _beside(
    field: _Field, trusted: str, hops: tuple[Hop, ...], own: tuple[Hop, ...]
) -> bool:
    """Directly below the border's own line: before the next, and the id is its own.

    The name of another host below the id is not: the border deletes what is in its own
    name, and leaves that to whoever reads it.
    """
    if not own or not id_of(own[-1].by, (trusted,)):
        return False
    if field.authserv_id not in (trusted, own[-1].by):
        return False
    return len(own) == len(hops) or field.place < hops[len(own)].index


def _nearest(
    fields: list[_Field], ids: tuple[str, ...], own: tuple[Hop, ...]
) -> tuple[list[_Said], list[Refused]]:
    """Of each method what the field nearest to us says.

    A host says a thing once, and nothing after `none`.  Where its id speaks again, the
    sender's part has begun, and nothing further down is believed.  Another id only adds
    what nobody said above.  `arc` opens the door to what others say: only the first
    field of an id may say it.
    """
    said: list[_Said] = []
    by_id: dict[str, frozenset[str]] = {}
    given: set[str] = set()
    for number, (place, statement) in enumerate(fields):
        if statement is None:
            continue
        trusted = id_of(statement.authserv_id, ids) or EXCHANGE_ONLINE
        before = by_id.get(trusted)
        if before is not None and (not before or before & statement.methods):
            return said, [
                Refused(field.authserv_id, field.place, "repeats-method")
                for field in fields[number:]
            ]
        closed = given if before is None else given | {"arc"}
        said += [
            _Said(
                place,
                MethodResult(
                    *one,
                    authserv_id=statement.authserv_id or trusted,
                    beside=bool(own) and place > own[-1].index,
                ),
            )
            for one in _without_two_dmarcs(statement.results)
            if one.method not in closed
        ]
        by_id[trusted] = (before or frozenset()) | statement.methods
        given |= statement.methods
    return said, []


def _without_two_dmarcs(results: tuple[Result, ...]) -> list[Result]:
    """Drop the passes of a field that contradicts itself about DMARC."""
    dmarc = {one[1:] for one in results if one.method == "dmarc"}
    return [
        one
        for one in results
        if len(dmarc) < 2 or one.method != "dmarc" or one.outcome is not Outcome.PASS
    ]


def _consistent(
    said: list[_Said], headers: tuple[Header, ...]
) -> tuple[list[_Said], list[Refused]]:
    """Drop what the other results, or the mail itself, cannot bear out.

    DMARC is nothing but SPF or DKIM with an aligned domain: a pass without either was
    not computed by our border, nor was an aligned pass under a failed DMARC.  And where
    nobody signed, no signature was verified.
    """
    dmarc = [one.result for one in said if one.result.method == "dmarc"]
    failed = [result for result in dmarc if result.outcome is Outcome.FAIL]
    checks = [one.result for one in said if one.result.method in ("spf", "dkim")]
    unsigned = _unsigned(checks, headers)
    kept: list[_Said] = []
    refused: list[Refused] = []
    for one in said:
        reason = _unlikely(one.result, checks, failed, unsigned)
        if reason:
            refused.append(Refused(one.result.authserv_id, one.place, reason))
        else:
            kept.append(one)
    return kept, refused


def _unsigned(
    checks: list[MethodResult], headers: tuple[Header, ...]
) -> list[MethodResult]:
    """The DKIM passes of domains that signed nothing in this mail."""
    passed = [
        result
        for result in checks
        if result.method == "dkim" and result.domain and result.outcome is Outcome.PASS
    ]
    if not passed:
        return []
    signers = {
        host_of(match[1].decode("latin-1").lower())
        for name, value in headers
        if len(name) == len(_SIGNATURE)
        and name.lower() == _SIGNATURE
        and (match := _SIGNER.search(value))
    }
    return [
        result
        for result in passed
        if not any(
            result.domain == signer or result.domain.endswith("." + signer)
            for signer in signers
        )
    ]


def _unlikely(
    result: MethodResult,
    checks: list[MethodResult],
    failed: list[MethodResult],
    unsigned: list[MethodResult],
) -> str:
    if result in unsigned:
        return "unsigned"
    if result.method == "dmarc" and result.outcome is Outcome.PASS and checks:
        support = [check for check in checks if _passes_for(check, result)]
        if not support:
            return "unsupported-dmarc"
        return "unsigned" if all(check in unsigned for check in support) else ""
    if result.method in ("spf", "dkim") and any(_passes_for(result, d) for d in failed):
        return "contradicts-dmarc"
    return ""


def _passes_for(check: MethodResult, dmarc: MethodResult) -> bool:
    """Is it a pass, and for the domain of From?"""
    return check.outcome is Outcome.PASS and aligned(check.domain, dmarc.domain)
