"""Codes of the sweep in the words of a clerk; a code that nobody knows stays itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from honmono.sweep.coverage import State
from honmono.sweep.products import products
from honmono.text import harmless, keys, say, say_at_length
from honmono.web.base.context import language

PAGES: Final = "web/sweep"
_IMPORT: Final = "sweep_import"
_LONGEST: Final = 200
_LONGEST_TROUBLE: Final = 600
_LINE: Final = re.compile(r"line (\d{1,12})", re.ASCII)


def word(key: str, **values: object) -> str:
    """A sentence of these pages."""
    return say(PAGES, key, language(), **values)


def word_of(kind: str, code: str) -> str:
    """`way`, `dropped` → the words of `way-dropped`; without any, the code."""
    key = f"{kind}-{code}"
    return word(key) if key in keys(PAGES) else harmless(code, _LONGEST)


def state_word(state: str) -> str:
    """`one-scanner` → 1 種類のみ."""
    return say("sweep", f"state-{State(state).value}", language())


def product_name(product: str) -> str:
    """What people call a scanner; what a report calls it where we know none."""
    known = products().get(product)
    return known.called[0] if known else harmless(product, 40)


def trouble(untrusted: Mapping[str, Any]) -> str:
    """What of a file could not be read, where, and what to do."""
    code = str(untrusted.get("code", ""))
    values = untrusted.get("values") or {}
    try:
        told = say(_IMPORT, code, language(), **values)
    except (KeyError, IndexError, FileNotFoundError, TypeError, ValueError):
        told = word("trouble-unnamed", code=code)
    place = _place(harmless(str(untrusted.get("place", "")), 80))
    return _at_length("trouble-at", place=place, told=told) if place else told


def _place(place: str) -> str:
    """`line 12` → 12 行目; a place that is the report's own stays as it is."""
    line = _LINE.fullmatch(place)
    return word("place-line", number=line[1]) if line else place


def _at_length(key: str, **values: object) -> str:
    return say_at_length(PAGES, key, language(), _LONGEST_TROUBLE, values)


def told(why: Mapping[str, Any]) -> str:
    """A reason as `status` keeps it."""
    return str(why.get(language()) or why.get("code", ""))
