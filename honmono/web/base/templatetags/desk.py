"""Words of the desk in templates.

{% say "web/mails" "title" %}   {% say "web/mails" "count" count=3 %}
{{ at|clock:zone }}   {{ event.when|moment:zone }}   {{ text|worded }}
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BoundField
from django.template import Context
from django.utils.timezone import localtime, now

from honmono.incident.case import Moment, Text
from honmono.incident.case.dates import day_in_words, moment_in_words
from honmono.text import harmless, say_at_length
from honmono.text import say as say_in
from honmono.web.base.backed_up import worry
from honmono.web.base.context import language
from honmono.web.rights import Right

register = template.Library()

_LONGEST = 300
_LONGEST_LINE = 20_000


@register.simple_tag
def say(catalogue: str, key: str, **values: object) -> str:
    """One sentence of a catalogue in the language of the page."""
    if not values:
        return say_in(catalogue, key, language())
    return say_at_length(catalogue, key, language(), _LONGEST, values)


@register.simple_tag
def say_kind(vocabulary: str, kind: str) -> str:
    """The words of a kind (`data`, `name`: 氏名), else the kind itself."""
    try:
        return say_in(f"kinds/{vocabulary}", kind, language())
    except (KeyError, FileNotFoundError):
        return kind


@register.filter
def worded(text: Text | None) -> str:
    """A text in the language of the page; nothing in it turns the line around it."""
    if not text:
        return ""
    lines = text.in_language(language()).splitlines()
    return "\n".join(harmless(line, _LONGEST_LINE) for line in lines)


@register.filter
def moment(value: Moment | None, zone: ZoneInfo) -> str:
    """A moment of an incident in words; `zone` stands in every page of an incident."""
    return moment_in_words(value, language(), zone=zone)


@register.filter
def day(value: date | None) -> str:
    """A day in words."""
    return day_in_words(value, language()) if value else ""


@register.filter
def clock(value: datetime | None, zone: ZoneInfo | str | None = None) -> str:
    """A point in time: `2026-11-26 12:30`; seconds are told where the log tells them."""
    if value is None:
        return ""
    name = str(zone) if zone else settings.TIME_ZONE
    return localtime(value, ZoneInfo(name)).strftime("%Y-%m-%d %H:%M")


@register.filter
def at_length(value: datetime | None, zone: ZoneInfo | str | None = None) -> str:
    """A point in time as a sentence tells it: `2026年11月26日（木）12:30`."""
    if value is None:
        return ""
    there = localtime(value, ZoneInfo(str(zone) if zone else settings.TIME_ZONE))
    said = day_in_words(there.date(), language(), weekday=language() == "ja")
    return f"{said}{'' if language() == 'ja' else ', '}{there:%H:%M}"


@register.filter
def without_echo(field: BoundField) -> BoundField:
    """A field whose placeholder does not say its label a second time, in pale letters."""
    attrs = field.field.widget.attrs
    if str(attrs.get("placeholder", "")).casefold() in str(field.label).casefold():
        attrs.pop("placeholder", None)
    return field


@register.inclusion_tag("parts/backups.html", takes_context=True)
def backups(context: Context) -> dict[str, object]:
    """What is wrong with the backups, where something is; asks no database."""
    found = worry(Path(settings.HOME), now())
    user = getattr(context.get("request"), "user", None)
    rules = isinstance(user, AbstractBaseUser) and user.may(Right.ADMINISTER)  # type: ignore[attr-defined]
    if found is None or (found.key == "worry-none" and not rules):
        return {}  # others cannot set them up
    match = getattr(context.get("request"), "resolver_match", None)
    return {
        "worry": found.told(language()),
        "may_administer": rules,
        "here": match is not None and match.view_name == "keeping:page",
    }


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The query of this page with other values: `?answer=forged&page=2`; "" takes away."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            values.pop(name, None)
        else:
            values[name] = str(value)
    return "?" + values.urlencode() if values else "?"
