"""Entries of the log in words: what was done, what about, as every door says it.

corrected   →   記録を訂正      about kind: first-notice   →   文書：公表文（第一報）
"""

from __future__ import annotations

import json
from typing import Any, Final

from honmono.incident.case.titles import Titles, question_of_law
from honmono.text import harmless, keys, say

_LONGEST: Final = 255

_FLAGS: Final = {"True": "yes", "False": "no"}

_CATALOGUES: Final = {
    "answer": (("case", "answer-"),),
    "approval": (("log", "approval-"),),
    "choices": (("web/mails", "take-"),),
    "kind": (("document", "kind-"), ("kinds/decisions", "")),
    "part": (("case", "part-"),),
    "standing": (("web/values", "Standing-"),),
    "style": (("kinds/styles", ""),),
}
"""By field of `about`: where the words of its codes are, and how their keys begin."""

CODES: Final = frozenset((*_CATALOGUES, "question", "form", "sentence"))
"""Fields whose values are codes: none of them is a record of that name."""


def deed(what: str, *, files: bool) -> str:
    """What was done; one code stands for files that were kept and for records.

    Args:
        what: as the entry has it.
        files: does it name any by their hashes?

    """
    return "added-record" if what == "added" and not files else what


def what_was_done(what: str, language: str) -> str:
    """What an entry says that was done; its code where nobody has words."""
    return _said(what, language, what)


def about_what(name: str, language: str) -> str:
    """What a field of an entry is called."""
    return _said(f"about-{name}", language, name)


def value_in_words(name: str, value: Any, language: str) -> str:
    """A value of an entry; yes and no, ways of approval and documents in words."""
    value = str(value)
    if name == "question":
        return harmless(question_of_law(value, language), _LONGEST)
    if value in _FLAGS:
        return _said(_FLAGS[value], language, value)
    for catalogue, start in _CATALOGUES.get(name, ()):
        key = start + (value.partition("/")[0] if name == "kind" else value)
        if key in keys(catalogue):
            return say(catalogue, key, language)
    return harmless(value, 120)


def readable(value: str) -> str:
    """A list that was written as JSON: `["a.eml","b.eml"]` → `a.eml, b.eml`."""
    if not value.startswith("["):
        return value
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):  # of a log that somebody else wrote
        return value
    told = ", ".join(map(str, found)) if isinstance(found, list) else value
    return told.encode("utf-8", "replace").decode()  # no half of a character


def is_record(name: str, value: Any, titles: Titles) -> bool:
    """A record may be called as a kind of document is: `first-notice`."""
    return isinstance(value, str) and value in titles and name not in CODES


def _said(key: str, language: str, otherwise: str) -> str:
    return say("log", key, language) if key in keys("log") else harmless(otherwise)
