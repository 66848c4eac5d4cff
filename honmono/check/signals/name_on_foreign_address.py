"""Name on a foreign address: the reader is shown our person or firm, the address is not.

    From: =?utf-8?B?5bGx55SwIOWkqumDjg==?= <xk3@mail.example.net>      (山田 太郎)

The commonest forgery of all, and the one of the Emotet waves: a phone shows the name
alone (RFC 5322 §3.4).  DMARC leaves it out of scope (RFC 7489 §2.2).

Silent on purpose: a list or service of ours, through which our names rightly come, when
its own domain vouches for it or nobody looked; a nickname or an initial alone, which is
another signal; and a name in Reply-To.
"""

from __future__ import annotations

from typing import Final

from honmono.check.org.names import Strength
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import behind, foreign_names

NAME: Final = "name-on-foreign-address"


def check(exhibit: Exhibit) -> Finding | None:
    """Find the first author who shows a full name of ours and writes from elsewhere."""
    for shown in foreign_names(exhibit):
        if shown.match.strength is Strength.FULL:
            return Finding(NAME, "From", shown.match.shown, behind(shown.address))
    return None


SIGNAL: Final = Signal(
    name=NAME,
    question="Does From show a name of ours above an address that is not ours?",
    check=check,
    kind="display-name",
)
