"""One judged mail as JSON: the row that `honmono check --format jsonl` prints.

The shape is public (contracts): other programs, the incident desk and the milter read
it.  Text of the mail stands in it as decoded, so whoever prints it must escape it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from honmono.check.verdict.explain import unreadable
from honmono.mail.source import Trouble, Unreadable

if TYPE_CHECKING:  # `honmono index` prints what could not be read, and judges nothing
    from honmono.check.history import History
    from honmono.check.pipeline import Judgement
    from honmono.check.verdict import Weighed

Record = dict[str, Any]

FAILED: Final = "judging %s (sha256 %s) failed"
"""What is logged about a mail over which the judging itself broke."""


class Via(NamedTuple):
    """The report in which a mail came to us."""

    source: str
    sha256: str
    reporter: str
    """Who reported it, by address; else by name, else empty."""


def record(judgement: Judgement, via: Via | None = None) -> Record:
    """Make the row of a mail that was read, and say in which report it was."""
    message, claims = judgement.message, judgement.claims
    verdict = judgement.verdict
    author = message.authors[0] if message.authors else None
    history = judgement.history
    return {
        "source": message.source,
        "sha256": message.sha256,
        "via": via._asdict() if via else None,
        "message_id": message.message_id or None,
        "date": message.date.isoformat() if message.date else None,
        "subject": message.subject.text or ("" if message.values("Subject") else None),
        "from": {"name": author.name, "address": author.address} if author else None,
        "answer": verdict.answer.value,
        "probability": verdict.probability,
        "claims": {
            "person": claims.person.name if claims.person else None,
            "organization": claims.organization,
            "where": list(claims.where),
        },
        "kinds": list(verdict.kinds),
        "hazards": list(verdict.hazards),
        "findings": [_finding(weighed) for weighed in verdict.findings],
        "reasons": {"ja": list(verdict.reasons.ja), "en": list(verdict.reasons.en)},
        "defects": [defect.value for defect in message.defects],
        "error": None,
        **({"archive": _history(history)} if history else {}),
    }


def record_of_unreadable(unread: Unreadable, via: Via | None = None) -> Record:
    """Make the row of what could not be read: `unproven`, never silently missing."""
    reasons = unreadable(unread.trouble.value)
    empty = dict.fromkeys(("message_id", "date", "subject", "from"))
    return {
        "source": unread.source,
        "sha256": unread.sha256 or None,
        "via": via._asdict() if via else None,
        **empty,
        "answer": "unproven",
        "probability": None,
        "claims": None,
        "kinds": [],
        "hazards": [],
        "findings": [],
        "reasons": {"ja": list(reasons.ja), "en": list(reasons.en)},
        "defects": [],
        "error": str(unread),
    }


def record_of_failed(source: str, sha256: str, via: Via | None = None) -> Record:
    """Make the row of a mail about which an error of ours was logged."""
    detail = "an error of ours; please report it with the log's last lines"
    return record_of_unreadable(
        Unreadable(source, Trouble.INTERNAL, detail, sha256), via
    )


def _history(history: History) -> dict[str, Any]:
    """What the archive was asked: `covered` false is no "never seen"."""
    first, last = history.span.days
    return {
        "covered": history.covered,
        "mailboxes": history.span.mailboxes,
        "first": first,
        "last": last,
        "sent": history.sent,
        "received": history.received,
    }


def _finding(weighed: Weighed) -> dict[str, Any]:
    finding = weighed.finding
    return {
        "signal": finding.signal,
        "where": finding.where,
        "shown": finding.shown,
        "actual": finding.actual,
        "weight_db": weighed.weight_db,
    }
