"""A trusted header says `pass`; what do we say?  The two side by side.

    Authentication-Results: mx1.example.co.jp; dkim=pass header.d=example.co.jp
    DKIM-Signature: … d=example.co.jp; …        and the key says that nobody signed this

Who is right depends on where the header stands.  *Above* the line by which the mail came
in the sender cannot write; if the signature does not fit any more, somebody of our side
changed the mail after its check (a tag in the subject, rewritten links, a footer), and
the pass stands.  *Beside* that line a border that does not delete foreign results leaves
the sender room (decision 0004, price), so such a pass has to be one that we can repeat:

    CONTRADICTED   the signature does not fit the header, is none, or has no key
    CHANGED        it fits the header, and the body is another one, or the subject got a
                   tag; or the mail is larger, or has more signatures, than is looked at

Some owners put a new key under the old name.  So a signature that does not fit any more
contradicts a mail of these days, and takes no more than its pass from an old one.

The same holds of `arc=pass` and what it lets in.  Of an old mail whose key is gone, and
where the DNS did not answer, nothing is said.

Wherever the header stands, a pass that leaves open what readers see (`readers.py`) is
CHANGED: the border was right, and the mail shows more than was signed.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from honmono.mail.auth.alignment import aligned
from honmono.mail.auth.model import AuthResult, MethodResult, Outcome
from honmono.mail.auth.own.dkim import MAX_SIGNATURES, Checked, Why
from honmono.mail.auth.own.look import Own

_SHOWS_MORE: Final = frozenset(
    {Why.UNSIGNED_END, Why.FIELD_ADDED, Why.READ_DIFFERENTLY}
)
_NEVER: Final = frozenset({Why.WRONG, Why.MALFORMED, Why.KEY_UNUSABLE})
_SINCE: Final = frozenset({Why.BODY_CHANGED, Why.TAGGED})
"""Changed since it was signed."""

_OF_THE_KEY: Final = frozenset({Why.WRONG, Why.KEY_UNUSABLE})
_GONE: Final = frozenset({Why.NO_KEY, Why.REVOKED})


class Compared(NamedTuple):
    """The believed passes that our own look takes away."""

    contradicted: tuple[MethodResult, ...] = ()
    changed: tuple[MethodResult, ...] = ()


def compare(believed: AuthResult, own: Own) -> Compared:
    """Hold every believed pass against our own look."""
    contradicted: list[MethodResult] = []
    changed: list[MethodResult] = []
    passes = [
        r for r in believed.results if r.outcome is Outcome.PASS and not r.via_arc
    ]
    for result in passes:
        if result.method == "dkim":
            _sort(result, _of(result, own), own, contradicted, changed)
        elif result.method == "spf" and result.beside:
            _sort_envelope(result, own, contradicted, changed)
    for result in passes:
        if result.method == "dmarc":
            _sort_dmarc(result, passes, own, contradicted, changed)
    if _false_chain(believed, own):
        contradicted += [r for r in believed.results if r.via_arc]
    elif own.chain.outcome is Outcome.POLICY:
        changed += [r for r in believed.results if r.via_arc]
    return Compared(tuple(contradicted), tuple(changed))


def _false_chain(believed: AuthResult, own: Own) -> bool:
    """Does a sender's `arc=pass` open what a chain says that does not hold?"""
    failed = own.chain.outcome is Outcome.FAIL and (own.fresh or not own.chain.gone)
    passes = [one for one in believed.of("arc") if one.outcome is Outcome.PASS]
    return failed and all(one.beside for one in passes)


def _of(result: MethodResult, own: Own) -> tuple[Checked, ...]:
    """The signatures by which such a pass can have come about."""
    return tuple(
        one
        for one in own.signatures
        if (domain := one.signature.domain)
        and (result.domain == domain or result.domain.endswith(f".{domain}"))
    )


def _sort(
    result: MethodResult,
    found: tuple[Checked, ...],
    own: Own,
    contradicted: list[MethodResult],
    changed: list[MethodResult],
) -> None:
    whys = {one.why for one in found}
    wrong = _NEVER | _SINCE | (_GONE if own.fresh else frozenset())
    if Why.GOOD in whys:
        return
    if not whys:  # its signature is none, or beyond those that are looked at
        beyond = len(own.signatures) >= MAX_SIGNATURES
        if result.beside:
            (changed if beyond else contradicted).append(result)
    elif whys & _SHOWS_MORE or (result.beside and Why.TOO_LARGE in whys):
        changed.append(result)
    elif result.beside and whys <= wrong:
        since = whys & _SINCE or (not own.fresh and whys & _OF_THE_KEY)
        (changed if since else contradicted).append(result)


def _sort_envelope(
    result: MethodResult,
    own: Own,
    contradicted: list[MethodResult],
    changed: list[MethodResult],
) -> None:
    """An SPF pass that we cannot repeat: of the same envelope, or of another one.

    A forward inside our side writes another envelope, so that alone contradicts nothing.
    """
    if own.spf is None or own.spf.outcome is Outcome.TEMPERROR:
        return
    if result.domain != own.spf.domain:
        changed.append(result)
    elif own.spf.outcome is not Outcome.PASS:
        contradicted.append(result)


def _sort_dmarc(
    result: MethodResult,
    passes: list[MethodResult],
    own: Own,
    contradicted: list[MethodResult],
    changed: list[MethodResult],
) -> None:
    """A DMARC pass falls with all the passes that it can rest on."""
    spf = own.spf
    if spf and spf.outcome is Outcome.PASS and aligned(spf.domain, result.domain):
        return
    support = [
        r
        for r in passes
        if r.method in ("dkim", "spf") and aligned(r.domain, result.domain)
    ]
    if support:
        if all(one in contradicted or one in changed for one in support):
            (contradicted if support[0] in contradicted else changed).append(result)
        return
    found = tuple(
        one for one in own.signatures if aligned(one.signature.domain, result.domain)
    )
    if found:
        _sort(result, found, own, contradicted, changed)
    elif result.beside and own.dmarc is Outcome.FAIL:
        contradicted.append(result)
