"""Results contradict: a trusted header says that our domain signed, and it did not.

    From: <yamada@example.co.jp>
    Authentication-Results: mx.example.co.jp; dkim=pass header.d=example.co.jp
    DKIM-Signature: d=example.co.jp; …     and the key of example.co.jp does not fit it

Only where we verify ourselves (`honmono check --verify`).  The header stands where a
sender can have written it, so with a border that does not delete foreign results it is
his word; the signature is not.  It takes the proof away, and says which two disagree.

Silent on purpose: a body that was changed behind a good signature, as archives and virus
scanners do; a key that is gone from the DNS, unless the mail came in these days; a DNS
that did not answer; and a header above the border's line, where no sender gets.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing
from honmono.check.vouching import Vouched

NAME: Final = "results-contradict"

_OURS: Final = (Standing.OURS, Standing.OWN_LIST, Standing.PRIVATE)


def check(exhibit: Exhibit) -> Finding | None:
    """Find a believed pass for our address that our own look shows to be none."""
    sender = exhibit.sender
    if sender.standing not in _OURS or sender.vouched is not Vouched.CONTRADICTED:
        return None
    return Finding(NAME, "From", str(sender.address), sender.evidence)


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a header say that our signature passed, while it does not verify?",
    check=check,
    kind="exact-domain",
)
