"""Judging many mails: what one worker process keeps, and what it does with one mail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from honmono.check.history import Past
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import OwnVerifier, judge
from honmono.check.record import (
    FAILED,
    Record,
    record,
    record_of_failed,
    record_of_unreadable,
)
from honmono.mail.source import MailRef, RawMail, Unreadable, load

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """What all mails of a run have in common; it goes to each worker once."""

    org: Organization
    prior: float = 0.5
    reports: bool = False
    """The mails are reports, and those inside them are judged instead."""

    make_verifier: Callable[[], OwnVerifier] | None = None
    """Makes what verifies signatures by itself; None believes trusted hosts alone."""

    open_past: Callable[[], Past] | None = None
    """Opens our archive, once in each worker; None asks none."""


@dataclass(frozen=True, slots=True)
class _Bench:
    """What is made once for a worker and used for every mail."""

    us: Portrait
    prior: float
    reports: bool
    verifier: OwnVerifier | None
    past: Past | None


_bench: _Bench | None = None
"""Of this process; set by `prepare`, which every worker runs before its first mail."""


def prepare(errand: Errand) -> None:
    """Get a worker ready: matchers, and a verifier where one is wanted, are built once."""
    global _bench
    verifier = errand.make_verifier() if errand.make_verifier else None
    past = errand.open_past() if errand.open_past else None
    us = Portrait(errand.org)
    _bench = _Bench(us, errand.prior, errand.reports, verifier, past)


def judge_found(found: MailRef | RawMail | Unreadable) -> tuple[Record, ...]:
    """Load and judge what was found: one mail, or all that a report is about.

    This is a door: an error of ours about one mail may not stop the others, so it is
    logged with the mail's identity and becomes a record with `error`.
    """
    if _bench is None:
        raise RuntimeError("prepare() was not called in this process")
    item = load(found)
    us, prior, verifier, past = _bench.us, _bench.prior, _bench.verifier, _bench.past
    if isinstance(item, RawMail) and _bench.reports:
        from honmono.check.reports import records_of_report  # not loaded for other runs

        try:
            return records_of_report(
                item, us, prior=prior, verifier=verifier, past=past
            )
        except Exception:
            log.exception(FAILED, item.source, item.sha256)
            return (record_of_failed(item.source, item.sha256),)
    return (row_of(item, us, prior=prior, verifier=verifier, past=past),)


def row_of(
    item: RawMail | Unreadable,
    us: Portrait,
    *,
    prior: float,
    verifier: OwnVerifier | None = None,
    past: Past | None = None,
) -> Record:
    """Judge one mail that was loaded, whatever happens."""
    if isinstance(item, Unreadable):
        return record_of_unreadable(item)
    try:
        return record(judge(item, us, prior=prior, verifier=verifier, past=past))
    except Exception:
        log.exception(FAILED, item.source, item.sha256)
        return record_of_failed(item.source, item.sha256)
