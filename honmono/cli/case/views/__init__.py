"""The parts of an incident as people see them; a new one: a file, its test, a line."""

from typing import Final

from honmono.cli.case.views import (
    accounts,
    affected,
    coverage,
    hypotheses,
    inquiries,
    measures,
    questions,
    tasks,
    timeline,
)
from honmono.cli.case.views._core import Line, Reader, View, records

ALL: Final[tuple[View, ...]] = (
    timeline.VIEW,
    tasks.VIEW,
    questions.VIEW,
    hypotheses.VIEW,
    affected.VIEW,
    accounts.VIEW,
    coverage.VIEW,
    inquiries.VIEW,
    measures.VIEW,
)

__all__ = ["ALL", "Line", "Reader", "View", "records"]
