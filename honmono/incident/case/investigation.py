"""The outside investigation: what was asked, what was handed over, what came back."""

from __future__ import annotations

from honmono.incident.case._core import (
    Answer,
    Code,
    Line,
    Record,
    RecordId,
    Sha256,
    Text,
    Value,
)
from honmono.incident.case.moment import Moment


class Commission(Record):
    """An order to somebody outside to find out."""

    to: Line | None = None
    asked: Moment | None = None
    due: Moment | None = None
    questions: tuple[RecordId, ...] = ()
    systems: tuple[Code, ...] = ()
    """Rows of `system_kinds`: pcs, mail-server, business-cloud …"""

    scope: Text | None = None
    handed_over: tuple[Sha256, ...] = ()


class Finding(Value):
    """One conclusion of the report."""

    kind: Code
    """A row of `finding_kinds`: server-intrusion, cloud-intrusion, mailbox-theft …"""

    answer: Answer
    text: Text | None = None
    question: RecordId | None = None


class OutsideReport(Record):
    """The report that came back; its file is in `evidence`."""

    commission: RecordId | None = None
    received: Moment | None = None
    findings: tuple[Finding, ...] = ()
