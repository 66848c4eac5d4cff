"""How far a mail of the archive may be believed about who wrote it.

    no Received field at all                     a copy: it never came in from outside
    mx1.example.co.jp says dkim=pass, aligned    passed, if that host is our border
    came in, and nobody looked                   open
    came in, and DMARC failed                    failed

A stranger's mail always carries the line of the server that took it, so what has none was
put there by our own programs: sent mail, drafts, exports of a journal.  Which host may be
believed is not known while the archive is read; so a pass is noted with the name of the
host, and counts in the end if that host proved to be our border (`border_hosts`).
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple

from honmono.check.org import Organization
from honmono.check.sender import sender_of
from honmono.check.vouching import Vouched
from honmono.mail.auth import (
    AuthResult,
    Looked,
    Outcome,
    aligned,
    authenticate,
    organizational_domain,
)
from honmono.mail.auth.border import EXCHANGE_ONLINE, id_of, own_lines
from honmono.mail.auth.syntax import parse as parse_results
from honmono.mail.message import Hop, Message
from honmono.mail.message.limits import MAX_DOMAIN

_MAX_FIELDS: Final = 6
"""Results fields of one mail that are looked at from the top."""


class Word(Enum):
    """What speaks for the author."""

    COPY = "copy"
    PASSED = "passed"
    OPEN = "open"
    FAILED = "failed"


class Evidence(NamedTuple):
    """What speaks for the author, and who says so where it is a pass."""

    word: Word
    host: str = ""


class Border(NamedTuple):
    """A host that wrote results where only our side can write, and what it said."""

    host: str
    said: AuthResult


COPY: Final = Evidence(Word.COPY)
OPEN: Final = Evidence(Word.OPEN)
FAILED: Final = Evidence(Word.FAILED)


def border_hosts(message: Message) -> tuple[Border, ...]:
    """Hosts whose results stand where only the server that took the mail can write.

    The id must be the name of a host, or stand above one, that wrote a Received line
    which the sender cannot have written: the topmost, and those below it that handed
    over inside one system.  A sender's own host never wrote the topmost line of a mail
    that was delivered to us.  What a sender can do is to use our border's name: that the
    border writes results itself is told by its share of all mail (`proposals`).
    """
    inside = inner_lines(message)
    found = []
    for candidate in _candidates(message):
        if candidate != EXCHANGE_ONLINE and not _wrote(candidate, inside):
            continue
        said = authenticate(message.headers, message.hops, (candidate,))
        if said.looked is Looked.YES:
            found.append(Border(candidate, said))
    return tuple(found)


def inner_lines(message: Message) -> tuple[Hop, ...]:
    """Received lines that our side wrote whoever we are: no id and no network is asked."""
    if not message.hops:
        return ()
    return own_lines(message.headers, message.hops, (), ())


def evidence_of(
    message: Message, borders: tuple[Border, ...], us: Organization
) -> Evidence:
    """What speaks for the one author of the mail."""
    if not message.hops:
        return COPY
    failed = False
    for border in borders:
        vouched = sender_of(message, border.said, us).vouched
        if vouched is Vouched.PASS:
            return Evidence(Word.PASSED, border.host)
        failed = failed or vouched is Vouched.FAIL
    return FAILED if failed else OPEN


def evidence_for(
    domain: str, message: Message, borders: tuple[Border, ...]
) -> Evidence:
    """What speaks for a domain that is not the author's: a list's."""
    if not message.hops:
        return COPY
    for border in borders:
        for result in border.said.results:
            if result.outcome is Outcome.PASS and aligned(result.domain, domain):
                return Evidence(Word.PASSED, border.host)
    return OPEN


def _wrote(candidate: str, lines: tuple[Hop, ...]) -> bool:
    return any(id_of(line.by, (candidate,)) for line in lines)


def _candidates(message: Message) -> tuple[str, ...]:
    """Ids that could be a border's: registered domains or hosts below one, each once."""
    names: dict[str, None] = {}
    for value in message.values("authentication-results")[:_MAX_FIELDS]:
        statement = parse_results(value)
        if statement is None:
            continue
        host = statement.authserv_id or EXCHANGE_ONLINE
        if len(host) <= MAX_DOMAIN and organizational_domain(host):
            names[host] = None
    return tuple(names)
