"""Which case it is, and whose mailbox: every hypothesis, weighed.

    nothing                   every report is a stray
    own c, partner c          reports are from c, or strays
    both a and b              reports are from a, from b, or strays
    server, account a         reports went through our server in a's name, or are strays

Habits and the unseen part of a partner's mail are averaged out within each hypothesis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from honmono.trace.model.habits import Habits, habits, unseen_logs
from honmono.trace.model.ledger import Ledger
from honmono.trace.model.people import UNSEEN, Array
from honmono.trace.traced import Case

TOP_OWN: Final = 40
TOP_PARTNER: Final = 60
"""Of these every pair is tried: those that explain the reports best one by one."""

AT_ONCE: Final = 10
"""Factors between two logarithms."""

PARTS: Final = (0.25, 0.5, 0.75)
"""How much of the theft's reports come from the mailbox of ours, when two were stolen."""

FEW: Final = 5.0
"""Messages.  With whom we exchanged fewer, hardly had what our forgeries are made from;
of those robbed in labelled sets, tables and raw mail, one in ten had so few, and of all
whom our mail shows half."""

CLOSE_LOOK: Final = 100
"""Suspects for whom all habits are tried; the others are too far behind for that."""


@dataclass(frozen=True)
class Posterior:
    """All hypotheses with their probabilities, which sum to 1."""

    ledger: Ledger

    @cached_property
    def grid(self) -> Habits:
        """The thief's habits."""
        return habits(self.ledger.figures)

    @cached_property
    def _logs(self) -> tuple[Array, Array]:
        """Logarithms of prior and likelihood: nothing, suspects, accounts, pairs."""
        pairs = self._pairs
        figures = self.ledger.figures
        own = figures.prior_own + figures.prior_partner + figures.prior_both
        left = max(1 - own - figures.prior_server, 1e-6)
        account = np.log(figures.prior_server / max(self._boxes, 1))
        prior = [
            np.array([np.log(left)]),
            self._prior,
            np.full(len(self.ledger.accounts), account),
            self._prior_of(pairs),
        ]
        likelihood = [
            np.array([np.log(self.ledger.strays).sum()]),
            self._singles,
            self._server,
            self._both(pairs),
        ]
        return np.concatenate(prior), np.concatenate(likelihood)

    @cached_property
    def _boxes(self) -> int:
        return len(self.ledger.facts.mailboxes)

    @cached_property
    def _sizes(self) -> tuple[Array, Array]:
        """Logarithm of each suspect's prior among his kind: ours, partners (else -inf)."""
        crowd = self.ledger.crowd
        ours = np.where(crowd.of_ours, -np.log(max(crowd.of_ours.sum(), 1)), -np.inf)
        size = np.where(crowd.of_ours, 0.0, self._size(crowd.messages))
        whole = max(size.sum(), self._outsiders, 1e-9)
        with np.errstate(divide="ignore"):
            return ours, np.log(size) - np.log(whole)

    @property
    def _outsiders(self) -> float:
        """The size of everybody else we know, suspect or not."""
        counts = np.array(self.ledger.facts.outsiders, dtype=float)
        middle: Array = 1.4 * np.exp2(np.arange(len(counts), dtype=float))
        return float(counts @ self._size(middle))

    def _size(self, messages: Array) -> Array:
        """How likely partners are to be robbed, by what we see of them."""
        known = (messages / (messages + FEW)) ** 2
        return np.asarray(known * messages**self.ledger.figures.partner_size)

    @cached_property
    def _prior(self) -> Array:
        ours, theirs = self._sizes
        figures = self.ledger.figures
        own, partner = np.log(figures.prior_own), np.log(figures.prior_partner)
        return np.asarray(
            np.where(self.ledger.crowd.of_ours, own + ours, partner + theirs)
        )

    def _prior_of(self, pairs: tuple[tuple[int, int], ...]) -> Array:
        ours, theirs = self._sizes
        both = np.log(self.ledger.figures.prior_both)
        rows = np.array(pairs, dtype=int).reshape(-1, 2)
        return np.asarray(both + ours[rows[:, 0]] + theirs[rows[:, 1]])

    @cached_property
    def _unseen(self) -> Array:
        """Suspect × unseen: logarithm of its weight; for our mailboxes all alike."""
        logs = unseen_logs(self.ledger.figures)
        ours = self.ledger.crowd.ours[:, None]
        return np.where(ours, -np.log(len(UNSEEN)), logs[None, :])

    @cached_property
    def usual(self) -> Array:
        """Report × suspect × unseen: the chance under the habits expected beforehand."""
        weights = np.exp(self.grid.logs)
        springs = weights @ self.grid.springs
        stray = float(weights @ self.grid.stray)
        return (
            stray * self.ledger.strays[:, None, None]
            + (1 - stray) * self.ledger.springs @ springs
        )

    @cached_property
    def _rough(self) -> Array:
        """Suspect: logarithm of the likelihood under the habits expected beforehand."""
        return _summed(np.log(self.usual).sum(axis=0) + self._unseen, axis=1)

    @cached_property
    def _singles(self) -> Array:
        """Suspect: logarithm of the likelihood, habits averaged out."""
        result = self._rough.copy()
        close = np.argsort(-(self._rough + self._prior), kind="stable")[:CLOSE_LOOK]
        springs = self.ledger.springs[:, close]
        stray = self.grid.stray
        total = _log_of_product(
            stray * by_chance + (1 - stray) * (report @ self.grid.springs.T)
            for report, by_chance in zip(springs, self.ledger.strays, strict=True)
        )
        total += self.grid.logs + self._unseen[close][:, :, None]
        result[close] = _summed(total.reshape(len(close), -1), axis=1)
        return result

    @cached_property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        """Rows of pairs to be tried: every one of ours with every partner in question."""
        ours = self.ledger.crowd.of_ours
        best = np.log(self.usual).max(axis=2)
        gain = np.maximum(best - np.log(self.ledger.strays)[:, None], 0).sum(axis=0)
        score = np.maximum(gain, 0) + self._sizes[1].clip(-50, 0) * ~ours
        order = np.argsort(-score, kind="stable")
        own = [int(row) for row in order if ours[row]][:TOP_OWN]
        partners = [int(row) for row in order if not ours[row]][:TOP_PARTNER]
        return tuple((a, b) for a in own for b in partners)

    def _both(self, pairs: tuple[tuple[int, int], ...]) -> Array:
        """Pair: logarithm of the likelihood.

        Two mailboxes are two thieves, each with habits of his own, and most pairs have few
        reports of each: so habits, and the unseen, are averaged for every report by itself.
        """
        if not pairs:
            return np.zeros(0)
        own = list(dict.fromkeys(a for a, _ in pairs))
        partners = list(dict.fromkeys(b for _, b in pairs))
        first, second = self._averaged(own), self._averaged(partners)
        strays, logs = self._stray_alone
        parts = np.array(PARTS)[:, None, None, None]
        total = _log_of_product(
            strays * by_chance
            + (1 - strays) * (parts * a[:, None, None] + (1 - parts) * b[None, :, None])
            for a, b, by_chance in zip(first, second, self.ledger.strays, strict=True)
        )
        total += logs - np.log(len(PARTS))
        return _summed(_summed(total, axis=3), axis=0).ravel()

    def _averaged(self, rows: list[int]) -> Array:
        """Report × suspect: the chance that it is from him, under habits expected."""
        springs = np.exp(self.grid.logs) @ self.grid.springs
        unseen = np.exp(self._unseen[rows])
        found = self.ledger.springs[:, rows]
        return np.asarray(np.einsum("rcus,cu,s->rc", found, unseen, springs))

    @cached_property
    def _stray_alone(self) -> tuple[Array, Array]:
        """Each part of strays once, and the logarithm of its weight."""
        shares = np.array(sorted(set(self.grid.stray.tolist())))
        weights = [np.exp(self.grid.logs[self.grid.stray == s]).sum() for s in shares]
        return shares, np.log(weights)

    @cached_property
    def _server(self) -> Array:
        """Account: logarithm of the likelihood."""
        if not self.ledger.accounts:
            return np.zeros(0)
        stray = self.grid.stray[None, None, :]
        chances = (1 - stray) * self.ledger.servers[:, :, None]
        chances = chances + stray * self.ledger.strays[:, None, None]
        return _summed(np.log(chances).sum(axis=0) + self.grid.logs, axis=1)

    @cached_property
    def _probabilities(self) -> tuple[float, Array, Array, Array]:
        """Nothing; of each suspect alone; of each account; of each pair."""
        figures = self.ledger.figures
        doubt = figures.doubt
        chances = (1 - doubt) * self._weighed(1.0) + doubt * self._weighed(
            figures.doubted
        )
        suspects = 1 + len(self.ledger.crowd.suspects)
        accounts = suspects + len(self.ledger.accounts)
        return (
            float(chances[0]),
            chances[1:suspects],
            chances[suspects:accounts],
            chances[accounts:],
        )

    def _weighed(self, power: float) -> Array:
        """Every hypothesis, when reports count as much as this."""
        prior, likelihood = self._logs
        logs = prior + power * likelihood
        return np.asarray(np.exp(logs - _summed(logs, axis=0)))

    @cached_property
    def cases(self) -> Mapping[Case, float]:
        """How likely each case is."""
        nothing, alone, server, both = self._probabilities
        ours = self.ledger.crowd.of_ours
        return {
            Case.NOTHING: nothing,
            Case.OWN: float(alone[ours].sum()),
            Case.PARTNER: float(alone[~ours].sum()),
            Case.SERVER: float(server.sum()),
            Case.BOTH: float(both.sum()),
        }

    @cached_property
    def _habit(self) -> tuple[Array, float, Array]:
        """The thief's habits after looking: springs, stray, and the unseen of each suspect.

        As the likeliest suspect lets them appear; those of no other matter much.
        """
        row = int(self.stolen.argmax())
        springs = self.ledger.springs[:, row]
        by_habit = (1 - self.grid.stray) * (springs @ self.grid.springs.T)
        by_habit += self.grid.stray * self.ledger.strays[:, None, None]
        logs = (
            np.log(by_habit).sum(axis=0) + self._unseen[row][:, None] + self.grid.logs
        )
        weights = np.exp(logs - _summed(logs.ravel(), axis=0)).sum(axis=0)
        unseen = np.log(self.usual).sum(axis=0) + self._unseen
        unseen = np.exp(unseen - _summed(unseen, axis=1)[:, None])
        return weights @ self.grid.springs, float(weights @ self.grid.stray), unseen

    @cached_property
    def _from_suspects(self) -> Array:
        """Report × suspect: the chance that it is from this mailbox, habits as learned."""
        springs, _, unseen = self._habit
        return np.asarray(
            np.einsum("rcus,cu,s->rc", self.ledger.springs, unseen, springs)
        )

    @cached_property
    def adapted(self) -> Array:
        """Report × suspect: the chance of a report, stray or not, habits as learned."""
        _, stray, _ = self._habit
        by_chance = stray * self.ledger.strays[:, None]
        return np.asarray(by_chance + (1 - stray) * self._from_suspects)

    @cached_property
    def stray(self) -> Array:
        """For each report the chance that it has nothing to do with a theft."""
        _, share, _ = self._habit
        nothing, _, server, _ = self._probabilities
        caused = self._from_suspects @ self.stolen
        if server.size:
            caused = caused + self.ledger.servers @ server
        by_chance = share * self.ledger.strays + 1e-300
        odds = by_chance / (by_chance + (1 - share) * caused / max(1 - nothing, 1e-9))
        return np.asarray(nothing + (1 - nothing) * odds)

    def chance_of(
        self, case: Case, stolen: tuple[str, ...], account: str | None
    ) -> float:
        """How likely a case is with exactly these mailboxes, or this account."""
        nothing, alone, server, both = self._probabilities
        rows = [self.ledger.crowd.row.get(person, -1) for person in stolen]
        if case is Case.NOTHING:
            return nothing
        if case is Case.SERVER:
            accounts = self.ledger.accounts
            return (
                float(server[accounts.index(account)]) if account in accounts else 0.0
            )
        if case is Case.BOTH:
            pair = tuple(sorted(rows))
            return float(both[self._pairs.index(pair)]) if pair in self._pairs else 0.0
        return float(alone[rows[0]]) if rows[0] >= 0 else 0.0

    @cached_property
    def stolen(self) -> Array:
        """For each suspect the chance that he was robbed, alone or with another."""
        _, alone, _, both = self._probabilities
        result = alone.copy()
        rows = np.array(self._pairs, dtype=int).reshape(-1, 2)
        np.add.at(result, rows[:, 0], both)
        np.add.at(result, rows[:, 1], both)
        return result

    @cached_property
    def account(self) -> str | None:
        """The account that was abused, if any was, and the likeliest."""
        _, _, server, _ = self._probabilities
        return self.ledger.accounts[int(server.argmax())] if server.size else None


def _log_of_product(factors: Iterable[Array]) -> Array:
    """Logarithm of a product of arrays; a logarithm for some factors at once is cheaper.

    Each factor is brought to 1 at its largest and never falls below its strays' part,
    so `AT_ONCE` of them stay far above the smallest number.
    """
    product, total = np.array(1.0), np.array(0.0)
    for number, factor in enumerate(factors, 1):
        largest = factor.max()
        product = product * (factor / largest)
        total = total + np.log(largest)
        if number % AT_ONCE == 0:
            product, total = np.array(1.0), total + np.log(np.maximum(product, 1e-300))
    return np.asarray(total + np.log(np.maximum(product, 1e-300)))


def _summed(logs: Array, axis: int) -> Array:
    """Logarithm of the sum of what these are logarithms of."""
    most = logs.max(axis=axis, keepdims=True)
    most = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        total = np.log(np.exp(logs - most).sum(axis=axis))
    return np.asarray(total + most.squeeze(axis))
