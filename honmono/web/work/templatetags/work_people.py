"""Words of the people affected in templates.

{% sure "likely" %}   {% amounts one.persons "persons-unit" as cells %}
"""

from __future__ import annotations

from typing import Any, Final

from django import template

from honmono.incident.case.affected import Amount
from honmono.incident.exchange.persons import Wrong
from honmono.text import say
from honmono.web.base.context import language

register = template.Library()

_CLASSES: Final = {
    "established": "bad",
    "stated": "warn",
    "likely": "warn",
    "possible": "unknown",
    "excluded": "still",
}


@register.simple_tag
def sure(certainty: str) -> str:
    """How sure it is, in words."""
    try:
        return say("case", f"certainty-{certainty}", language())
    except KeyError:
        return certainty


@register.simple_tag
def sure_class(certainty: str) -> str:
    """The look of its badge."""
    return _CLASSES.get(certainty, "unknown")


@register.simple_tag
def amounts(amount: Amount | None, unit: str) -> tuple[str, str, str]:
    """At least, likely, at most; what nobody knows is no zero."""
    unknown = say("web/persons", "not-known", language())
    numbers = (
        (amount.at_least, amount.likely, amount.at_most) if amount else (None,) * 3
    )
    words = say("web/persons", unit, language())
    least, likely, most = (
        unknown if number is None else f"{number:,} {words}" for number in numbers
    )
    return least, likely, most


@register.simple_tag
def wrong_row(found: list[Any]) -> str:
    """What is wrong with a row of a list."""
    return Wrong(*found).text(language())


@register.simple_tag
def more_wrong(result: dict[str, Any]) -> str:
    """How many wrong rows are not named."""
    count = result["count"] - len(result["wrong"])
    return say("web/persons", "more-wrong", language(), count=count)
