"""Findings → one answer, by the contract's table, row by row.

The table decides the answer; the weights decide only how sure, and the rows of the table
that say "by weight".  `ours` needs a finding of a proof: nothing else makes it.
Hazards are listed beside every answer and take no part in any: a colleague's own mail
may hold a macro, and a forged one nothing but words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.standing import Standing
from honmono.check.thread import Place
from honmono.check.verdict.explain import explain, unrelated
from honmono.check.verdict.model import Answer, Verdict, Weighed
from honmono.check.verdict.weights import chance_of, weights
from honmono.mail.message import Defect

FORGED_FROM: Final = 0.8
"""P(forged) at which "forged or unproven, by weight" becomes forged.  A wrong `forged`
costs a phone call to a colleague, a wrong `unproven` one to somebody who is asked to pay;
so it has to be likely, and need not be certain."""

_SHOWS_US: Final = frozenset(
    {
        "address-in-display-name",
        "lookalike-domain",
        "lookalike-in-display-name",
        "quoted-thread-from-outside",
        "signature-block",
        "thread-of-others",
    }
)
"""What a stranger cannot show honestly, whoever he is."""

_BEARS_A_NAME: Final = frozenset({"name-on-foreign-address", "reply-to-in-our-name"})
"""What a stranger shows honestly when he is called so, or writes through a site."""

_CLEARS: Final = frozenset(
    {
        "namesake-at-partner",
        "namesake-at-company",
        "name-through-service",
        "desk-at-partner",
        "answers-our-mail",
    }
)
"""Facts by which somebody may bear a name of ours; nobody may show our address."""

_NEEDS_COMPANY: Final = frozenset(
    {
        "envelope-elsewhere",
        "link-shows-us",
        "link-to-lookalike",
        "quoted-thread-not-vouched",
        "short-name-on-foreign-address",
        "signature-part",
        "similar-domain",
    }
)
"""What honest strangers show, too: one of these alone never makes a mail forged."""

_OPEN_THREAD: Final = frozenset({"quoted-thread-not-vouched", "thread-not-recorded"})
"""Nothing ties him to the thread of ours that he quotes; alone it makes no mail forged."""

_OUTSIDE: Final = frozenset({"own-domain-outside-networks", "own-domain-from-outside"})


def decide(
    exhibit: Exhibit,
    found: tuple[tuple[Signal, Finding], ...],
    *,
    prior: float,
    table: Mapping[str, float] | None = None,
) -> Verdict:
    """Give the one opinion about one mail.

    Args:
        exhibit: what the signals saw.
        found: every signal that found something, in the order of `signals.ALL`.
        prior: P(forged) before looking.
        table: signal → decibans; the shipped table unless a measurement brings its own.

    """
    told_in_full = Defect.ADDRESS_GONE not in exhibit.message.defects
    if not found and not exhibit.claims and table is None and told_in_full:
        quotes_us = exhibit.thread.place is not Place.NO_THREAD
        return _nothing_found(prior, quotes_us=quotes_us)
    table = weights() if table is None else table
    hazards = tuple(pair for pair in found if pair[0].role is Role.HAZARD)
    aside = {Role.HAZARD} if _may_be_proved(exhibit) else {Role.HAZARD, Role.PROOF}
    found = tuple(pair for pair in found if pair[0].role not in aside)
    weighed = tuple(
        sorted(
            (
                Weighed(finding, table.get(signal.name, 0.0))
                for signal, finding in found
            ),
            key=lambda w: -abs(w.weight_db),
        )
    )
    chance = chance_of((w.weight_db for w in weighed), prior, table)
    weightless = tuple(Weighed(finding, 0.0) for _, finding in hazards)
    names = frozenset(signal.name for signal, _ in found)
    proved = any(signal.role is Role.PROOF for signal, _ in found)
    answer = _answer(exhibit, names, proved=proved, likely=chance >= FORGED_FROM)
    kinds = (signal.kind for signal, _ in found if signal.kind)
    return Verdict(
        answer=answer,
        probability=round(chance, 4),
        kinds=tuple(dict.fromkeys(kinds)) if answer is not Answer.OURS else (),
        hazards=tuple(dict.fromkeys(signal.hazard for signal, _ in hazards)),
        findings=weighed + weightless,
        reasons=explain(answer, exhibit, weighed, weightless),
    )


def _may_be_proved(exhibit: Exhibit) -> bool:
    """Did a host of ours write the header, or is there a signature that we verified?"""
    return not exhibit.second_hand or exhibit.sender.signed


@cache
def _nothing_found(prior: float, *, quotes_us: bool) -> Verdict:
    """The verdict on nine mails of ten: they do not show us, and nothing is found."""
    return Verdict(
        answer=Answer.UNRELATED,
        probability=round(chance_of((), prior, weights()), 4),
        kinds=(),
        hazards=(),
        findings=(),
        reasons=unrelated(quotes_us=quotes_us),
    )


def _answer(
    exhibit: Exhibit, found: frozenset[str], *, proved: bool, likely: bool
) -> Answer:
    """Read the contract's table from the top; the first row that fits answers."""
    if not exhibit.claims:
        return Answer.UNRELATED
    # Retold by a forward: without the address there is nobody to compare with us.
    if Defect.ADDRESS_GONE in exhibit.message.defects:
        return Answer.UNPROVEN
    # Two Froms, or malformed so that programs differ, one of them ours: never `ours`.
    if "author-ambiguous" in found:
        return Answer.FORGED
    if proved:
        return Answer.OURS
    match exhibit.sender.standing:
        case Standing.OURS:
            if "own-domain-failed" in found or (likely and found & _OUTSIDE):
                return Answer.FORGED
            return Answer.UNPROVEN
        case Standing.PARKED:
            return Answer.FORGED
        case Standing.PRIVATE | Standing.OWN_LIST:
            failed = "own-domain-failed" in found
            return Answer.FORGED if failed else Answer.UNPROVEN
    return _stranger(exhibit, found, likely=likely)


def _stranger(exhibit: Exhibit, found: frozenset[str], *, likely: bool) -> Answer:
    """Answer for somebody who is none of ours: does he show us, and may he?

    A list or service of ours, too: names come through it rightly, so the signals find
    one there only when its own domain was checked and did not vouch for the mail.
    """
    if "answers-our-mail" in found:  # whom we wrote to need not be named in the quote
        found -= {"quoted-thread-from-outside"}
    may_bear = found & _CLEARS or _is_retold_partner(exhibit)
    if found & _SHOWS_US or (found & _BEARS_A_NAME and not may_bear):
        return Answer.FORGED
    if exhibit.claims.where == ("quote",) and not found & _OPEN_THREAD:
        return Answer.UNRELATED  # an answer to one of us, as customers write every day
    by_weight = likely and len(found & _NEEDS_COMPANY) > 1 and not may_bear
    return Answer.FORGED if by_weight else Answer.UNPROVEN


def _is_retold_partner(exhibit: Exhibit) -> bool:
    """A partner's address in a forward: what would clear it went with the headers."""
    sender = exhibit.sender.address
    return (
        Defect.HEADERS_GONE in exhibit.message.defects
        and sender is not None
        and exhibit.org.partner_of(sender.domain) is not None
    )
