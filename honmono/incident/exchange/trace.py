"""What `honmono trace` printed → a record of its answer.

    honmono trace --format jsonl …   {"case": {"0": 0.01, "1": 0.94, …}, "candidates": …}

What is read was made from mail that criminals wrote, so every value is checked.  Nothing
of it is made more certain than it is: a record of a trace is `possible`, and a number
that is no bound is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from honmono.incident.case import Certainty, Source
from honmono.incident.case._core import Number, Value
from honmono.incident.case.affected import Amount
from honmono.incident.case.reading import mistakes_of
from honmono.incident.case.traced import Suspect, TraceAnswer
from honmono.text import harmless

MAX_ANSWER: Final = 64 * 2**20
"""Bytes of one answer; 2,000 reports have about 10 MB."""

_SUSPECTS: Final = 25
_CASES: Final = {
    "0": "nothing",
    "1": "ours",
    "2": "partner",
    "3": "server",
    "1+2": "both",
}


class TraceError(ValueError):
    """What was given is no answer of a trace.  Nothing has been changed."""


class Loose(Value):
    """A part of the answer of which only some fields are of use."""

    model_config = Value.model_config | {"extra": "ignore"}


class _Check(Loose):
    check: str


class _NotRead(Loose):
    reports: Number


class _Range(Loose):
    at_least: Number
    likely: Annotated[float, Field(ge=0, le=10**9)]
    at_most: Number


class _Exposure(Loose):
    addresses: _Range | None
    persons: _Range | None
    subjects: _Range | None
    messages: _Range | None
    finding: Literal["theft", "undecided", "none-seen"]
    bound: Literal["complete", "our-copies"]

    def amount(self, kind: str) -> Amount | None:
        """One of the four; nothing where nothing was seen, which is no 0."""
        found: _Range | None = getattr(self, kind)
        if found is None or self.finding == "none-seen":
            return None
        return amount_of(found.at_least, found.likely, found.at_most, self.bound)


class _Answer(Loose):
    case: dict[Literal["0", "1", "2", "3", "1+2"], Annotated[float, Field(ge=0, le=1)]]
    candidates: tuple[tuple[str, Annotated[float, Field(ge=0, le=1)]], ...] = ()
    abused_account: str | None = None
    checks: tuple[_Check, ...] = ()
    evidence: tuple[dict[str, Any], ...]
    not_indexed: tuple[str, ...] = ()
    not_read: _NotRead | None = None
    exposure: _Exposure | None = None


def read_trace(content: bytes, name: str, when: datetime | None = None) -> TraceAnswer:
    """One answer as a record; its bytes belong into the evidence store.

    Args:
        content: what `honmono trace --format jsonl` printed.
        name: id of the record.
        when: the trace was made.

    Raises:
        TraceError: it is none, and what is wrong with it.

    """
    if len(content) > MAX_ANSWER:
        raise TraceError(f"is longer than {MAX_ANSWER >> 20} MB")
    try:
        answer = _Answer.model_validate_json(content)
    except ValidationError as error:
        raise TraceError(str(mistakes_of(error, _Answer)[0])) from None
    if missing := sorted(set(_CASES) - set(answer.case)):
        raise TraceError(f"case: `{missing[0]}` is missing")
    chances = {_CASES[case]: chance for case, chance in answer.case.items()}
    try:
        return _record(answer, chances, content, name, when)
    except ValidationError as error:
        raise TraceError(str(mistakes_of(error, TraceAnswer)[0])) from None


def _record(
    answer: _Answer,
    chances: Mapping[str, float],
    content: bytes,
    name: str,
    when: datetime | None,
) -> TraceAnswer:
    return TraceAnswer(
        id=name,
        source=Source.MACHINE,
        certainty=Certainty.POSSIBLE,
        evidence=(hashlib.sha256(content).hexdigest(),),
        when=when,
        nothing=chances["nothing"],
        ours=chances["ours"],
        partner=chances["partner"],
        server=chances["server"],
        both=chances["both"],
        suspects=tuple(
            Suspect(address=line, probability=chance)
            for address, chance in answer.candidates[:_SUSPECTS]
            if (line := harmless(address, 320))
        ),
        abused_account=harmless(answer.abused_account or "", 320) or None,
        reports=len(answer.evidence),
        unread=answer.not_read.reports if answer.not_read else 0,
        unindexed=len(answer.not_indexed),
        checks=tuple(dict.fromkeys(c.check for c in answer.checks)),
        **_amounts(answer.exposure),
    )


def _amounts(exposure: _Exposure | None) -> dict[str, Any]:
    kinds = ("addresses", "persons", "subjects", "messages")
    return {kind: exposure.amount(kind) for kind in kinds} if exposure else {}


def amount_of(
    least: int | None, likely: float | None, most: int | None, bound: str
) -> Amount:
    """Whole numbers; what is no bound is not given as one."""
    whole = None if likely is None else max(round(likely), least or 0)
    highest = most if bound == "complete" else None
    if whole is not None and highest is not None:
        whole = min(whole, highest)
    return Amount(at_least=least, likely=whole, at_most=highest)
