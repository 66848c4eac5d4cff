"""The answer of a trace for programs: one JSON object (`docs/trace-output.md`).

    {"case": {"0": 0.01, "1": 0.96, …}, "candidates": [["sato@hoshimine.example", 0.96], …],
     "abused_account": null, "next": […], "exposure": {…}, "evidence": […], …}

Times are ISO 8601 in UTC, people are addresses (or opaque ids, never shortened).  Every
number is finite, whatever a trace computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final

from honmono.trace.archive._core import Contact, Match
from honmono.trace.evidence.suspects import clusters
from honmono.trace.evidence.weight import decibans
from honmono.trace.traced import Case, Clue, Evidence, Traced

_CANDIDATES: Final = 25
_NEXT: Final = 20
"""As many as the contract allows."""

_PEOPLE: Final = 200
"""Of one message, so that a newsletter does not fill the answer."""


def as_json(
    traced: Traced, exposure: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Make the object; `exposure` is the record of `trace/exposure`, or null."""
    return {
        **answer(traced),
        "decided": traced.decided,
        "credible": list(traced.credible),
        "groups": [
            list(cluster.persons)
            for cluster in clusters(traced)
            if len(cluster.persons) > 1
        ],
        "checks": [
            {
                "check": check.check.value,
                "persons": list(check.persons),
                "bits": _number(check.bits),
            }
            for check in traced.checks
        ],
        "exposure": exposure,
        "evidence": [_evidence(evidence) for evidence in traced.evidence],
    }


def answer(traced: Traced) -> dict[str, Any]:
    """The four fields that labelled sets are scored by.

    An account is named where abuse of our server is the likeliest case.
    """
    server = max(Case, key=lambda case: traced.cases.get(case, 0.0)) is Case.SERVER
    return {
        "case": {case.value: _number(traced.cases.get(case, 0.0)) for case in Case},
        "candidates": [
            [suspect.person, _number(suspect.probability)]
            for suspect in traced.suspects[:_CANDIDATES]
        ],
        "abused_account": traced.abused_account if server else None,
        "next": list(traced.next[:_NEXT]),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "date": _time(evidence.date),
        "shown": list(evidence.shown),
        "recipients": list(evidence.recipients),
        "subject": evidence.subject,
        "path": evidence.path.value,
        "account": evidence.account or None,
        "stray": _number(evidence.stray),
        "candidates": [_clue(clue) for clue in evidence.clues],
    }


def _clue(clue: Clue) -> dict[str, Any]:
    return {
        "address": clue.suspect,
        "decibans": _number(decibans(clue.decibans)),
        "held": clue.held,
        "match": _match(clue.match) if clue.match else None,
        "knows_shown": _contact(clue.knows_shown),
        "knows_recipient": _contact(clue.knows_recipient),
    }


def _match(match: Match) -> dict[str, Any]:
    note = match.note
    return {
        "key": note.key,
        "message_id": note.message_id,
        "date": _time(note.date),
        "subject": note.subject,
        "sender": note.sender,
        "participants": list(note.participants[:_PEOPLE]),
        "holders": list(note.holders[:_PEOPLE]),
        "way": match.way.value,
        "share": _number(match.share),
        "prints": match.prints,
        "alike": match.alike,
    }


def _contact(contact: Contact | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {
        "sent": contact.sent,
        "received": contact.received,
        "first": _time(contact.first),
        "last": _time(contact.last),
    }


def _time(moment: int | None) -> str | None:
    try:
        return (
            None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat()
        )
    except (OverflowError, OSError, ValueError):
        return None


def _number(value: float) -> float:
    return round(value, 6) if isfinite(value) else 0.0
