"""Who is likely to get the next forged mail.

    sato .93, ito .04   ×   whom each of them knows, familiar ones first
                        ──▶  kondo, abe, sato himself …   without those reached already

Whoever got one is left out: he is told already, and the thief is done with him.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import Final

from honmono.trace.model.posterior import Posterior

MOST_NEXT: Final = 20
LEADING: Final = 12
LEAST: Final = 0.005
"""Suspects below do not change whom to warn."""


def next_recipients(posterior: Posterior) -> tuple[str, ...]:
    """Rank the people known to us, likeliest first."""
    ledger, stolen = posterior.ledger, posterior.stolen
    facts, crowd, figures = ledger.facts, ledger.crowd, ledger.figures
    until = ledger.first if ledger.first is not None else facts.as_of
    rows = sorted(range(len(stolen)), key=lambda row: -stolen[row])[:LEADING]
    scores: dict[str, float] = defaultdict(float)
    for row in rows:
        chance, suspect = float(stolen[row]), crowd.suspects[row]
        if chance < LEAST:
            break
        contacts = facts.archive.contacts_of(suspect, until)
        weights = {who: sqrt(c.sent + c.received) for who, c in contacts.items()}
        total = sum(weights.values()) or 1.0
        for who, weight in weights.items():
            scores[who] += chance * (1 - figures.victim_receives) * weight / total
        scores[suspect] += chance * figures.victim_receives
    reached = {person for seen in facts.reports for person in seen.reached}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(who for who, _ in ranked if who not in reached)[:MOST_NEXT]
