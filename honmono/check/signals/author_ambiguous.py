"""Author ambiguous: one program shows us as the author, another a stranger.

    From: <attacker@mail.example.net>
    From: 山田 太郎 <yamada@example.co.jp>

The server checks one of them, the reader sees the other (RFC 7489 §11.5 warns of it).
Two From fields, several brackets, an unclosed quote, an address in a comment: the
defect names of the message say which.

Silent on purpose: where every reading is ours, or none is; and an address of ours that
stands in the display name, which is another signal.
"""

from __future__ import annotations

from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.standing import Standing, standing_of

NAME: Final = "author-ambiguous"

_OURS: Final = (Standing.OURS, Standing.PARKED)


def check(exhibit: Exhibit) -> Finding | None:
    """Find a From that can be read as ours and as a stranger's."""
    if not exhibit.sender.ambiguous:
        return None
    message, org = exhibit.message, exhibit.org
    names = " ".join(author.name for author in message.authors)
    others = [a for a in message.other_authors if a.address not in names]
    readings = [a for a in (*message.authors, *others) if a.address]
    ours = [a for a in readings if standing_of(a, org) in _OURS]
    strangers = [a for a in readings if standing_of(a, org) not in _OURS]
    if not ours or not strangers:
        return None
    return Finding(NAME, "From", str(ours[0]), str(strangers[0]))


SIGNAL: Final = Signal(
    name=NAME,
    question="Can From be read as our address and as a stranger's?",
    check=check,
    kind="exact-domain",
)
