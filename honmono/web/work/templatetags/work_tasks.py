"""Words of the calendar in templates: {{ month.before|month_in_words }}."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django import template

from honmono.incident.case import Moment
from honmono.incident.case.dates import moment_in_words
from honmono.web.base.context import language

register = template.Library()


@register.filter
def month_in_words(month: str | date) -> str:
    """`2026-09` → `2026年9月`, `September 2026`."""
    name = month if isinstance(month, str) else f"{month:%Y-%m}"
    return moment_in_words(Moment(name), language(), zone=ZoneInfo("UTC"))
