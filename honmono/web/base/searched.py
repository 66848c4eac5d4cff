"""Words that somebody looks for: one way for every list, and the same in every database.

    wanted("ﾎｼﾐﾈ 請求")                      ("ホシミネ", "請求")
    holding(Mail.objects, "words", text)     rows whose `words` hold each of them

A text is searched as it was folded when it was stored: width and case make no difference.
A word is found wherever it stands, also inside another, since Japanese puts no blanks
between words.  No sign means anything: `%` and `_` are themselves.
"""

from __future__ import annotations

import unicodedata
from typing import Any, Final, TypeVar

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

MOST_WORDS: Final = 5
"""Further ones are not looked for; each costs a look at every row."""

M = TypeVar("M", bound=Model)


def folded(*texts: str) -> str:
    """Texts as they are searched: width and case make no difference."""
    return unicodedata.normalize("NFKC", " ".join(filter(None, texts))).lower()


def wanted(text: str) -> tuple[str, ...]:
    """The words of what somebody typed; no text that is stored holds a NUL."""
    return tuple(dict.fromkeys(folded(text).replace("\0", " ").split()))[:MOST_WORDS]


def holding(rows: QuerySet[M, Any], column: str, text: str) -> QuerySet[M, Any]:
    """The rows whose folded text holds every word."""
    for word in wanted(text):
        rows = rows.filter(GreaterThan(StrIndex(column, Value(word)), 0))
    return rows
