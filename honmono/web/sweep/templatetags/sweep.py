"""Words of the sweep in templates.

{{ state|state_word }}   {{ "way"|code_word:file.way }}   {{ trouble|trouble_told }}
"""

from __future__ import annotations

from typing import Any

from django import template

from honmono.incident.documents.scan_sheet import MOST
from honmono.web.sweep import words

register = template.Library()

register.filter("state_word", words.state_word)
register.filter("product_name", words.product_name)


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
