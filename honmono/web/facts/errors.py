"""What cannot be put on record.  Nothing has been changed."""

from __future__ import annotations

from honmono.incident.case.checks import Problem


class ContradictionError(Exception):
    """A change would make something that cannot be so.  Nothing has been changed."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        self.found = found
        super().__init__()
