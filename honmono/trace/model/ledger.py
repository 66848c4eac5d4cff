"""What each report says about each suspect, kept apart until the end.

    report 3     by chance 2e-6    sato: book .0003 .0001, mail .02 .0004    ito: …

Reports speak one by one, so their vectors are added (as logarithms) in any order, and a new
report adds its own without asking the archive about the others again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from honmono.trace.archive._core import Archive, Level
from honmono.trace.forgery import Forgery, Path
from honmono.trace.model.content import content_of
from honmono.trace.model.facts import Facts, Seen, gathered
from honmono.trace.model.figures import Figures, measured
from honmono.trace.model.people import Array, Crowd, Kinds


@dataclass(frozen=True)
class Ledger:
    """All reports so far."""

    facts: Facts
    figures: Figures

    def extended(self, forgeries: Sequence[Forgery]) -> Ledger:
        """Add reports; the answer is that of all of them."""
        return Ledger(self.facts.with_more(forgeries), self.figures)

    @cached_property
    def crowd(self) -> Crowd:
        """The suspects."""
        return Crowd(self.facts, self.figures)

    @cached_property
    def first(self) -> int | None:
        """When the first forgery was sent: what is newer was hardly stolen before it."""
        dates = [r.forgery.date for r in self.facts.reports if r.forgery.date]
        return min(dates, default=None)

    @cached_property
    def springs(self) -> Array:
        """Report × suspect × unseen × spring, relative to a text of everyday."""
        return np.stack([self._springs(report) for report in self.facts.reports])

    def _springs(self, report: Seen) -> Array:
        crowd = self.crowd
        content = content_of(report, crowd, self.facts.level, self.first)
        reached = crowd.reached(report)
        owner, others = crowd.owner(report) * reached, crowd.others(report) * reached
        of_owner, of_others = crowd.heard(report)
        springs = np.stack(
            [
                content.without * owner * of_owner,
                content.without * others * of_others,
                (content.hidden * owner + content.owner) * of_owner,
                (content.hidden * others + content.others) * of_others,
            ],
            axis=-1,
        )
        return np.asarray(_not_through_us(report, self) * springs)

    @cached_property
    def strays(self) -> Array:
        """For each report the chance that it would come without any theft."""
        figures, crowd = self.figures, self.crowd
        shows = Kinds(figures.stray_shows_ours, figures.stray_shows_known)
        reaches = Kinds(figures.stray_reaches_ours, figures.stray_reaches_known)
        return np.array(
            [
                crowd.mean(report, shows, reaches)
                * content_of(report, crowd, self.facts.level, self.first).without
                * _not_through_us(report, self)
                for report in self.facts.reports
            ]
        )

    @cached_property
    def boxes(self) -> frozenset[str]:
        """Our mailboxes, by the person whose they are."""
        return frozenset(box.person for box in self.facts.mailboxes)

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Accounts of ours that may have been abused: the addresses of the reports."""
        named = [
            self.facts.archive.person_of(
                report.forgery.account or report.forgery.address
            )
            for report in self.facts.reports
        ]
        return tuple(dict.fromkeys(person for person in named if person in self.boxes))

    @cached_property
    def servers(self) -> Array:
        """Report × account: the chance that it went through our server in his name."""
        figures, crowd = self.figures, self.crowd
        shows = Kinds(figures.server_shows_ours, figures.server_shows_known)
        reaches = Kinds(figures.server_reaches_ours, figures.server_reaches_known)
        people = [crowd.mean(report, shows, reaches) for report in self.facts.reports]
        return np.array(
            [
                [chance * self._through(report, account) for account in self.accounts]
                for report, chance in zip(self.facts.reports, people, strict=True)
            ]
        )

    def _through(self, report: Seen, account: str) -> float:
        """The chance of a report's path and address, had it come through our server."""
        lost = self.figures.server_path_lost
        path = {Path.OURS: 1 - lost, Path.UNKNOWN: lost, Path.FOREIGN: 0.001}
        forgery = report.forgery
        his = (
            self.facts.archive.person_of(forgery.account or forgery.address) == account
        )
        return path[forgery.path] * (1.0 if his else 0.02)


def _not_through_us(report: Seen, ledger: Ledger) -> float:
    """The chance of a report's path and address, had it not come through our server."""
    forgery, figures = report.forgery, ledger.figures
    if forgery.path is Path.OURS:
        return figures.path_by_chance
    lost = {Path.UNKNOWN: 0.3, Path.FOREIGN: 0.7}[forgery.path]
    sender = ledger.facts.archive.person_of(forgery.address)
    if sender not in ledger.boxes:
        return lost
    shown = {named.person for named in report.shown}
    forged = (
        figures.own_address_forged if sender in shown else figures.other_address_forged
    )
    return lost * forged


def ledger_of(
    forgeries: Sequence[Forgery],
    archive: Archive,
    level: Level,
    as_of: int,
    figures: Figures | None = None,
) -> Ledger:
    """Begin a ledger with these reports."""
    return Ledger(gathered(forgeries, archive, level, as_of), figures or measured())
