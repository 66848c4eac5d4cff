"""What checks find, in the words of the desk."""

from __future__ import annotations

from string import Formatter

import pytest

from honmono.incident.case.checks import Problem, Severity
from honmono.text import LANGUAGES, keys, template
from honmono.web.cases.checked import told_here


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted({*keys("case_checks")} - {"near"}))
def test_nobody_at_the_desk_is_sent_to_a_command(code: str, language: str) -> None:
    values = dict.fromkeys(_places(code), "x")

    told = told_here(Problem(Severity.ERROR, code, "tasks", values=values), language)

    assert told
    assert "honmono " not in told


def _places(code: str) -> set[str]:
    found: set[str] = set()
    for language in LANGUAGES:
        parsed = Formatter().parse(template("case_checks", code, language))
        found |= {name for _, name, _, _ in parsed if name}
    return found
