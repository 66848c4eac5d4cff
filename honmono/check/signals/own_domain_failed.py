"""Own domain failed: From is our address, and our domain's own check says no.

    From: <yamada@example.co.jp>
    Authentication-Results: mx.example.co.jp; dmarc=fail header.from=example.co.jp

A list on our own domain is such an address: it signs for itself.  Only results of hosts
we trust count (RFC 8601 §5).  A results header that claims to be our border's and was not
written by it is the same finding: whoever injects one, forges.

Silent on purpose: nobody looked, a temporary error, and results without a failure;
"could not tell" is no failure.  Also a mailing list of ours whose own envelope passed: a
list breaks our signature without bad intent.  A service of ours does not: any tenant can
write our address there, and one that we set up can sign for us.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._origin import through
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "own-domain-failed"

_OURS: Final = (Standing.OURS, Standing.OWN_LIST)
_INJECTED: Final = frozenset({"below-border", "repeats-method", "unsupported-dmarc"})
"""Reasons of refusal that say: the name of our border is on it, and it did not write.

Not `unsigned`: a gateway of ours may take signatures out when it has checked them."""


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From of ours that our own checks refused, or that brought its own."""
    sender = exhibit.sender
    if sender.standing not in _OURS or sender.address is None:
        return None
    if through(exhibit, exhibit.org.is_list):
        return None
    shown = str(sender.address)
    if sender.vouched is Vouched.FAIL:
        return Finding(NAME, "From", shown, sender.evidence)
    if sender.vouched is Vouched.NOT_LOOKED:
        for refused in exhibit.auth.refused:
            if refused.reason in _INJECTED:
                return Finding(
                    NAME, "From", shown, f"{refused.authserv_id}: {refused.reason}"
                )
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Is From our address while a trusted check of our domain failed?",
    check=check,
    kind="exact-domain",
)
