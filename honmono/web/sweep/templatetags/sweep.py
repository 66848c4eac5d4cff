"""Words of the sweep in templates.

{{ state|state_word }}   {{ "way"|code_word:file.way }}   {{ trouble|trouble_told }}
"""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.urls import reverse

from honmono.incident.documents.scan_sheet import MOST
from honmono.web.rights import Right
from honmono.web.sweep import words

register = template.Library()

register.filter("state_word", words.state_word)
register.filter("product_name", words.product_name)


TABS: Final = ("board", "pcs", "kits", "results", "progress", "snapshots")
"""The pages of a sweep, in the order in which they are needed."""


@register.inclusion_tag("sweep/tabs.html", takes_context=True)
def sweep_tabs(
    context: dict[str, Any], here: str, *, within: bool = False
) -> dict[str, Any]:
    """The head of every page of the sweep; `within`: it lies below the one of `here`."""
    may_handle = context["request"].user.may(Right.HANDLE)
    tabs = [
        (
            name,
            reverse(f"sweep:{name}", args=[context["case"].name]),
            f"tab-{name}",
            "" if name != here else "true" if within else "page",
        )
        for name in TABS
        if may_handle or name != "kits"
    ]
    return {"tabs": tabs}


@register.filter
def code_word(kind: str, code: str) -> str:
    """A code in words."""
    return words.word_of(kind, code)


@register.filter
def trouble_told(trouble: dict[str, Any]) -> str:
    """What of a file could not be read."""
    return words.trouble(trouble)


@register.filter
def sheet_parts(total: int) -> range:
    """Numbers of the parts of an office's sheet."""
    return range(1, max(1, -(-total // MOST)) + 1)
