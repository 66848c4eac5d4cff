"""What checks find, for readers at the desk: pages are named, and no commands."""

from __future__ import annotations

from typing import Final

from honmono.incident.case.checks import Problem, Title
from honmono.text import keys, say_at_length

_LONGEST: Final = 300


def told_here(problem: Problem, language: str, title: Title = str) -> str:
    """What is wrong and what to do on which page; of a field, by the field's name.

    Args:
        problem: what a check found.
        language: `ja` or `en`.
        title: of the record of an id.

    """
    if problem.code in keys("web/checks"):
        filled = problem.filled(language, title)
        told = say_at_length("web/checks", problem.code, language, _LONGEST, filled)
    else:
        told = problem.told(language, title)
    where = problem.where(language)
    if not where:
        return told
    return f"「{where}」：{told}" if language == "ja" else f"“{where}”: {told}"
