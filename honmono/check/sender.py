"""Whose address stands in From, and did its domain's owner vouch for it?

    From: 山田 太郎 <yamada@example.co.jp>      → OURS, and "dkim=pass" says AUTHENTICATED
    From: 山田 太郎 <xk3@mail.example.net>      → STRANGER

By the organization file, the believed results and, where we verify ourselves, our own;
what the reader is shown (the display name) is the business of `claims.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from honmono.check.org import Organization
from honmono.mail.auth import (
    AuthResult,
    FoundBy,
    Looked,
    MethodResult,
    Outcome,
    aligned,
)
from honmono.mail.message import AMBIGUOUS_FROM, Address, Message


class Standing(Enum):
    """Whose the address in From is.  The order is the order of the questions."""

    OWN_LIST = "own-list"
    """A list of `[[lists]]` below one of our own domains."""

    OURS = "ours"
    PARKED = "parked"
    PRIVATE = "private"
    """A registered private address of one of our people."""

    CHANNEL = "channel"
    """Another list, or a registered service: anybody's words come through it."""

    STRANGER = "stranger"
    """Everybody else, partners among them; also a From without any address."""


class Vouched(Enum):
    """What believed results say about the domain in From."""

    PASS = "pass"
    """An aligned DKIM or DMARC pass."""

    SPF_ONLY = "spf-only"
    """Only the envelope's domain passed and is aligned: no proof, no failure."""

    FAIL = "fail"
    """DMARC failed, or the sending host may not send for the domain (SPF)."""

    NOTHING = "nothing"
    """Somebody looked, and neither a pass nor a failure is there."""

    UNSIGNED = "unsigned"
    """A pass of a signature that is not in the mail: taken out on the way, or invented.
    Nobody can tell, so it is neither a pass nor, without DMARC, a failure."""

    CONTRADICTED = "contradicted"
    """A trusted header says pass, and our own look shows that it cannot be."""

    CHANGED = "changed"
    """A pass, or our own look, of a mail that was signed, and is not, or not all, what
    was signed."""

    NOT_LOOKED = "not-looked"
    """No believed result speaks about this domain.  Never a failure."""


@dataclass(frozen=True, slots=True)
class Sender:
    """The author as the machines see him."""

    address: Address | None
    """The first author; None when From is missing or has none."""

    standing: Standing
    vouched: Vouched
    evidence: str = ""
    """The result that decided `vouched`, as a reason may print it."""

    ambiguous: bool = False
    """Mail programs and servers take different authors from this mail."""

    signed: bool = False
    """The pass is that of a signature which we verified ourselves: whoever hands us the
    mail, he cannot have made it up."""


_HOST_REFUSED: Final = (Outcome.FAIL, Outcome.SOFTFAIL)
_PROVABLE: Final = (Standing.OURS, Standing.OWN_LIST, Standing.PRIVATE)


def sender_of(message: Message, auth: AuthResult, org: Organization) -> Sender:
    """Look up the first author; other readings of From are in `Message`."""
    address = message.authors[0] if message.authors else None
    ambiguous = not AMBIGUOUS_FROM.isdisjoint(message.defects)
    if address is None:
        return Sender(None, Standing.STRANGER, Vouched.NOT_LOOKED, "", ambiguous)
    standing = standing_of(address, org)
    if mine := _verified(address.domain, standing, auth, org):
        evidence = f"{_print(mine)}{_beside(address.domain, auth)}"
        signed = mine.method == "dkim"
        return Sender(address, standing, Vouched.PASS, evidence, ambiguous, signed)
    vouched, evidence = _vouched(address.domain, standing, auth, org)
    return Sender(address, standing, vouched, evidence, ambiguous)


def standing_of(address: Address, org: Organization) -> Standing:
    """Whose is this address?"""
    domain = address.domain
    if org.is_list(domain):
        return Standing.OWN_LIST if org.holds(domain) else Standing.CHANNEL
    if org.owns(domain):
        return Standing.OURS
    if org.is_parked(domain):
        return Standing.PARKED
    if org.private_owner(address.address):
        return Standing.PRIVATE
    if org.service_of(domain):
        return Standing.CHANNEL
    return Standing.STRANGER


def _vouched(
    domain: str, standing: Standing, auth: AuthResult, org: Organization
) -> tuple[Vouched, str]:
    """Weigh nothing: an aligned pass, a failure, or neither, with the deciding result.

    A signature that does not verify is as good as none (RFC 6376 §6.1): lists and
    scanners break it, so alone it is no failure.

    A DMARC result that names another From than the mail has now was made before a list
    rewrote the From; then the results do not speak about this mail's author.
    """
    unsigned = any(refused.reason == "unsigned" for refused in auth.refused)
    if auth.looked is Looked.NOT_LOOKED:
        nobody = Vouched.UNSIGNED if unsigned else Vouched.NOT_LOOKED
        return _own_word(domain, standing, auth, org) or (nobody, "")
    dmarc = auth.of("dmarc")
    if dmarc and all(r.domain and not aligned(r.domain, domain) for r in dmarc):
        return Vouched.NOT_LOOKED, ""

    taken = auth.contradicted + auth.changed
    dmarc = tuple(result for result in dmarc if result not in taken)
    checks = [
        result
        for method in ("dkim", "spf")
        for result in auth.of(method)
        if aligned(result.domain, domain) and result not in taken
    ]
    own = [r for r in checks if _speaks_for(r.domain, domain, standing, org)]
    # A DMARC pass that rests on nobody but hosts that do not speak for the author.
    borrowed = any(map(_passed, checks)) and not any(map(_passed, own))
    for result in (*own, *([] if borrowed else dmarc)):
        if _passed(result) and result.method != "spf":
            return Vouched.PASS, _print(result)
    for result in dmarc:
        if result.outcome is Outcome.FAIL:
            return Vouched.FAIL, _print(result)
    if opposed := _opposed(domain, auth):
        return opposed
    for result in own:
        if _passed(result):
            return Vouched.SPF_ONLY, _print(result)
    if unsigned:
        return Vouched.UNSIGNED, ""
    if once := _signed_once(domain, standing, auth, org):
        return once
    for result in own:
        if result.method == "spf" and result.outcome in _HOST_REFUSED:
            return Vouched.FAIL, _print(result)
    return Vouched.NOTHING, ""


def _signed_once(
    domain: str, standing: Standing, auth: AuthResult, org: Organization
) -> tuple[Vouched, str] | None:
    """A signature of ours over this header and another body: a list's footer, a replay."""
    for result in auth.own:
        speaks = _speaks_for(result.domain, domain, standing, org)
        if result.signed and aligned(result.domain, domain) and speaks:
            return Vouched.CHANGED, _print(result)
    return None


def _verified(
    domain: str, standing: Standing, auth: AuthResult, org: Organization
) -> MethodResult | None:
    """What we verified ourselves and what proves; None when nothing does.

    A DKIM pass; or a DMARC pass that rests on the envelope of a mail that just came in.
    It comes before all else: it is about this mail as it lies here.
    """
    own = [
        result
        for result in auth.own
        if _passed(result)
        and aligned(result.domain, domain)
        and _speaks_for(result.domain, domain, standing, org)
    ]
    methods = {result.method for result in own}
    for result in own:
        if result.method == "dkim" or (result.method == "dmarc" and "spf" in methods):
            return result
    return None


def _beside(domain: str, auth: AuthResult) -> str:
    """What the trusted header says about the same, behind our own result."""
    said = [
        _print(result)
        for method in ("dmarc", "dkim")
        for result in auth.of(method)
        if aligned(result.domain, domain)
    ]
    return f"; {said[0]}" if said else ""


def _own_word(
    domain: str, standing: Standing, auth: AuthResult, org: Organization
) -> tuple[Vouched, str] | None:
    """What we found out short of a proof, where nobody else looked."""
    for result in auth.own:
        if not aligned(result.domain, domain):
            continue
        if result.method == "dmarc" and result.outcome is Outcome.FAIL:
            return Vouched.FAIL, _print(result)
        speaks = _speaks_for(result.domain, domain, standing, org)
        if result.method == "spf" and _passed(result) and speaks:
            return Vouched.SPF_ONLY, _print(result)
    return _signed_once(domain, standing, auth, org)


def _opposed(domain: str, auth: AuthResult) -> tuple[Vouched, str] | None:
    """The pass that our own look took away."""
    for vouched, taken in (
        (Vouched.CONTRADICTED, auth.contradicted),
        (Vouched.CHANGED, auth.changed),
    ):
        for result in taken:
            if aligned(result.domain, domain):
                return vouched, f"{_print(result)}{_found_instead(result, auth)}"
    return None


def _found_instead(believed: MethodResult, auth: AuthResult) -> str:
    """Our own result about the same, behind the one that it takes away."""
    for result in auth.own:
        same = result.method == believed.method or believed.method == "dmarc"
        if same and aligned(result.domain, believed.domain):
            return f"; {_print(result)}"
    return ""


def _speaks_for(host: str, domain: str, standing: Standing, org: Organization) -> bool:
    """Is the word of `host` about an author at `domain` the word of that domain's owner?

    A list passes on the words of any member, below our own domain too.  And any two
    hosts below a registered domain are aligned: where a pass would prove something,
    another department of a university or customer of a host must not give it.
    """
    if org.is_list(host) and not org.is_list(domain):
        return False
    if standing not in _PROVABLE:
        return True
    return host == domain or domain.endswith("." + host) or org.holds(host)


def _passed(result: MethodResult) -> bool:
    return result.outcome is Outcome.PASS


def _print(result: MethodResult) -> str:
    """`dkim=fail (example.co.jp)`, as the reasons show it."""
    mark = ", verified here" if result.by is FoundBy.SELF else ""
    return f"{result.method}={result.outcome.value} ({result.domain or '-'}{mark})"
