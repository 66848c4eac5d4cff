"""Words of evidence in templates.

{% did "added" %}   {% original_kind "mail" %}   {% part_name "events" %}
{{ name|one_line }}
"""

from __future__ import annotations

from django import template

from honmono.incident.evidence import said
from honmono.text import harmless, say
from honmono.web.base.context import language
from honmono.web.cases.labels import Labels

register = template.Library()

_LONGEST = 255


@register.simple_tag
def did(what: str) -> str:
    """What an entry of the log says that was done; its code where nobody has words."""
    return said.what_was_done(what, language())


@register.simple_tag
def about_word(name: str) -> str:
    """What a field of an entry is called."""
    return said.about_what(name, language())


@register.simple_tag
def about_value(name: str, value: str) -> str:
    """A value of an entry; yes and no, ways of approval and documents in words."""
    return said.value_in_words(name, value, language())


@register.simple_tag
def original_kind(kind: str) -> str:
    """What a file was kept as."""
    return _said("web/evidence", f"kind-{kind}", kind)


@register.simple_tag
def part_name(part: str) -> str:
    """What a part of an incident is called."""
    return _said("log", f"part-{part}", part)


@register.filter
def named(record: str, labels: Labels) -> str:
    """A record in words."""
    return harmless(labels.one(record), _LONGEST)


@register.filter
def one_line(untrusted: str) -> str:
    """What somebody called a file, without signs that redraw a line."""
    return harmless(untrusted, _LONGEST)


def _said(catalogue: str, key: str, otherwise: str) -> str:
    try:
        return say(catalogue, key, language())
    except KeyError:
        return harmless(otherwise)
