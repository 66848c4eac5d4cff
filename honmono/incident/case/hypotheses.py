"""How the mail came about: cases C1 to C8, what speaks for each, what was decided.

Cases combine, and `undetermined` is a normal state.  No case stands as a fact before its
evidence is on record.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from honmono.incident.case._core import Code, Line, Record, RecordId, Text, Value
from honmono.incident.case.moment import Moment


class CaseCode(Enum):
    """How mail in our name comes about."""

    C1 = "C1"
    """A PC of ours was infected."""

    C2 = "C2"
    """A partner's PC was infected."""

    C3 = "C3"
    """A mail account or server of ours was abused."""

    C4 = "C4"
    """A contractor or service provider was infected."""

    C5 = "C5"
    """Our name alone was shown; nothing was stolen."""

    C6 = "C6"
    """Our domain was forged from outside."""

    C7 = "C7"
    """A list of addresses had been exposed earlier."""

    C8 = "C8"
    """A lookalike domain, or a partner's hijacked thread."""


class Standing(Enum):
    """What is held of a hypothesis now."""

    OPEN = "open"
    SUPPORTED = "supported"
    """More speaks for it than against; not a fact."""

    ESTABLISHED = "established"
    """Evidence is on record and somebody has signed it."""

    EXCLUDED = "excluded"


class Speaks(Enum):
    """What an argument does."""

    FOR = "for"
    AGAINST = "against"
    WOULD_DECIDE = "would-decide"
    """Not known yet; when it is, much is decided."""


class Argument(Value):
    """One thing that speaks for a case or against it."""

    speaks: Speaks
    text: Text
    cites: tuple[RecordId, ...] = ()
    """Records that it follows from."""

    weight_db: float | None = None
    """Likelihood ratio in decibans, where something measured it (`trace`)."""

    rule: Code | None = None
    """The row of `case_arguments.tsv` that it follows from; null: somebody wrote it."""


class Hypothesis(Record):
    """One case, and how it stands."""

    code: CaseCode
    partner: Line | None = None
    """Whose mailbox it is about, where it is somebody else's (C2, C4, C8)."""

    standing: Standing = Standing.OPEN
    probability: Annotated[float, Field(ge=0, le=1)] | None = None
    """From `trace`, where it was asked.  Stands in no document for outsiders."""

    arguments: tuple[Argument, ...] = ()
    signed_by: Line | None = None
    signed: Moment | None = None


class Decision(Record):
    """What the organization decided, and why: `leak-established`, `origin-not-found`."""

    kind: Code
    """A row of `decision_kinds`; `other` with `text`."""

    when: Moment | None = None
    text: Text | None = None
    reasons: Text | None = None
    cites: tuple[RecordId, ...] = ()
