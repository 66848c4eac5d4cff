"""The answer of a posterior in plain values: suspects, groups, the 90 % set, evidence.

P(sato) = .93, P(ito) = .04, …    ──▶  suspects sato, ito …; credible: sato; decided
report 3                          ──▶  +21 dB for sato: holds message 904
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from honmono.trace.archive._core import Match
from honmono.trace.model.facts import Seen
from honmono.trace.model.people import Array
from honmono.trace.model.posterior import Posterior
from honmono.trace.traced import Case, Clue, Evidence, Suspect

MOST_SUSPECTS: Final = 25
MOST_CLUES: Final = 5
"""Suspects of whom each report tells."""

SURE: Final = 0.9
"""From here on an answer is decided, and so much the credible set holds."""

ALIKE_DB: Final = 3.0
"""Suspects between whom no report makes more difference cannot be told apart."""

SPEAKS_DB: Final = 5.0
"""A report speaks when it makes so much difference between a suspect and a stray."""

LARGEST_GROUP: Final = 5
"""More mailboxes than that are no group that somebody could look at."""

LEADING: Final = 0.02


@dataclass(frozen=True)
class Reading:
    """A posterior, read out."""

    posterior: Posterior

    @cached_property
    def order(self) -> list[int]:
        """Rows of suspects, likeliest first; with equals the address decides."""
        stolen, names = self.posterior.stolen, self.posterior.ledger.crowd.suspects
        best = np.argsort(-stolen, kind="stable")[: 4 * MOST_SUSPECTS]
        return sorted(map(int, best), key=lambda row: (-stolen[row], names[row]))

    @cached_property
    def decibans(self) -> Array:
        """Report × suspect: 10·log10 of the chance under this thief's habits."""
        return np.asarray(10 * np.log10(np.maximum(self.posterior.adapted, 1e-300)))

    @cached_property
    def suspects(self) -> tuple[Suspect, ...]:
        """The likeliest, each with those who cannot be told from him."""
        ledger, stolen = self.posterior.ledger, self.posterior.stolen
        crowd = ledger.crowd
        found = []
        for row in self.order[:MOST_SUSPECTS]:
            profile = ledger.facts.profiles.get(crowd.suspects[row])
            found.append(
                Suspect(
                    crowd.suspects[row],
                    profile.names[0] if profile and profile.names else "",
                    bool(crowd.of_ours[row]),
                    float(stolen[row]),
                    self._group(row),
                )
            )
        return tuple(found)

    def _group(self, row: int) -> tuple[str, ...]:
        """Others between whom and him no report decides, when reports say something."""
        stolen, names = self.posterior.stolen, self.posterior.ledger.crowd.suspects
        strays = 10 * np.log10(self.posterior.ledger.strays)
        speaking = self.decibans[:, row] > strays + SPEAKS_DB
        if stolen[row] < LEADING or speaking.sum() < 2:
            return ()
        others = [
            other
            for other in self.order
            if other != row
            and stolen[other] >= LEADING
            and self.posterior.ledger.crowd.of_ours[other]
            == self.posterior.ledger.crowd.of_ours[row]
            and np.abs(self.decibans[:, other] - self.decibans[:, row]).max() < ALIKE_DB
        ]
        if len(others) >= LARGEST_GROUP:
            return ()
        return tuple(names[other] for other in others)

    @cached_property
    def credible(self) -> tuple[str, ...]:
        """The smallest set that holds the stolen mailbox with 90 %, if one was stolen."""
        stolen, names = self.posterior.stolen, self.posterior.ledger.crowd.suspects
        order = np.argsort(-stolen, kind="stable")
        needed = np.searchsorted(np.cumsum(stolen[order]), SURE * stolen.sum()) + 1
        return tuple(names[row] for row in order[:needed])

    @cached_property
    def decided(self) -> bool:
        """Is one suspect, one group, or that none was stolen, as good as sure?"""
        cases = self.posterior.cases
        chance = {suspect.person: suspect.probability for suspect in self.suspects}
        groups = (
            suspect.probability + sum(chance.get(other, 0.0) for other in suspect.group)
            for suspect in self.suspects
        )
        none = max(cases[Case.SERVER], cases[Case.NOTHING])
        return max(*groups, none, 0.0) >= SURE

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What each report says."""
        reports = self.posterior.ledger.facts.reports
        return tuple(self._evidence(n, seen) for n, seen in enumerate(reports))

    def _evidence(self, number: int, seen: Seen) -> Evidence:
        told = (*seen.forgery.recipients, *seen.forgery.named)
        reached = zip(told, seen.reached, strict=True)
        return Evidence(
            seen.forgery.source,
            seen.forgery.date,
            tuple(named.person for named in seen.shown),
            tuple(person or address for address, person in reached),
            seen.forgery.subject or "",
            float(self.posterior.stray[number]),
            tuple(self._clue(number, seen, row) for row in self.order[:MOST_CLUES]),
            seen.forgery.path,
            seen.forgery.account,
        )

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of those whom the evidence names, as far as they are known."""
        profiles = self.posterior.ledger.facts.profiles
        notes = [
            clue.match.note for e in self.evidence for clue in e.clues if clue.match
        ]
        people = {p for e in self.evidence for p in (*e.shown, *e.recipients)}
        people |= {p for note in notes for p in (*note.participants, *note.holders)}
        return {
            person: profiles[person].names[0]
            for person in sorted(people & set(profiles))
            if profiles[person].names
        }

    def _clue(self, number: int, seen: Seen, row: int) -> Clue:
        ledger = self.posterior.ledger
        suspect = ledger.crowd.suspects[row]
        chances = self.posterior.adapted[number]
        others = (chances.sum() - chances[row]) / max(len(chances) - 1, 1)
        match = _match_of(seen, suspect)
        known = ledger.facts.known.get(suspect, {})
        return Clue(
            suspect,
            float(10 * np.log10(chances[row] / others)) if others else 0.0,
            match,
            _held(match, suspect) if match and ledger.crowd.ours[row] else None,
            next((known[n.person] for n in seen.shown if n.person in known), None),
            next((known[p] for p in seen.reached if p and p in known), None),
        )


def _match_of(seen: Seen, suspect: str) -> Match | None:
    """The message that fits and that he may have held; else the best that fits."""
    own = (
        match
        for match in seen.matches
        if suspect in {*match.note.participants, *match.note.holders}
    )
    return next(own, None) or (seen.matches[0] if seen.matches else None)


def _held(match: Match, suspect: str) -> bool:
    return suspect in match.note.holders
