"""Words of the pages of PCs in templates.

{% pc_word "kind" "home" %}   {% pc_state "weak" %}   {% pc_value "office" "tokyo" %}
"""

from __future__ import annotations

from typing import Final

from django import template

from honmono.text import keys, say
from honmono.web.base.context import language

register = template.Library()

_WORDS: Final = "web/sweep_pcs"
_CLASSES: Final = {
    "covered": "good",
    "detected": "bad",
    "exception": "still",
    "not-seen": "unknown",
}


@register.simple_tag
def pc_word(kind: str, code: str) -> str:
    """The words of a code (`kind`, `home`), else the code itself."""
    key = f"{kind}-{code}"
    return say(_WORDS, key, language()) if key in keys(_WORDS) else code


@register.simple_tag
def pc_state(state: str) -> str:
    """How a PC stands, in words."""
    key = f"state-{state}"
    return say("sweep", key, language()) if key in keys("sweep") else state


@register.simple_tag
def pc_state_class(state: str) -> str:
    """The class of its badge; the words say the same."""
    return _CLASSES.get(state, "warn")


@register.simple_tag
def pc_field(name: str) -> str:
    """What a field of a PC is called in its history."""
    return pc_word("pc", name.replace("_", "-"))


@register.simple_tag
def pc_value(name: str, value: str) -> str:
    """A value of such a field."""
    return pc_word(name, value) if name in ("kind", "presence") else value


@register.simple_tag
def pc_mark(mark: str) -> str:
    """`serial:S9` → シリアル番号 S9."""
    kind, _, number = mark.partition(":")
    return f"{pc_word('column', kind)} {number}"
