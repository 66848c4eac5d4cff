"""What checks find, for readers at the desk: pages are named, and no commands."""

from __future__ import annotations

from typing import Final

from honmono.incident.case.checks import Problem
from honmono.text import keys, say_at_length

_LONGEST: Final = 300


def told_here(problem: Problem, language: str) -> str:
    """What is wrong and what to do on which page."""
    if problem.code not in keys("web/checks"):
        return problem.told(language)
    return say_at_length("web/checks", problem.code, language, _LONGEST, problem.values)
