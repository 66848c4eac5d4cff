"""A change of an incident that makes no error: else nothing is written, and it is told.

What was wrong before stays wrong and hinders nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from honmono.incident.case import Incident
from honmono.incident.case.checks import Problem, Severity, World, fresh
from honmono.web.cases.checked import told_here
from honmono.web.cases.models import Case
from honmono.web.cases.originals import Named
from honmono.web.cases.services import Changed, Doing, Edit, change


class RefusedError(Exception):
    """A change would make errors.  Nothing has been changed."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        self.found = found
        super().__init__()

    def told(self, language: str) -> list[str]:
        """Each error in a sentence."""
        return [told_here(one, language) for one in self.found]


def change_checked(
    case: Case,
    edit: Edit,
    doing: Doing,
    *,
    expect: Mapping[str, str] | None = None,
    originals: Iterable[Named] = (),
) -> Changed:
    """Change an incident, unless the change makes an error.

    Originals are not looked up here: a form offers those of the incident alone.

    Raises:
        RefusedError: it would make an error.
        ChangedMeanwhileError: a record says something else than the page showed.

    """

    def looked_at(incident: Incident) -> Incident:
        after = edit(incident)
        found = fresh(incident, after, World(doing.now))
        errors = tuple(one for one in found if one.severity is Severity.ERROR)
        if errors:
            raise RefusedError(errors)
        return after

    return change(case.pk, looked_at, doing, expect=expect, originals=originals)
