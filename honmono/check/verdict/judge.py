"""Findings → one answer, by the contract's table, row by row.

The table decides the answer; the weights decide only how sure, and the one row of the
table that says "by weight".  `ours` needs a finding of a proof: nothing else makes it.
Hazards are listed beside every answer and take no part in any: a colleague's own mail
may hold a macro, and a forged one nothing but words.
"""

from __future__ import annotations

from typing import Final

from honmono.check.sender import Standing
from honmono.check.signals._core import Exhibit, Finding, Role, Signal
from honmono.check.verdict.explain import explain
from honmono.check.verdict.model import Answer, Verdict, Weighed
from honmono.check.verdict.weights import NOTHING, probability, weights

FORGED_FROM: Final = 0.9
"""P(forged) at which "forged or unproven, by weight" becomes forged.  A wrong `forged`
about a colleague's mail from home costs a phone call, so it has to be likely."""

_LEAST: Final = 0.001
"""No probability is printed as nearer to 0 or 1 than the data can show: with a few
thousand labelled mails, one in a thousand is the most that was seen."""


def decide(
    exhibit: Exhibit, found: tuple[tuple[Signal, Finding], ...], *, prior: float
) -> Verdict:
    """Give the one opinion about one mail.

    Args:
        exhibit: what the signals saw.
        found: every signal that found something, in the order of `signals.ALL`.
        prior: P(forged) before looking.

    """
    table = weights()
    hazards = tuple(pair for pair in found if pair[0].role is Role.HAZARD)
    found = tuple(pair for pair in found if pair[0].role is not Role.HAZARD)
    weighed = tuple(
        sorted(
            (Weighed(finding, table[signal.name]) for signal, finding in found),
            key=lambda w: -abs(w.weight_db),
        )
    )
    weightless = tuple(Weighed(finding, 0.0) for _, finding in hazards)
    total = sum(w.weight_db for w in weighed) if weighed else table[NOTHING]
    chance = min(max(probability(total, prior), _LEAST), 1 - _LEAST)
    names = frozenset(signal.name for signal, _ in found)
    proved = any(signal.role is Role.PROOF for signal, _ in found)
    answer = _answer(exhibit, names, proved=proved, chance=chance)
    kinds = (signal.kind for signal, _ in found if signal.kind)
    return Verdict(
        answer=answer,
        probability=round(chance, 4),
        kinds=tuple(dict.fromkeys(kinds)) if answer is not Answer.OURS else (),
        hazards=tuple(dict.fromkeys(signal.hazard for signal, _ in hazards)),
        findings=weighed + weightless,
        reasons=explain(answer, exhibit, weighed, weightless),
    )


def _answer(
    exhibit: Exhibit, found: frozenset[str], *, proved: bool, chance: float
) -> Answer:
    """Read the contract's table from the top; the first row that fits answers."""
    sender = exhibit.sender
    # Two Froms, or malformed so that programs differ, one of them ours: never `ours`.
    if "author-ambiguous" in found:
        return Answer.FORGED
    if proved:
        return Answer.OURS
    match sender.standing:
        case Standing.OURS:
            if "own-domain-failed" in found:
                return Answer.FORGED
            outside = "own-domain-from-outside" in found
            return (
                Answer.FORGED if outside and chance >= FORGED_FROM else Answer.UNPROVEN
            )
        case Standing.PARKED:
            return Answer.FORGED
        case Standing.PRIVATE | Standing.OWN_LIST:
            return Answer.UNPROVEN
    return _stranger(exhibit, found)


_CLEARS: Final = frozenset({"namesake-at-partner", "namesake-at-company"})
"""Facts by which somebody may bear a name of ours; nobody may show our address."""


def _stranger(exhibit: Exhibit, found: frozenset[str]) -> Answer:
    """Answer for somebody who is none of ours: does he show us, and may he?

    A list or service of ours, too: names come through it rightly, so the signals find
    one there only when its own domain was checked and did not vouch for the mail.
    """
    named = "name-on-foreign-address" in found
    if "address-in-display-name" in found or (named and not found & _CLEARS):
        return Answer.FORGED
    return Answer.UNPROVEN if exhibit.claims else Answer.UNRELATED
