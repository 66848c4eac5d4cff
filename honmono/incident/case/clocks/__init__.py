"""Duties and time limits: what must be reported to whom, by when, and why.

    incident ──▶ facts ──▶ duty ──▶ clock
                 yes, no,  yes,      starts, due, latest, where it stands,
                 unknown   possible, and an explanation in two languages
                           no

The laws are tables (`honmono/tables/laws`), chosen by the day of becoming aware.  Unknown
is never no: a duty that may exist has a clock.
"""

from honmono.incident.case.clocks.clock import (
    Clock,
    clock_as_json,
    clocks,
    duties,
    knows_law_of_then,
)
from honmono.incident.case.clocks.contradictions import Contradiction, contradictions
from honmono.incident.case.clocks.decision import duty_as_json
from honmono.incident.case.clocks.duties import Duty, Holds
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.clocks.interview import Ask, next_questions
from honmono.incident.case.clocks.tables import LawTableError, Tables, standard

__all__ = [
    "Ask",
    "Clock",
    "Contradiction",
    "Duty",
    "Holds",
    "LawTableError",
    "State",
    "Tables",
    "clock_as_json",
    "clocks",
    "contradictions",
    "duties",
    "duty_as_json",
    "knows_law_of_then",
    "next_questions",
    "standard",
]
