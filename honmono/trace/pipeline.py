"""Whose mailbox was stolen: the whole way from forged mails to an answer.

    forgeries, archive ──▶ ledger ──▶ posterior ──▶ Traced

New reports of the same incident: keep the ledger, `ledger.extended(…)`, `traced(ledger)`.
"""

from __future__ import annotations

from collections.abc import Sequence

from honmono.trace.archive._core import Archive, Level
from honmono.trace.forgery import Forgery
from honmono.trace.model.checks import next_checks
from honmono.trace.model.ledger import Ledger, ledger_of
from honmono.trace.model.posterior import Posterior
from honmono.trace.model.reading import Reading
from honmono.trace.model.upcoming import next_recipients
from honmono.trace.traced import Traced


def trace(
    forgeries: Sequence[Forgery], archive: Archive, level: Level, as_of: int
) -> Traced:
    """Say whose mailbox was stolen, if any, as far as these reports can tell.

    Args:
        forgeries: reports of one incident, in any order; at least one.
        archive: our mail.
        level: how much of it may be looked at.
        as_of: nothing newer in the archive counts; seconds since 1970.

    """
    return traced(ledger_of(forgeries, archive, level, as_of))


def traced(ledger: Ledger) -> Traced:
    """Answer from a ledger."""
    posterior = Posterior(ledger)
    reading = Reading(posterior)
    return Traced(
        cases=posterior.cases,
        suspects=reading.suspects,
        credible=reading.credible,
        decided=reading.decided,
        abused_account=posterior.account,
        next=next_recipients(posterior),
        evidence=reading.evidence,
        checks=next_checks(posterior),
        names=reading.names,
    )
