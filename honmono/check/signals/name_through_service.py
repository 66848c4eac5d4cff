"""Name through a service: one of ours "via" somebody, and that somebody vouches for it.

    From: Taro Yamada via Dropsign <no-reply@dropsign.example>      dkim=pass

Sites that people use in our name write so: invitations, shared files, business cards.
The name of the site stands beside ours and is what its own verified domain is called, or
answers go to the person himself, as lists and calendars have it.  Mailing lists that
rewrite From do so, too, `Taro Yamada via users <users@lists.example.org>`: there the mail
goes to that address, and its List-Post names it.  The fact clears from `forged` to
`unproven`, not further: whoever opens an account there can show any name, and a forger can
own a domain called like that.

Silent on purpose: our organization's name alone; a free mailer (everybody is one of its
customers); a name that says nothing of the site; two of us, or a false Reply-To.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.check.org import Person
from honmono.check.org.free_mail import is_free_mail
from honmono.check.signals._core import Exhibit, Finding, Signal
from honmono.check.signals._foreign import bearer_of, foreign_names
from honmono.mail.auth import organizational_domain
from honmono.mail.message import Address, Message

NAME: Final = "name-through-service"

_VIA: Final = re.compile(
    r"(?:\bvia\b|経由|[(（\[【|/–—-])[\s:：]*(?:via\s+)?"
    r"([A-Za-z0-9][A-Za-z0-9 .&+-]{2,40})",
    re.IGNORECASE,
)
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")


def check(exhibit: Exhibit) -> Finding | None:
    """Find a person of ours whom a verified site names beside itself, or answers to."""
    person, sender = bearer_of(exhibit), exhibit.sender.address
    if person is None or sender is None:
        return None
    domain = organizational_domain(sender.domain)
    if is_free_mail(domain):
        return None
    called = _list_called(exhibit.message, sender)
    if _names_itself(sender.name, domain, called) or _answers_go_to(person, exhibit):
        return Finding(NAME, "From", foreign_names(exhibit)[0].match.shown, domain)
    return None


def _names_itself(name: str, domain: str, called: str) -> bool:
    """Does the name of domain or list, or of one of its products, stand beside ours?"""
    brand = _NOT_LETTERS.sub("", domain.partition(".")[0])
    for said in _VIA.findall(name):
        words = said.lower().split()
        word = _NOT_LETTERS.sub("", "".join(words))
        if word in (brand, called) and word:
            return True
        if len(word) >= 5 and brand.startswith(word):
            return True
        if len(brand) >= 5 and words and words[0] == brand:  # Google Docs
            return True
    return False


def _answers_go_to(person: Person, exhibit: Exhibit) -> bool:
    """Would answers reach the person himself?  Lists and calendars write so."""
    org, reply_to = exhibit.org, exhibit.message.reply_to
    return bool(reply_to) and all(
        org.person_at(address.address) is person for address in reply_to
    )


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
    question="Does a verified service show a person of ours, and say so or answer to it?",
    check=check,
)
