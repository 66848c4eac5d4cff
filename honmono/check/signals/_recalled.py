"""Where the sender stands to the thread of ours that our archive recognized.

    sato@kita.example       our mail went to him, or to his firm                MEMBER
    s.ichiro@gmail.com      another address under the name of one in it         DOUBTFUL
    xk3@mail.example.net    it went to people we know, and he is none of them   OUTSIDE

Where our mail went to a list, or to an address that never wrote to us, it may have been
handed on by machines; a mail that says it forwards may come from anybody; and to whom we
wrote before, somebody of us may have passed it on: DOUBTFUL.

It leaves alone: mail that we return to ourselves (bounces), lists that we know, partners
whose domain is verified.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from honmono.check.signals._core import Claims, Exhibit
from honmono.check.signals._foreign import comes_from_foreign, is_verified_partner
from honmono.check.standing import Standing, standing_of
from honmono.check.thread import Place, bears_name_of, is_among
from honmono.mail.message.thread import is_forward, is_reply


class Stands(Enum):
    """The sender, beside a thread of our archive."""

    NOWHERE = "nowhere"
    """No thread of ours was recognized, or nobody needs to explain how he got it."""

    MEMBER = "member"
    DOUBTFUL = "doubtful"
    OUTSIDE = "outside"


SHOWS_OUR_THREAD: Final = Claims(organization=True, where=("quote",))
"""What a mail shows that quotes us without saying so in any head."""

_EXPLAINED: Final = (Place.MEMBER, Place.RETURNED, Place.LISTED)


def stands(exhibit: Exhibit) -> Stands:
    """Set the sender beside those who took part."""
    sender = exhibit.sender.address
    if exhibit.past is None or sender is None or not sender.domain:
        return Stands.NOWHERE
    if not comes_from_foreign(exhibit):
        return Stands.NOWHERE
    if exhibit.thread.place in _EXPLAINED or is_verified_partner(exhibit):
        return Stands.NOWHERE
    thread = exhibit.recalled
    if thread is None or not (thread.by_us or exhibit.thread.ours):
        return Stands.NOWHERE
    if thread.is_member or is_among(sender, thread.people):
        return Stands.MEMBER
    handed_on = exhibit.thread.place is Place.FORWARDED or is_forward(
        exhibit.message.subject
    )
    others = [who for who in thread.people if not exhibit.org.holds(who.domain)]
    named = any(bears_name_of(sender, who) for who in others)
    known = exhibit.history is not None and exhibit.history.sent > 0
    if handed_on or named or known or not thread.closed:
        return Stands.DOUBTFUL
    return Stands.OUTSIDE


def continues_our_thread(exhibit: Exhibit) -> bool:
    """Does a mail that shows nothing of ours go on with a thread that was stolen?

    Asked only of what says that it answers, from somebody to whom we never wrote: other
    mail shall cost nothing.
    """
    message = exhibit.message
    author = message.authors[0] if message.authors else None
    if author is None or standing_of(author, exhibit.org) is not Standing.STRANGER:
        return False
    if not (is_reply(message.subject) or message.in_reply_to):
        return False
    if exhibit.history is None or exhibit.history.sent:
        return False
    return stands(exhibit) is Stands.OUTSIDE
