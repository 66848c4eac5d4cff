"""Words of clocks in templates.

{{ question|worded_question }}   {{ clock.latest|due_day }}
"""

from __future__ import annotations

from datetime import date, datetime

from django import template

from honmono.incident.case.clocks.law import Question
from honmono.incident.case.dates import day_in_words
from honmono.web.base.context import language

register = template.Library()


@register.filter
def worded_question(question: Question) -> str:
    """A question of the law in the language of the page."""
    return question.ja if language() == "ja" else question.en


@register.filter
def due_day(due: date) -> str:
    """A day with its weekday; of an instant the time as well."""
    words = day_in_words(date(due.year, due.month, due.day), language(), weekday=True)
    return f"{words} {due:%H:%M}" if isinstance(due, datetime) else words
