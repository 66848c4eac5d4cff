"""Judging many mails: what one worker process keeps, and what it does with one mail."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import OwnVerifier, judge
from honmono.check.record import Record, record, record_of_unreadable
from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable, load

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What is made once for a worker and used for every mail."""

    us: Portrait
    prior: float
    verifier: OwnVerifier | None = None


_bench: _Bench | None = None
"""Of this process; set by `prepare`, which every worker runs before its first mail."""


def prepare(
    org: Organization,
    prior: float,
    make_verifier: Callable[[], OwnVerifier] | None = None,
) -> None:
    """Get a worker ready: matchers, and a verifier where one is wanted, are built once."""
    global _bench
    _bench = _Bench(Portrait(org), prior, make_verifier() if make_verifier else None)


def judge_one(found: MailRef | RawMail | Unreadable) -> Record:
    """Load and judge one mail, or pass on that it could not be read.

    This is a door: an error of ours about one mail may not stop the others, so it is
    logged with the mail's identity and becomes a record with `error`.
    """
    if _bench is None:
        raise RuntimeError("prepare() was not called in this process")
    return row_of(load(found), _bench.us, prior=_bench.prior, verifier=_bench.verifier)


def row_of(
    item: RawMail | Unreadable,
    us: Portrait,
    *,
    prior: float,
    verifier: OwnVerifier | None = None,
) -> Record:
    """Judge one mail that was loaded, whatever happens."""
    if isinstance(item, Unreadable):
        return record_of_unreadable(item)
    try:
        return record(judge(item, us, prior=prior, verifier=verifier))
    except Exception:
        log.exception("judging %s (sha256 %s) failed", item.source, item.sha256)
        detail = "an error of ours; please report it with the log's last lines"
        return record_of_unreadable(
            Unreadable(item.source, Trouble.INTERNAL, detail, item.sha256)
        )
