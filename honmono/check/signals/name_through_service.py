"""Name through a service: one of ours "via" somebody, and that somebody vouches for it.

    From: Taro Yamada via Dropsign <no-reply@dropsign.example>      dkim=pass

Sites that people use in our name write so: invitations, shared files, business cards.  The
name of the site stands beside ours and is what its own verified domain is called.  Mailing
lists that rewrite From do so, too, `Taro Yamada via users <users@lists.example.org>`: there
the mail goes to that address, and its List-Post names it.  The fact clears from `forged`
to `unproven`, not further: whoever opens an account there can show any name, and a forger
can own a domain called like that.

Silent on purpose: our organization's name alone; a free mailer (everybody is one of its
customers); a name that says nothing of the site.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.check.org.free_mail import is_free_mail
from honmono.check.sender import Vouched
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import foreign_names
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Address, Message

NAME: Final = "name-through-service"

_VIA: Final = re.compile(
    r"(?:\bvia\b|経由|[(（\[【|/–—-])[\s:：]*([A-Za-z0-9][A-Za-z0-9 .&+-]{2,40})",
    re.IGNORECASE,
)
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def check(exhibit: Exhibit) -> Finding | None:
    """Find a person of ours beside the name of the verified domain that sends."""
    sender, names = exhibit.sender, foreign_names(exhibit)
    if not names or sender.address is None or sender.ambiguous:
        return None
    if sender.vouched is not Vouched.PASS or names[0].match.person is None:
        return None
    if any(name.match.organization for name in names):
        return None
    domain = organizational_domain(sender.address.domain)
    brand = _NOT_LETTERS.sub("", domain.partition(".")[0])
    if is_free_mail(domain):
        return None
    lists = _list_called(exhibit.message, sender.address)
    for said in _VIA.findall(sender.address.name):
        word = _NOT_LETTERS.sub("", said.lower())
        if word and (
            word in (brand, lists) or (len(word) >= 5 and brand.startswith(word))
        ):
            return Finding(NAME, "From", names[0].match.shown, domain)
    return None


def _list_called(message: Message, author: Address) -> str:
    """What the list is called that wrote its own address into From; empty for others."""
    address = author.address.lower()
    receivers = (receiver.address.lower() for receiver in (*message.to, *message.cc))
    posts = (value.lower() for value in message.values("List-Post"))
    if address not in receivers or not any(address.encode() in post for post in posts):
        return ""
    return _NOT_LETTERS.sub("", address.rpartition("@")[0])


SIGNAL: Final = Signal(
    name=NAME,
    question="Does a verified service show a person of ours beside its own name?",
    check=check,
)
