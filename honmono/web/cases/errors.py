"""What cannot be done with an incident at the desk.  Nothing has been changed."""

from __future__ import annotations

from datetime import datetime

from honmono.incident.case import Record


class CaseError(Exception):
    """Something cannot be done.  Nothing has been changed.

    `key` names a sentence of the catalogue `web/cases`.
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(key)


class ChangedMeanwhileError(CaseError):
    """Somebody else changed the same record since the page was made."""

    def __init__(
        self, record: str, now: Record | None, by: str, at: datetime | None
    ) -> None:
        super().__init__("changed-meanwhile", record=record)
        self.record, self.now, self.by, self.at = record, now, by, at
        """`now`: the record as it is; None where it was taken back."""
