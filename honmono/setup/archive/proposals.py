"""What was counted → what could stand in the file, and whether that is safe unasked.

    people     an address of ours that wrote at least twice under one person's name
    partners   a registered domain to which several of us wrote, and which wrote back
    lists      a list's address to which we wrote, and by which several others write
    borders    a host that wrote results on a good part of the mail that came in
    services   a domain that shows names of ours: never unasked, a forger does the same
    private    one of our names at a free mail address: never unasked, for the same reason
    networks   hosts of ours that handed over proved mail: never unasked

Only what nobody but ourselves can have written counts as ours: copies, and mail that a
border vouches for.  Everything else is shown with its counts and left to a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from honmono.check.org import Organization, Person
from honmono.check.org.additions.model import Kind, RefusedError
from honmono.check.org.additions.understand import understand
from honmono.check.org.free_mail import is_free_mail
from honmono.check.org.lookalikes import Lookalikes
from honmono.check.org.names import NameBook
from honmono.mail.auth.border import id_of
from honmono.mail.message.addresses import domain_of
from honmono.setup.archive.evidence import Evidence, Word
from honmono.setup.archive.person_like import Called, key_of, name_of
from honmono.setup.archive.tally import Tally
from honmono.setup.exports.whose import is_desk
from honmono.setup.person_names import words_of

BORDER_SHARE: Final = 0.25
"""Of all received mail.  A house with two borders gives each a half; a forger who writes
our border's name into his own mail does not send a quarter of it."""

BORDER_OWN_SHARE: Final = 0.5
"""Of what the host itself took in.  A border that writes results writes them on all that
comes from outside; one that does not is used as a name by whoever likes."""

BORDER_MAILS: Final = 5
BORDER_SENDERS: Final = 3
"""Registered domains of authors on whose mail the host wrote."""

PERSON_MAILS: Final = 2
PRIVATE_MAILS: Final = 2
PARTNER_MAILS: Final = 5
"""In each direction: who answers a swindler writes to him once or twice."""

PARTNER_WRITERS: Final = 2
LIST_MAILS: Final = 3
LIST_AUTHORS: Final = 3
LIST_SENT: Final = 2
SHOWN: Final = 3
"""Mails from which a domain or a host is worth a line."""

MAX_SHOWN: Final = 40
"""Of each kind that is not taken; the rest is only counted."""

_BULK: Final = 0.5


class Sort(Enum):
    """What is proposed.  The value is the sentence `proposal-…` of `setup`."""

    BORDER = "border"
    PERSON = "person"
    PARTNER = "partner"
    LIST = "list"
    SERVICE = "service"
    PRIVATE = "private"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that could stand in the file, and what speaks for it."""

    sort: Sort
    name: str
    values: tuple[str, ...]
    counts: Mapping[str, int]
    """What fills the sentence; all numbers are mails, but `who` people."""

    taken: bool
    """Is it safe to take without asking?"""

    caution: str = ""
    """A sentence `caution-…` of `setup`: why it is not."""

    romaji: str = ""
    """Of a person."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """All of an archive."""

    mails: int
    received: int
    ambiguous: int
    failed: int
    """Mails under our domains that failed: counted for nobody."""

    all: tuple[Proposal, ...]

    def of(self, sort: Sort, *, taken: bool) -> tuple[Proposal, ...]:
        """Those of one kind."""
        return tuple(p for p in self.all if p.sort is sort and p.taken is taken)


def propose(tally: Tally, org: Organization) -> Proposals:
    """Everything the archive says that `org` does not say yet."""
    borders = list(_borders(tally, org))
    trusted = {*org.authserv_ids}
    trusted.update(v for p in borders if p.taken for v in p.values)
    asked = _Asked(tally, frozenset(trusted))
    people = list(_people(asked, org))
    known = replace(
        org,
        people=(
            *org.people,
            *(Person(p.name, romaji=p.romaji, addresses=p.values) for p in people),
        ),
    )
    lists = list(_lists(asked, org))
    channels = {v for p in lists for v in p.values}
    found = [
        *borders,
        *people,
        *_partners(asked, known, channels),
        *lists,
        *_in_our_names(asked, known),
        *_networks(tally),
    ]
    failed = sum(n for (_, e), n in tally.own.counted.items() if e.word is Word.FAILED)
    return Proposals(
        tally.mails,
        tally.received,
        tally.ambiguous,
        failed,
        tuple(_not_too_many(found)),
    )


class _Asked:
    """The counts, and which of them may be believed."""

    def __init__(self, tally: Tally, trusted: frozenset[str]) -> None:
        self.tally = tally
        self.trusted = trusted

    def believes(self, evidence: Evidence) -> bool:
        """Can nobody but the author's house have sent it?"""
        return evidence.word is Word.COPY or (
            evidence.word is Word.PASSED and evidence.host in self.trusted
        )

    def believes_foreign(self, evidence: Evidence) -> bool:
        """As above; where no border ever looked, what did not fail."""
        if self.trusted:
            return self.believes(evidence)
        return evidence.word is not Word.FAILED

    def sums(self, counted: Mapping[tuple[str, Evidence], int]) -> Counter[str]:
        """Believed mails for each key."""
        total: Counter[str] = Counter()
        for (key, evidence), count in counted.items():
            if self.believes(evidence):
                total[key] += count
        return total


def _borders(tally: Tally, org: Organization) -> Iterator[Proposal]:
    for host, count in tally.borders.counted.most_common():
        if host in org.authserv_ids:
            continue
        senders = tally.border_senders.count(host)
        enough = count >= BORDER_MAILS and senders >= BORDER_SENDERS
        if not enough and count < SHOWN:
            continue
        took_in = max(
            (n for by, n in tally.hosts.counted.items() if id_of(by, (host,))),
            default=0,
        )
        much = (
            count >= BORDER_SHARE * tally.received
            and count >= BORDER_OWN_SHARE * took_in
        )
        yield Proposal(
            Sort.BORDER,
            host,
            (host,),
            {"count": count, "received": tally.received},
            taken=enough and much,
            caution="" if enough and much else "caution-share",
        )


def _people(asked: _Asked, org: Organization) -> Iterator[Proposal]:
    """Own addresses by the person whom they show; one person may have several."""
    wrote = asked.sums(asked.tally.own.counted)
    names: dict[str, Counter[str]] = {}
    for (address, evidence, name), count in asked.tally.names.counted.items():
        if asked.believes(evidence):
            names.setdefault(address, Counter())[name] += count
    not_names = {word for name in org.names for word in words_of(name)}
    not_names |= {domain.partition(".")[0] for domain in org.domains}
    bearers: dict[str, list[tuple[str, Called, int]]] = {}
    for address, count in wrote.most_common():
        if count < PERSON_MAILS or is_desk(address) or org.person_at(address):
            continue
        called = name_of(names.get(address, Counter()), not_names)
        if called and called.mails >= PERSON_MAILS:
            bearers.setdefault(called.key, []).append((address, called, count))
    there = {key_of(person.name): person for person in org.people}
    for key, found in bearers.items():
        addresses = tuple(address for address, _, _ in found)
        counts = {"count": sum(count for _, _, count in found)}
        known = key in there
        yield Proposal(
            Sort.PERSON,
            there[key].name if known else found[0][1].name,
            addresses,
            counts,
            taken=not known,
            caution="caution-known-name" if known else "",
            romaji=next((called.romaji for _, called, _ in found if called.romaji), ""),
        )


def _partners(
    asked: _Asked, org: Organization, channels: Iterable[str]
) -> Iterator[Proposal]:
    """Registered domains with mail in both directions."""
    tally = asked.tally
    sent = asked.sums(tally.sent.counted)
    came: Counter[str] = Counter()
    for (domain, evidence), count in tally.foreign.counted.items():
        if asked.believes_foreign(evidence):
            came[domain] += count
    writers: Counter[str] = Counter()
    for domain, evidence in tally.sent.counted:
        if asked.believes(evidence):
            among = tally.writers.count((domain, evidence))
            writers[domain] = max(writers[domain], among)
    lookalikes = Lookalikes(org)
    skipped = {*channels}
    for domain, count in sent.most_common():
        if count < SHOWN or came[domain] < SHOWN or is_free_mail(domain):
            continue
        if domain in skipped or _is_refused(Kind.PARTNER, [domain, domain], org):
            continue
        caution = ""
        if lookalikes.find(domain):
            caution = "caution-lookalike"
        elif tally.bulk[domain] > _BULK * came[domain]:
            caution = "caution-bulk"
        elif min(count, came[domain]) < PARTNER_MAILS or (
            writers[domain] < PARTNER_WRITERS
        ):
            caution = "caution-few"
        yield Proposal(
            Sort.PARTNER,
            domain,
            (domain,),
            {"sent": count, "came": came[domain], "who": writers[domain]},
            taken=not caution,
            caution=caution,
        )


def _lists(asked: _Asked, org: Organization) -> Iterator[Proposal]:
    """Domains of lists, by the addresses to which our people wrote."""
    tally = asked.tally
    sent = asked.sums(tally.recipients.counted)
    came: Counter[str] = Counter()
    proved: Counter[str] = Counter()
    posts: dict[str, set[str]] = {}
    for (post, evidence), count in tally.lists.counted.items():
        if asked.believes_foreign(evidence):
            domain = domain_of(post)
            came[domain] += count
            proved[domain] += count if asked.believes(evidence) else 0
            posts.setdefault(domain, set()).add(post)
    for domain, count in came.most_common():
        ours = sum(sent[post] for post in posts[domain])
        authors = max(tally.list_authors.count(post) for post in posts[domain])
        if count < SHOWN or _is_refused(Kind.LIST, [domain], org):
            continue
        enough = authors >= LIST_AUTHORS and ours >= LIST_SENT
        own = org.holds(domain)
        caution = ""
        if own:
            caution = "caution-own-list"
        elif not enough:
            caution = "caution-few"
        elif proved[domain] < LIST_MAILS:
            caution = "caution-unproved"
        yield Proposal(
            Sort.LIST,
            domain,
            (domain,),
            {"came": count, "sent": ours, "who": authors},
            taken=not caution,
            caution=caution,
        )


def _in_our_names(asked: _Asked, org: Organization) -> Iterator[Proposal]:
    """Foreign domains and free mail addresses that show names of ours."""
    book = NameBook(org)
    mails: Counter[str] = Counter()
    shown: dict[str, set[str]] = {}
    for (who, name), count in asked.tally.shown.counted.items():
        match = book.find(name)
        if match and match.person:
            mails[who] += count
            shown.setdefault(who, set()).add(match.person.name)
    for who, count in mails.most_common():
        private = "@" in who
        if count < (PRIVATE_MAILS if private else SHOWN) or _is_known(who, org):
            continue
        yield Proposal(
            Sort.PRIVATE if private else Sort.SERVICE,
            min(shown[who]) if private else who,
            (who,),
            {"count": count, "who": len(shown[who])},
            taken=False,
            caution="caution-private" if private else "caution-service",
        )


def _is_known(who: str, org: Organization) -> bool:
    if "@" in who:
        return org.private_owner(who) is not None
    return bool(org.service_of(who) or org.is_list(who) or org.partner_of(who))


def _networks(tally: Tally) -> Iterator[Proposal]:
    for (ip, name), count in tally.networks.counted.most_common():
        if count >= SHOWN:
            yield Proposal(
                Sort.NETWORK, name, (ip,), {"count": count}, taken=False,
                caution="caution-network",
            )  # fmt: skip


def _is_refused(kind: Kind, words: list[str], org: Organization) -> bool:
    """Would `honmono org add` refuse it: ours, free mail, there already?"""
    try:
        understand(kind, words, org)
    except RefusedError:
        return True
    return False


def _not_too_many(found: Iterable[Proposal]) -> Iterator[Proposal]:
    """All that are taken, and the first of the others."""
    left = Counter(dict.fromkeys(Sort, MAX_SHOWN))
    for proposal in found:
        if not proposal.taken:
            left[proposal.sort] -= 1
        if proposal.taken or left[proposal.sort] >= 0:
            yield proposal
