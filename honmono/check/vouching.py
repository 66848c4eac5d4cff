"""Did the owner of the domain in From vouch for the mail?

    Authentication-Results: mx.example.co.jp; dkim=pass header.d=example.co.jp   → PASS
    nobody whom we believe said anything                                        → NOT_LOOKED

By the believed results and, where we verify ourselves, our own: these come first, being
about the mail as it lies here.  Nothing is weighed; the result that decided is passed on.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from honmono.check.org import Organization
from honmono.check.standing import Standing
from honmono.mail.auth import (
    AuthResult,
    FoundBy,
    Looked,
    MethodResult,
    Outcome,
    aligned,
)


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


class Word(NamedTuple):
    """What is said about an author, and by which result."""

    vouched: Vouched
    evidence: str = ""
    """The result that decided, as a reason may print it."""

    signed: bool = False
    """It is the pass of a signature that we verified ourselves."""


VERIFIED_HERE: Final = "verified here"
"""Stands in the evidence of what no other host said."""

_HOST_REFUSED: Final = (Outcome.FAIL, Outcome.SOFTFAIL)
_PROVABLE: Final = (Standing.OURS, Standing.OWN_LIST, Standing.PRIVATE)


def word_for(
    domain: str, standing: Standing, auth: AuthResult, org: Organization
) -> Word:
    """What is known about an author at `domain`."""
    if mine := _verified(domain, standing, auth, org):
        evidence = f"{_print(mine)}{_beside(domain, auth)}"
        return Word(Vouched.PASS, evidence, signed=mine.method == "dkim")
    return Word(*_vouched(domain, standing, auth, org))


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
    mark = f", {VERIFIED_HERE}" if result.by is FoundBy.SELF else ""
    return f"{result.method}={result.outcome.value} ({result.domain or '-'}{mark})"
